"""The taxonomy: translatable terms by which entries are classified and filtered."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin

from ..conf import directory_settings


def vocabulary_choices() -> list[tuple[str, str]]:
    """The vocabularies of the settings, as choices of a form."""
    return list(directory_settings.VOCABULARIES.items())


class Term(TranslatableMixin, models.Model):
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

    class Meta(TranslatableMixin.Meta):
        ordering = ["vocabulary", "sort_order", "name"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug", "locale"], name="directory_term_slug"),
        ]

    def __str__(self) -> str:
        return self.name

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
