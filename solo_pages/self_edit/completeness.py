"""How complete a profile is: what it needs before a moderator looks at it, and what makes it better."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import SoloProfilePage
from .content import value_of


@dataclass(frozen=True)
class Part:
    """Something that a profile may say, in the step where it is asked; ``required`` before it can be sent."""

    field: str
    step: str
    label: Any
    required: bool = False


PARTS = (
    Part("title", "who", _("Your name"), required=True),
    Part("headline", "who", _("What you do, in one sentence"), required=True),
    Part("presentation", "who", _("A few words about you")),
    Part("services", "what", _("The services you offer")),
    Part("sectors", "what", _("Your sector"), required=True),
    Part("skills", "what", _("Your skills")),
    Part("languages", "what", _("The languages you speak")),
    Part("commune", "where", _("Your commune"), required=True),
    Part("email", "contact", _("The address where messages reach you")),
    Part("portrait", "portrait", _("Your portrait")),
    Part("gallery", "gallery", _("Pictures of your work")),
)


def missing(content: Mapping[str, Any]) -> list[Part]:
    """What the profile does not say yet; what is required comes first."""
    return sorted((part for part in PARTS if not value_of(content, part.field)), key=lambda part: not part.required)


def percentage(content: Mapping[str, Any]) -> int:
    """How much of what a profile may say is there, of 100."""
    return round(100 * (len(PARTS) - len(missing(content))) / len(PARTS))


def problems(page: SoloProfilePage) -> dict[str, list[str]]:
    """What keeps a draft from being published, in messages by field; one that is empty can be."""
    errors: dict[str, list[str]] = {}
    try:
        page.full_clean()
    except ValidationError as error:
        errors = {name: list(messages) for name, messages in error.message_dict.items()}
    for part in PARTS:
        value = getattr(page, part.field)
        empty = not value.exists() if hasattr(value, "exists") else not value
        if part.required and empty:
            errors[part.field] = [gettext("This is needed before your profile can be sent.")]
    return errors
