"""What cannot be is said beside the field where it is changed."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from solo_pages.enums import ExceptionKind, RegistrationMode
from solo_pages.events.checking import check_event, check_exceptions
from solo_pages.models import EventException, EventPage
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db

HERE = {"registration": RegistrationMode.HERE}


def meeting(**kwargs):
    given = {"title": "Atelier", "starts_on": date(2099, 3, 5), "starts_time": time(18), "ends_time": time(20)}
    return EventPage(**(given | kwargs))


def opens(days, closes):
    return {"registration_opens_days": days, "registration_closes_hours": closes}


def refused(**kwargs):
    with pytest.raises(ValidationError) as refusal:
        check_event(meeting(**kwargs))
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("fields", "beside", "said"),
    [
        ({"ends_on": date(2099, 3, 4)}, "ends_on", "avant"),
        ({"ends_on": date(2120, 3, 4)}, "ends_on", "un an"),
        ({"starts_on": date(9999, 3, 5)}, "starts_on", "année"),
        ({"ends_time": time(2)}, "ends_time", "minuit"),
        ({"starts_time": None}, "starts_time", "heure"),
        ({"starts_on": date(2099, 3, 29), "starts_time": time(2, 30), "ends_time": None}, "starts_time", "2 h 30"),
        ({"starts_on": date(2099, 3, 29), "starts_time": time(1), "ends_time": time(2, 30)}, "ends_time", "2 h 30"),
        ({"recurrence": "every thursday"}, "recurrence", "every thursday"),
        ({"recurrence": "FREQ=HOURLY"}, "recurrence", "une fois par jour"),
        ({"recurrence": "FREQ=WEEKLY;UNTIL=20990301"}, "recurrence", "première date"),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "recurrence", "jamais"),
        ({"recurrence": "FREQ=WEEKLY;BYDAY=FR"}, "starts_on", "6 mars 2099"),
        ({"recurrence": "FREQ=MONTHLY;BYMONTHDAY=1"}, "starts_on", "est le 1er avril 2099"),
        ({"registration": RegistrationMode.ELSEWHERE}, "registration_url", "adresse"),
        (HERE | opens(1, closes=48), "registration_opens_days", "fermerait"),
        (HERE | opens(1, closes=24), "registration_opens_days", "fermerait"),
        (HERE | opens(0, closes=0), "registration_opens_days", "fermerait"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(fields, beside, said):
    messages = refused(**fields)
    assert list(messages) == [beside]
    assert said in messages[beside][0].replace("\xa0", " ")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"starts_on": None, "recurrence": "FREQ=WEEKLY"},
        {"starts_time": None, "ends_time": None, "ends_on": date(2099, 3, 8)},
        {"ends_on": date(2099, 3, 6), "ends_time": time(2)},
        {"ends_time": None},
        # The night of the year on which there is no such time is but one of many.
        {"starts_on": date(2099, 3, 28), "starts_time": time(2, 30), "ends_time": None, "recurrence": "FREQ=DAILY"},
        # This time comes twice.
        {"starts_on": date(2099, 10, 25), "starts_time": time(2, 30), "ends_time": time(2, 45)},
        {"capacity": 10, "registration": RegistrationMode.NONE},
        {"registration": RegistrationMode.NONE} | opens(1, closes=48),
        HERE | opens(2, closes=47),
        HERE | opens(None, closes=48),
        {"starts_on": date(2096, 2, 29), "recurrence": "FREQ=YEARLY"},
        {"time_zone": "Mars/Olympus", "recurrence": "FREQ=WEEKLY"},
    ],
)
def test_what_can_be_passes(fields):
    check_event(meeting(**fields))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("byday=th;freq=weekly;interval=1", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=DAILY;UNTIL=20990401", "FREQ=DAILY;UNTIL=20990401T215959Z"),
        ("FREQ=DAILY;UNTIL=20990401T160000Z", "FREQ=DAILY;UNTIL=20990401T215959Z"),
        ("FREQ=DAILY;UNTIL=20990401T155959Z", "FREQ=DAILY;UNTIL=20990331T215959Z"),
    ],
)
def test_a_rule_is_kept_in_one_form(given, written):
    event = meeting(recurrence=given)
    check_event(event)
    check_event(event)
    assert event.recurrence == written


def test_the_end_of_a_rule_of_whole_days_is_a_day():
    event = meeting(starts_time=None, ends_time=None, recurrence="FREQ=DAILY;UNTIL=20990401T215959Z")
    check_event(event)
    assert event.recurrence == "FREQ=DAILY;UNTIL=20990401"


# --- dates that differ ---------------------------------------------------------------------------------------------

WEEKLY = {"recurrence": "FREQ=WEEKLY;COUNT=3"}
MOVED, ADDED, EXCLUDED, CANCELLED = ExceptionKind.MOVED, ExceptionKind.ADDED, ExceptionKind.EXCLUDED, "cancelled"


def on(kind, day, **kwargs):
    return EventException(kind=kind, occurrence_on=day, **kwargs)


@pytest.mark.parametrize(
    ("event", "exception", "beside", "said"),
    [
        (
            WEEKLY,
            EventException(
                kind=ExceptionKind.MOVED, occurrence_on=date(2099, 3, 12), new_from=time(10), new_until=time(9)
            ),
            "new_until",
            "lendemain",
        ),
        (WEEKLY, on(CANCELLED, date(2099, 3, 6)), "occurrence_on", "12 mars 2099"),
        (WEEKLY, on(EXCLUDED, date(2099, 3, 26)), "occurrence_on", "ni après"),
        (WEEKLY, on(CANCELLED, date(2099, 3, 12), occurrence_time=time(9)), "occurrence_time", "18 h"),
        (WEEKLY, on(MOVED, date(2099, 3, 12)), "new_on", "différent"),
        (WEEKLY, on(ADDED, date(2099, 3, 13), following=True), "following", "déplacées"),
        (WEEKLY, on(EXCLUDED, date(2099, 3, 12), following=True), "following", "déplacées"),
        (WEEKLY, on(ADDED, date(2099, 3, 29), occurrence_time=time(2, 30)), "occurrence_time", "2 h 30"),
        (WEEKLY, on(MOVED, date(2099, 3, 12), new_on=date(9999, 3, 12)), "new_on", "année"),
        (WEEKLY, on(MOVED, date(2099, 3, 12), new_on=date(2099, 3, 29), new_from=time(2, 30)), "new_from", "2 h 30"),
        (WEEKLY, on(MOVED, date(2099, 3, 12), new_on=date(2099, 3, 29), new_from=time(0, 30)), "new_from", "2 h 30"),
        (
            WEEKLY,
            on(MOVED, date(2099, 3, 12), new_on=date(2099, 3, 29), new_from=time(1), new_until=time(2, 30)),
            "new_until",
            "2 h 30",
        ),
        ({"starts_time": time(2, 15)}, on(MOVED, date(2099, 3, 5), new_on=date(2099, 3, 29)), "new_on", "2 h 15"),
        (
            {"starts_time": None, "ends_time": None},
            on(MOVED, date(2099, 3, 5), new_from=time(9)),
            "new_from",
            "journées",
        ),
    ],
)
def test_a_date_that_differs_has_to_be_one(event, exception, beside, said):
    [(refused_one, messages)] = check_exceptions(meeting(**event), [exception])
    assert refused_one is exception
    assert list(messages) == [beside]
    assert said in messages[beside][0].replace("\xa0", " ")


def test_what_is_right_is_not_complained_of():
    fine = [
        on(ADDED, date(2099, 3, 7), occurrence_time=time(9)),
        on(MOVED, date(2099, 3, 7), occurrence_time=time(9), new_from=time(0)),
        on(CANCELLED, date(2099, 3, 12), following=True),
        on(EXCLUDED, date(2099, 3, 5)),
    ]
    assert check_exceptions(meeting(**WEEKLY), fine) == []


@pytest.mark.parametrize(
    "differs",
    [
        # The night on which there is no such time is but one of many.
        {"new_on": date(2099, 3, 29), "following": True},
        {"new_place": "Au marché"},
        {"new_on": date(2099, 3, 29), "new_from": time(3), "new_until": time(4)},
    ],
)
def test_a_date_is_moved_to_times_that_clocks_show(differs):
    first, skipped = date(2099, 3, 22), date(2099, 3, 29)
    nightly = meeting(starts_on=first, starts_time=time(2, 30), ends_time=None, recurrence="FREQ=DAILY")
    named = skipped if "new_place" in differs else first
    assert check_exceptions(nightly, [on(MOVED, named, **differs)]) == []


def posted(page, exceptions):
    formset = inline_formset([{"id": "", **one} for one in exceptions])
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "starts_on": "2099-03-05",
            "starts_time": "18:00",
            "ends_time": "20:00",
            "time_zone": "Europe/Paris",
            "recurrence": "freq=weekly;count=3",
            "attendance": "on_site",
            "precision": "exact",
            "registration": "none",
            "places_each": "1",
            "registration_closes_hours": "0",
            "offer_hours": "24",
            "reminder_days": "2",
            "exceptions": formset,
            "questions": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )


def test_the_form_in_the_admin_says_it_beside_the_date(site, client):
    client.force_login(get_user_model().objects.create_superuser("chef@example.org", "armagnac"))
    page = EventPageFactory(parent=site.section, starts_on=date(2099, 3, 5))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    wrong = {"kind": "cancelled", "occurrence_on": "2099-03-06"}
    answer = client.post(url, posted(page, [wrong]))
    assert answer.status_code == 200
    [form] = answer.context["form"].formsets["exceptions"].forms
    assert "12 mars 2099" in form.errors["occurrence_on"][0]
    answer = client.post(url, posted(page, [wrong | {"occurrence_on": "2099-03-12"}]))
    assert answer.status_code == 302, answer.context["form"].errors
    page.refresh_from_db()
    assert page.recurrence == "FREQ=WEEKLY;COUNT=3"
    assert page.exceptions.get().occurrence_on == date(2099, 3, 12)
