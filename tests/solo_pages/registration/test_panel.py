"""What the page of a date says of its registration, and who comes."""

import pytest
from django.test import Client

from directory_blocks import freshness
from directory_blocks.models import Entry
from solo_pages.registration import states
from solo_pages.registration.links import manage_path
from tests.factories.site import publish

pytestmark = pytest.mark.django_db
URL = "/fr/annuaire/compost/"


def text_of(url: str = URL) -> str:
    return " ".join(Client().get(url).content.decode().split())


def test_the_page_leads_to_the_form_and_says_what_is_free(come):
    come("Ada", 2)
    text = text_of()
    assert f"{URL}register/" in text
    assert "Il reste 1 place." in text


def test_a_full_date_says_how_many_wait(come):
    come("Ada", 3), come("Zoe")
    assert "1 personne est sur la liste d’attente" in text_of()


def test_only_those_who_agree_are_listed_with_their_profile_where_they_have_one(
    meeting, come, marie, django_user_model
):
    person = django_user_model.objects.create_user(email="m@example.org", password="armagnac")
    marie.owner = person
    publish(marie)
    meeting.lists_participants = True
    publish(meeting)
    come("Marie Dupont", email="m@example.org", person=person, listed=True)
    tom = come("Tom", listed=True)
    come("Discret")
    text = text_of()
    assert '<a href="/fr/annuaire/marie/">Marie Dupont</a>' in text
    assert "Tom" not in text, "nobody knows yet whether the address is theirs"
    Client().get(manage_path(tom))
    text = text_of()
    assert "Tom" in text
    assert "Discret" not in text


def test_what_the_public_sees_is_new_at_once_and_the_index_knows_what_is_full(
    come, occurrence, django_capture_on_commit_callbacks
):
    entries = Entry.objects.filter(translation_key=occurrence.key)
    assert set(entries.values_list("free_places", flat=True)) == {True}
    before = freshness.stamp()
    with django_capture_on_commit_callbacks(execute=True):
        ada = come("Ada", 3)
    assert freshness.stamp() != before
    assert set(entries.values_list("free_places", flat=True)) == {False}
    with django_capture_on_commit_callbacks(execute=True):
        states.cancel(ada)
    assert set(entries.values_list("free_places", flat=True)) == {True}


def test_the_page_stays_within_its_budget_of_queries(meeting, come, marie, client, django_assert_max_num_queries):
    meeting.lists_participants = True
    publish(meeting)
    come("Marie", listed=True, person=marie.owner), come("Big", 3)
    client.get(URL)
    with django_assert_max_num_queries(12):
        client.get(URL)
