"""
Meetings as components of a calendar (RFC 5545, 3.6.1): one VEVENT for the rule, one for each date that differs.

What differs is read from the dates in the database, where every kind of change has come to rest: so a change of a date
and all that follow is one component a date, which more programs understand than RANGE=THISANDFUTURE (3.2.13).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import translation
from icalendar import Event, vGeo, vRecur, vText, vUri

from directory_blocks.plain_text import plain_line, plain_text

from ..enums import Attendance, RegistrationMode
from ..events.places import Place
from ..events.recurrence import to_utc
from ..events.rules import read_rule
from ..models.occurrence import Occurrence
from .reading import Meeting
from .starts import Starts, start_by_rule, starts_before, starts_of, wall_of
from .words import description

STATUS = {False: "CONFIRMED", True: "CANCELLED"}


def whole(meeting: Meeting) -> list[Event]:
    """Give a meeting with all its dates."""
    with translation.override(meeting.language):
        if not meeting.has_several:
            return [_date(meeting, one) for one in _present(meeting)]
        starts = starts_of(meeting)
        return [_master(meeting, starts), *_changed(meeting, starts)]


def _changed(meeting: Meeting, starts: Starts) -> Iterator[Event]:
    for occurrence in meeting.occurrences:
        nominal = starts.of[occurrence.recurrence_id]
        if _differs(meeting, occurrence, nominal):
            yield _date(meeting, occurrence, nominal)


def single(meeting: Meeting, occurrence: Occurrence, status: str = "") -> Event:
    """Give one date of a meeting alone; ``status`` (3.8.1.11) is what a reader's part in it makes of it."""
    with translation.override(meeting.language):
        nominal = start_by_rule(meeting.page, occurrence) if meeting.has_several else None
        return _date(meeting, occurrence, nominal, status)


def _present(meeting: Meeting) -> list[Occurrence]:
    """The only date of a meeting without a rule: the one that its page speaks of, else the last one that there is."""
    start = to_utc(meeting.page.local_start, meeting.page.zone)
    same = [one for one in meeting.occurrences if one.recurrence_id == start]
    return same or meeting.occurrences[-1:]


def _master(meeting: Meeting, starts: Starts) -> Event:
    page = meeting.page
    event = _event(meeting, meeting.place_of(), meeting.url)
    event.add("dtstart", _value(meeting, starts.begin))
    event.add("dtend", _value(meeting, starts.begin + page.duration))
    event.add("sequence", meeting.series.sequence)
    event.add("status", STATUS[page.is_cancelled])
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    if starts.repeats:
        event.add("rrule", _rule(meeting, starts.begin))
    # The first date counts anyway (3.8.5.2), but without a rule not for every program.
    if added := starts.added if starts.repeats or not starts.added else [starts.begin, *starts.added]:
        event.add("rdate", [_value(meeting, wall) for wall in added], parameters=_kind_of_value(meeting))
    if starts.excluded:
        event.add("exdate", [_value(meeting, wall) for wall in starts.excluded], parameters=_kind_of_value(meeting))
    return event


def _date(meeting: Meeting, occurrence: Occurrence, nominal: datetime | None = None, status: str = "") -> Event:
    """One date, as a change of its series where ``nominal`` says when the rule has it."""
    event = _event(meeting, meeting.place_of(occurrence), meeting.url_of(occurrence))
    if nominal is not None:
        event.add("recurrence-id", _value(meeting, nominal))
    event.add("dtstart", _value(meeting, wall_of(meeting.page, occurrence.starts_at)))
    event.add("dtend", _value(meeting, wall_of(meeting.page, occurrence.ends_at)))
    event.add("sequence", meeting.series.sequence + occurrence.sequence)
    event.add("status", STATUS[True] if occurrence.is_cancelled else status or STATUS[False])
    changed = max(meeting.changed_at, occurrence.updated_at).astimezone(UTC)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    return event


def _event(meeting: Meeting, place: Place, url: str) -> Event:
    """What all components of a meeting say alike. Nobody's address is in it."""
    page, event = meeting.page, Event()
    event.add("uid", meeting.series.uid)
    if page.first_published_at:
        event.add("created", page.first_published_at.astimezone(UTC))
    online = page.online_url if shows_online(meeting) else ""
    texts = {
        "summary": plain_line(page.title),
        "description": plain_text(description(meeting, online, url)),
        "location": plain_line(online if page.attendance == Attendance.ONLINE else place.line),
        "contact": plain_line(page.organiser_name),
    }
    for name, text in texts.items():
        if text:
            event.add(name, vText(text), parameters={"language": meeting.language})
    if place.point and page.attendance != Attendance.ONLINE and _is_exact(place):
        event.add("geo", vGeo((round(place.point[0], 6), round(place.point[1], 6))))
    if url:
        event.add("url", vUri(url))
    if online:
        event.add("conference", vUri(online), parameters={"value": "URI", "feature": "AUDIO,VIDEO"})
    if meeting.categories:
        event.add("categories", [plain_line(name) for name in meeting.categories])
    return event


def shows_online(meeting: Meeting) -> bool:
    """Whether the address of the online meeting may be said: where one registers here, to those who did."""
    if not meeting.page.online_url or meeting.page.attendance == Attendance.ON_SITE:
        return False
    return meeting.shows_online_address or meeting.page.registration != RegistrationMode.HERE


def _is_exact(place: Place) -> bool:
    """The middle of a commune is no place to go to."""
    return place.commune is None or tuple(place.point or ()) != (place.commune.latitude, place.commune.longitude)


# When ---------------------------------------------------------------------------------------------------------------


def _differs(meeting: Meeting, occurrence: Occurrence, nominal: datetime) -> bool:
    """Whether a date is not what the series makes of it."""
    page = meeting.page
    elsewhere = occurrence.venue_id or occurrence.place or occurrence.commune_id
    as_planned = occurrence.starts_at == to_utc(nominal, page.zone)
    as_long = occurrence.ends_at == to_utc(nominal + page.duration, page.zone)
    return bool(elsewhere or not as_planned or not as_long or occurrence.is_cancelled != page.is_cancelled)


def _rule(meeting: Meeting, begin: datetime) -> vRecur:
    """The rule from a start on, with its end as the RFC asks (3.3.10): in UTC for times, a date for whole days."""
    page = meeting.page
    rule = read_rule(page.recurrence)
    if rule.count:
        rule = replace(rule, count=rule.count - starts_before(page, begin))
    last = rule.last_day(page.zone, page.local_start.time())
    return vRecur.from_ical(str(rule.ending(last, page.zone, whole_days=page.is_all_day)))


def _value(meeting: Meeting, wall: datetime) -> date | datetime:
    if meeting.page.is_all_day:
        return wall.date()
    return wall.replace(tzinfo=UTC if meeting.page.zone.key == "UTC" else meeting.page.zone)


def _kind_of_value(meeting: Meeting) -> dict[str, Any]:
    return {"value": "DATE"} if meeting.page.is_all_day else {}


def years_of(meetings: list[Meeting]) -> tuple[int, int]:
    """The years that the dates of some meetings are in, the first and the last."""
    moments = [moment for meeting in meetings for one in meeting.occurrences for moment in (one.starts_at, one.ends_at)]
    moments += [to_utc(meeting.page.local_start, meeting.page.zone) for meeting in meetings]
    if not moments:
        return 2000, 2001
    return (min(moments) - timedelta(days=1)).year, (max(moments) + timedelta(days=1)).year
