"""The file around the components (RFC 5545, 3.4 and 3.6; RFC 7986), in pieces as they come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vText, vUri

from directory_blocks.plain_text import plain_line

from .zones import vtimezone

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often programs that subscribed should come back.
REFRESH = timedelta(hours=6)
# So many years after the last date the zones are still right: rules without end go on.
YEARS_AFTER = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a calendar says of itself; ``url`` is its page, ``source`` its own address, both absolute."""

    name: str
    language: str
    url: str = ""
    source: str = ""

    def header(self) -> Calendar:
        """Give the calendar without what is in it."""
        calendar = Calendar()
        calendar.add("prodid", vText(f"-//Soho-Solo//wagtail-soho-solo//{self.language.upper()}"))
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        name = plain_line(self.name)
        calendar.add("name", vText(name), parameters={"language": self.language})
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
        # What the library makes of a value by the name of its property it cannot know for this one.
        calendar.add("x-published-ttl", vDuration(REFRESH))
        if self.url:
            calendar.add("url", vUri(self.url))
        if self.source:
            calendar.add("source", vUri(self.source), parameters={"value": "URI"})
        return calendar


def write(frame: Frame, events: Iterable[Event], zones: Iterable[str], years: tuple[int, int]) -> Iterator[bytes]:
    """Write a calendar: the frame, the time zones (IANA names) right for the years, the events. CRLF, folded."""
    begin, end = frame.header().to_ical(), b"END:VCALENDAR\r\n"
    yield begin.removesuffix(end)
    first, last = years
    for zone in sorted(set(zones) - {"UTC"}):
        yield _zone(zone, first, last + YEARS_AFTER)
    for event in events:
        yield event.to_ical()
    yield end


@lru_cache(maxsize=64)
def _zone(name: str, first: int, last: int) -> bytes:
    return vtimezone(ZoneInfo(name), first, last).to_ical()
