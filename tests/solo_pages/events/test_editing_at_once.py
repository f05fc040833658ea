"""The form of a meeting that was open while its dates were changed elsewhere: nothing of either is lost."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from solo_pages.enums import ExceptionKind
from solo_pages.events.changing import Scope, cancel, move, restore
from solo_pages.models import EventPage, Occurrence
from tests.factories.solo_pages import EventPageFactory
from tests.solo_pages.admin_forms import fields_of, opened

pytestmark = pytest.mark.django_db

ONE, FOLLOWING, ALL = Scope
PUBLISH = {"action-publish": "action-publish"}
AUTOMATIC = {"headers": {"accept": "application/json"}}


@pytest.fixture
def meeting(site):
    page = EventPageFactory(
        parent=site.section, slug="cafe", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=3"
    )
    page.save_revision().publish()
    return page


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def nth(number):
    return Occurrence.objects.order_by("recurrence_id")[number]


def cancelled():
    return [number for number, one in enumerate(Occurrence.objects.order_by("recurrence_id")) if one.is_cancelled]


def save(client, page, fields, **kwargs):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields, **kwargs)


def said(response):
    return re.sub(r"\s+", " ", response.content.decode().replace("\xa0", " "))


def with_another_date(fields, day, kind=ExceptionKind.CANCELLED):
    """What a form sends in which somebody added a date that differs."""
    number = int(fields["exceptions-TOTAL_FORMS"])
    row = {"id": "", "kind": kind, "occurrence_on": day, "occurrence_time": "", "new_on": "", "new_from": "",
           "new_until": "", "new_venue": "", "new_place": "", "new_commune": "", "DELETE": ""}  # fmt: skip
    added = {f"exceptions-{number}-{name}": value for name, value in row.items()}
    return {**fields, "exceptions-TOTAL_FORMS": str(number + 1), **added}


@pytest.mark.parametrize("action", [{}, PUBLISH])
@pytest.mark.parametrize("scope", [ONE, FOLLOWING, ALL])
def test_dates_cancelled_meanwhile_stay_cancelled(admin_client, meeting, action, scope):
    fields = opened(admin_client, meeting)
    cancel(fresh(meeting), nth(1), scope, None)
    off = cancelled()
    response = save(admin_client, meeting, {**fields, "summary": "Autrement", **action})
    assert response.status_code == 200
    assert "Autrement" in said(response)
    assert "Jeudi 12 mars 2099, de 18 h à 20 h : annulée" in said(response)
    assert fresh(meeting).summary != "Autrement"
    # What the form shows now can be saved: the dates as they stand, with what was typed.
    again = save(admin_client, meeting, {**fields_of(response.content.decode()), **PUBLISH})
    assert again.status_code == 302
    assert cancelled() == off
    assert fresh(meeting).summary == "Autrement"


def test_a_date_moved_meanwhile_stays_where_it_is(admin_client, meeting):
    fields = opened(admin_client, meeting)
    move(fresh(meeting), nth(0), ALL, None, new_from=time(9), new_until=time(10))
    response = save(admin_client, meeting, {**fields, "summary": "Autrement", **PUBLISH})
    assert response.status_code == 200
    assert save(admin_client, meeting, {**fields_of(response.content.decode()), **PUBLISH}).status_code == 302
    assert (fresh(meeting).starts_time, fresh(meeting).summary) == (time(9), "Autrement")


def test_a_date_restored_meanwhile_takes_place(admin_client, meeting):
    cancel(fresh(meeting), nth(1), ONE, None)
    fields = opened(admin_client, meeting)
    restore(fresh(meeting), nth(1), ONE, None)
    response = save(admin_client, meeting, {**fields, "summary": "Autrement", **PUBLISH})
    assert response.status_code == 200
    assert save(admin_client, meeting, {**fields_of(response.content.decode()), **PUBLISH}).status_code == 302
    assert cancelled() == []
    assert fresh(meeting).summary == "Autrement"


def test_dates_changed_in_both_places_are_all_kept(admin_client, meeting):
    fields = with_another_date(opened(admin_client, meeting), "2099-03-19")
    cancel(fresh(meeting), nth(1), ONE, None)
    response = save(admin_client, meeting, {**fields, **PUBLISH})
    assert response.status_code == 200
    assert save(admin_client, meeting, {**fields_of(response.content.decode()), **PUBLISH}).status_code == 302
    assert cancelled() == [1, 2]


def test_what_both_changed_is_said_and_stays_as_typed(admin_client, meeting):
    fields = opened(admin_client, meeting)
    other = fresh(meeting)
    other.summary = "Leur phrase"
    other.save_revision().publish()
    response = save(admin_client, meeting, {**fields, "summary": "Ma phrase"})
    assert response.status_code == 200
    assert "vous l’avez changé aussi" in said(response).lower()
    again = fields_of(response.content.decode())
    assert again["summary"] == "Ma phrase"
    assert save(admin_client, meeting, again).status_code == 302
    assert fresh(meeting).get_latest_revision_as_object().summary == "Ma phrase"


def test_automatic_saving_undoes_no_change_of_dates(admin_client, meeting):
    fields = {**opened(admin_client, meeting), "summary": "Autrement"}
    saved = save(admin_client, meeting, fields, **AUTOMATIC).json()
    cancel(fresh(meeting), nth(1), ONE, None)
    own = {"overwrite_revision_id": str(saved["revision_id"]), "summary": "Tout autrement"}
    assert save(admin_client, meeting, {**fields, **own}, **AUTOMATIC).json()["error_code"] == "invalid_revision"
    response = save(admin_client, meeting, {**fields, "summary": "Tout autrement", **PUBLISH})
    assert response.status_code == 200
    assert save(admin_client, meeting, {**fields_of(response.content.decode()), **PUBLISH}).status_code == 302
    assert cancelled() == [1]
    assert fresh(meeting).summary == "Tout autrement"


def test_the_form_of_another_language_undoes_no_change_of_dates(admin_client, meeting, site):
    english = site.translated(meeting)
    fields = opened(admin_client, english)
    cancel(fresh(meeting), nth(1), ONE, None)
    response = save(admin_client, english, {**fields, "summary": "Differently", **PUBLISH})
    assert response.status_code == 200
    assert save(admin_client, english, {**fields_of(response.content.decode()), **PUBLISH}).status_code == 302
    assert fresh(english).exceptions.count() == fresh(meeting).exceptions.count() == 1
    assert (fresh(english).summary, cancelled()) == ("Differently", [1])


@pytest.mark.parametrize("action", [{}, PUBLISH])
def test_nobody_is_stopped_who_is_alone(admin_client, meeting, action):
    fields = opened(admin_client, meeting)
    for number in range(3):
        words = f"Phrase {number}"
        assert save(admin_client, meeting, {**fields, "summary": words, **action}).status_code == 302
        fields = opened(admin_client, meeting)
        assert fields["summary"] == words


def test_what_was_saved_automatically_is_saved_by_hand_without_a_question(admin_client, meeting):
    fields = {**opened(admin_client, meeting), "summary": "Autrement"}
    fields = with_another_date(fields, "2099-03-12")
    first = save(admin_client, meeting, fields, **AUTOMATIC).json()
    again = {**fields, "overwrite_revision_id": str(first["revision_id"])}
    assert save(admin_client, meeting, again, **AUTOMATIC).json()["success"]
    assert save(admin_client, meeting, {**fields, **PUBLISH}).status_code == 302
    assert (fresh(meeting).summary, cancelled()) == ("Autrement", [1])


def test_the_preview_of_a_form_that_is_out_of_date_is_no_error(admin_client, meeting):
    cancel(fresh(meeting), nth(1), ONE, None)
    fields = {**opened(admin_client, meeting), "summary": "Autrement"}
    restore(fresh(meeting), nth(1), ONE, None)
    response = admin_client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[meeting.pk]), fields)
    assert response.json()["is_valid"]
    dates = admin_client.post(reverse("solo_meetings:preview", args=[meeting.pk]), fields)
    assert dates.status_code == 200


@pytest.mark.parametrize("loaded", ["x", "0", "99999999999999999999999", ""])
def test_a_forged_revision_is_no_error_of_the_server(admin_client, meeting, loaded):
    fields = {**opened(admin_client, meeting), "loaded_revision_id": loaded, "summary": "Autrement"}
    assert save(admin_client, meeting, fields).status_code in (200, 302)
