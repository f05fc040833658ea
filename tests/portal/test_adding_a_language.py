"""Another language is a settings line and a locale in the admin, as the README says."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.synctree import create_aliases_for_new_page

from tests.factories.guide import ChapterPageFactory, GuidePageFactory, raw_body
from tests.guide.translation.conftest import Translator

LANGUAGES = [("fr", "French"), ("en", "English"), ("es", "Spanish")]


@pytest.fixture
def spanish(portal, settings, client, django_user_model):
    """A portal with a guide in French, and Spanish added and synchronised by an administrator."""
    guide = GuidePageFactory(parent=portal.home, locale=portal.home.locale)
    body = raw_body(("text", "<h2>Avant</h2><p>Visiter.</p>"), key="louer")
    chapter = ChapterPageFactory(parent=guide, title="Louer", slug="louer", locale=portal.home.locale, body=body)
    for page in (guide, chapter):
        page.save_revision().publish()
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    admin = django_user_model.objects.create_superuser("chief@portal.example", "secret")
    UserProfile.objects.create(user=admin, preferred_language="en")
    client.force_login(admin)
    component = "component-wagtail_localize_localesynchronization"
    data = {"language_code": "es", f"{component}-enabled": "on", f"{component}-sync_from": portal.home.locale.pk}
    assert client.post("/admin/locales/new/", data).status_code == 302
    client.logout()
    return Locale.objects.get(language_code="es")


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def hreflangs(page):
    return {link["hreflang"] for link in page.select('link[rel="alternate"][hreflang]')}


def test_the_guide_can_be_read_at_once_in_the_sources_text(spanish, client):
    for address, original in (("/es/guide/", "/fr/guide/"), ("/es/guide/louer/", "/fr/guide/louer/")):
        page = read(client, address)
        assert page.html["lang"] == "es"
        assert page.main["lang"] == "fr"
        assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver{original}"
        assert hreflangs(page) == set()
    assert "Louer" in page.h1.text


def test_nothing_says_that_it_exists_in_spanish_yet(spanish, client):
    assert "es" not in hreflangs(read(client, "/fr/guide/louer/"))
    assert "es" not in hreflangs(read(client, "/fr/a-propos/"))
    sitemap = b"".join(client.get("/sitemap.xml").streaming_content).decode()
    assert "/fr/guide/louer/" in sitemap
    assert not re.search(r"/es/", sitemap)


def test_readers_are_offered_it(spanish, client):
    assert read(client, "/fr/guide/louer/").select_one('a[hreflang="es"]')["href"] == "/es/guide/louer/"


def test_what_is_begun_waits_and_what_is_translated_is_spanish(spanish, client):
    chapter = Page.objects.get(slug="louer", locale__language_code="fr").specific
    translator = Translator(chapter, spanish).begin()
    assert (translator.state.state, translator.target.live) == ("draft", False)
    translator.say_everything().publish()
    page = read(client, translator.target.url)
    assert (page.html["lang"], page.main.get("lang"), page.h1.text.strip()) == ("es", None, "EN Louer")
    assert hreflangs(page) == {"fr", "es", "x-default"}
    assert hreflangs(read(client, "/fr/guide/louer/")) == {"fr", "es", "x-default"}


def test_a_new_page_of_the_source_is_there_too(spanish, client):
    guide = Page.objects.get(slug="guide", locale__language_code="fr")
    chapter = ChapterPageFactory(parent=guide, title="Acheter", slug="acheter", locale=guide.locale)
    create_aliases_for_new_page(chapter)
    assert "Acheter" in read(client, "/es/guide/acheter/").h1.text
