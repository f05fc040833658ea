"""The language in which one is written to: chosen in the account, kept to by every letter."""

import pytest
from django.test import Client

from portal.accounts.models import User
from solo_pages.letters.readers import chosen_language, language_of
from tests.factories.portal import Portal

from .accounts import PASSWORD, last_letter, log_in, make_user

URL = "/fr/compte/language/"


@pytest.fixture
def user(portal: Portal) -> User:
    return make_user()


@pytest.fixture
def mine(client: Client, user: User) -> Client:
    log_in(client)
    return client


def test_who_chose_nothing_is_written_to_in_the_sites_language(user: User) -> None:
    assert chosen_language(user) == ""
    assert language_of(user) == "fr"
    assert language_of(None) == "fr"


def test_letters_come_in_the_language_that_was_chosen(mine: Client, user: User) -> None:
    assert mine.post(URL, {"language": "en"}).status_code == 302
    assert 'value="en" required' not in (html := mine.get(URL).content.decode())
    assert "checked" in html.split('value="en"')[1].split(">")[0]
    assert language_of(User.objects.get(pk=user.pk)) == "en"

    new = "une autre phrase simple"
    mine.post("/fr/compte/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert last_letter().language == "en"
    assert "password" in last_letter().text


@pytest.mark.parametrize("language", ["", "xx", "fr-ca", "de"])
def test_a_language_that_the_site_does_not_have_is_refused_in_words(mine: Client, user: User, language: str) -> None:
    answer = mine.post(URL, {"language": language})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert chosen_language(User.objects.get(pk=user.pk)) == ""


def test_it_asks_for_a_login(client: Client, portal: Portal) -> None:
    assert client.get(URL).status_code == 302
