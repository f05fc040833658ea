"""The agenda as a calendar and as a feed, with the parameters of its list."""

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from solo_pages.calendars import agenda_views
from solo_pages.enums import ExceptionKind
from solo_pages.models import Occurrence
from tests.factories.site import make_commune, make_term, publish
from tests.factories.solo_pages import ServicePointPageFactory

from .conftest import expanded, read

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def ask(agenda, name, query="", **headers):
    return Client().get(f"{agenda.url}{name}{query}", headers=headers)


def calendar(agenda, query=""):
    answer = ask(agenda, "entries.ics", query)
    assert answer.status_code == 200
    return answer.getvalue().decode()


def feed(agenda, query=""):
    answer = ask(agenda, "entries.atom", query)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - our own


def test_the_calendar_of_an_agenda_has_all_its_meetings(agenda, meeting):
    meeting(recurrence="FREQ=WEEKLY;COUNT=3")
    meeting(title="Visite", slug="visite", starts_on=date(2099, 4, 1))
    meeting(title="Foire", slug="foire", starts_on=date(2099, 6, 6), starts_time=None, ends_time=None)
    text = calendar(agenda)

    assert sorted(event.summary for event in read(text).events) == ["Café des solos", "Foire", "Visite"]
    assert expanded(text) == sorted(Occurrence.objects.values_list("starts_at", "ends_at"))
    found = Calendar.from_ical(text)
    assert found["NAME"] == found["X-WR-CALNAME"] == "Agenda"
    lines = text.split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-PUBLISHED-TTL:PT6H" in lines
    assert str(found["URL"]) == "http://testserver/fr/agenda/"
    assert [str(zone["TZID"]) for zone in found.walk("VTIMEZONE")] == ["Europe/Paris"]


def test_filters_choose_meetings_by_their_dates_and_each_comes_whole(agenda, meeting):
    kind = make_term("Atelier", "workshop", vocabulary="event_type")
    condom = make_commune("Condom", "32107")
    meeting(recurrence="FREQ=WEEKLY;COUNT=3", event_types=[kind])
    meeting(title="Visite", slug="visite", starts_on=date(2099, 4, 1), commune=condom)
    for query, titles in {
        "?from=2099-03-15&to=2099-03-20": ["Café des solos"],
        "?event_type=workshop": ["Café des solos"],
        "?commune=32107": ["Visite"],
        "?q=visite": ["Visite"],
        "?from=2099-07-01": [],
    }.items():
        text = calendar(agenda, query)
        assert [event["SUMMARY"] for event in Calendar.from_ical(text).walk("VEVENT")] == titles, query
    assert len(expanded(calendar(agenda, "?from=2099-03-15&to=2099-03-20"))) == 3


@pytest.mark.parametrize("name", ["entries.ics", "entries.atom"])
@pytest.mark.parametrize("query", ["?from=never", "?commune=0", "?event_type=none", "?from=2099-02-02&to=2099-01-01"])
def test_a_bad_parameter_is_answered_as_by_the_other_outputs(agenda, name, query):
    answer = ask(agenda, name, query)
    assert answer.status_code == 400
    assert json.loads(answer.content)["errors"]


def test_the_calendar_costs_the_same_whatever_the_number_of_meetings(
    site, agenda, meeting, django_assert_max_num_queries
):
    for number in range(12):
        venue = ServicePointPageFactory(parent=site.section, title=f"Mairie {number}")
        site.translated(venue, slug=f"town-hall-{number}")
        page = meeting(slug=f"cafe-{number}", recurrence="FREQ=WEEKLY;COUNT=3", venue=venue)
        site.translated(page, slug=f"coffee-{number}")
    with django_assert_max_num_queries(20):
        calendar(agenda)
    with django_assert_max_num_queries(20):
        calendar(agenda.get_translation(site.english))
    with django_assert_max_num_queries(20):
        feed(agenda)


def test_many_meetings_are_read_in_parts(agenda, meeting, monkeypatch):
    for number in range(5):
        meeting(slug=f"cafe-{number}", title=f"Café {number}")
    at_once = calendar(agenda)
    monkeypatch.setattr(agenda_views, "CHUNK", 2)
    in_parts = calendar(agenda)
    events = [[event.to_ical() for event in Calendar.from_ical(text).walk("VEVENT")] for text in (at_once, in_parts)]
    assert events[0] == events[1]


def test_time_zones_reach_back_to_where_a_rule_begins_however_many_meetings_there_are(agenda, meeting, monkeypatch):
    for number in range(3):
        meeting(slug=f"cafe-{number}", starts_on=date(2020, 3, 5), recurrence="FREQ=WEEKLY")
    monkeypatch.setattr(agenda_views, "CHUNK", 2)
    (zone,) = Calendar.from_ical(calendar(agenda)).walk("VTIMEZONE")
    assert all(part["DTSTART"].dt.year < 2020 for part in zone.subcomponents)


def test_the_calendar_of_another_language_has_its_texts_and_those_that_are_not_translated(site, agenda, meeting):
    site.translated(meeting(), title="Solos’ coffee", slug="coffee")
    meeting(title="Visite", slug="visite")
    text = calendar(agenda.get_translation(site.english))
    assert "SUMMARY;LANGUAGE=en:Solos’ coffee" in text
    assert "SUMMARY;LANGUAGE=fr:Visite" in text


def test_nothing_of_a_meeting_that_is_not_public_is_in_them(agenda, meeting):
    page = meeting()
    page.unpublish()
    assert "Café" not in calendar(agenda)
    assert feed(agenda).findall(f"{ATOM}entry") == []


def test_who_has_the_calendar_is_not_sent_it_again(agenda, meeting):
    meeting()
    etag = ask(agenda, "entries.ics")["ETag"]
    for name in ("entries.ics", "entries.atom"):
        assert ask(agenda, name, **{"If-None-Match": etag}).status_code == 304


def test_the_feed_has_what_atom_asks_for_and_says_when_in_words(agenda, meeting):
    page = meeting(recurrence="FREQ=WEEKLY;COUNT=2", title="Café & <thé>")
    found = feed(agenda, "?q=caf%C3%A9")

    for name in ("id", "title", "updated", "author", "link"):
        assert found.find(f"{ATOM}{name}") is not None, name
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/fr/agenda/entries.atom?q=caf%C3%A9"
    entries = found.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "link", "summary"):
            assert entry.find(f"{ATOM}{name}") is not None, name
    first = entries[0]
    assert first.find(f"{ATOM}title").text == "Café & <thé>"
    assert first.find(f"{ATOM}summary").text.startswith("jeudi 5 mars 2099, de 18\xa0h à 20\xa0h · Auch · ")
    assert first.find(f"{ATOM}link").get("href") == f"http://testserver{page.url}2099-03-05/"
    assert first.find(f"{ATOM}id").text.startswith("tag:localhost,2026:meeting/")


def test_what_identifies_an_entry_stays_when_it_is_moved_and_cancelled_ones_say_so(agenda, meeting):
    page = meeting(recurrence="FREQ=WEEKLY;COUNT=2")
    before = feed(agenda)
    page.exceptions.create(kind=ExceptionKind.CANCELLED, occurrence_on=date(2099, 3, 12))
    publish(page)
    after = feed(agenda)
    assert [e.find(f"{ATOM}id").text for e in before.iter(f"{ATOM}entry")] == [
        e.find(f"{ATOM}id").text for e in after.iter(f"{ATOM}entry")
    ]
    assert [e.find(f"{ATOM}title").text for e in after.iter(f"{ATOM}entry")] == [
        "Café des solos", "Annulé\xa0: Café des solos",
    ]  # fmt: skip


def test_an_empty_agenda_gives_empty_files(agenda):
    assert list(read(calendar(agenda)).events) == []
    found = feed(agenda)
    assert found.find(f"{ATOM}updated").text


def test_the_page_of_the_agenda_leads_to_them_under_its_filters(agenda, meeting):
    page = meeting()
    html = Client().get(f"{agenda.url}?q=caf%C3%A9").content.decode()
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Agenda" href="/fr/agenda/entries.atom?q=caf' in html
    )
    assert 'href="webcal://testserver/fr/agenda/entries.ics?q=caf' in html
    own = Client().get(page.url).content.decode()
    assert f'href="{page.url}event.ics"' in own
    assert f'href="webcal://testserver{page.url}event.ics"' in own


def test_a_meeting_with_several_dates_offers_one_and_all(meeting):
    page = meeting(recurrence="FREQ=WEEKLY;COUNT=3")
    html = Client().get(f"{page.url}2099-03-12/").content.decode()
    assert f'href="{page.url}2099-03-12/event.ics"' in html
    assert f'href="{page.url}event.ics"' in html
