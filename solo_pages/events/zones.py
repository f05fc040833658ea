"""Which names are time zones, and the zone of a name that may be none."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings

# Files that systems keep among the zones: whatever the server is set to, and a clock that nobody has set.
NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})


@cache
def zone_names() -> frozenset[str]:
    """Give the IANA names of the time zones that the system knows."""
    return frozenset(available_timezones() - NO_PLACE)


def zone_of(name: str) -> ZoneInfo:
    """Give the zone of a name; that of the site for what is no time zone, as unfinished drafts may have it."""
    return ZoneInfo(name if name in zone_names() else settings.TIME_ZONE)
