"""The front door, and what machines ask for."""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from portal.settings.map_tiles import map_tiles, tile_origins
from tests.factories.portal import Portal


@pytest.mark.parametrize(
    ("accepted", "cookie", "home"),
    [
        ("en-GB,en;q=0.9", "", "/en/"),
        ("fr-CA", "", "/fr/"),
        ("de", "", "/fr/"),
        ("", "", "/fr/"),
        ("fr", "en", "/en/"),
        ("\x00;q=x,,,", "../admin", "/fr/"),
    ],
)
def test_front_door_leads_to_the_visitors_language(
    client: Client, portal: Portal, accepted: str, cookie: str, home: str
) -> None:
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    response = client.get("/", HTTP_ACCEPT_LANGUAGE=accepted)

    assert response.status_code == 302
    assert response["Location"] == home
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}


def test_front_door_does_not_lead_to_a_language_without_a_home_page(client: Client, portal: Portal) -> None:
    portal.home_en.unpublish()

    assert client.get("/", HTTP_ACCEPT_LANGUAGE="en")["Location"] == "/fr/"


def test_robots_names_the_sitemap_and_keeps_out_of_searches(client: Client, portal: Portal) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /fr/recherche/" in lines
    assert "Disallow: /en/search/" in lines


def test_sitemap_answers(client: Client, portal: Portal) -> None:
    assert client.get("/sitemap.xml").status_code == 200


def test_health_is_well_with_a_database(client: Client, db: None) -> None:
    response = client.get("/healthz")

    assert response.json() == {"status": "ok", "database": "ok"}
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_health_is_bad_without_a_database(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", unreachable)
        assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("url", ["/fr/", "/fr/recherche/", "/fr/nulle-part/", "/healthz"])
def test_policy_allows_nothing_inline_and_no_third_party(client: Client, portal: Portal, url: str) -> None:
    policy = client.get(url)["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'self'" in policy


def test_tile_servers_are_named_or_given() -> None:
    assert map_tiles("") == {}
    assert tile_origins(map_tiles("ign")) == ["https://data.geopf.fr"]
    assert tile_origins(map_tiles("https://{s}.tiles.example/{z}/{x}/{y}.png")) == ["https://*.tiles.example"]
    with pytest.raises(ValueError, match="MAP_TILES"):
        map_tiles("http://tiles.example/")
