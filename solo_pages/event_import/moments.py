"""The dates of a calendar file: in which zone, and when (RFC 5545, 3.3.4 to 3.3.6)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ..importing.errors import RejectedRow
from .reading import CalendarFile, Property

_VALUE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_IANA = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+\-]+)+")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a wall time (naive) with its zone; ``floating``: the file names no zone."""

    wall: date | datetime
    zone: ZoneInfo
    floating: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it is a whole day."""
        return not isinstance(self.wall, datetime)

    def within(self, zone: ZoneInfo) -> date | datetime:
        """
        The same moment as clocks of another zone show it (naive); a day stays the same day. Raises RejectedRow where
        that is beyond the first or the last year that there is.
        """
        if self.is_day or self.floating or zone == self.zone:
            return self.wall
        try:
            return self.wall.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)
        except OverflowError as error:
            raise RejectedRow(f"“{self.wall:%Y-%m-%d %H:%M}” is at the end of all dates") from error


class Zones:
    """The time zones that a file names, by what it calls them."""

    def __init__(self, file: CalendarFile) -> None:
        self._named = {}
        for zone in file.zones:
            tzid, known_as = zone.first("TZID"), zone.first("X-LIC-LOCATION")
            if tzid and known_as:
                self._named[tzid.value.strip()] = known_as.value.strip()
        own = file.head.first("X-WR-TIMEZONE")
        self.usual = (own and iana_zone(own.value.strip())) or ZoneInfo(settings.TIME_ZONE)

    def of(self, one: Property) -> ZoneInfo:
        """Give the zone that a property names. Raises RejectedRow for one that is not known."""
        name = one.parameters["TZID"].strip().strip('"')
        zone = iana_zone(name) or iana_zone(self._named.get(name, ""))
        if zone is None:
            raise RejectedRow(f"{one.where}: there is no time zone “{name[:60]}”")
        return zone


def iana_zone(name: str) -> ZoneInfo | None:
    """Give the zone of a name: IANA's, one of Windows, or a path that ends in IANA's; else None."""
    candidates = [name, WINDOWS_TO_OLSON.get(name, "")]
    if found := _IANA.findall(name):
        parts = found[-1].split("/")
        candidates += ["/".join(parts[-count:]) for count in (3, 2) if len(parts) >= count]
    for candidate in candidates:
        try:
            if candidate:
                return ZoneInfo(candidate)
        except (ValueError, OSError, KeyError):
            continue
    return None


def moments(one: Property, zones: Zones) -> list[tuple[Moment, timedelta | None]]:
    """
    Read the dates of a property, of which some have several, separated by commas; with a period (3.3.9) how long it
    lasts as clocks show it. Raises RejectedRow.
    """
    return [_period(one, *value.partition("/")[::2], zones) for value in one.value.split(",")]


def moment(one: Property, zones: Zones) -> Moment:
    """Read the date of a property. Raises RejectedRow."""
    return _moment(one, one.value.strip(), zones)


def duration(one: Property) -> timedelta:
    """Read a duration (3.3.6). Raises RejectedRow."""
    return _duration(one, one.value.strip())


def _period(one: Property, begins: str, until: str, zones: Zones) -> tuple[Moment, timedelta | None]:
    begin, until = _moment(one, begins.strip(), zones), until.strip()
    if not until:
        return begin, None
    if until.lstrip("+-")[:1].upper() == "P":
        length = _duration(one, until)
    else:
        end = _moment(one, until, zones)
        if begin.is_day or end.is_day:
            raise RejectedRow(f"{one.where}: “{begins[:40]}/{until[:40]}” is no period")
        length = end.within(begin.zone) - begin.wall
    if begin.is_day or length < timedelta():
        raise RejectedRow(f"{one.where}: “{begins[:40]}/{until[:40]}” is no period")
    return begin, length


def _duration(one: Property, value: str) -> timedelta:
    try:
        return vDuration.from_ical(value)
    except (ValueError, OverflowError) as error:
        raise RejectedRow(f"{one.where}: “{value[:40]}” is no duration") from error


def _moment(one: Property, value: str, zones: Zones) -> Moment:
    match = _VALUE.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        numbers = [int(part) for part in match.groups()[:6] if part is not None]
        if len(numbers) == 3:
            return Moment(date(*numbers), zones.usual)
        # A leap second is read as the second before (3.3.12).
        numbers[5] = min(numbers[5], 59)
        wall = datetime(*numbers, tzinfo=UTC).replace(tzinfo=None)
    except ValueError:
        raise RejectedRow(f"{one.where}: “{value[:40]}” is no date") from None
    if match[7]:
        return Moment(wall, ZoneInfo("UTC"))
    if "TZID" in one.parameters:
        return Moment(wall, zones.of(one))
    return Moment(wall, zones.usual, floating=True)
