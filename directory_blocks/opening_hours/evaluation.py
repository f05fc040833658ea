"""Is it open, and when does that change: evaluation by ``opening-hours-py``, parsed once and kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, ParserError, State, UnknownCountryError

from ..conf import directory_settings
from .times import time_label

# Without an end the library looks up to year 9999, which takes seconds for some expressions.
HORIZON = timedelta(days=366)
LONE_COMMENT = re.compile(r'\s*"[^"]*"\s*')


class HasCalendar(Protocol):
    """What evaluation needs to know about a place: a ``Territory`` has it, a ``Calendar`` is it."""

    country: str
    timezone: str


class Calendar(NamedTuple):
    """The country (ISO 3166-1, for its public holidays) and the time zone (IANA) that hours are meant in."""

    country: str
    timezone: str


def default_calendar() -> Calendar:
    """The calendar where no territory is given: the plugin's country, the site's time zone."""
    return Calendar(directory_settings.COUNTRY, settings.TIME_ZONE)


@lru_cache(maxsize=4096)
def _parse(expression: str, country: str, zone: str) -> OpeningHours | None:
    # By the specification a comment alone says that one has to ask; the library takes it for "open".
    text = f"unknown {expression}" if LONE_COMMENT.fullmatch(expression) else expression
    if not text.strip():
        return None
    try:
        return OpeningHours(text, timezone=ZoneInfo(zone), country=country or None)
    except UnknownCountryError:
        return _parse(expression, "", zone)
    except ParserError:
        return None


def _moment(when: datetime, zone: str) -> datetime:
    """``when`` in the time zone of the place; a naive one is taken as its local time."""
    place = ZoneInfo(zone)
    return when.replace(tzinfo=place) if timezone.is_naive(when) else when.astimezone(place)


def is_open_at(expression: str, when: datetime, calendar: HasCalendar | None = None) -> bool:
    """
    Say whether it is open at ``when`` (aware; naive means local time of the calendar).

    Public holidays are those of ``calendar.country``. An expression that is empty, malformed or says "unknown" is not
    open: nobody is sent to a closed door.
    """
    place = calendar or default_calendar()
    hours = _parse(expression, place.country, place.timezone)
    return hours is not None and hours.is_open(_moment(when, place.timezone))


class Interval(NamedTuple):
    """A time during which the state stays the same; aware datetimes of the place's zone."""

    start: datetime
    end: datetime
    state: State
    comment: str


def intervals(expression: str, start: datetime, end: datetime, calendar: HasCalendar | None = None) -> list[Interval]:
    """Give the open, closed and unknown intervals from ``start`` to ``end``; none for a malformed expression."""
    place = calendar or default_calendar()
    hours = _parse(expression, place.country, place.timezone)
    if hours is None:
        return []
    return [Interval(*item) for item in hours.intervals(_moment(start, place.timezone), _moment(end, place.timezone))]


@dataclass(frozen=True, slots=True)
class OpeningStatus:
    """
    Open, closed or unknown at a moment, and the next moment at which that changes (within a year, else None).

    ``at`` and ``changes_at`` are aware, in the place's time zone. ``comment`` is the editor's note, if any.
    """

    state: str  # "open", "closed", "unknown"
    at: datetime
    changes_at: datetime | None
    comment: str = ""

    @property
    def is_open(self) -> bool:
        """Open at that moment for certain."""
        return self.state == "open"

    @property
    def label(self) -> str:
        """One line for the reader: "Open until 18:00", "Opens on Monday at 9:00"."""
        if self.state == "unknown":
            return self.comment or _("Opening hours to be confirmed")
        return self._open_label() if self.is_open else self._closed_label()

    def _open_label(self) -> str:
        if self.changes_at is None or self.changes_at - self.at > timedelta(hours=24):
            return _("Open")
        return _("Open until %(time)s") % {"time": time_label(self.changes_at.time())}

    def _closed_label(self) -> str:
        if self.changes_at is None:
            return _("Closed")
        words = {"time": time_label(self.changes_at.time())}
        days = (self.changes_at.date() - self.at.date()).days
        if days == 0:
            return _("Opens at %(time)s") % words
        if days == 1:
            return _("Opens tomorrow at %(time)s") % words
        if days < 7:
            return _("Opens on %(weekday)s at %(time)s") % {**words, "weekday": WEEKDAYS[self.changes_at.weekday()]}
        return _("Opens on %(date)s at %(time)s") % {
            **words,
            "date": date_format(self.changes_at, "MONTH_DAY_FORMAT"),
        }


STATES = {State.OPEN: "open", State.CLOSED: "closed", State.UNKNOWN: "unknown"}


def opening_status(
    expression: str, when: datetime | None = None, calendar: HasCalendar | None = None
) -> OpeningStatus | None:
    """Say how things stand at ``when`` (now by default); None where no hours, or malformed ones, are given."""
    place = calendar or default_calendar()
    hours = _parse(expression, place.country, place.timezone)
    if hours is None:
        return None
    at = _moment(when or timezone.now(), place.timezone)
    state, comment = hours.state(at)
    return OpeningStatus(STATES[state], at, _next_change(hours.intervals(at, at + HORIZON), at + HORIZON), comment)


def _next_change(upcoming: Iterator[tuple[datetime, datetime, State, str]], horizon: datetime) -> datetime | None:
    """The end of the first state: an interval that only changes its comment goes on."""
    first: State | None = None
    for start, _end, state, _comment in upcoming:
        if first is not None and state != first:
            return start if start < horizon else None
        first = state
    return None
