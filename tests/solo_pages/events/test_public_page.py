"""What visitors see of a meeting."""

import json
import re
from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from solo_pages.enums import Attendance, ExceptionKind, RegistrationMode
from solo_pages.models import EventPage, Occurrence
from tests.factories.site import make_term, publish
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db

THURSDAY = date(2099, 3, 5)
WEEKLY = {"starts_on": THURSDAY, "recurrence": "FREQ=WEEKLY;COUNT=10"}


def html(client, url):
    response = client.get(url)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode().replace("\xa0", " ")


def event_of(text):
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        data = json.loads(found)
        if data.get("@type") == "Event":
            return data
    raise AssertionError(f"No event in {text}")


def exception(kind, day=THURSDAY, **values):
    return {"kind": kind, "occurrence_on": day, **values}


@pytest.fixture
def meeting(site, office, auch):
    """A meeting with everything, once, at a service point."""
    return EventPageFactory(
        parent=site.section,
        title="Café des solos",
        slug="cafe",
        starts_on=THURSDAY,
        venue=office,
        organiser_name="CCI du Gers",
        organiser_email="orga@example.org",
        price="5 €",
        event_types=[make_term("Rencontre", "meetup", vocabulary="event_type")],
        languages=[make_term("Anglais", "en", vocabulary="language")],
    )


def test_a_meeting_tells_what_when_where_and_by_whom(client, meeting):
    text = html(client, meeting.url)
    for word in (
        "<h1>Café des solos</h1>",
        "Jeudi 5 mars 2099, de 18 h à 20 h",
        "Rencontre",
        "Anglais",
        "5 €",
        "CCI du Gers",
        'href="/fr/annuaire/maison/"',
        "3 rue des Lilas",
        "Une marche à l’entrée.",
        "openstreetmap.org/directions?to=43.654321,0.612345",
        meeting.summary,
        "On apporte son ordinateur",
    ):
        assert word in text, word
    assert "orga@example.org" not in text
    assert 'href="contact.vcf"' not in text


def test_nobody_asks_a_meeting_for_an_address_or_a_contact_card(client, meeting):
    assert client.get(meeting.url + "email/").status_code == 404
    assert client.get(meeting.url + "contact.vcf").status_code == 404


def test_each_date_has_a_page_of_its_own_and_the_meeting_leads_to_them(client, site):
    page = EventPageFactory(parent=site.section, **WEEKLY)
    text = html(client, page.url)
    assert "Chaque jeudi, 10 fois." in text
    assert text.count('/"><time datetime="2099-') == 9
    assert f'<link rel="canonical" href="http://testserver{page.url}">' in text
    text = html(client, page.url + "2099-03-12/")
    assert f'<link rel="canonical" href="http://testserver{page.url}2099-03-12/">' in text
    assert "– jeudi 12 mars 2099, de 18 h à 20 h" in re.search(r"<title>(.*?)</title>", text)[1]
    assert event_of(text)["startDate"] == "2099-03-12T18:00:00+01:00"
    assert 'src="qr.svg"' in text
    for name in ("qr.svg", "share.png"):
        assert client.get(page.url + "2099-03-12/" + name).status_code == 200


def test_the_way_to_register_is_read_before_the_other_dates(client, site):
    page = EventPageFactory(parent=site.section, **WEEKLY)
    for address in (page.url, page.url + "2099-03-12/"):
        text = html(client, address)
        assert text.index("De quoi il s’agit") < text.index("/register/") < text.index("dates-title")


@pytest.mark.parametrize("when", ["2099-03-06", "2099-02-30", "2099-03-05-1", "1-1-1"])
def test_a_day_without_a_date_is_not_there(client, site, when):
    page = EventPageFactory(parent=site.section, **WEEKLY)
    assert client.get(f"{page.url}{when}/").status_code == 404
    assert client.get(f"{page.url}{when}/share.png").status_code == 404


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("below", ["", "event.ics", "register/", "register/done/"])
def test_the_ends_of_the_calendar_have_no_dates(client, site, day, below):
    page = EventPageFactory(parent=site.section, slug="cafe", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY")
    assert client.get(f"{page.url}{day}/{below}").status_code == 404


def test_the_only_date_has_no_second_address(client, meeting):
    assert client.get(meeting.url + "2099-03-05/").status_code == 404


def test_the_next_date_that_takes_place_comes_first(client, site):
    page = EventPageFactory(parent=site.section, **WEEKLY, exceptions=[exception(ExceptionKind.CANCELLED)])
    text = html(client, page.url)
    assert event_of(text)["startDate"].startswith("2099-03-12")
    assert "Annulée" in text
    text = html(client, page.url + "2099-03-05/")
    assert "Annulée." in text
    assert event_of(text)["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_postponed_date_says_when_it_was_to_be(client, site):
    moved = exception(ExceptionKind.MOVED, new_on=date(2099, 3, 7), new_from=time(9), new_until=time(11))
    page = EventPageFactory(parent=site.section, **WEEKLY, exceptions=[moved])
    text = html(client, page.url + "2099-03-05/")
    assert "Samedi 7 mars 2099, de 9 h à 11 h" in text
    assert "Reportée." in text
    assert "jeudi 5 mars 2099, de 18 h à 20 h</time>" in text
    data = event_of(text)
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert (data["startDate"], data["previousStartDate"]) == (
        "2099-03-07T09:00:00+01:00",
        "2099-03-05T18:00:00+01:00",
    )


def test_a_date_elsewhere_says_so(client, site, meeting):
    meeting.exceptions.create(kind=ExceptionKind.MOVED, occurrence_on=THURSDAY, new_place="Salle des fêtes")
    publish(meeting)
    text = html(client, meeting.url)
    assert "Salle des fêtes" in text
    assert "un autre endroit que d’habitude (Maison de services, 3 rue des Lilas, 32000 Auch)" in text


def test_what_is_over_says_so_and_leads_to_what_comes(client, site):
    begun = timezone.localdate() - timedelta(days=21)
    page = EventPageFactory(parent=site.section, starts_on=begun, recurrence="FREQ=WEEKLY;COUNT=8")
    first = Occurrence.objects.order_by("starts_at").first()
    text = html(client, f"{page.url}{begun:%Y-%m-%d}/")
    assert first.is_past
    assert "Cette rencontre est passée." in text
    assert "Prochaine date" in text


def test_a_meeting_that_is_over_shows_its_last_date(client, site):
    begun = timezone.localdate() - timedelta(days=30)
    page = EventPageFactory(parent=site.section, starts_on=begun, recurrence="FREQ=DAILY;COUNT=3")
    last = begun + timedelta(days=2)
    text = html(client, page.url)
    assert event_of(text)["startDate"].startswith(last.isoformat())
    assert "Cette rencontre est passée." in text


def test_whole_days_are_told_without_hours(client, site):
    page = EventPageFactory(
        parent=site.section, starts_on=THURSDAY, starts_time=None, ends_time=None, ends_on=date(2099, 3, 7)
    )
    text = html(client, page.url)
    assert "Du jeudi 5 au samedi 7 mars 2099" in text
    data = event_of(text)
    assert (data["startDate"], data["endDate"]) == ("2099-03-05", "2099-03-07")


def test_the_link_of_an_online_meeting_is_only_for_those_who_register_where_they_do(client, site):
    page = EventPageFactory(
        parent=site.section, starts_on=THURSDAY, attendance=Attendance.ONLINE, online_url="https://visio.example/salle"
    )
    text = html(client, page.url)
    assert "visio.example" not in text
    data = event_of(text)
    assert data["location"] == {"@type": "VirtualLocation", "url": f"http://testserver{page.url}"}
    assert data["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    page.registration = RegistrationMode.NONE
    publish(page)
    assert 'href="https://visio.example/salle"' in html(client, page.url)


# Which properties schema.org knows of each type that we write (https://schema.org/Event and so on).
KNOWN = {
    "Event": {
        "name",
        "description",
        "url",
        "image",
        "startDate",
        "endDate",
        "previousStartDate",
        "eventStatus",
        "eventAttendanceMode",
        "location",
        "organizer",
        "offers",
        "inLanguage",
        "maximumAttendeeCapacity",
        "remainingAttendeeCapacity",
    },
    "Place": {"name", "address", "geo"},
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality", "addressRegion", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "VirtualLocation": {"url"},
    "Organization": {"name"},
    "Offer": {"url", "availability", "validFrom", "price", "priceCurrency"},
}


def unknown_properties(data):
    if isinstance(data, list):
        return [one for item in data for one in unknown_properties(item)]
    if not isinstance(data, dict):
        return []
    own = [name for name in data if not name.startswith("@") and name not in KNOWN[data["@type"]]]
    return own + [one for value in data.values() for one in unknown_properties(value)]


def test_search_engines_are_told_what_schema_org_knows(client, meeting):
    meeting.attendance, meeting.registration_url = Attendance.MIXED, ""
    publish(meeting)
    data = event_of(html(client, meeting.url))
    assert unknown_properties(data) == []
    assert data["startDate"] == "2099-03-05T18:00:00+01:00"
    assert data["endDate"] == "2099-03-05T20:00:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["organizer"] == {"@type": "Organization", "name": "CCI du Gers"}
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["location"][0]["address"]["streetAddress"] == "3 rue des Lilas"
    assert data["offers"]["price"] == "5"
    assert data["offers"]["availability"] == "https://schema.org/InStock"
    assert data["inLanguage"] == ["en"]
    Occurrence.objects.update(taken=10)
    cache.clear()
    assert event_of(html(client, meeting.url))["offers"]["availability"] == "https://schema.org/SoldOut"


def test_no_offer_is_made_where_one_cannot_take_part(client, site):
    begun = timezone.localdate() - timedelta(days=21)
    cancelled = exception(ExceptionKind.CANCELLED, begun + timedelta(days=28))
    page = EventPageFactory(
        parent=site.section, starts_on=begun, recurrence="FREQ=WEEKLY;COUNT=8", exceptions=[cancelled], price="5 €"
    )
    past, coming = (f"{begun + timedelta(days=7 * week):%Y-%m-%d}/" for week in (0, 5))
    for day in (past, f"{cancelled['occurrence_on']}/"):
        data = event_of(html(client, page.url + day))
        assert not {"offers", "remainingAttendeeCapacity"} & set(data), day
    data = event_of(html(client, page.url + coming))
    assert (data["offers"]["availability"], data["remainingAttendeeCapacity"]) == ("https://schema.org/InStock", 10)
    page.registration_closes_hours = 24 * 60
    publish(page)
    assert not {"offers", "remainingAttendeeCapacity"} & set(event_of(html(client, page.url + coming)))


def test_what_is_not_open_yet_says_from_when_on_it_is(client, meeting):
    meeting.registration_opens_days = 3
    publish(meeting)
    data = event_of(html(client, meeting.url))
    assert data["offers"]["validFrom"] == "2099-03-02T18:00:00+01:00"
    assert "availability" not in data["offers"]
    assert "remainingAttendeeCapacity" not in data
    assert unknown_properties(data) == []


def test_a_translation_tells_the_same_date_in_its_language(client, site, meeting, office):
    page = site.translated(meeting, title="Solo café", slug="cafe")
    with translation.override("en"):
        text = html(client, page.url)
    assert "Thursday 5 March 2099, 18:00 to 20:00" in text
    # The place has no English page: its French one is named as such.
    assert re.search(r'href="/fr/annuaire/maison/" lang="fr" hreflang="fr">Maison de services', text)
    assert 'hreflang="fr" href="http://testserver/fr/annuaire/cafe/"' in text


def test_a_draft_is_not_there(client, site):
    page = EventPageFactory(parent=site.section, live=False, starts_on=THURSDAY)
    EventPage.objects.get(pk=page.pk).unpublish()
    assert client.get(page.url or "/fr/annuaire/atelier/").status_code == 404


def test_a_meeting_at_a_place_that_is_a_draft_names_it_without_a_link(client, meeting, office):
    office.unpublish()
    text = html(client, meeting.url)
    assert "Maison de services" in text
    assert 'href="/fr/annuaire/maison/"' not in text


def test_editors_preview_a_meeting_that_nobody_has_saved(site, admin_user, rf):
    page = EventPage(title="À venir", slug="a-venir", locale=site.french, **WEEKLY, starts_time=time(18))
    page.ends_time = time(20)
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    response.render()
    text = response.content.decode().replace("\xa0", " ")
    assert "Jeudi 5 mars 2099, de 18 h à 20 h" in text
    assert "Jeudi 12 mars 2099, de 18 h à 20 h" in text


def test_a_preview_of_a_rule_that_cannot_be_read_says_that_no_date_is_planned(site, admin_user, rf):
    page = EventPage(title="À venir", slug="a-venir", locale=site.french, starts_on=THURSDAY, recurrence="FREQ=NEVER")
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    response.render()
    assert "Aucune date n’est prévue." in response.content.decode()


@pytest.mark.parametrize("tail", ["", "2099-03-12/"])
def test_few_queries_with_nothing_cached_however_many_dates(client, site, meeting, tail, django_assert_max_num_queries):
    meeting.recurrence = "FREQ=DAILY;COUNT=300"
    publish(meeting)
    client.get(meeting.url + tail)
    cache.clear()
    with django_assert_max_num_queries(12):
        client.get(meeting.url + tail)


def test_the_share_card_says_the_date(client, meeting):
    card = meeting.card_text("Soho-Solo")
    assert card.subtitle.replace("\xa0", " ") == "jeudi 5 mars 2099, de 18 h à 20 h"
    assert card.place == "Maison de services, Auch"
    assert client.get(meeting.url + "share.png")["Content-Type"] == "image/png"


def test_nothing_that_an_organiser_types_is_markup(client, meeting):
    attack = "<script>alert(1)</script>"
    for name in ("title", "summary", "description", "notice", "price", "organiser_name"):
        setattr(meeting, name, attack)
    publish(meeting)
    assert "<script>alert" not in html(client, meeting.url)
