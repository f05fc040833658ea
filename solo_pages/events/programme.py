"""Which dates of a meeting its page shows, and what is to be said of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory_blocks.dates_in_words import when_words

from ..conf import solo_settings
from ..enums import OccurrenceStatus
from ..models.occurrence import Occurrence
from .addresses import date_path, give_addresses, occurrence_at
from .recurrence import Planned, planned_dates

if TYPE_CHECKING:
    from ..models import EventPage

# Dates in plain sight, and those that unfold below them.
IN_SIGHT = 6
UNFOLDED = 100


@dataclass(frozen=True)
class ShownDate:
    """One date as a page shows it."""

    page: "EventPage"
    occurrence: Occurrence
    path: str

    @cached_property
    def words(self) -> str:
        """When it is."""
        return self._words(self.occurrence.starts_at, self.occurrence.ends_at)

    @property
    def was(self) -> str:
        """When it was to be, where it has been moved; else nothing."""
        planned = self.occurrence.announced_at
        return self._words(planned, planned + self.page.duration) if self.is_moved else ""

    @property
    def is_moved(self) -> bool:
        """Whether it is at another time than was announced first."""
        return self.occurrence.announced_at != self.occurrence.starts_at

    @property
    def is_later(self) -> bool:
        """Whether it was postponed to a later day."""
        return self._day(self.occurrence.starts_at) > self._day(self.occurrence.announced_at)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is at another place than the meeting usually is."""
        return bool(self.occurrence.venue_id or self.occurrence.place or self.occurrence.commune_id)

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.occurrence.is_cancelled

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.occurrence.is_past

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self.occurrence.starts_at <= timezone.now() < self.occurrence.ends_at and not self.is_cancelled

    @property
    def machine_start(self) -> str:
        """Its start as machines read it (RFC 3339): a day where it lasts whole days, else with the offset."""
        local = self.occurrence.starts_at.astimezone(self.page.zone)
        return local.date().isoformat() if self.occurrence.all_day else local.isoformat()

    @property
    def machine_end(self) -> str:
        """Its end as machines read it; the last of whole days."""
        local = self.occurrence.ends_at.astimezone(self.page.zone)
        return (local - timedelta(seconds=1)).date().isoformat() if self.occurrence.all_day else local.isoformat()

    @property
    def machine_was(self) -> str:
        """The start that it was to have, as machines read it."""
        local = self.occurrence.announced_at.astimezone(self.page.zone)
        return local.date().isoformat() if self.occurrence.all_day else local.isoformat()

    @property
    def mark(self) -> str:
        """A word for lists on what is special about it; else nothing."""
        if self.is_cancelled:
            return pgettext("date of a meeting", "Cancelled")
        if self.is_moved:
            return pgettext("date of a meeting", "Moved")
        return _("Another place") if self.is_elsewhere else ""

    def _words(self, starts_at: datetime, ends_at: datetime) -> str:
        return when_words(starts_at, ends_at, self.page.zone, all_day=self.occurrence.all_day)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.page.zone).date()


@dataclass(frozen=True)
class Programme:
    """
    What a page shows: ``current``, the date that it is about (none where the meeting has no date), and those that
    ``follow``. ``single``: the address named the date.
    """

    current: ShownDate | None
    upcoming: list[ShownDate] = field(default_factory=list)
    single: bool = False

    @property
    def others(self) -> list[ShownDate]:
        """The dates to come beside the current one."""
        return [one for one in self.upcoming if self.current is None or one.path != self.current.path]

    @property
    def in_sight(self) -> list[ShownDate]:
        """The first of them."""
        return self.others[:IN_SIGHT]

    @property
    def unfolded(self) -> list[ShownDate]:
        """The rest of them."""
        return self.others[IN_SIGHT:UNFOLDED]


def programme_of(page: "EventPage", path: str = "") -> Programme:
    """
    Give what a published page shows: of the date with a path below it, none where there is no such date; else of the
    next that takes place, else of the last. One query, two where that date is past.
    """
    dates = Occurrence.objects.filter(series=page.translation_key).select_related("venue", "commune")
    upcoming = _shown(page, dates.upcoming().order_by("starts_at")[: UNFOLDED + 1])
    if path:
        at_path = (one for one in upcoming if one.path == path)
        return Programme(next(at_path, None) or _at(page, path), upcoming, single=True)
    return Programme(_next(upcoming) or _last(page, dates), upcoming)


def planned_programme(page: "EventPage") -> Programme:
    """Give what a page would show once it was published. No query beside those for the page's exceptions."""
    today = timezone.localdate(timezone=page.zone)
    until = max(today, page.starts_on) + timedelta(days=solo_settings.OCCURRENCES_DAYS)
    try:
        plans = planned_dates(page, min(today, page.starts_on), until, solo_settings.OCCURRENCES_MOST)
    except ValueError:
        plans = []
    dates = give_addresses((_as_occurrence(page, plan) for plan in plans), page.zone)
    dates.sort(key=lambda one: one.starts_at)
    upcoming = _shown(page, [one for one in dates if not one.is_past])
    return Programme(_next(upcoming) or next(iter(_shown(page, dates[-1:])), None), upcoming)


def _shown(page: "EventPage", dates: Iterable[Occurrence]) -> list[ShownDate]:
    return [_one(page, occurrence) for occurrence in dates]


def _one(page: "EventPage", occurrence: Occurrence) -> ShownDate:
    return ShownDate(page, occurrence, date_path(page, occurrence))


def _next(upcoming: list[ShownDate]) -> ShownDate | None:
    return next((one for one in upcoming if not one.is_cancelled), None) or next(iter(upcoming), None)


def _last(page: "EventPage", dates: QuerySet) -> ShownDate | None:
    last = dates.order_by("-starts_at").first()
    return _one(page, last) if last else None


def _at(page: "EventPage", path: str) -> ShownDate | None:
    occurrence = occurrence_at(page, path.rstrip("/"))
    return _one(page, occurrence) if occurrence else None


def _as_occurrence(page: "EventPage", plan: Planned) -> Occurrence:
    return Occurrence(
        series_id=page.translation_key,
        recurrence_id=plan.recurrence_id,
        announced_at=plan.recurrence_id,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        all_day=page.is_all_day,
        status=OccurrenceStatus.CANCELLED if plan.cancelled else OccurrenceStatus.SCHEDULED,
        venue=plan.venue,
        place=plan.place,
        commune=plan.commune,
    )
