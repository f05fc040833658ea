"""Fewer places are free than whoever is first on the waiting list wants: they, and the organiser, are told."""

import pytest
from django.test import Client
from django.urls import reverse

from directory_blocks.index.upkeep import refresh
from directory_blocks.models import Entry
from directory_blocks.sources.registry import registered_sources
from solo_pages.models import Letter, Registration
from solo_pages.registration import states
from solo_pages.registration.links import manage_path

State = Registration.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def eva(come) -> Registration:
    """First on the list for three places, of which two are free; somebody behind her wants one."""
    ada, eva, _zoe = come("Ada", 3), come("Eva", 3), come("Zoe")
    Letter.objects.all().delete()
    states.change(ada, places=1)
    return eva


def text_of(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode().replace("\xa0", " ")


def state_of(name: str) -> str:
    return Registration.objects.get(name=name).state


def test_whoever_is_first_is_told_once(eva, occurrence):
    [letter] = Letter.objects.all()
    assert letter.recipient == "eva@example.org"
    assert "2 places libres, vous en avez demandé 3" in letter.subject.replace("\xa0", " ")
    assert manage_path(eva) in letter.text
    states.pass_on(occurrence.pk)
    assert Letter.objects.count() == 1
    assert state_of("Zoe") == State.WAITING


def test_they_are_told_again_when_other_places_are_free(come, occurrence):
    ada, bea, _eva = come("Ada"), come("Bea", 2), come("Eva", 3)
    Letter.objects.all().delete()
    states.change(bea, places=1)
    states.change(ada, listed=True)
    assert Letter.objects.filter(recipient="eva@example.org").count() == 1
    states.cancel(bea)
    assert Letter.objects.filter(recipient="eva@example.org").count() == 2
    states.cancel(ada)
    assert state_of("Eva") == State.OFFERED


def test_asking_for_fewer_they_are_offered_them_at_once(eva):
    assert "2 places sont libres maintenant" in text_of(Client(), manage_path(eva))
    states.change(eva, places=2)
    assert state_of("Eva") == State.OFFERED
    assert state_of("Zoe") == State.WAITING
    assert "libres maintenant" not in text_of(Client(), manage_path(eva))


def test_who_wants_more_than_is_free_is_told_with_the_first_letter(come):
    come("Ada"), come("Eva", 3), come("Zoe")
    letter = Letter.objects.get(recipient="eva@example.org")
    assert "2 places sont libres, mais vous en avez demandé 3" in letter.text.replace("\xa0", " ")
    assert "Toutes les places" in Letter.objects.get(recipient="zoe@example.org").text


def test_who_waits_behind_them_is_told_nothing_of_it(eva):
    zoe = Registration.objects.get(name="Zoe")
    assert "maintenant" not in text_of(Client(), manage_path(zoe))
    assert not Letter.objects.filter(recipient="zoe@example.org").exists()


def test_leaving_the_list_they_free_them_for_the_next(eva):
    states.cancel(eva)
    assert state_of("Zoe") == State.OFFERED


def test_the_organiser_sees_why_places_stay_free(eva, occurrence, organiser, client):
    address = reverse("solo_organiser:date", args=[occurrence.key])
    text = text_of(client, address)
    assert "2 places sont libres, mais Eva, en tête de la liste d’attente, en veut 3" in text
    states.change(eva, places=2)
    assert "en tête de la liste" not in text_of(client, address)


def test_the_agenda_counts_no_places_that_somebody_waits_for(eva, occurrence, django_capture_on_commit_callbacks):
    def is_free() -> bool:
        return Entry.objects.filter(source="event", translation_key=occurrence.key, free_places=True).exists()

    refresh({registered_sources()["event"]: [occurrence.key]})
    assert not is_free()
    with django_capture_on_commit_callbacks(execute=True):
        states.cancel(eva)
    assert is_free()
