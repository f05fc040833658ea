"""The dates of a meeting follow its publication."""

from datetime import date, time

import pytest

from directory_blocks.models import Entry
from solo_pages.enums import ExceptionKind
from solo_pages.models import Occurrence
from tests.factories.solo_pages import EventPageFactory

THREE = {"starts_on": date(2099, 3, 5), "recurrence": "FREQ=WEEKLY;COUNT=3"}

pytestmark = pytest.mark.django_db


def test_a_published_meeting_is_found_on_each_of_its_dates_in_each_language(site):
    EventPageFactory(parent=site.section, **THREE)
    found = Entry.objects.filter(source="event", locale=site.french).order_by("starts_at")
    assert [f"{entry.starts_at:%d %H:%M}" for entry in found] == ["05 17:00", "12 17:00", "19 17:00"]
    assert [entry.url_path.rsplit("/", 2)[1] for entry in found] == ["2099-03-05", "2099-03-12", "2099-03-19"]
    assert Entry.objects.filter(source="event").count() == 6


def test_a_date_that_is_moved_keeps_its_row(site):
    page = EventPageFactory(parent=site.section, **THREE)
    before = Occurrence.objects.order_by("starts_at")[1]
    page.exceptions.create(
        kind=ExceptionKind.MOVED, occurrence_on=date(2099, 3, 12), new_from=time(9), new_until=time(10)
    )
    page.save_revision().publish()
    after = Occurrence.objects.get(pk=before.pk)
    assert (f"{after.starts_at:%d %H:%M}", after.sequence) == ("12 08:00", 1)
    assert after.recurrence_id == before.starts_at
