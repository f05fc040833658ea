"""Getting in, and what an account's owner may change of it."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client

from portal.accounts.models import User
from solo_pages.models import Letter
from tests.factories.portal import Portal

from .accounts import EMAIL, PASSWORD, code_in, last_letter, log_in, logged_in, make_user

NEW_PASSWORD = "une autre phrase"


@pytest.fixture
def user(portal: Portal) -> User:
    return make_user()


@pytest.fixture
def mine(client: Client, user: User) -> Client:
    """A browser in which the account is open, and its owner has just proven who they are."""
    log_in(client)
    client.post("/fr/compte/reauthenticate/", {"password": PASSWORD})
    return client


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def switch_on(browser: Client) -> str:
    """Switch the second factor on; gives the secret that the app would keep."""
    page = browser.get("/fr/compte/2fa/totp/activate/").content.decode()
    secret = re.search(r'<code class="secret">([^<]+)</code>', page)[1].replace(" ", "")
    assert browser.post("/fr/compte/2fa/totp/activate/", {"code": app_code(secret)}).status_code == 302
    return secret


# Doors ----------------------------------------------------------------------------------------------------------------


def test_an_account_made_by_somebody_in_charge_needs_no_proof_of_its_address(client: Client, user: User) -> None:
    assert log_in(client)["Location"] == "/fr/compte/"
    assert logged_in(client)


def test_the_case_of_the_address_does_not_matter(client: Client, user: User) -> None:
    log_in(client, email="Maelle@Example.org")

    assert logged_in(client)


def test_a_superuser_made_at_the_command_line_gets_in(client: Client, portal: Portal, monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", "--email", "Chef@Example.org")

    assert log_in(client, email="chef@example.org")["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/login/?next=/admin/", "/django-admin/"])
def test_the_admin_has_the_same_door(client: Client, portal: Portal, address: str) -> None:
    answer = client.get(address, follow=True, headers={"Accept-Language": "fr"})

    assert answer.redirect_chain[-1][0].startswith("/fr/compte/login/?next=")


def test_the_admin_shows_the_way_to_password_and_second_factor(client: Client, portal: Portal) -> None:
    client.force_login(User.objects.create_superuser(EMAIL, PASSWORD))

    page = client.get("/admin/account/").content.decode()

    assert 'href="/fr/compte/email/"' in page or 'href="/en/account/email/"' in page


def test_from_the_admins_door_into_the_admin(client: Client, portal: Portal) -> None:
    User.objects.create_superuser(EMAIL, PASSWORD)

    assert log_in(client, address="/fr/compte/login/?next=/admin/pages/")["Location"] == "/admin/pages/"


def test_a_wrong_password_is_said_as_for_an_unknown_address(client: Client, user: User) -> None:
    wrong = log_in(client, password="faux, archi-faux")
    unknown = log_in(client, email="personne@example.org")

    assert wrong.status_code == unknown.status_code == 422
    words = "Cette adresse et ce mot de passe ne vont pas ensemble."
    assert words in wrong.content.decode()
    assert words in unknown.content.decode()


def test_nobody_is_led_elsewhere_by_a_link(client: Client, user: User) -> None:
    assert log_in(client, address="/fr/compte/login/?next=https://evil.example/")["Location"] == "/fr/compte/"


def test_by_a_code_with_the_page_wanted_and_what_was_typed(client: Client, user: User) -> None:
    session = client.session
    session["typed"] = "Je traduis"
    session.save()

    answer = client.post("/fr/compte/login/code/?next=/fr/a-propos/", {"email": EMAIL})
    page = client.get(answer["Location"]).content.decode()
    assert EMAIL in page
    answer = client.post(answer["Location"], {"code": code_in(last_letter())})

    assert answer["Location"] == "/fr/a-propos/"
    assert client.session["typed"] == "Je traduis"
    assert logged_in(client)


def test_a_code_holds_for_three_attempts(client: Client, user: User) -> None:
    answer = client.post("/fr/compte/login/code/", {"email": EMAIL})
    code = code_in(last_letter())
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"

    answers = [client.post(answer["Location"], {"code": wrong}) for _time in range(3)]

    assert [answer.status_code for answer in answers] == [422, 422, 302]
    client.post(answer["Location"], {"code": code})
    assert not logged_in(client)


def test_a_code_for_an_unknown_address_looks_the_same(client: Client, user: User) -> None:
    known = client.post("/fr/compte/login/code/", {"email": EMAIL})
    known_page = client.get(known["Location"]).content.decode()
    other = Client()

    unknown = other.post("/fr/compte/login/code/", {"email": "inconnu@example.org"})
    page = other.get(unknown["Location"]).content.decode()

    assert unknown["Location"] == known["Location"]

    def plain(text: str) -> str:
        return re.sub(r'value="\w{64}"|inconnu@example\.org|maelle@example\.org', "", text)

    assert plain(page) == plain(known_page)
    assert last_letter("inconnu@example.org").subject == "Aucun compte n’a cette adresse sur Soho-Solo Gers"


@pytest.mark.parametrize("email", [f"a@{'é' * 60}.fr", "a" * 300 + "@example.org", "a@b\x00.fr", ""])
def test_addresses_that_cannot_be_are_no_accident(client: Client, user: User, email: str) -> None:
    for page in ("login/code/", "password/reset/"):
        assert client.post(f"/fr/compte/{page}", {"email": email}).status_code in (302, 422)
    assert not Letter.objects.exists()


def test_codes_for_one_address_are_not_sent_without_end(user: User, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "2/h/key"}

    statuses = [Client().post("/fr/compte/login/code/", {"email": EMAIL}).status_code for _time in range(3)]

    assert statuses == [302, 302, 422]
    assert Letter.objects.count() == 2


# Passwords ------------------------------------------------------------------------------------------------------------


def test_a_new_password_by_code(client: Client, user: User) -> None:
    answer = client.post("/fr/compte/password/reset/", {"email": EMAIL})
    answer = client.post(answer["Location"], {"code": code_in(last_letter())})
    assert client.get(answer["Location"]).status_code == 200
    answer = client.post(answer["Location"], {"password1": NEW_PASSWORD})

    assert answer.status_code == 302
    assert logged_in(client)
    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302
    assert last_letter().subject == "Vous avez un nouveau mot de passe"


def test_a_new_password_for_an_unknown_address_looks_the_same(client: Client, user: User) -> None:
    known = client.post("/fr/compte/password/reset/", {"email": EMAIL})
    unknown = Client().post("/fr/compte/password/reset/", {"email": "inconnu@example.org"})

    assert unknown["Location"] == known["Location"]
    assert last_letter("inconnu@example.org")


def test_changing_the_password_ends_other_sessions_and_is_told_by_mail(mine: Client, user: User) -> None:
    other = Client()
    log_in(other)

    answer = mine.post("/fr/compte/password/change/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD})

    assert answer.status_code == 302
    assert logged_in(mine)
    assert not logged_in(other)
    assert last_letter().subject == "Votre mot de passe a été changé"


def test_somebody_without_a_password_can_choose_one(client: Client, user: User) -> None:
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    assert client.get("/fr/compte/password/change/")["Location"] == "/fr/compte/password/set/"
    client.post("/fr/compte/password/set/", {"password1": NEW_PASSWORD})

    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302


# The address ----------------------------------------------------------------------------------------------------------


def test_another_address_holds_once_it_is_proven(mine: Client, user: User) -> None:
    answer = mine.post("/fr/compte/email/", {"email": "neuve@example.org", "action_add": "1"})

    user.refresh_from_db()
    assert user.email == EMAIL
    mine.post(answer["Location"], {"code": code_in(last_letter("neuve@example.org"))})
    user.refresh_from_db()
    assert user.email == "neuve@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("neuve@example.org", True, True)]
    assert last_letter().subject == "L’adresse de votre compte a changé"


def test_the_address_of_another_is_not_taken_nor_told(mine: Client, user: User) -> None:
    make_user("voisine@example.org")

    answer = mine.post("/fr/compte/email/", {"email": "voisine@example.org", "action_add": "1"})

    assert answer.status_code == 302
    answer = mine.post(answer["Location"], {"code": code_in(last_letter("voisine@example.org"))})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.email == EMAIL


def test_what_matters_asks_who_is_there(client: Client, user: User) -> None:
    log_in(client)

    answer = client.post("/fr/compte/email/", {"email": "neuve@example.org", "action_add": "1"})

    assert answer["Location"].startswith("/fr/compte/reauthenticate/")
    assert not Letter.objects.exists()


def test_an_address_that_an_administrator_typed_needs_no_proof(client: Client, user: User, portal: Portal) -> None:
    client.force_login(User.objects.create_superuser("chef@example.org", PASSWORD))
    form = {"email": "corrigee@example.org", "first_name": "Maëlle", "last_name": "Kerhoas", "is_active": "on"}

    answer = client.post(f"/admin/users/edit/{user.pk}/", form)

    assert answer.status_code == 302
    assert EmailAddress.objects.filter(user=user).values_list("email", "verified").get() == (
        "corrigee@example.org",
        True,
    )


# The second factor ----------------------------------------------------------------------------------------------------


def test_with_a_second_factor_the_password_is_not_enough(mine: Client, user: User) -> None:
    secret = switch_on(mine)
    other = Client()

    answer = log_in(other)

    assert answer["Location"] == "/fr/compte/2fa/authenticate/"
    assert not logged_in(other)
    assert other.post("/fr/compte/2fa/authenticate/", {"code": "000000"}).status_code == 422
    other.post("/fr/compte/2fa/authenticate/", {"code": app_code(secret)})
    assert logged_in(other)


def test_nor_is_a_code_sent_by_mail(mine: Client, user: User) -> None:
    switch_on(mine)
    other = Client()
    answer = other.post("/fr/compte/login/code/?next=/fr/a-propos/", {"email": EMAIL})

    answer = other.post(answer["Location"], {"code": code_in(last_letter())})

    assert answer["Location"] == "/fr/compte/2fa/authenticate/"
    assert not logged_in(other)


def test_a_recovery_code_helps_once(mine: Client, user: User) -> None:
    switch_on(mine)
    code = mine.get("/fr/compte/2fa/recovery-codes/download/").content.decode().split()[0]
    shown = mine.get("/fr/compte/2fa/recovery-codes/").content.decode()
    assert code[:4] in shown

    first, second = Client(), Client()
    for browser in (first, second):
        log_in(browser)
        browser.post("/fr/compte/2fa/authenticate/", {"code": code})

    assert logged_in(first)
    assert not logged_in(second)


def test_its_secret_is_not_in_the_database_as_it_is(mine: Client, user: User) -> None:
    secret = switch_on(mine)

    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_secret_key_can_be_renewed(mine: Client, user: User, settings) -> None:
    secret = switch_on(mine)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    other = Client()
    log_in(other)

    other.post("/fr/compte/2fa/authenticate/", {"code": app_code(secret)})

    assert logged_in(other)


def test_the_admin_is_behind_the_second_factor_too(client: Client, portal: Portal) -> None:
    User.objects.create_superuser(EMAIL, PASSWORD)
    log_in(client)
    client.post("/fr/compte/reauthenticate/", {"password": PASSWORD})
    switch_on(client)
    other = Client()

    log_in(other, address="/fr/compte/login/?next=/admin/")

    assert other.get("/admin/").status_code == 302


def test_it_can_be_switched_off_again(mine: Client, user: User) -> None:
    switch_on(mine)

    mine.post("/fr/compte/2fa/totp/deactivate/")

    assert last_letter().subject == "La double authentification est désactivée"
    log_in(other := Client())
    assert logged_in(other)


# Sessions -------------------------------------------------------------------------------------------------------------


def three_sessions() -> tuple[Client, Client, Client]:
    browsers = tuple(Client(headers={"User-Agent": f"Firefox/{n} (Android)"}) for n in range(3))
    for browser in browsers:
        log_in(browser)
    return browsers


def test_one_session_can_be_ended(user: User) -> None:
    here, other, third = three_sessions()
    page = here.get("/fr/compte/sessions/").content.decode()
    assert page.count("Firefox, Android") >= 3
    key = UserSession.objects.get(session_key=other.session.session_key).pk

    here.post("/fr/compte/sessions/", {"session": key})

    assert [logged_in(browser) for browser in (here, other, third)] == [True, False, True]


def test_all_others_can_be_ended(user: User) -> None:
    here, other, third = three_sessions()

    here.post("/fr/compte/sessions/")

    assert [logged_in(browser) for browser in (here, other, third)] == [True, False, False]


@pytest.mark.parametrize("key", ["0", "x", "", "²", "9" * 40])
def test_sessions_of_others_and_of_nobody_stay(user: User, key: str) -> None:
    make_user("voisine@example.org")
    log_in(neighbour := Client(), email="voisine@example.org")
    log_in(here := Client())

    here.post("/fr/compte/sessions/", {"session": key})
    here.post("/fr/compte/sessions/", {"session": UserSession.objects.get(user__email="voisine@example.org").pk})

    assert logged_in(neighbour)
    assert logged_in(here)


def test_logging_out(mine: Client) -> None:
    answer: HttpResponse = mine.post("/fr/compte/logout/")

    assert answer["Location"] == "/"
    assert not logged_in(mine)


def test_a_closed_account_is_told_so(client: Client, user: User) -> None:
    user.is_active = False
    user.save()

    answer = client.post("/fr/compte/login/", {"login": EMAIL, "password": PASSWORD}, follow=True)

    assert "Ce compte est fermé" in answer.content.decode()
    assert not logged_in(client)
