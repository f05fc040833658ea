"""What becomes of registrations."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from solo_pages.models import Letter, Occurrence, Registration
from solo_pages.registration import states
from solo_pages.registration.mailboxes import mailbox_of
from solo_pages.registration.refusals import (
    CancelledDateError,
    ClosedError,
    FullError,
    GoneDateError,
    NotPossibleError,
    NotYetError,
    PastDateError,
    TooManyPlacesError,
)
from solo_pages.registration.states import Applicant, add_by_hand
from tests.factories.site import publish

State = Registration.State
pytestmark = pytest.mark.django_db


def now_state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def taken(occurrence: Occurrence) -> int:
    return Occurrence.objects.get(pk=occurrence.pk).taken


def let_offers_end() -> None:
    Registration.objects.filter(state=State.OFFERED).update(offered_until=timezone.now() - timedelta(minutes=1))


def test_who_comes_too_late_waits_and_is_offered_what_is_given_back(occurrence, come):
    ada, zoe = come("Ada", 3), come("Zoe")
    assert (ada.state, zoe.state, zoe.position, taken(occurrence)) == (State.CONFIRMED, State.WAITING, 1, 3)
    states.cancel(ada)
    assert now_state(zoe) == State.OFFERED
    assert taken(occurrence) == 1
    assert states.accept(zoe).state == State.CONFIRMED


def test_who_wants_too_much_keeps_those_behind_waiting_until_they_are_content_with_less(come):
    ada, big, small = come("Ada", 3), come("Big", 2), come("Small")
    states.change(ada, places=2)
    assert (now_state(big), now_state(small)) == (State.WAITING, State.WAITING)
    states.change(big, places=1)
    assert (now_state(big), now_state(small)) == (State.OFFERED, State.WAITING)


def test_nobody_passes_those_who_wait_even_where_places_are_free_for_them(come):
    ada = come("Ada", 3)
    come("Big", 2)
    states.change(ada, places=2)
    assert come("Late").state == State.WAITING


def test_who_wants_more_than_there_is_at_all_blocks_nobody(meeting, occurrence, come):
    come("Ada", 3), come("Big", 3)
    small = come("Small")
    meeting.capacity = 2
    publish(meeting)
    states.cancel(Registration.objects.get(name="Ada"))
    assert now_state(small) == State.OFFERED


def test_an_offer_that_nobody_takes_goes_to_the_next(occurrence, come):
    ada, zoe, eva = come("Ada", 3), come("Zoe", 3), come("Eva", 3)
    states.cancel(ada)
    let_offers_end()
    states.pass_on(occurrence.pk)
    assert (now_state(zoe), now_state(eva)) == (State.LAPSED, State.OFFERED)
    with pytest.raises(NotPossibleError):
        states.accept(zoe)


def test_an_offer_passes_also_where_the_command_never_runs(come):
    ada, zoe, eva = come("Ada", 3), come("Zoe", 3), come("Eva", 3)
    states.cancel(ada)
    let_offers_end()
    with pytest.raises(NotPossibleError):
        states.accept(zoe)
    # What was refused has moved the list on all the same.
    assert (now_state(zoe), now_state(eva)) == (State.LAPSED, State.OFFERED)


def test_an_offer_is_held_until_registration_closes_at_the_latest(meeting, come):
    meeting.offer_hours = 14 * 24
    meeting.save()
    occurrence = Occurrence.objects.get()
    starts_at = timezone.now() + timedelta(hours=5)
    Occurrence.objects.update(starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    ada, zoe = come("Ada", 3), come("Zoe")
    states.cancel(ada)
    zoe.refresh_from_db()
    assert zoe.offered_until == starts_at
    Occurrence.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    states.pass_on(occurrence.pk)
    assert now_state(zoe) == State.LAPSED


def test_after_the_closing_nothing_is_offered(meeting, come):
    ada, zoe = come("Ada", 3), come("Zoe")
    meeting.registration_closes_hours = 24
    meeting.save()
    Occurrence.objects.update(
        starts_at=timezone.now() + timedelta(hours=23), ends_at=timezone.now() + timedelta(hours=25)
    )
    states.cancel(ada)
    assert now_state(zoe) == State.WAITING
    with pytest.raises(ClosedError):
        come("Late")


def test_registering_again_is_found_by_the_mailbox(occurrence, come):
    ada = come("Ada")
    again = come("Adèle", email="ADA+rencontres@example.org")
    assert again.pk == ada.pk
    assert taken(occurrence) == 1


def test_who_cancelled_may_register_again_behind_the_others(come):
    come("Ada", 3)
    zoe, eva = come("Zoe"), come("Eva")
    states.cancel(zoe)
    assert (come("Zoe").position, eva.position) == (2, 1)


def test_doing_it_twice_changes_nothing(occurrence, come):
    ada, zoe = come("Ada", 3), come("Zoe")
    states.cancel(ada), states.cancel(ada)
    states.accept(zoe), states.accept(zoe)
    assert taken(occurrence) == 1
    states.cancel(zoe), states.decline(zoe)
    assert taken(occurrence) == 0


def test_more_places_are_given_only_where_nobody_waits(come):
    ada = come("Ada")
    assert states.change(ada, places=2).places == 2
    zoe = come("Zoe", 2)
    with pytest.raises(FullError):
        states.change(ada, places=3)
    with pytest.raises(FullError):
        states.change(zoe, places=3)
    assert zoe.state == State.WAITING


def test_nobody_takes_more_than_one_may(meeting, come):
    meeting.places_each = 2
    meeting.save()
    with pytest.raises(TooManyPlacesError) as refusal:
        come("Ada", 3)
    assert refusal.value.most == 2


def test_without_a_waiting_list_full_is_full(meeting, come):
    meeting.waiting_list = False
    meeting.save()
    come("Ada", 2)
    with pytest.raises(FullError) as refusal:
        come("Zoe", 2)
    assert refusal.value.free == 1


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"registration_opens_days": 1}, NotYetError),
        ({"registration": "none"}, ClosedError),
        ({"registration": "elsewhere"}, ClosedError),
        ({"live": False}, ClosedError),
    ],
)
def test_the_page_says_whether_one_can_register(meeting, come, changed, refusal):
    type(meeting).objects.filter(pk=meeting.pk).update(**changed)
    with pytest.raises(refusal):
        come("Ada")
    assert not Registration.objects.exists()


def test_nobody_registers_for_what_is_cancelled_or_over(meeting, occurrence, come):
    ada = come("Ada")
    Occurrence.objects.update(status="cancelled")
    with pytest.raises(CancelledDateError):
        come("Zoe")
    hour = timedelta(hours=1)
    Occurrence.objects.update(status="scheduled", starts_at=timezone.now() - 2 * hour, ends_at=timezone.now() - hour)
    with pytest.raises(PastDateError):
        come("Zoe")
    with pytest.raises(PastDateError):
        states.cancel(ada)


def test_an_organiser_writes_down_who_is_at_the_door_but_never_too_many(occurrence, come):
    come("Ada", 2)
    Occurrence.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    made = add_by_hand(occurrence, Applicant(name="Léo", email="", language="fr")).registration
    assert (made.state, taken(occurrence)) == (State.CONFIRMED, 3)
    with pytest.raises(FullError):
        add_by_hand(occurrence, Applicant(name="Max", email="", language="fr"))
    assert Letter.objects.filter(recipient="").count() == 0


def test_lowering_the_capacity_drops_nobody_and_tells_the_organiser(
    meeting, occurrence, come, mailoutbox, django_capture_on_commit_callbacks
):
    ada, zoe = come("Ada", 2), come("Zoe")
    with django_capture_on_commit_callbacks(execute=True):
        meeting.capacity = 1
        publish(meeting)
    assert (now_state(ada), now_state(zoe), taken(occurrence)) == (State.CONFIRMED, State.CONFIRMED, 3)
    assert [mail.to for mail in mailoutbox] == [["jardin@example.org"]]
    states.cancel(zoe)
    occurrence.refresh_from_db()
    assert (occurrence.taken, occurrence.ceiling, occurrence.free_places) == (2, 2, 0)
    assert come("Eva").state == State.WAITING


def test_raising_the_capacity_makes_offers(meeting, come):
    come("Ada", 3)
    zoe = come("Zoe")
    meeting.capacity = 4
    publish(meeting)
    assert now_state(zoe) == State.OFFERED


def test_a_meeting_without_a_limit_confirms_everybody(meeting, come):
    meeting.capacity = None
    publish(meeting)
    assert {come(name, 3).state for name in ("Ada", "Zoe", "Eva")} == {State.CONFIRMED}


def test_a_date_called_off_tells_everybody_and_takes_offers_back(
    meeting, come, mailoutbox, django_capture_on_commit_callbacks
):
    ada, zoe = come("Ada", 3), come("Zoe")
    states.cancel(ada)
    eva = come("Eva", 2)
    with django_capture_on_commit_callbacks(execute=True):
        meeting.is_cancelled = True
        publish(meeting)
    assert now_state(zoe) == State.WAITING
    assert {mail.to[0] for mail in mailoutbox} == {zoe.email, eva.email}
    meeting.is_cancelled = False
    publish(meeting)
    assert (now_state(zoe), now_state(eva)) == (State.OFFERED, State.CONFIRMED)


def test_the_database_refuses_more_than_the_ceiling(occurrence):
    with pytest.raises(IntegrityError), transaction.atomic():
        Occurrence.objects.filter(pk=occurrence.pk).update(taken=4)


@pytest.mark.parametrize("address", ["ada@example.org", "ADA@EXAMPLE.ORG", " ada+x@example.org", "Ada+x+y@Example.Org"])
def test_one_mailbox_has_many_addresses(address):
    assert mailbox_of(address) == "ada@example.org"


def test_nobody_registers_for_a_date_that_was_taken_out_a_moment_ago(occurrence, come):
    Occurrence.objects.filter(pk=occurrence.pk).delete()
    with pytest.raises(GoneDateError):
        come("Ada")
