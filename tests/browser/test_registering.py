"""Registering for a meeting on a phone and without script: full, wait, be offered a place, accept, cancel."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import Page as BrowserPage
from wagtail.models import Page, Site

from solo_pages.enums import QuestionKind
from tests.factories.site import build_site
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
URL = "/fr/annuaire/compost/"


@pytest.fixture(autouse=True)
def meeting(transactional_db, settings):
    """A workshop with one place."""
    settings.SOLO_PAGES = {**settings.SOLO_PAGES, "FORM_SECONDS": (0, 3600)}
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    EventPageFactory(
        parent=build_site().section,
        title="Atelier compost",
        slug="compost",
        starts_on=date(2099, 3, 5),
        capacity=1,
        lists_participants=True,
        online_url="https://visio.example/compost",
        questions=[
            {"label": "Que mangez-vous ?", "kind": QuestionKind.CHOICE, "choices": "De tout\nSans viande"},
            {"label": "Venez-vous à vélo ?", "kind": QuestionKind.YES_NO},
            {"label": "Une question à poser ?", "kind": QuestionKind.TEXT},
        ],
    )


def register(page: BrowserPage, name: str) -> None:
    """Fill in the form that is shown, and send it."""
    page.get_by_label("Votre nom").fill(name)
    page.get_by_label("Votre adresse de courriel").fill(f"{name.lower()}@solo.example")
    page.get_by_label("Sans viande").check()
    page.get_by_label("Afficher mon nom").check()
    page.locator("main form button").click()
    assert "boîte de réception" in page.locator("h1").inner_text()


def link_sent_to(name: str) -> str:
    """The path of the link in the latest letter to somebody."""
    letters = [letter for letter in mail.outbox if letter.to == [f"{name.lower()}@solo.example"]]
    return urlsplit(re.search(r"https?://\S+/link/\S+", letters[-1].body)[0]).path


@pytest.mark.parametrize("script", [True, False])
def test_a_place_goes_from_the_first_to_the_next(visit, script):
    def look(path: str) -> BrowserPage:
        page = visit(path, width=360, script=script)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        return page

    page = look(URL)
    assert "Il reste 1 place." in page.locator("main").inner_text()
    page.get_by_role("link", name="S’inscrire").first.click()
    register(page, "Ada")
    page = look(URL)
    assert "Toutes les places sont prises" in page.locator("main").inner_text()
    assert "Ada" not in page.locator("main").inner_text(), "before the address is known to be hers"
    page.get_by_role("link", name="Rejoindre la liste d’attente").click()
    register(page, "Zoe")

    zoe = look(link_sent_to("Zoe"))
    assert "rang 1 de la liste d’attente" in zoe.locator("main").inner_text()
    ada = look(link_sent_to("Ada"))
    assert "Votre place est confirmée" in ada.locator("main").inner_text()
    assert "Ada" in look(URL).locator("main").inner_text()
    assert ada.get_by_role("link", name="Participer en ligne").is_visible()
    assert ada.get_by_label("Sans viande").is_checked()
    ada.get_by_role("link", name="Je ne peux pas venir").click()
    ada.get_by_role("button", name="Oui, annuler").click()
    assert "Votre inscription est annulée" in ada.locator("main").inner_text()

    zoe = look(link_sent_to("Zoe"))
    zoe.get_by_role("button", name="Oui, je viens").click()
    assert "Votre place est confirmée" in zoe.locator("main").inner_text()
    zoe.get_by_role("link", name="Je ne peux pas venir").click()
    zoe.get_by_role("button", name="Oui, annuler").click()
    assert "Il reste 1 place." in look(URL).locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(visit, axe, scheme):
    page = visit(f"{URL}register/", width=360, scheme=scheme)
    assert axe(page) == []
    page.locator("main form button").click()
    assert page.locator(".field__error").count() == 2
    assert axe(page) == []
    register(page, "Ada")
    assert axe(page) == []
    page = visit(link_sent_to("Ada"), width=360, scheme=scheme)
    assert axe(page) == []
    page.get_by_role("link", name="Je ne peux pas venir").click()
    assert axe(page) == []
    for path in (URL, f"{URL}register/"):
        assert axe(visit(path, width=360, scheme=scheme)) == []
