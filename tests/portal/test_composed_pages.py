"""Home and standard pages as editors compose them."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from portal.home.blocks import PortalStreamBlock
from portal.home.models import HomePage, PortalSettings
from tests.factories.portal import Portal


def body(page: Page) -> str:
    """One of each block of the portal's own, all leading to ``page``."""
    blocks = [
        ("signposts", {"title": "", "items": [{"icon": "map", "title": "Entrer", "page": page.pk, "query": "a=b"}]}),
        ("text", "<h2>Un pays</h2><p>Des collines.</p>"),
        ("callout", {"tone": "tip", "title": "Astuce", "text": "<p>Venez.</p>"}),
        ("accordion", {"title": "Questions", "items": [{"question": "Combien ?", "answer": "<p>Rien.</p>"}]}),
        ("quote", {"quote": "Adiu.", "author": "Claire"}),
        ("steps", {"steps": [{"title": "Un"}, {"title": "Deux"}], "label": "Avancer", "page": page.pk}),
        ("call_to_action", {"title": "Et vous ?", "label": "Écrire", "page": page.pk}),
        ("key_figures", {"heading": "Chiffres", "figures": [{"value": 458, "label": "communes", "year": 2026}]}),
        ("entry_list", {"heading": "Liste", "sources": [], "terms": [], "limit": 3}),
        ("entry_map", {"heading": "Carte", "height": "medium"}),
        ("highlight", {"heading": "En lumière", "pages": [page.pk], "limit": 3}),
    ]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


@pytest.fixture
def composed(portal: Portal) -> Portal:
    for page in (portal.home, portal.home_en, portal.history):
        page.body = body(portal.about)
        page.save()
    return portal


def test_every_block_shows_what_it_says(client: Client, composed: Portal) -> None:
    for url in ("/fr/", "/fr/a-propos/histoire/"):
        html = client.get(url).content.decode()
        for text in ("Entrer", "Un pays", "Astuce", "Combien", "Adiu.", "Avancer", "Et vous", "458", "Carte"):
            assert text in html


def test_blocks_lead_to_the_readers_language(client: Client, composed: Portal) -> None:
    assert 'href="/fr/a-propos/?a=b"' in client.get("/fr/").content.decode()
    assert 'href="/en/about/?a=b"' in client.get("/en/").content.decode()


def test_blocks_that_lead_to_an_unpublished_page_lead_nowhere(client: Client, composed: Portal) -> None:
    composed.about_en.unpublish()
    composed.about.unpublish()

    html = client.get("/fr/").content.decode()

    assert "Entrer" not in html
    assert "Écrire" not in html


def test_few_queries_with_every_block(
    client: Client, composed: Portal, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for url in ("/fr/", "/en/"):
        with django_assert_max_num_queries(12):
            client.get(url)


@pytest.mark.parametrize(
    "raw",
    [
        '[{"type": "gone", "value": 1}]',
        '[{"type": "signposts", "value": {"items": [{"title": "x", "page": 999999}]}}]',
        '[{"type": "call_to_action", "value": {"title": "x", "page": null}}]',
        '[{"type": "highlight", "value": {"pages": "none"}}]',
    ],
)
def test_what_is_stored_wrongly_does_not_break_the_page(client: Client, portal: Portal, raw: str) -> None:
    HomePage.objects.filter(pk=portal.home.pk).update(body=raw)

    assert client.get("/fr/").status_code == 200


def test_every_block_of_the_portal_has_a_name_for_editors() -> None:
    for name, block in PortalStreamBlock().child_blocks.items():
        assert block.label, name


def test_editors_change_the_sites_words_by_language(admin_client: Client, portal: Portal) -> None:
    url = f"/admin/settings/home/portalsettings/{portal.site.pk}/"

    html = admin_client.get(url).content.decode()

    assert "Le Gers, terre de solos" in html
    assert "The Gers, home to solos" in html
    assert PortalSettings.for_site(portal.site).texts.count() == 2
