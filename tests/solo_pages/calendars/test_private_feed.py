"""Somebody's own calendar, at an address that only they know."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from solo_pages.calendars.private import make_feed
from solo_pages.enums import Attendance, ExceptionKind
from solo_pages.models import CalendarFeed, Occurrence, Registration
from solo_pages.personal_data.registry import parts
from tests.factories.site import publish

from .conftest import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return get_user_model().objects.create_user("ada@solo.example", "secret")


@pytest.fixture
def own_client(ada):
    client = Client()
    client.force_login(ada)
    return client


def register(occurrence, person=None, email="ada@solo.example", state=Registration.State.CONFIRMED):
    held = timezone.now() + timedelta(hours=3) if state == Registration.State.OFFERED else None
    return Registration.objects.create(
        occurrence=occurrence, person=person, email=email, address_key=email, name="Ada", state=state, language="fr",
        offered_until=held,
    )  # fmt: skip


def get(token, language="fr", **headers):
    return Client().get(
        f"/{language}/{'compte' if language == 'fr' else 'account'}/calendar/{token}/meetings.ics", **headers
    )


def events(token, language="fr"):
    return Calendar.from_ical(get(token, language).content.decode()).walk("VEVENT")


def dates():
    return list(Occurrence.objects.order_by("recurrence_id"))


def test_it_has_the_dates_that_one_registered_for_and_no_others(ada, meeting):
    meeting(recurrence="FREQ=WEEKLY;COUNT=3")
    first, second, third = dates()
    register(first, ada, "work@solo.example")
    register(second, None, "ADA@solo.example")
    register(third, None, "eve@solo.example")
    token = make_feed(ada)

    found = events(token)
    assert [event["RECURRENCE-ID"].dt for event in found] == [first.recurrence_id, second.recurrence_id]
    assert {event["STATUS"] for event in found} == {"CONFIRMED"}
    text = get(token).content.decode()
    assert len(read(text).events) == 2
    assert "solo.example" not in text
    assert "X-WR-CALNAME:Mes rencontres" in text


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (Registration.State.CONFIRMED, "CONFIRMED"),
        (Registration.State.WAITING, "TENTATIVE"),
        (Registration.State.OFFERED, "TENTATIVE"),
        (Registration.State.CANCELLED, None),
        (Registration.State.LAPSED, None),
    ],
)
def test_it_says_how_certain_a_place_is(ada, meeting, state, status):
    meeting()
    register(dates()[0], ada, state=state)
    assert [event["STATUS"] for event in events(make_feed(ada))] == ([status] if status else [])


def test_only_those_who_have_a_place_find_the_address_of_an_online_meeting(ada, meeting):
    meeting(attendance=Attendance.ONLINE, online_url="https://visio.example/room")
    registration = register(dates()[0], ada, state=Registration.State.WAITING)
    token = make_feed(ada)
    assert b"visio.example" not in get(token).content
    registration.state = Registration.State.CONFIRMED
    registration.save()
    assert events(token)[0]["LOCATION"] == "https://visio.example/room"


def test_a_cancelled_date_is_said_to_be_cancelled(ada, meeting):
    page = meeting(recurrence="FREQ=WEEKLY;COUNT=2")
    register(dates()[1], ada)
    token = make_feed(ada)
    (before,) = events(token)
    page.exceptions.create(kind=ExceptionKind.CANCELLED, occurrence_on=date(2099, 3, 12))
    publish(page)
    (after,) = events(token)
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_texts_are_in_the_language_of_the_address_where_there_are_any(site, ada, meeting):
    page = meeting()
    register(dates()[0], ada)
    token = make_feed(ada)
    assert events(token, "en")[0]["SUMMARY"] == "Café des solos"
    site.translated(page, title="Solos’ coffee", slug="coffee")
    assert events(token, "en")[0]["SUMMARY"] == "Solos’ coffee"
    assert events(token)[0]["SUMMARY"] == "Café des solos"


def test_the_address_is_shown_once_and_only_a_digest_of_it_is_kept(ada, own_client):
    page = own_client.get(reverse("solo_calendar:my_calendar"))
    assert "Créer l’adresse" in page.content.decode()
    made = own_client.post(reverse("solo_calendar:my_calendar"))
    token = made.context["address"].split("/")[-2]
    assert made.context["webcal"].startswith("webcal://testserver/fr/compte/calendar/")
    assert get(token).status_code == 200
    assert token not in CalendarFeed.objects.get().digest
    again = own_client.get(reverse("solo_calendar:my_calendar"))
    assert token not in again.content.decode()
    for answer in (made, again):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_new_address_makes_the_former_one_useless_and_so_does_stopping(ada, own_client):
    token = make_feed(ada)
    own_client.post(reverse("solo_calendar:my_calendar"))
    assert get(token).status_code == 404
    token = make_feed(ada)
    own_client.post(reverse("solo_calendar:stop"))
    assert get(token).status_code == 404


def test_nobody_keeps_it_lists_it_or_has_it_sent_twice(ada):
    answer = get(make_feed(ada))
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    token = make_feed(ada)
    etag = get(token)["ETag"]
    assert get(token, headers={"If-None-Match": etag}).status_code == 304


def test_it_is_gone_with_the_account(ada):
    token = make_feed(ada)
    ada.is_active = False
    ada.save()
    assert get(token).status_code == 404
    (part,) = [part for part in parts() if part.key == "calendar"]
    assert list(part.export(ada)[0]) == ["created_at"]
    part.close(ada)
    assert not CalendarFeed.objects.exists()


def test_it_costs_the_same_however_many_dates_there_are(ada, meeting, django_assert_max_num_queries):
    for number in range(4):
        meeting(slug=f"cafe-{number}", recurrence="FREQ=WEEKLY;COUNT=3")
    for occurrence in dates():
        register(occurrence, ada)
    token = make_feed(ada)
    with django_assert_max_num_queries(12):
        assert len(events(token)) == 12
