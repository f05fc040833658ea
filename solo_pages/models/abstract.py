"""What profiles and service points have in common."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.coreutils import get_supported_content_language_variant

from directory_blocks.enums import Precision
from directory_blocks.models import Term
from directory_blocks.models.abstract import VerifiedMixin

from ..enums import Freshness
from ..freshness.states import freshness_of
from ..phones import display_phone, normalize_phone


def source_terms(vocabulary: str) -> dict[str, str]:
    """Limit a choice to a vocabulary's terms in the source language, which pages point at in every language."""
    language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return {"vocabulary": vocabulary, "locale__language_code": language}


class TermsField(ParentalManyToManyField):
    """Terms of one vocabulary, always those of the source language."""

    def __init__(self, to: Any = Term, *, vocabulary: str = "", **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("blank", True)
        kwargs.setdefault("related_name", "+")
        if vocabulary:
            kwargs["limit_choices_to"] = partial(source_terms, vocabulary)
        super().__init__(to, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("limit_choices_to", None)
        return name, path, args, {**kwargs, "vocabulary": self.vocabulary}


class ReachableMixin(models.Model):
    """Somebody in a place (see LocatedMixin) who can be phoned; the number is checked and stored as E.164."""

    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Normalise the phone number, or say what is wrong with it."""
        super().clean()
        try:
            self.phone = normalize_phone(self.phone, self.phone_region)
        except ValidationError as error:
            raise ValidationError({"phone": error.messages}) from error

    @property
    def phone_region(self) -> str:
        """ISO 3166-1 code of the country the page is in; empty where it has no commune."""
        return self.commune.territory.country if self.commune else ""

    @property
    def public_street(self) -> str:
        """The street, where the exact place may be known."""
        return ""

    @property
    def public_postcode(self) -> str:
        """The first postcode of the commune."""
        return self.commune.postcodes.split(" ")[0] if self.commune else ""

    @property
    def public_exact_point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where the public may know them exactly."""
        known = self.precision == Precision.EXACT and None not in (self.latitude, self.longitude)
        return (self.latitude, self.longitude) if known else None

    @property
    def phone_display(self) -> str:
        """The number as a reader dials it."""
        return display_phone(self.phone, self.phone_region)


class ConfirmableMixin(VerifiedMixin):
    """What a page says is confirmed from time to time; see ``solo_pages.freshness``."""

    class Meta:
        abstract = True

    @property
    def freshness(self) -> Freshness:
        """How fresh it is today."""
        return freshness_of(self)

    @property
    def needs_confirming(self) -> bool:
        """Tell whether its period has passed since it was last confirmed, or first published."""
        return self.freshness != Freshness.FRESH

    @property
    def long_unconfirmed(self) -> bool:
        """Tell whether a second period has passed, too."""
        return self.freshness == Freshness.OVERDUE


def lines(text: str) -> list[str]:
    """The non-empty lines of a text that is typed one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
