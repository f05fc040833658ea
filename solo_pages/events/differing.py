"""Writing down on a page, unsaved, that dates of it differ: the exceptions to its rule."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from ..enums import ExceptionKind
from ..models import EventException, EventPage
from .recurrence import Changes, rule_starts, start_of, to_utc

PLACE = ("new_venue", "new_place", "new_commune")


def start_by_rule(page: EventPage, recurrence_id: datetime) -> datetime:
    """
    Give the start by the rule, as wall time, that a date is known by; in a draft that has another time, the one on the
    same day. It need not be a time that clocks show.
    """
    wall = recurrence_id.astimezone(page.zone).replace(tzinfo=None)
    usual = page.starts_time or time.min
    added = [start_of(one, usual) for one in page.exceptions.all() if one.kind == ExceptionKind.ADDED]
    of_day = {*rule_starts(page, wall.date(), wall.date()), *(one for one in added if one.date() == wall.date())}
    for start in of_day:
        if to_utc(start, page.zone) == recurrence_id or len(of_day) == 1:
            return start
    return wall


def put(page: EventPage, kind: str, start: datetime, *, following: bool = False, **differences: Any) -> EventException:
    """Have an exception of a kind for a date, with what is said of it already; what is given here holds."""
    usual = page.starts_time or time.min
    own = next((one for one in _of_kind(page, kind, following=following) if start_of(one, usual) == start), None)
    if own is None:
        own = EventException(
            kind=kind,
            occurrence_on=start.date(),
            occurrence_time=None if start.time() == usual else start.time(),
            following=following,
        )
    if any(differences.get(name) for name in PLACE):
        differences = dict.fromkeys(PLACE[:1] + PLACE[2:], None) | {"new_place": ""} | differences
    for name, value in differences.items():
        setattr(own, name, value)
    # Also where it is there: what a page gives is a copy of what it has.
    page.exceptions.add(own)
    return own


def drop(page: EventPage, *kinds: str, since: date | None = None, at: datetime | None = None) -> None:
    """Take away exceptions for single dates: that ``at`` a start, or all from a day on."""
    usual = page.starts_time or time.min
    for kind in kinds:
        for one in _of_kind(page, kind, following=False):
            if start_of(one, usual) == at or (since is not None and one.occurrence_on >= since):
                page.exceptions.remove(one)


def drop_sweeping(page: EventPage, kind: str, since: datetime | None = None) -> None:
    """Take away exceptions of a kind that go on from a start at or after ``since``."""
    for one in _sweeping(page, kind, since):
        page.exceptions.remove(one)


def cancel_from(page: EventPage, start: datetime) -> None:
    """Cancel a date and all that follow, also those that are moved or were added one by one."""
    usual = page.starts_time or time.min
    later = [one for one in _sweeping(page, ExceptionKind.MOVED, start) if start_of(one, usual) > start]
    for origin in (start, *(start_of(one, usual) for one in later)):
        put(page, ExceptionKind.CANCELLED, origin, following=True)
    for kind in (ExceptionKind.ADDED, ExceptionKind.MOVED):
        for one in _of_kind(page, kind, following=False):
            if start_of(one, usual) >= start:
                put(page, ExceptionKind.CANCELLED, start_of(one, usual))


def overrule(page: EventPage, since: datetime | None, names: Iterable[str]) -> None:
    """Have what goes on from later dates say nothing more of ``names``: a change from an earlier date on says it."""
    usual = page.starts_time or time.min
    names = set(names) | (set(PLACE) if set(PLACE) & set(names) else set())
    for one in _sweeping(page, ExceptionKind.MOVED, since):
        if start_of(one, usual) == since:
            continue
        for name in names:
            setattr(one, name, "" if name == "new_place" else None)
        if one.has_changes:
            page.exceptions.add(one)
        else:
            page.exceptions.remove(one)


def is_cancelled(page: EventPage, start: datetime) -> bool:
    """Whether the page says, of a date or of more, that this one is cancelled."""
    return _changes(page).planned(page, start).cancelled


def have_it(page: EventPage, start: datetime, *, following: bool) -> None:
    """Have a date that is cancelled with others take place, on the day that it stood on."""
    day = _changes(page).planned(page, start).starts_at.astimezone(page.zone).date()
    put(page, ExceptionKind.MOVED, start, following=following, new_on=day)


def move_series(page: EventPage, changes: dict[str, Any], shift: timedelta) -> None:
    """Move a meeting as a whole: its own times and place, and its day, or, with a rule, that of all its dates."""
    start, length = page.local_start, page.duration
    overrule(page, None, changes)
    if shift and not page.recurrence:
        page.starts_on += shift
        page.ends_on = page.ends_on + shift if page.ends_on else None
    if not page.is_all_day and (changes.get("new_from") or changes.get("new_until")):
        _set_times(page, changes, length)
    if any(changes.get(name) for name in PLACE):
        page.venue, page.place_name = changes.get("new_venue"), changes.get("new_place", "")[:140]
        page.street_address = page.postcode = page.location = ""
        page.commune = changes.get("new_commune")
    if shift and page.recurrence:
        first = datetime.combine(start.date(), page.starts_time or time.min)
        put(page, ExceptionKind.MOVED, first, following=True, new_on=start.date() + shift)


def _set_times(page: EventPage, changes: dict[str, Any], length: timedelta) -> None:
    spanned = page.ends_on - page.starts_on if page.ends_on else timedelta()
    page.starts_time = changes.get("new_from") or page.starts_time
    begins = page.local_start
    if new_until := changes.get("new_until"):
        days = spanned if length >= timedelta(days=1) else timedelta()
        ends = datetime.combine(page.starts_on, new_until) + days
        ends += timedelta(days=1) if ends < begins else timedelta()
    elif page.ends_time is None and not page.ends_on:
        return
    else:
        ends = begins + length
    page.ends_on = ends.date() if ends.date() != page.starts_on else None
    page.ends_time = ends.time()


def _changes(page: EventPage) -> Changes:
    return Changes(page.exceptions.all(), page.starts_time or time.min)


def _of_kind(page: EventPage, kind: str, *, following: bool) -> list[EventException]:
    return [one for one in page.exceptions.all() if one.kind == kind and one.following == following]


def _sweeping(page: EventPage, kind: str, since: datetime | None) -> list[EventException]:
    usual = page.starts_time or time.min
    return [one for one in _of_kind(page, kind, following=True) if since is None or start_of(one, usual) >= since]
