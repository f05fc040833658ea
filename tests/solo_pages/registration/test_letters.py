"""What people are told, when, and once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from directory_blocks import freshness
from directory_blocks.models import Entry
from solo_pages.enums import ExceptionKind
from solo_pages.letters.delivery import deliver_due
from solo_pages.letters.writing import AT_ONCE
from solo_pages.models import EventException, Letter, Occurrence, Registration
from solo_pages.registration import states
from solo_pages.registration.states import Applicant
from tests.factories.site import publish
from tests.factories.solo_pages import ServicePointPageFactory

pytestmark = pytest.mark.django_db


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def move_to(hours: float) -> None:
    start = timezone.now() + timedelta(hours=hours)
    Occurrence.objects.update(starts_at=start, ends_at=start + timedelta(hours=2))
    Registration.objects.update(created_at=timezone.now() - timedelta(days=5))


def test_each_is_reminded_once_and_in_time(come, mailoutbox, django_capture_on_commit_callbacks):
    come("Ada", 3), come("Zoe")
    Letter.objects.all().delete()
    move_to(49)
    assert run("send_reminders") == "0 reminded.\n"
    move_to(47)
    with django_capture_on_commit_callbacks(execute=True):
        assert run("send_reminders") == "1 reminded.\n"
        assert run("send_reminders") == "0 reminded.\n"
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_a_meeting_that_wants_no_reminders_sends_none(meeting, come):
    come("Ada")
    meeting.reminder_days = 0
    meeting.save()
    move_to(1)
    assert run("send_reminders") == "0 reminded.\n"


def test_the_command_passes_on_what_nobody_took(come):
    ada, zoe, eva = come("Ada", 3), come("Zoe", 3), come("Eva", 3)
    states.cancel(ada)
    assert run("pass_on_offers") == "Offers ended: 0; made: 0.\n"
    Registration.objects.filter(pk=zoe.pk).update(offered_until=timezone.now() - timedelta(days=9))
    assert run("pass_on_offers") == "Offers ended: 1; made: 1.\n"
    eva.refresh_from_db()
    assert eva.state == eva.State.OFFERED


@pytest.mark.parametrize(("hours", "free"), [(49, True), (47, False)])
def test_the_command_notices_that_registration_is_over(meeting, occurrence, hours, free):
    meeting.registration_closes_hours = 48
    publish(meeting)
    move_to(hours)
    entries = Entry.objects.filter(translation_key=occurrence.key)
    assert set(entries.values_list("free_places", flat=True)) == {True}
    before = freshness.stamp()
    run("pass_on_offers")
    assert set(entries.values_list("free_places", flat=True)) == {free}
    assert (freshness.stamp() == before) is free, "what was kept of lists is computed anew"
    after = freshness.stamp()
    run("pass_on_offers")
    assert freshness.stamp() == after


def test_who_is_registered_is_told_when_a_date_was_and_is(
    meeting, come, mailoutbox, django_capture_on_commit_callbacks
):
    come("Ada", language="en")
    Letter.objects.all().delete()
    meeting.recurrence = "FREQ=WEEKLY;COUNT=2"
    meeting.exceptions.create(
        kind=ExceptionKind.MOVED, occurrence_on=meeting.starts_on, new_on=meeting.starts_on + timedelta(days=1)
    )
    with django_capture_on_commit_callbacks(execute=True):
        publish(meeting)
    (mail,) = mailoutbox
    assert "5 March 2099" in mail.body
    assert "6 March 2099" in mail.body


def test_every_letter_is_in_the_language_of_its_reader(come, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        come("Ada", language="en"), come("Zoe", language="fr")
    assert [mail.subject.replace("\xa0", " ") for mail in mailoutbox] == [
        "You are registered: “Atelier compost”",
        "Votre inscription est confirmée : « Atelier compost »",
    ]


def test_an_address_that_cannot_be_reached_is_seen_on_the_registration(come):
    ada = come("Ada")
    Letter.objects.update(attempts=7, keep_until=timezone.now())
    deliver_due()
    ada.refresh_from_db()
    assert ada.mail_failed_at is not None
    assert not Letter.objects.exists()


@pytest.mark.parametrize("deleted", [False, True])
def test_a_meeting_taken_off_the_site_tells_who_registered(
    meeting, come, deleted, mailoutbox, django_capture_on_commit_callbacks
):
    ada = come("Ada")
    Letter.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        if deleted:
            meeting.delete()
        else:
            meeting.unpublish()
    ada.refresh_from_db()
    assert ada.state == ada.State.CONFIRMED
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]
    assert "Atelier compost" in mailoutbox[0].subject


def test_who_cancels_a_meeting_does_not_wait_until_hundreds_are_told(
    meeting, occurrence, mailoutbox, django_capture_on_commit_callbacks
):
    meeting.capacity = None
    publish(meeting)
    for number in range(AT_ONCE + 5):
        states.register(occurrence, Applicant(name=f"P{number}", email=f"p{number}@example.org", language="fr"))
    Letter.objects.all().delete()
    meeting.is_cancelled = True
    with django_capture_on_commit_callbacks(execute=True):
        publish(meeting)
    assert len(mailoutbox) == AT_ONCE
    call_command("deliver_letters", stdout=StringIO())
    assert len({mail.to[0] for mail in mailoutbox}) == AT_ONCE + 5


def test_each_reader_is_told_the_name_of_a_service_point_in_their_language(site, meeting, auch, come):
    french = {"title": "Tiers-lieu du Gers", "commune": auch}
    old = ServicePointPageFactory(parent=site.section, **french)
    new = ServicePointPageFactory(parent=site.section, **french | {"title": "Maison de la Gascogne"})
    for venue, title in ((old, "Gers coworking"), (new, "House of Gascony")):
        site.translated(venue, title=title, slug=venue.slug)
    meeting.venue = old
    publish(meeting)
    site.translated(meeting, title="Compost workshop", slug="compost-en")
    come("Ada", language="en"), come("Zoe")

    Letter.objects.all().delete()
    meeting.refresh_from_db()
    meeting.venue = new
    publish(meeting)
    texts = dict(Letter.objects.values_list("language", "text"))
    assert texts["en"].index("Gers coworking") < texts["en"].index("House of Gascony")
    assert texts["fr"].index("Tiers-lieu du Gers") < texts["fr"].index("Maison de la Gascogne")
    assert not {"Maison", "Tiers-lieu"} & set(texts["en"].split())

    Letter.objects.all().delete()
    meeting.refresh_from_db()
    elsewhere = {"kind": ExceptionKind.MOVED, "occurrence_on": meeting.starts_on, "new_venue": old}
    meeting.exceptions.add(EventException(**elsewhere))
    publish(meeting)
    texts = dict(Letter.objects.values_list("language", "text"))
    assert texts["en"].index("House of Gascony") < texts["en"].index("Gers coworking")
