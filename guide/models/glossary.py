"""Words that newcomers do not know."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin

from directory_blocks.plain_text import PlainTextMixin
from directory_blocks.translations.marks import from_source, prose


class GlossaryTerm(PlainTextMixin, DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A word or an abbreviation with its explanation; the first time that a chapter uses it, it is explained there."""

    term = models.CharField(_("word or abbreviation"), max_length=80)
    variants = models.TextField(
        _("other ways of writing it"),
        blank=True,
        max_length=400,
        help_text=_("One a line: the abbreviation or the words it stands for. Plurals in “s” are found by themselves."),
    )
    explanation = models.TextField(
        _("explanation"), max_length=500, help_text=_("Two sentences that need no other explanation.")
    )
    url = models.URLField(_("official page about it"), blank=True)

    panels = [
        FieldPanel("term"),
        FieldPanel("variants"),
        FieldPanel("explanation"),
        FieldPanel("url"),
        PublishingPanel(),
    ]
    override_translatable_fields = [*prose("term", "variants", "explanation"), *from_source("url")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term

    @property
    def spellings(self) -> list[str]:
        """The term and its variants."""
        return [line for line in map(str.strip, [self.term, *self.variants.splitlines()]) if line]

    @property
    def anchor(self) -> str:
        """Where it stands on a page; the same in every language of one database."""
        return f"term-{self.pk}"
