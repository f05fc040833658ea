"""Nothing that a solo types is run by a browser: no dialog, no script error, no breach of the policy."""

import pytest
from wagtail.models import Page, Site

from directory_blocks.models import DirectoryPage, Territory
from solo_pages.models import SoloNetworkLink, SoloProfilePage
from tests.factories.site import build_site, make_commune, publish
from tests.solo_pages.test_hostile_text import SHORT, hostile

from .sites import OUTLINE

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def evil(transactional_db):
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    site = build_site()
    outline = {"type": "Polygon", "coordinates": [[list(point) for point in OUTLINE]]}
    Territory.objects.create(code="FR-32", name="Gers", country="FR", outline=outline)
    listing = DirectoryPage(title="Répertoire", slug="repertoire", locale=site.french, sources=["solo"])
    site.home.add_child(instance=listing)
    page = site.solo(
        parent=listing, slug="evil", commune=make_commune(), email="marie@example.org", **hostile(SoloProfilePage)
    )
    page.networks.add(SoloNetworkLink(label=SHORT[:40], url="https://social.example/@marie"))
    publish(page)


def watched(page):
    """Reload a page and give the messages of its dialogs."""
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.reload(wait_until="networkidle")
    return dialogs


def test_the_map_shows_it_as_text(visit):
    page = visit("/fr/repertoire/")
    dialogs = watched(page)
    page.locator(".entry-map").scroll_into_view_if_needed()
    page.locator(".entry-map--live").wait_for()
    page.locator(".leaflet-marker-icon").first.click()
    assert "<b onclick=alert(4)>" in page.locator(".leaflet-popup").inner_text()
    assert dialogs == []


@pytest.mark.parametrize(
    "path", ["/fr/repertoire/evil/", "/fr/repertoire/evil/contact/", "/fr/repertoire/?q=evil", "/fr/recherche/?q=evil"]
)
def test_a_browser_shows_it_as_text(visit, path):
    page = visit(path, width=360)
    dialogs = watched(page)
    assert dialogs == []
    assert "<b onclick=alert(4)>" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, "a long word makes the page scroll sideways"
