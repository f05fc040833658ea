"""The addresses of single dates, below the address of their meeting."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..models.occurrence import Occurrence

if TYPE_CHECKING:
    from ..models import EventPage

# 2026-12-03, or with its time where another one was there first: 2026-12-03-1800; or 2026-12-03-1800-2.
SEGMENT = "[0-9]{4}-[0-9]{2}-[0-9]{2}(?:-[0-9]{4}(?:-[0-9]+)?)?"


def date_path(page: "EventPage", occurrence: Occurrence) -> str:
    """
    Give the path of one date below the page: ``2026-12-03/``. It stays, whatever becomes of the date: it stands in
    letters and on paper. Nothing for a meeting that takes place once.
    """
    return f"{occurrence.segment}/" if has_several(page) else ""


def has_several(page: "EventPage") -> bool:
    """Whether the meeting may have more than one date."""
    return bool(page.recurrence) or any(one.kind == "added" for one in page.exceptions.all())


def occurrence_at(page: "EventPage", segment: str) -> Occurrence | None:
    """Give the date that ``date_path`` gives a segment (without its slash) to, whatever has become of it; or None."""
    if not re.fullmatch(SEGMENT, segment) or not has_several(page):
        return None
    return Occurrence.objects.filter(series=page.translation_key, segment=segment).first()


def give_addresses(dates: Iterable[Occurrence], zone: ZoneInfo, taken: Iterable[str] = ()) -> list[Occurrence]:
    """
    Give new dates of a series the segments of their addresses, other than those that are ``taken``: the local day that
    the rule gives them, with the time for all but the first of a day.
    """
    dates, used = list(dates), set(taken)
    for one in sorted(dates, key=lambda one: one.recurrence_id):
        one.segment = next(segment for segment in _segments(one, zone) if segment not in used)
        used.add(one.segment)
    return dates


def _segments(occurrence: Occurrence, zone: ZoneInfo) -> Iterator[str]:
    local = occurrence.recurrence_id.astimezone(zone)
    yield f"{local:%Y-%m-%d}"
    yield f"{local:%Y-%m-%d-%H%M}"
    yield from (f"{local:%Y-%m-%d-%H%M}-{number}" for number in count(2))
