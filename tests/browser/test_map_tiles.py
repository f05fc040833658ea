"""A portal whose operator named a tile server: tiles under the marks, credited, and let through by the policy alone."""

import base64

import pytest
from playwright.sync_api import Route, expect

from portal.settings.map_tiles import map_tiles, tile_origins

from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def tiled(transactional_db, settings):
    """A directory over the tiles of OpenStreetMap, with the policy that follows from them."""
    build_directory()
    tiles = map_tiles("osm")
    settings.DIRECTORY_BLOCKS = {**settings.DIRECTORY_BLOCKS, "MAP_TILES": tiles}
    directives = dict(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
    directives["img-src"] = [*directives["img-src"], *tile_origins(tiles)]
    settings.CONTENT_SECURITY_POLICY = {**settings.CONTENT_SECURITY_POLICY, "DIRECTIVES": directives}


def test_tiles_lie_under_the_marks_with_their_credit(tiled, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
    asked, refused = [], []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body=TILE, content_type="image/png")

    context.route("https://tile.openstreetmap.org/**", answer)
    page = context.new_page()
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto("/fr/annuaire/")
    page.locator(".entry-map").scroll_into_view_if_needed()

    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap contributors")
    expect(page.locator(".entry-map--live")).to_be_visible()
    assert int(page.locator(".entry-map").get_attribute("data-shown")) == 30
    # The tile server is told which site asks, as its terms want, and not which page.
    assert {request.headers.get("referer") for request in asked} <= {f"{live_server.url}/", None}
    assert not refused
    context.close()
