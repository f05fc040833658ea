"""Time zones in calendars say what the IANA database says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from solo_pages.calendars.zones import vtimezone

ZONES = ("Europe/Paris", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tokyo")


@pytest.mark.parametrize("name", ZONES)
def test_the_offset_of_every_time_is_right_in_the_years_in_use(name):
    zone = ZoneInfo(name)
    written = vtimezone(zone, 2026, 2036).to_tz(lookup_tzid=False)
    for hours in range(0, 10 * 365 * 24, 7):
        wall = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None) + timedelta(hours=hours)
        if _is_plain(wall, zone):
            assert wall.replace(tzinfo=written).utcoffset() == wall.replace(tzinfo=zone).utcoffset(), wall


def test_clocks_that_change_every_year_are_a_rule_without_an_end():
    text = vtimezone(ZoneInfo("Europe/Paris"), 2026, 2036).to_ical().decode()
    assert "DTSTART:20250330T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "DTSTART:20251026T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in text


def _is_plain(wall, zone):
    """Whether a wall time exists, and once."""
    there = wall.replace(tzinfo=zone)
    exists = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
    return exists and there.replace(fold=1).utcoffset() == there.utcoffset()
