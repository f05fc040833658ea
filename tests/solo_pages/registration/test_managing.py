"""What somebody can do with the link of their letter."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from solo_pages.models import EventPage, Occurrence, Registration
from solo_pages.registration import states
from solo_pages.registration.conditions import page_of, pages_of_each
from solo_pages.registration.links import manage_path, token_of
from tests.factories.solo_pages import EventPageFactory

State = Registration.State
pytestmark = pytest.mark.django_db


def opened(registration: Registration) -> tuple[Client, str]:
    """A browser that has followed the link, and where it led."""
    client = Client()
    answer = client.get(manage_path(registration))
    assert answer.status_code == HTTPStatus.FOUND
    return client, answer["Location"]


def state(registration: Registration) -> str:
    registration.refresh_from_db()
    return registration.state


def test_the_link_shows_the_registration_and_changes_nothing(come):
    ada = come("Ada")
    client, url = opened(ada)
    page = client.get(url)
    assert page.status_code == HTTPStatus.OK
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == Client().get(manage_path(ada))["X-Robots-Tag"] == "noindex, nofollow"
    assert token_of(ada) not in url
    assert state(ada) == State.CONFIRMED


def test_without_the_link_nobody_sees_or_changes_anything(come):
    ada = come("Ada")
    client = Client()
    for path in ("", "cancel/"):
        for ask in (client.get, client.post):
            assert ask(f"/fr/compte/meetings/{ada.pk}/{path}").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"/fr/compte/meetings/{ada.pk}/answer/").status_code == HTTPStatus.NOT_FOUND
    assert state(ada) == State.CONFIRMED


@pytest.mark.parametrize("spoil", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "forged"])
def test_a_forged_link_answers_kindly(come, spoil):
    answer = Client().get(f"/fr/compte/meetings/link/{spoil(token_of(come('Ada')))}/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "inscri" in answer.content.decode()


def test_one_cancels_by_a_button(come):
    ada = come("Ada")
    client, url = opened(ada)
    assert client.get(f"{url}cancel/").status_code == HTTPStatus.OK
    assert state(ada) == State.CONFIRMED
    client.post(f"{url}cancel/")
    assert state(ada) == State.CANCELLED
    client.post(f"{url}cancel/")
    assert client.get(url).status_code == HTTPStatus.OK


def test_the_position_is_said_and_an_offer_is_taken(come):
    ada, zoe = come("Ada", 3), come("Zoe")
    client, url = opened(zoe)
    assert "1" in client.get(url).context["position"].__str__()
    states.cancel(ada)
    assert client.get(url).context["state"] == State.OFFERED
    client.post(f"{url}answer/", {"answer": "accept"})
    assert state(zoe) == State.CONFIRMED


def test_an_offer_is_declined(come):
    ada, zoe, eva = come("Ada", 3), come("Zoe", 3), come("Eva", 3)
    states.cancel(ada)
    client, url = opened(zoe)
    client.post(f"{url}answer/", {"answer": "decline"})
    assert (state(zoe), state(eva)) == (State.CANCELLED, State.OFFERED)


def test_an_answer_that_comes_too_late_says_so(come):
    ada, zoe = come("Ada", 3), come("Zoe", 3)
    states.cancel(ada)
    client, url = opened(zoe)
    Registration.objects.filter(pk=zoe.pk).update(offered_until=timezone.now())
    answer = client.post(f"{url}answer/", {"answer": "accept"}, follow=True)
    assert state(zoe) == State.LAPSED
    assert answer.context["register_url"] == "/fr/annuaire/compost/register/"


def test_places_name_and_answers_are_changed(come):
    ada = come("Ada", 3)
    client, url = opened(ada)
    assert client.post(url, {"name": "Ada Bru", "places": "2"}).status_code == HTTPStatus.FOUND
    ada.refresh_from_db()
    assert (ada.name, ada.places) == ("Ada Bru", 2)
    come("Zoe")
    answer = client.post(url, {"name": "Ada Bru", "places": "3"})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert answer.context["form"].errors["places"]


def test_only_who_is_confirmed_is_told_where_the_online_meeting_is(meeting, come):
    type(meeting).objects.update(online_url="https://visio.example/abc")
    ada, zoe = come("Ada", 3), come("Zoe")
    for registration, seen in ((ada, True), (zoe, False)):
        client, url = opened(registration)
        assert ("visio.example" in client.get(url).content.decode()) is seen


def test_a_date_called_off_leaves_nothing_to_do(come):
    ada = come("Ada")
    client, url = opened(ada)
    Occurrence.objects.update(status="cancelled")
    page = client.get(url)
    assert page.context["form"] is None
    assert client.post(url, {"name": "X"}).status_code == HTTPStatus.FOUND


def test_an_account_sees_its_meetings_and_nobody_elses(come, client, django_user_model):
    ada = come("Ada")
    zoe = come("Zoe")
    client.force_login(django_user_model.objects.create_user(email="ada@example.org", password="armagnac"))
    page = client.get("/fr/compte/meetings/")
    assert [one.registration.pk for one in page.context["coming"]] == [ada.pk]
    assert client.get(f"/fr/compte/meetings/{ada.pk}/").status_code == HTTPStatus.OK
    assert client.get(f"/fr/compte/meetings/{zoe.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_the_page_that_speaks_for_a_meeting_is_public_first_and_then_in_the_language_of_the_reader(meeting, site):
    other = EventPageFactory(parent=site.section, slug="autre")
    english = site.translated(meeting, title="Compost")
    pages = EventPage.objects.all()
    for language, page in (("en", english), ("fr", meeting), ("es", meeting)):
        of_each = pages_of_each(pages, language)
        assert of_each == {meeting.translation_key: page, other.translation_key: other}
        assert page_of(meeting.translation_key, language) == page
    EventPage.objects.filter(pk=english.pk).update(live=False)
    assert pages_of_each(pages, "en")[meeting.translation_key] == page_of(meeting.translation_key, "en") == meeting


def test_two_links_open_at_once_do_not_get_mixed_up(come):
    ada, zoe = come("Ada"), come("Zoe")
    client, url = opened(ada)
    client.get(manage_path(zoe))
    client.post(f"{url}cancel/")
    assert (state(ada), state(zoe)) == (State.CANCELLED, State.CONFIRMED)


def test_who_comes_has_a_code_for_the_door(come):
    ada, zoe = come("Ada", 3), come("Zoe")
    client, url = opened(ada)
    assert f"{url}code.svg" in client.get(url).content.decode()
    code = client.get(f"{url}code.svg")
    assert code["Content-Type"] == "image/svg+xml"
    assert str(ada.key) in code.content.decode()
    waiting, their_url = opened(zoe)
    assert "code.svg" not in waiting.get(their_url).content.decode()
    assert waiting.get(f"{url}code.svg").status_code == HTTPStatus.NOT_FOUND
