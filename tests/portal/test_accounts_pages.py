"""What holds for every page and every mail of accounts."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from portal.accounts.models import User
from portal.accounts.templatetags.account_tags import device, in_fours
from tests.factories.portal import Portal

from .accounts import PASSWORD, log_in, make_user

OPEN = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_inactive",
    "solo_personal_data:closed",
]
OWN = [
    "account_email",
    "account_language",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
    "usersessions_list",
    "account_logout",
    "solo_personal_data:my_data",
    "solo_personal_data:close",
]
# allauth looks each session up, and writes the new secret into the session.
MORE_QUERIES = {"usersessions_list": 15, "mfa_activate_totp": 18}
# Of allauth, for a way that this portal does not go: links instead of codes, security keys.
NOT_SENT = {"password_reset_key", "email_confirm", "webauthn_added", "webauthn_removed"}


@pytest.fixture
def user(portal: Portal) -> User:
    return make_user()


def address(name: str, language: str) -> str:
    with translation.override(language):
        return reverse(name)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", OPEN)
def test_pages_for_everybody(
    client: Client, portal: Portal, name: str, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        answer = client.get(address(name, language))

    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", OWN)
def test_pages_for_the_owner(
    client: Client, user: User, name: str, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = address(name, language)
    stranger = Client().get(url)
    assert stranger.status_code == 302
    log_in(client)
    client.post("/fr/compte/reauthenticate/", {"password": PASSWORD})

    with django_assert_max_num_queries(MORE_QUERIES.get(name, 12)):
        answer = client.get(url)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    text = answer.content.decode()
    assert f'href="{address("usersessions_list", language)}"' in text.split('id="account-nav"')[1]


def test_the_menu_says_where_one_is(client: Client, user: User) -> None:
    log_in(client)
    menu = client.get("/fr/compte/sessions/").content.decode().split('id="account-nav"')[1].split("</nav>")[0]

    assert menu.count("aria-current") == 1
    assert 'href="/fr/compte/sessions/" aria-current="page"' in menu


def test_the_way_to_the_account_is_the_same_for_everybody(client: Client, portal: Portal) -> None:
    text = client.get("/fr/a-propos/").content.decode()

    assert 'href="/fr/compte/"' in text.split("</header>")[0]
    assert 'href="/fr/compte/"' in text.split("<footer")[1]
    assert "account-nav" not in text


def test_machines_are_kept_out(client: Client, portal: Portal) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert {"Disallow: /fr/compte/", "Disallow: /en/account/"} <= set(lines)


def test_the_other_language_is_one_link_away(client: Client, portal: Portal) -> None:
    assert 'href="/en/account/login/"' in client.get("/fr/compte/login/").content.decode()


def test_every_mail_of_allauth_is_written_by_us() -> None:
    folder = Path(allauth.__file__).parent / "templates"
    subjects = [*folder.glob("account/email/*_subject.txt"), *folder.glob("mfa/email/*_subject.txt")]
    names = {path.relative_to(folder).as_posix().removesuffix("_subject.txt") for path in subjects}

    for name in names:
        if name.rsplit("/", 1)[1] not in NOT_SENT:
            assert "/site-packages/" not in get_template(f"{name}.txt").origin.name


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0", "Firefox, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("", "Appareil inconnu"),
        ("<script>", "Appareil inconnu"),
    ],
)
def test_a_browser_is_named_as_a_person_would(agent: str, said: str) -> None:
    assert device(agent) == said


def test_codes_are_read_in_fours() -> None:
    assert in_fours("12345678") == "1234 5678"
    assert in_fours("") == ""
