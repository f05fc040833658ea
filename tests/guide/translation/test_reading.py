"""A reader of a stale translation is told, in one quiet line, that the other language is newer."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from guide.publication.sending import put_before_translators
from guide.translation.reading import newer_original
from tests.factories.solo_pages import SoloProfilePageFactory

from .conftest import Translator


@pytest.fixture
def stale(translated):
    """At work on a translated chapter whose source says something new."""
    translated.change(title="Louer ou acheter")
    return translated


def line(client, page):
    html = BeautifulSoup(client.get(page.url).content.decode(), "html.parser")
    return html.select_one(".newer-version")


def test_the_line_leads_to_the_newer_language(stale, client):
    said = line(client, stale.target)
    assert said.text.strip() == "This page was changed since it was translated. Newer version: Français"
    assert (said.a["href"], said.a["lang"], said.a["hreflang"]) == (stale.page.url, "fr", "fr")


def test_it_costs_no_query_of_its_own(translated, client, django_assert_num_queries):
    client.get(translated.target.url)
    with CaptureQueriesContext(connection) as before:
        client.get(translated.target.url)
    translated.change(title="Louer ou acheter")
    with django_assert_num_queries(len(before)):
        assert line(client, translated.target)


def test_a_host_has_a_tag_for_its_own_templates(stale, rf):
    template = Template("{% load translation_tags %}{% newer_version page %}")
    said = template.render(Context({"request": rf.get("/"), "page": stale.target}))
    assert stale.page.url in said
    assert template.render(Context({"request": rf.get("/"), "page": stale.page})).strip() == ""
    assert template.render(Context({"request": rf.get("/"), "page": "results"})).strip() == ""


def test_the_source_says_nothing(stale, client):
    assert line(client, stale.page) is None


def test_it_goes_when_the_translation_is_published(stale, client):
    stale.say_everything()
    assert line(client, stale.target)
    stale.publish()
    assert line(client, stale.target) is None


def test_a_kept_page_learns_of_it_at_once(stale, client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    stale.say_everything().publish()
    assert line(client, stale.target) is None
    stale.change(title="Louer, acheter, bâtir")
    assert line(client, stale.target)


def test_an_unpublished_source_is_no_newer_version(stale):
    stale.page.unpublish()
    assert newer_original(stale.target) is None


def test_polishing_tells_readers_nothing(translated):
    translated.say(Louer="Renting")
    assert newer_original(translated.target) is None


def test_a_text_that_readers_do_not_have_yet_is_no_newer_version(translated):
    translated.page.title = "Louer ou acheter"
    put_before_translators(translated.page)
    assert translated.state.to_translate
    assert newer_original(translated.target) is None

    translated.change(title="Louer ou acheter")
    assert newer_original(translated.target).pk == translated.page.pk


def test_a_detached_translation_goes_by_dates(translated):
    detached = translated.translation
    detached.enabled = False
    detached.save()
    assert newer_original(translated.target) is None
    translated.change(title="Louer ou acheter")
    assert newer_original(translated.target).pk == translated.page.pk


def test_drafts_and_previews_say_nothing(stale):
    page = stale.target
    response = page.make_preview_request()
    assert "newer-version" not in response.content.decode()
    page.live = False
    assert newer_original(page) is None


@pytest.mark.parametrize("kind", ["standard", "profile"])
def test_other_pages_say_it_too(small_portal, english, client, kind):
    portal = small_portal
    if kind == "standard":
        page = portal.history
    else:
        page = SoloProfilePageFactory(parent=portal.about, slug="marie", locale=portal.home.locale)
    page.save_revision().publish()
    at_work = Translator(page, english).begin().say_everything().publish()
    assert line(client, at_work.target) is None
    at_work.change(**({"title": "Autrefois"} if kind == "standard" else {"headline": "Elle relit"}))
    assert line(client, at_work.target).a["href"] == Page.objects.get(pk=page.pk).url
