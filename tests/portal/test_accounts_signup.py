"""Opening an account."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client, RequestFactory

from portal.accounts.forms import SignupForm
from portal.accounts.models import User
from solo_pages.models import Consent, Letter
from tests.factories.portal import Portal

from .accounts import EMAIL, FORM, PASSWORD, code_in, last_letter, log_in, logged_in, make_user, sign_up


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed: that is what takes time."""

    made = 0

    def encode(self, password, salt):
        type(self).made += 1
        return super().encode(password, salt)


class DownBackend(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError


def test_from_the_form_to_the_account_with_what_was_agreed_to(client: Client, portal: Portal) -> None:
    answer = sign_up(client)

    assert answer["Location"] == "/fr/compte/confirm-email/"
    assert not logged_in(client)
    answer = client.post(answer["Location"], {"code": code_in(last_letter())})
    assert answer["Location"] == "/fr/compte/"
    assert logged_in(client)
    user = User.objects.get(email=EMAIL)
    assert user.get_full_name() == "Maëlle Kerhoas"
    assert user.wagtail_userprofile.preferred_language == "fr"
    consent = Consent.objects.get(user=user)
    assert consent.purpose == "account"
    assert consent.wording.startswith("J’accepte que mon nom")
    assert consent.language == "fr"
    assert EmailAddress.objects.get(user=user).verified


def test_in_english_the_letter_and_the_consent_are_english(client: Client, portal: Portal) -> None:
    sign_up(client, "/en/account/signup/")

    assert last_letter().subject.endswith("is your code for Soho-Solo Gers")
    assert Consent.objects.get().wording.startswith("I agree")
    assert User.objects.get(email=EMAIL).wagtail_userprofile.preferred_language == "en"


def test_the_page_wanted_before_comes_after(client: Client, portal: Portal) -> None:
    answer = sign_up(client, "/fr/compte/signup/?next=/fr/a-propos/")

    answer = client.post(answer["Location"], {"code": code_in(last_letter())})

    assert answer["Location"] == "/fr/a-propos/"


def test_what_was_typed_before_is_still_in_the_session_after(client: Client, portal: Portal) -> None:
    session = client.session
    session["typed"] = "Je traduis"
    session.save()

    answer = sign_up(client)
    client.post(answer["Location"], {"code": code_in(last_letter())})

    assert logged_in(client)
    assert client.session["typed"] == "Je traduis"


@pytest.mark.parametrize(
    "changes",
    [
        {"consent": ""},
        {"first_name": ""},
        {"first_name": "Maëlle\r\nBcc: tous@example.org"},
        {"last_name": "a\x00b"},
        {"email": "nobody"},
        {"email": f"maelle@{'é' * 60}.fr"},
        {"password1": "court"},
        {"password1": "password123"},
        {"password1": "maelle@example.org"},
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(
    client: Client, portal: Portal, changes: dict[str, str]
) -> None:
    answer = sign_up(client, **changes)

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "field--error" in text
    if "last_name" not in changes:
        assert 'value="Kerhoas"' in text
    assert PASSWORD not in text
    assert not User.objects.exists()
    assert not Letter.objects.exists()


def test_the_page_links_what_is_said_on_privacy(client: Client, portal: Portal) -> None:
    portal.settings.privacy_page = portal.about
    portal.settings.save()

    assert 'href="/fr/a-propos/"' in client.get("/fr/compte/signup/").content.decode().split("<main")[1]
    assert 'href="/en/about/"' in client.get("/en/account/signup/").content.decode().split("<main")[1]


def test_robots_that_fill_in_every_field_get_no_account(client: Client, portal: Portal) -> None:
    assert sign_up(client, nickname="Bob").status_code == 302
    assert not User.objects.exists()
    assert not Letter.objects.exists()


def test_nobody_learns_that_an_address_has_an_account(client: Client, portal: Portal, settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.made = 0
    fresh = sign_up(client, email="nouvelle@example.org")
    fresh_page = client.get(fresh["Location"]).content.decode()
    effort = CountingHasher.made
    make_user()
    CountingHasher.made = 0
    other = Client()

    known = sign_up(other)

    assert known["Location"] == fresh["Location"]
    assert CountingHasher.made == effort
    page = other.get(known["Location"]).content.decode()
    assert page.count("<form") == fresh_page.count("<form")
    assert "nous avons envoyé un code à" in page.lower()
    assert User.objects.count() == 2
    assert last_letter().subject == "Vous avez déjà un compte sur Soho-Solo Gers"
    assert other.post(known["Location"], {"code": "1234 5678"}).status_code == 422


def test_the_same_form_sent_twice_makes_one_account(db: None, portal: Portal, client: Client) -> None:
    client.get("/fr/compte/signup/")
    forms = []
    from allauth.core.context import request_context

    for _time in range(2):
        request = RequestFactory().post("/fr/compte/signup/", FORM)
        request.session = client.session
        from django.contrib.auth.models import AnonymousUser
        from django.contrib.messages.storage.cookie import CookieStorage

        request.user, request._messages = AnonymousUser(), CookieStorage(request)
        with request_context(request):
            form = SignupForm(FORM)
            assert form.is_valid()
        forms.append((form, request))

    answers = []
    for form, request in forms:
        with request_context(request):
            answers.append(form.try_save(request))

    assert User.objects.count() == 1
    assert answers[1][0] is None
    assert answers[1][1]["Location"].endswith("/confirm-email/")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_server_that_is_down_loses_no_sign_up(client: Client, portal: Portal, settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"

    answer = client.post("/fr/compte/signup/", FORM, follow=True)

    assert "Notre serveur de messagerie ne répond pas" in answer.content.decode()
    assert User.objects.filter(email=EMAIL).exists()
    assert last_letter().attempts == 1
    # The same page still takes the code of the letter, whenever that arrives within the hour.
    answer = client.post("/fr/compte/confirm-email/", {"code": code_in(last_letter())})
    assert answer["Location"] == "/fr/compte/"
    assert mail.outbox == []


def test_a_code_is_not_delivered_when_it_is_worth_nothing_any_more(client: Client, portal: Portal) -> None:
    sign_up(client)

    letter = last_letter()
    assert (letter.keep_until - letter.send_after).total_seconds() <= 3601


def test_a_page_that_was_closed_is_no_loss(client: Client, portal: Portal) -> None:
    sign_up(client)
    later = Client()
    cache.clear()  # the time that passes: two codes are not sent in ten seconds

    answer = log_in(later)

    assert answer["Location"] == "/fr/compte/confirm-email/"
    later.post(answer["Location"], {"code": code_in(last_letter())})
    assert logged_in(later)
    # The password was typed in this session: it is theirs.
    assert User.objects.get(email=EMAIL).has_usable_password()


def test_whoever_signs_up_with_the_address_of_another_does_not_share_their_account(
    client: Client, portal: Portal
) -> None:
    sign_up(client)
    owner = Client()
    answer = owner.post("/fr/compte/login/code/", {"email": EMAIL})

    owner.post(answer["Location"], {"code": code_in(last_letter())})

    assert logged_in(owner)
    assert not User.objects.get(email=EMAIL).has_usable_password()
    assert log_in(Client()).status_code == 422


def test_too_many_sign_ups_from_one_place_have_to_wait(client: Client, portal: Portal, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}

    answers = [sign_up(client, email=f"a{number}@example.org") for number in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Un instant, s’il vous plaît" in answers[2].content.decode()


def test_visitors_behind_a_proxy_are_told_apart(client: Client, portal: Portal, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "1/m/ip"}
    settings.DIRECTORY_BLOCKS = {"CLIENT_ADDRESS": "HTTP_X_FORWARDED_FOR"}

    def status(forwarded: str) -> int:
        return Client().post("/fr/compte/signup/", {}, headers={"X-Forwarded-For": forwarded}).status_code

    # What a visitor writes into the header stands before what the proxy adds.
    assert [status("1.1.1.1, 192.0.2.1"), status("2.2.2.2, 192.0.2.1"), status("192.0.2.2")] == [422, 429, 422]
    assert status("no address") == 422
