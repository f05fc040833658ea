"""An agenda to ask for calendars, and a second library that reads them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream

from solo_pages.models import AgendaPage
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory


@pytest.fixture
def agenda(site):
    page = site.home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=site.french))
    publish(page)
    site.translated(page, slug="events")
    return AgendaPage.objects.get(pk=page.pk)


@pytest.fixture
def meeting(agenda, auch):
    """Publish a meeting in spring 2099 below the agenda."""

    def make(**fields):
        fields = {"title": "Café des solos", "slug": "cafe", "commune": auch, "starts_on": date(2099, 3, 5)} | fields
        return EventPageFactory(parent=agenda, **fields)

    return make


def read(text):
    """Read a file with the second library."""
    return IcsCalendarStream.calendar_from_ics(text)


def expanded(text, begin=datetime(2098, 1, 1, tzinfo=UTC), days=1500):
    """Every date that the second library finds in a file and that takes place: (start, end) in UTC."""
    timeline = read(text).timeline_tz(UTC)
    found = timeline.overlapping(begin, begin + timedelta(days=days))
    return sorted((moment(one.dtstart), moment(one.dtend)) for one in found if one.status != "CANCELLED")


def moment(value):
    """A value of a calendar in UTC; whole days begin at midnight in Paris, as these tests have them."""
    if not isinstance(value, datetime):
        from zoneinfo import ZoneInfo

        value = datetime.combine(value, time.min, ZoneInfo("Europe/Paris"))
    return value.astimezone(UTC)
