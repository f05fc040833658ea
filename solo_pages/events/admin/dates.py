"""The dates to come of a meeting with how many come, and what a change was based on."""

import hashlib
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ...models import EventPage, Occurrence, Registration
from ..addresses import date_path
from ..programme import ShownDate

MOST_SHOWN = 200


@dataclass(frozen=True)
class DateRow:
    """One date to come: ``coming`` are places that are taken or held, ``waiting`` those on the waiting list."""

    shown: ShownDate
    coming: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Places left; None where there are as many as wanted."""
        return self.shown.occurrence.free_places


def with_numbers(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Count at each date, in the same query, ``coming`` and ``waiting`` places."""
    return dates.annotate(coming=_places(Registration.HOLDING), waiting=_places([Registration.State.WAITING]))


def date_rows(page: EventPage) -> list[DateRow]:
    """Give the dates to come, in their order, at most MOST_SHOWN."""
    dates = Occurrence.objects.filter(series=page.translation_key).upcoming().select_related("venue", "commune")
    return [
        DateRow(ShownDate(page, one, date_path(page, one)), one.coming, one.waiting)
        for one in with_numbers(dates).order_by("starts_at")[:MOST_SHOWN]
    ]


def basis_of(page: EventPage, occurrence: Occurrence) -> str:
    """Name what is known of a date and its meeting: once either was changed, it is another."""
    facts = (page.latest_revision_id, page.live_revision_id, occurrence.sequence, occurrence.status,
             occurrence.starts_at.isoformat(), occurrence.ends_at.isoformat())  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _places(states: list[str] | tuple[str, ...]) -> Coalesce:
    return Coalesce(Sum("registrations__places", filter=Q(registrations__state__in=states)), 0)
