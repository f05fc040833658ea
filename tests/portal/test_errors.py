"""Pages for when something is not as it should be."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.home.errors import server_error
from tests.factories.portal import Portal


@pytest.mark.parametrize(("url", "language"), [("/fr/nulle-part/", "fr"), ("/en/nowhere/at/all/", "en")])
def test_not_found_speaks_the_language_and_offers_a_search(
    client: Client, portal: Portal, url: str, language: str
) -> None:
    response = client.get(url)

    html = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}">' in html
    assert 'role="search"' in html
    assert "canonical" not in html


def test_server_error_needs_no_database(rf, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    response = server_error(rf.get("/fr/"))

    assert response.status_code == 500
    assert b'href="/"' in response.content


def test_a_crashing_view_shows_the_page(client: Client, portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("portal.home.chrome.Chrome.menu", property(crash))
    client.raise_request_exception = False

    response = client.get("/en/")

    assert response.status_code == 500
    assert b'<html lang="en">' in response.content


def test_an_unknown_host_is_a_bad_request(client: Client, portal: Portal) -> None:
    response = client.get("/fr/", HTTP_HOST="evil.example")

    assert response.status_code == 400
    assert b"evil" not in response.content


@pytest.mark.parametrize("url", ["/fr/%00/", "/fr/" + "a" * 5000 + "/", "/fr/%F0%9F%8C%BB/", "/fr//a-propos/"])
def test_odd_addresses_are_not_found(client: Client, portal: Portal, url: str) -> None:
    assert client.get(url).status_code == 404
