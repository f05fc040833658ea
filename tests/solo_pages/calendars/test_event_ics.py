"""A meeting as a calendar file: what other programs make of it."""

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from icalendar import Calendar

from solo_pages.enums import Attendance, ExceptionKind, RegistrationMode
from solo_pages.models import Occurrence
from tests.factories.site import make_term, publish
from tests.factories.solo_pages import ServicePointPageFactory

from .conftest import expanded, read

pytestmark = pytest.mark.django_db
WEEKLY = {"recurrence": "FREQ=WEEKLY;COUNT=4"}


def get(page, name="event.ics", **headers):
    return Client().get(f"{page.url}{name}", **headers)


def text_of(page, name="event.ics"):
    return get(page, name).content.decode()


def rows():
    """The dates in the database that take place."""
    return sorted((one.starts_at, one.ends_at) for one in Occurrence.objects.scheduled())


def components(text):
    return Calendar.from_ical(text).walk("VEVENT")


def test_a_single_meeting_is_one_event_with_its_place_and_zone(meeting, auch):
    page = meeting(
        place_name="Salle des fêtes", street_address="3 rue des Lilas", organiser_email="org@private.example"
    )
    answer = get(page)
    text = answer.content.decode()

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="cafe.ics"'
    (event,) = read(text).events
    assert event.summary == "Café des solos"
    assert event.location == "Salle des fêtes, 3 rue des Lilas, 32000 Auch"
    assert event.dtstart.isoformat() == "2099-03-05T18:00:00+01:00"
    assert event.dtend.isoformat() == "2099-03-05T20:00:00+01:00"
    assert (event.status, event.uid) == ("CONFIRMED", f"{page.translation_key}@localhost")
    assert str(event.url) == "http://testserver/fr/agenda/cafe/"
    assert "DTSTART;TZID=Europe/Paris:20990305T180000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "private.example" not in text


def test_whole_days_are_dates_and_need_no_time_zone(meeting):
    text = text_of(meeting(starts_time=None, ends_time=None, ends_on=date(2099, 3, 6)))
    assert "DTSTART;VALUE=DATE:20990305" in text
    assert "DTEND;VALUE=DATE:20990307" in text
    assert "VTIMEZONE" not in text
    assert expanded(text) == rows()


def test_every_change_of_a_rule_is_understood_by_another_library(meeting):
    page = meeting(
        **WEEKLY,
        exceptions=[
            {"kind": ExceptionKind.EXCLUDED, "occurrence_on": date(2099, 3, 12)},
            {"kind": ExceptionKind.ADDED, "occurrence_on": date(2099, 4, 2)},
            {
                "kind": ExceptionKind.MOVED, "occurrence_on": date(2099, 3, 19), "new_on": date(2099, 3, 20),
                "new_from": time(9), "new_until": time(10, 30), "new_place": "À la mairie",
            },
            {"kind": ExceptionKind.CANCELLED, "occurrence_on": date(2099, 3, 26)},
        ],
    )  # fmt: skip
    text = text_of(page)

    assert [f"{start:%d.%m. %H:%M}" for start, _end in expanded(text)] == [
        "05.03. 17:00", "20.03. 08:00", "02.04. 16:00",
    ]  # fmt: skip
    assert expanded(text) == rows()
    assert "EXDATE;TZID=Europe/Paris:20990312T180000" in text
    assert "RDATE;TZID=Europe/Paris:20990402T180000" in text
    moved, cancelled = [event for event in components(text) if "RECURRENCE-ID" in event]
    assert moved["RECURRENCE-ID"].to_ical() == b"20990319T180000"
    assert moved["LOCATION"] == "À la mairie"
    assert cancelled["STATUS"] == "CANCELLED"
    assert moved["URL"] == "http://testserver/fr/agenda/cafe/2099-03-19/"


def test_a_change_of_all_that_follow_is_written_out_date_by_date(meeting):
    page = meeting(
        **WEEKLY,
        exceptions=[
            {
                "kind": ExceptionKind.MOVED, "occurrence_on": date(2099, 3, 19), "following": True,
                "new_from": time(9), "new_until": time(10),
            },
        ],
    )  # fmt: skip
    text = text_of(page)
    assert "THISANDFUTURE" not in text
    assert len([event for event in components(text) if "RECURRENCE-ID" in event]) == 2
    assert expanded(text) == rows()


def test_the_end_of_a_rule_stands_inside_it_in_utc_or_as_a_date(meeting):
    timed = text_of(meeting(recurrence="FREQ=WEEKLY;UNTIL=20990326T170000Z"))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20990326T225959Z" in timed
    days = text_of(meeting(slug="jours", starts_time=None, ends_time=None, recurrence="FREQ=DAILY;UNTIL=20990307"))
    assert "RRULE:FREQ=DAILY;UNTIL=20990307" in days
    assert len(expanded(timed)) == 4
    assert len(expanded(days)) == 3


def test_moving_and_cancelling_keep_the_uid_and_raise_the_sequence(meeting):
    page = meeting(**WEEKLY)
    (before,) = components(text_of(page))

    page.exceptions.create(kind=ExceptionKind.MOVED, occurrence_on=date(2099, 3, 12), new_from=time(9))
    publish(page)
    moved = components(text_of(page))[1]
    page.exceptions.create(kind=ExceptionKind.CANCELLED, occurrence_on=date(2099, 3, 12))
    publish(page)
    cancelled = components(text_of(page))[1]

    assert before["UID"] == moved["UID"] == cancelled["UID"]
    assert before["SEQUENCE"] < moved["SEQUENCE"] < cancelled["SEQUENCE"]
    assert cancelled["STATUS"] == "CANCELLED"


def test_a_single_meeting_that_is_cancelled_says_so_with_a_higher_sequence(meeting):
    page = meeting()
    (before,) = components(text_of(page))
    page.is_cancelled = True
    publish(page)
    (after,) = components(text_of(page))
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_the_same_content_gives_the_same_bytes_and_is_not_sent_twice(meeting):
    page = meeting(**WEEKLY)
    first = get(page)
    assert get(page).content == first.content
    again = get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    publish(page)
    assert get(page, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_hostile_text_stays_text_and_no_line_is_longer_than_allowed(meeting):
    hostile = "Été; virgules, \\n barres \\ “😀” " * 8
    page = meeting(
        title="Fin\r\nEND:VCALENDAR, ; : ☕",
        summary="a;b,c\\d",
        description=f"{hostile}\n\nATTENDEE:mailto:x@example.org\x07\u2028fin",
        place_name="Chez « Paul; Fils », à côté\r\nSTATUS:CANCELLED",
    )
    content = get(page).content

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    content.decode()
    (event,) = read(content.decode()).events
    assert event.summary == "Fin END:VCALENDAR, ; : ☕"
    assert hostile.strip() in event.description
    assert "a;b,c\\d" in event.description
    assert event.location.startswith("Chez « Paul; Fils », à côté STATUS:CANCELLED")
    assert event.status == "CONFIRMED"
    assert not event.attendees
    assert "\x07" not in event.description


def test_one_date_of_several_is_a_file_of_its_own(meeting):
    page = meeting(**WEEKLY)
    text = text_of(page, "2099-03-12/event.ics")
    (event,) = components(text)
    assert event["RECURRENCE-ID"].dt == event["DTSTART"].dt == datetime(2099, 3, 12, 18, tzinfo=page.zone)
    assert "RRULE" not in event
    for nowhere in ("2099-03-13/event.ics", "yesterday/event.ics", "0000-99-99/event.ics"):
        assert get(page, nowhere).status_code == 404
    assert get(meeting(slug="once"), "2099-03-05/event.ics").status_code == 404


def test_texts_are_in_the_language_of_the_page_kinds_too(site, meeting):
    kind = make_term("Atelier", "workshop", vocabulary="event_type", locale=site.french)
    english = kind.copy_for_translation(site.english)
    english.name = "Workshop"
    english.save()
    page = meeting(event_types=[kind], price="5 €", registration=RegistrationMode.NONE)
    translated = site.translated(page, title="Solos’ coffee", slug="coffee", price="5 €")
    assert "SUMMARY;LANGUAGE=en:Solos’ coffee" in text_of(translated)
    assert "CATEGORIES:Workshop" in text_of(translated)
    assert "Price: 5 €" in text_of(translated)
    assert "CATEGORIES:Atelier" in text_of(page)


def test_the_address_of_an_online_meeting_is_said_where_nobody_has_to_register(meeting):
    online = {"attendance": Attendance.ONLINE, "online_url": "https://visio.example/room"}
    assert "visio.example" not in text_of(meeting(**online))
    text = text_of(meeting(slug="open", registration=RegistrationMode.NONE, **online))
    assert read(text).events[0].location == "https://visio.example/room"
    assert 'CONFERENCE;FEATURE="AUDIO,VIDEO";VALUE=URI:https://visio.example/room' in text.replace("\r\n ", "")


def test_only_an_exact_place_has_coordinates(meeting):
    assert "GEO:" not in text_of(meeting())
    exact = meeting(slug="exact", location="SRID=4326;POINT(0.612345 43.654321)")
    assert "GEO:43.654321;0.612345" in text_of(exact)


def test_an_added_date_makes_a_single_meeting_one_with_several(meeting):
    page = meeting(exceptions=[{"kind": ExceptionKind.ADDED, "occurrence_on": date(2099, 5, 7)}])
    assert [start for start, _end in expanded(text_of(page))] == [
        datetime(2099, 3, 5, 17, tzinfo=UTC), datetime(2099, 5, 7, 16, tzinfo=UTC),
    ]  # fmt: skip


def test_a_service_point_is_called_as_in_the_language_of_the_calendar(site, meeting, auch):
    usual, other = (
        ServicePointPageFactory(parent=site.section, title=title, commune=auch) for title in ("Tiers-lieu", "Mairie")
    )
    page = meeting(venue=usual, **WEEKLY)
    page.exceptions.create(kind=ExceptionKind.MOVED, occurrence_on=date(2099, 3, 12), new_venue=other)
    publish(page)
    english = site.translated(page, title="Coffee", slug="coffee")
    before = text_of(english)
    site.translated(usual, title="Coworking", slug="coworking")
    site.translated(other, title="Town hall", slug="town-hall")

    def said(text):
        return [(str(one["UID"]), one["SEQUENCE"], str(one["LOCATION"])) for one in components(text)]

    uid, rule, moved = said(before)[0][0], said(before)[0][1], said(before)[1][1]
    assert said(text_of(english)) == [(uid, rule, "Coworking, 32000 Auch"), (uid, moved, "Town hall, 32000 Auch")]
    assert said(text_of(page)) == [(uid, rule, "Tiers-lieu, 32000 Auch"), (uid, moved, "Mairie, 32000 Auch")]
    other.get_translation(site.english).unpublish()
    assert said(text_of(english))[1][2] == "Mairie, 32000 Auch"
