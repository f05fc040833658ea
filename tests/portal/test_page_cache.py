"""Anonymous pages are kept, and never longer than they are true."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories.portal import Portal


@pytest.fixture(autouse=True)
def kept(settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


def test_a_repeated_page_costs_one_query(
    client: Client, portal: Portal, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/fr/a-propos/")

    with django_assert_max_num_queries(2):
        second = client.get("/fr/a-propos/")

    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert second["Content-Type"] == first["Content-Type"]


def test_a_browser_that_has_it_is_told_so(client: Client, portal: Portal) -> None:
    etag = client.get("/fr/a-propos/")["ETag"]

    assert client.get("/fr/a-propos/", HTTP_IF_NONE_MATCH=etag).status_code == 304


def test_anonymous_pages_ask_for_no_session(client: Client, portal: Portal) -> None:
    response = client.get("/fr/a-propos/")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "no-cache" in response["Cache-Control"]


def test_a_publish_is_visible_at_once(client: Client, portal: Portal) -> None:
    client.get("/fr/a-propos/")
    portal.about.intro = "Tout est nouveau."
    portal.about.save_revision().publish()

    assert "Tout est nouveau." in client.get("/fr/a-propos/").content.decode()


def test_a_change_of_settings_is_visible_at_once(client: Client, portal: Portal) -> None:
    client.get("/fr/a-propos/")
    portal.settings.name = "Portail renommé"
    portal.settings.save()

    assert "Portail renommé" in client.get("/fr/a-propos/").content.decode()


def test_unpublishing_takes_the_page_away(client: Client, portal: Portal) -> None:
    client.get("/fr/a-propos/")
    portal.about.unpublish()

    assert client.get("/fr/a-propos/").status_code == 404


def test_languages_and_queries_do_not_mix(client: Client, portal: Portal) -> None:
    assert client.get("/fr/").content != client.get("/en/").content
    assert client.get("/fr/recherche/?q=a").content != client.get("/fr/recherche/?q=b").content


def test_an_editor_gets_her_own_page_and_leaves_none_behind(client: Client, portal: Portal) -> None:
    editor = get_user_model().objects.create_superuser("editor@portal.example", "secret")
    client.get("/fr/a-propos/")
    own = Client()
    own.force_login(editor)

    assert "wagtail-userbar" in own.get("/fr/a-propos/").content.decode()
    assert "wagtail-userbar" not in client.get("/fr/a-propos/").content.decode()


def test_the_front_door_is_not_kept(client: Client, portal: Portal) -> None:
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="fr")["Location"] == "/fr/"
    assert client.get("/", HTTP_ACCEPT_LANGUAGE="en")["Location"] == "/en/"
