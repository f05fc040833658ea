"""A solo on a phone, with and without script: from sign-up to a profile in two languages, changed, approved again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from PIL import Image
from playwright.sync_api import Page, expect

from directory_blocks.models import Commune, Territory
from solo_pages.models import SoloProfilePage
from tests.factories.solos import SoloPortal, build_solo_portal

from . import signing_up
from .sessions import session_of, storage_of
from .sites import OUTLINE

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def portal(transactional_db) -> SoloPortal:
    made = build_solo_portal()
    Territory.objects.update(
        credits="Natural Earth", outline={"type": "Polygon", "coordinates": [[list(point) for point in OUTLINE]]}
    )
    Commune.objects.create(
        territory=Territory.objects.get(),
        code="32107",
        name="Condom",
        postcodes="32100",
        latitude=43.957,
        longitude=0.372,
    )
    return made


@pytest.fixture
def person(portal) -> Any:
    return portal.person(first_name="Nora", last_name="Lacaze")


@pytest.fixture
def cookie(person) -> str:
    return session_of(person)


@pytest.fixture
def enter(cookie, visit, live_server) -> Callable[..., Page]:
    """Open a page as the person, logged in."""

    def open_page(path: str, **options: Any) -> Page:
        return visit(path, storage_state=storage_of(cookie, live_server), **options)

    return open_page


def aside(action: Callable[[], Any]) -> Any:
    """Do something in the database while the browser runs: its driver holds this thread's connection."""

    def act() -> Any:
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act).result()


def photograph() -> dict[str, Any]:
    file = BytesIO()
    Image.effect_noise((900, 1200), 60).convert("RGB").save(file, "JPEG")
    return {"name": "moi.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def go_on(page: Page) -> None:
    page.locator("button[name=then][value=continue]").click()


def fits(page: Page, width: int) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= width


def write_profile(page: Page) -> None:
    """Fill in every step, one after the other."""
    page.fill("#id_headline", "Elle relie des livres")
    page.fill("#id_presentation", "Relieuse depuis dix ans.\n\nL’atelier est ouvert le jeudi.")
    go_on(page)
    page.fill("#id_services", "Reliure\nRestauration")
    page.get_by_label("Traduction").check()
    page.get_by_label("Sous-titrage").check()
    page.fill("#id_new_skills", "Dorure")
    go_on(page)
    page.fill("#id_commune", "Condom")
    go_on(page)
    page.fill("#id_phone", "05 62 61 12 34")
    page.fill("#id_network_0_url", "https://www.instagram.com/nora")
    go_on(page)
    page.set_input_files("#id_picture", photograph())
    page.fill("#id_description", "Nora dans son atelier")
    go_on(page)
    page.set_input_files("#id_new_0", photograph())
    page.fill("#id_new_description_0", "Un livre relié de cuir vert")
    go_on(page)
    page.fill("#id_headline", "She binds books")
    page.fill("#id_presentation", "A bookbinder for ten years.")
    page.fill("#id_services", "Binding\nRestoration")
    go_on(page)


def send(page: Page) -> None:
    page.locator(".own-head a[href$='/submit/']").click()
    page.check("#id_consent")
    page.locator("form.own-form button[type=submit]").click()
    expect(page.locator("h1 .icon")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_from_sign_up_to_a_published_profile_and_a_change_of_it(visit, portal, script):
    page = visit("/fr/compte/signup/", width=360, script=script)
    signing_up.sign_up(page, "nora@example.org", "Nora", "Lacaze")
    signing_up.send(page, code=signing_up.code_sent())
    assert page.input_value("#id_name") == "Nora Lacaze"
    assert fits(page, 360) if script else True
    page.locator("form.own-form button[type=submit]").click()
    write_profile(page)
    send(page)
    own = aside(
        lambda: portal.approve(SoloProfilePage.objects.get(owner__email="nora@example.org", locale=portal.french))
    )
    page.goto("/fr/compte/")
    page.locator(".own-head a[href$='/annuaire/nora-lacaze/']").click()
    expect(page.locator("h1")).to_have_text("Nora Lacaze")
    expect(page.locator(".person")).to_contain_text("Elle relie des livres")
    expect(page.locator(".person")).to_contain_text("Condom")
    expect(page.locator(".person__head img")).to_have_attribute("alt", "Nora dans son atelier")
    expect(page.get_by_alt_text("Un livre relié de cuir vert")).to_be_attached()
    page.goto("/en/directory/nora-lacaze/")
    expect(page.locator(".person")).to_contain_text("She binds books")

    # Changed in both languages, approved again: the public page stays as it was until then.
    page.goto("/en/account/profile/who/")
    page.fill("#id_headline", "Elle relie et restaure des livres")
    page.locator("button[value=leave]").click()
    page.goto("/en/account/profile/in-en/")
    page.fill("#id_headline", "She binds and mends books")
    page.locator("button[value=leave]").click()
    page.goto("/fr/annuaire/nora-lacaze/")
    expect(page.locator(".lead").first).to_have_text("Elle relie des livres")
    page.goto("/en/account/")
    send(page)
    aside(lambda: portal.approve(own))
    page.goto("/fr/annuaire/nora-lacaze/")
    expect(page.locator(".lead").first).to_have_text("Elle relie et restaure des livres")
    page.goto("/en/directory/nora-lacaze/")
    expect(page.locator(".lead").first).to_have_text("She binds and mends books")


@pytest.fixture
def profile(portal, person) -> SoloProfilePage:
    return portal.profile(person, presentation="Bonjour.")


def test_it_saves_as_one_types_and_says_so_quietly(profile, enter):
    page = enter("/fr/compte/profile/who/", width=360)
    page.fill("#id_headline", "Elle relie des livres")
    page.locator("#id_organisation").focus()
    expect(page.locator("[data-own-status]")).to_contain_text(":")
    # On another device.
    other = enter("/en/account/profile/who/")
    assert other.input_value("#id_headline") == "Elle relie des livres"
    # A press on the button after it is no conflict with oneself.
    page.fill("#id_headline", "Elle relie de beaux livres")
    go_on(page)
    expect(page.locator("#id_services")).to_be_visible()


def test_a_mistake_is_told_beside_the_field_and_nothing_typed_is_lost(profile, enter):
    page = enter("/fr/compte/profile/contact/", width=360, script=False)
    page.fill("#id_website", "http://192.168.0.1/")
    page.fill("#id_phone", "05 62 61 12 34")
    go_on(page)
    expect(page.locator("#problems a")).to_have_attribute("href", "#id_website")
    assert page.input_value("#id_phone") == "05 62 61 12 34"
    assert page.input_value("#id_website") == "http://192.168.0.1/"


def test_what_the_public_will_see_follows_what_one_chooses(profile, enter):
    page = enter("/en/account/profile/where/", width=360)
    words = page.locator("[data-where-words]")
    expect(words).to_contain_text("Auch (32000)")
    expect(words).to_contain_text("nobody learns")
    expect(page.locator("[data-where-pin]")).to_be_visible()
    page.locator("[data-where-centre]").focus()
    page.keyboard.press("Enter")
    assert page.input_value("#id_location")
    expect(words).to_contain_text("nobody learns")
    page.check("#id_precision_1")
    expect(words).to_contain_text(page.input_value("#id_location").split(".")[0] + ".")
    page.locator("[data-where-remove]").click()
    expect(words).to_contain_text("until you put a pin")


def test_the_square_of_a_portrait_moves_by_keyboard(profile, enter):
    page = enter("/en/account/profile/portrait/", width=360)
    page.set_input_files("#id_picture", photograph())
    image = page.locator("[data-portrait-whole]")
    expect(image).to_be_visible()
    before = image.evaluate("image => image.style.transform")
    page.locator("#id_down").focus()
    page.keyboard.press("End")
    assert image.evaluate("image => image.style.transform") != before
    page.locator("button[value=stay]").click()
    assert page.input_value("#id_down") == "100"


PATHS = [
    "",
    *[f"profile/{step}/" for step in ("who", "what", "where", "contact", "portrait", "gallery", "in-en", "submit")],
]


@pytest.mark.parametrize("look", [("/fr/compte/", 360, "light"), ("/en/account/", 1280, "dark")])
def test_every_page_is_accessible_and_nothing_is_cut(profile, enter, axe, look):
    start, width, scheme = look
    page = enter(start, width=width, scheme=scheme)
    for path in PATHS:
        page.goto(start + path)
        page.wait_for_load_state("networkidle")
        assert axe(page) == [], path
        assert fits(page, width), path
    page.set_viewport_size({"width": 320, "height": 800})
    for path in PATHS:
        page.goto(start + path)
        assert fits(page, 320), path


def test_beginning_is_accessible(enter, axe):
    assert axe(enter("/fr/compte/", width=360)) == []
