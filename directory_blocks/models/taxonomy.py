"""The taxonomy: translatable terms by which entries are classified and filtered."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Locale, TranslatableMixin

from ..conf import directory_settings
from ..plain_text import PlainTextMixin
from ..taxonomy.facts import SHARED_FIELDS
from ..taxonomy.forms import TermForm
from ..translations.marks import facts, prose

COLOUR = re.compile("#[0-9a-fA-F]{6}")
SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


def vocabulary_choices() -> list[tuple[str, str]]:
    """The vocabularies of the settings, as choices of a form."""
    return list(directory_settings.VOCABULARIES.items())


class Term(PlainTextMixin, TranslatableMixin, models.Model):
    """
    One entry of a vocabulary. ``slug`` is the same in every language, so that a filtered URL survives a change of
    language; the name is translated.
    """

    vocabulary = models.CharField(_("vocabulary"), max_length=30, choices=vocabulary_choices)
    slug = models.SlugField(_("slug"), max_length=60, help_text=_("Stands in URLs, the same in every language."))
    name = models.CharField(_("name"), max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("broader term")
    )
    icon = models.CharField(_("icon"), max_length=40, blank=True, help_text=_("Name of an icon of the sprite."))
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #1a2b3c."))],
    )
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    base_form_class = TermForm
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("vocabulary"), FieldPanel("parent")]),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("colour"), FieldPanel("sort_order")]),
    ]
    override_translatable_fields = [*prose("name"), *facts(*SHARED_FIELDS)]

    class Meta(TranslatableMixin.Meta):
        ordering = ["vocabulary", "sort_order", "name"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug", "locale"], name="directory_term_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Translations follow what is shared, whether it is changed here or in the source language."""
        source = self.source
        if source is not None:
            self._follow(source)
        super().save(*args, **kwargs)
        if source is None:
            for translation in self.get_translations():
                if translation._follow(self):
                    translation.save()
        else:
            self._adopt(source)

    def clean(self) -> None:
        """A broader term is of the same vocabulary and not a narrower one of this term."""
        super().clean()
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.vocabulary != self.vocabulary:
                raise ValidationError({"parent": _("Choose a term of the same vocabulary.")})
            if ancestor.pk == self.pk:
                raise ValidationError({"parent": _("A term cannot be broader than itself.")})
            ancestor = ancestor.parent

    @property
    def source(self) -> "Term | None":
        """The same term in the site's default language; None where this is it, or where there is none."""
        default = Locale.get_default()
        if self.locale_id == default.pk:
            return None
        return Term.objects.filter(translation_key=self.translation_key, locale=default).first()

    @property
    def is_shared(self) -> bool:
        """Whether its facts are those of a source in another language."""
        return self.source is not None

    def _adopt(self, source: "Term") -> None:
        """Narrower terms that were translated before this one find it."""
        for child in source.children.all():
            translation = child.get_translation_or_none(self.locale)
            if translation is not None and translation.parent_id != self.pk:
                translation.save()

    def _follow(self, source: "Term") -> bool:
        """Take over what is shared; the broader term is the one of this language. Say whether anything changed."""
        values = {name: getattr(source, name) for name in SHARED_FIELDS if name != "parent"}
        values["parent"] = source.parent and source.parent.get_translation_or_none(self.locale)
        changed = any(getattr(self, name) != value for name, value in values.items())
        for name, value in values.items():
            setattr(self, name, value)
        return changed
