from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from solo_pages.models import AgendaPage
from tests.factories.entries import EntryFactory
from tests.factories.site import publish


@pytest.fixture
def agenda(site):
    page = site.home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=site.french))
    publish(page)
    site.translated(page, title="Events", slug="events")
    return AgendaPage.objects.get(pk=page.pk)


@pytest.fixture
def dated(site):
    """Makes the entries of a date, one for each language."""

    def make(title: str, starts: datetime, hours: float = 1, **facts) -> None:
        facts = {"object_id": title, "ends_at": starts + timedelta(hours=hours)} | facts
        for locale, slug in ((site.french, "fr/agenda"), (site.english, "en/events")):
            address = f"/{slug}/{title.replace(' ', '-')}/{starts:%Y-%m-%d-%H}/"
            EntryFactory(source="event", title=title, starts_at=starts, locale=locale, url_path=address, **facts)

    return make


@pytest.fixture
def noon():
    """Noon of a day that is so many days from today, local time."""

    def at(days: int) -> datetime:
        day = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
        return day + timedelta(days=days)

    return at
