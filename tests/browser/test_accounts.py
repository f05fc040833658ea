"""An account from the sign-up to its end, on a phone; and the same doors without script."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from playwright.sync_api import Page, expect

from portal.accounts.models import User

from .signing_up import PASSWORD, code_sent, send, sign_up
from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EMAIL, KNOWN = "maelle@example.org", "jeanne@example.org"


@pytest.fixture(autouse=True)
def site(transactional_db) -> None:
    build_directory()
    # Made before the browser starts: its driver runs an event loop in this thread.
    User.objects.create_user(KNOWN, PASSWORD, first_name="Jeanne")


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_life_of_an_account_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("/fr/compte/signup/", width=360)
    sign_up(page, EMAIL, "Maëlle", "Kerhoas")
    expect(page.locator("h1")).to_have_text("Est-ce bien votre adresse ?")
    send(page, code=code_sent())
    expect(page.locator("[role=status]").first).to_contain_text("Bonjour Maëlle")

    page.get_by_role("button", name="Mon compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/fr/compte/login/?next=/fr/compte/2fa/")
    page.get_by_role("link", name="Envoyez-moi un code").click()
    send(page, email=EMAIL)
    send(page, code=code_sent())
    expect(page).to_have_url(re.compile(r"/fr/compte/2fa/$"))

    page.get_by_role("link", name="Activer").click()
    send(page, password=PASSWORD)
    secret = page.locator(".secret").inner_text().replace(" ", "")
    send(page, code=app_code(secret))
    expect(page.locator(".codes li")).to_have_count(10)
    recovery = page.locator(".codes li").first.inner_text()

    other = visit("/en/account/login/", width=360)
    send(other, login=EMAIL, password=PASSWORD)
    send(other, code=recovery)
    expect(other.locator("[role=status]").first).to_contain_text("Hello Maëlle")

    page.goto("/fr/compte/sessions/")
    page.get_by_role("button", name=re.compile("^Fermer")).first.click()
    expect(page.locator("main .panel")).to_have_count(1)
    other.goto("/en/account/sessions/")
    expect(other).to_have_url(re.compile("/en/account/login/"))

    page.goto("/fr/compte/data/")
    page.get_by_role("link", name="Supprimer mon compte").click()
    page.get_by_role("button", name="Supprimer mon compte").click()
    expect(page.locator("h1")).to_have_text("Votre compte est fermé")

    link = re.search(r"http\S+/back/\S+", mail.outbox[-1].body)[0]
    page.goto(urlsplit(link).path)
    page.get_by_role("button", name="Le rouvrir").click()
    expect(page.locator("[role=status]").first).to_contain_text("Votre compte est rouvert")
    send(page, login=EMAIL, password=PASSWORD)
    expect(page.locator("h1")).to_have_text("La double authentification")


def test_signing_up_and_logging_in_without_script(visit: Callable[..., Page]) -> None:
    page = visit("/fr/compte/signup/?next=/fr/annuaire/", width=360, script=False)
    sign_up(page, EMAIL, "Maëlle", "Kerhoas")
    send(page, code=code_sent())
    expect(page).to_have_url(re.compile(r"/fr/annuaire/$"))

    page = visit("/fr/compte/login/", width=360, script=False)
    send(page, login=EMAIL, password=PASSWORD)
    # The menu opens without script.
    page.get_by_role("button", name="Mon compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/fr/compte/login/code/?next=/fr/annuaire/")
    send(page, email=EMAIL)
    send(page, code=code_sent())
    expect(page).to_have_url(re.compile(r"/fr/annuaire/$"))


OPEN = ["login/", "signup/", "login/code/", "password/reset/", "inactive/", "data/deleted/"]
OWN = ["email/", "password/change/", "2fa/", "2fa/totp/activate/", "sessions/", "data/", "data/delete/", "logout/"]


@pytest.mark.parametrize(
    ("base", "width", "scheme"),
    [("/fr/compte/", 360, "light"), ("/en/account/", 1280, "dark"), ("/fr/compte/", 320, "dark")],
)
def test_every_page_is_for_everybody(
    visit: Callable[..., Page], axe: Callable[[Page], list[str]], base: str, width: int, scheme: str
) -> None:
    page = visit(base + OPEN[0], width=width, scheme=scheme)
    problems = []

    def look() -> None:
        problems.extend(f"{page.url}: {problem}" for problem in axe(page))
        if not fits(page):
            problems.append(f"{page.url}: wider than the screen")

    for path in OPEN:
        page.goto(base + path)
        look()
    page.goto(base + "login/code/")
    send(page, email=KNOWN)
    look()
    page.goto(base + "logout/")
    page = visit(base + "login/", width=width, scheme=scheme)
    send(page, login=KNOWN, password=PASSWORD)
    page.goto(base + "reauthenticate/")
    look()
    send(page, password=PASSWORD)
    for path in OWN:
        page.goto(base + path)
        look()

    assert problems == []
