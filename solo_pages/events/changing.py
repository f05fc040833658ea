"""
Cancelling, moving and restoring dates of a meeting that is published: one, that one and all that follow, or all.

Each change is written into the live page as an exception to its rule, or into its fields, and into the drafts that may
still be published; it is published at once, alone, and people who registered are told (``occurrence_changed``).
"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from directory_blocks.models import Commune

    from ..models import EventPage, Occurrence, ServicePointPage


class Scope(models.TextChoices):
    """How much of a series a change is about."""

    ONE = "one", _("This date only")
    FOLLOWING = "following", _("This date and all that follow")
    ALL = "all", _("All dates")


@dataclass(frozen=True, slots=True)
class Change:
    """
    What became of a change: the page it was written into (the one that the facts of all languages come from), its new
    revision, and the dates to come that differ now, saved, in their order.
    """

    page: "EventPage"
    revision: Any
    occurrences: list["Occurrence"] = field(default_factory=list)


def concerned(occurrence: "Occurrence", scope: str) -> "models.QuerySet[Occurrence]":
    """Give the dates that a change would be about: those of the scope that are not over."""
    raise NotImplementedError


def people_concerned(occurrence: "Occurrence", scope: str) -> int:
    """Count those who are registered, or wait, for what a change would be about: who will be told."""
    raise NotImplementedError


def cancel(page: "EventPage", occurrence: "Occurrence", scope: str, user: Any, words: str = "") -> Change:
    """
    Cancel dates. ``page`` is the meeting in any language; ``words`` of the organiser go to those who registered.

    Raises ValidationError, its messages by the names of the parameters, where that cannot be.
    """
    raise NotImplementedError


def move(
    page: "EventPage",
    occurrence: "Occurrence",
    scope: str,
    user: Any,
    *,
    new_on: date | None = None,
    new_from: time | None = None,
    new_until: time | None = None,
    new_venue: "ServicePointPage | None" = None,
    new_place: str = "",
    new_commune: "Commune | None" = None,
    words: str = "",
) -> Change:
    """
    Give dates another day, time or place; what is left empty stays. ``new_on`` is the new day of ``occurrence``: those
    that follow are shifted by as many days. Raises ValidationError as ``cancel`` does.
    """
    raise NotImplementedError


def restore(page: "EventPage", occurrence: "Occurrence", scope: str, user: Any, words: str = "") -> Change:
    """Have cancelled dates take place again, when and where they stood. Raises ValidationError as ``cancel`` does."""
    raise NotImplementedError
