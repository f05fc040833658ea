"""The brochure: a web page composed of panels, and the same as a leaflet to fold."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from pypdf import PdfReader

from guide.models import BrochurePage, PdfFile
from guide.plain import stream_data
from tests.factories.entries import EntryFactory
from tests.factories.gazetteer import CommuneFactory, TermFactory

MM = 72 / 25.4


def panel(heading: str, *content: tuple[str, object], tone: str = "paper") -> dict:
    blocks = [{"type": kind, "value": value} for kind, value in content]
    return {"type": "panel", "value": {"heading": heading, "tone": tone, "content": blocks}}


def make_brochure(portal, panels) -> BrochurePage:
    body = stream_data(BrochurePage._meta.get_field("body").stream_block, panels, "brochure")
    page = BrochurePage(title="Venir", slug="plaquette", subtitle="Et rester", body=json.dumps(body))
    page.locale = portal.home.locale
    return portal.home.add_child(instance=page)


@pytest.fixture
def portal(small_portal):
    small_portal.site.site_name = "Soho-Solo"
    small_portal.site.save()
    return small_portal


@pytest.fixture
def brochure(portal):
    health = TermFactory(vocabulary="category", slug="health", name="Santé")
    TermFactory(vocabulary="category", slug="bank", name="Banque")
    auch = CommuneFactory(name="Auch")
    for number in range(3):
        EntryFactory(
            source="service",
            title=f"Maison {number}",
            commune=auch,
            latitude=43.6 + number / 100,
            longitude=0.5,
            terms=[health],
        )
    figure = {"label": "services", "count_source": "service"}
    return make_brochure(
        portal,
        [
            panel("Pourquoi", ("text", "<p>Pour <b>la lumière</b>.</p>"), ("key_figures", {"figures": [figure]})),
            panel("Les services", ("services", {"vocabulary": "category", "sources": []}), tone="sky"),
            panel("La carte", ("entry_map", {"heading": "", "height": "small", "sources": ["service"]})),
            panel(
                "Une voix", ("story", {"quote": "Je reste.", "name": "Ana", "role": "à Auch", "page": portal.about.pk})
            ),
            panel(
                "Parlons",
                (
                    "contact",
                    {"heading": "", "name": "Le centre", "text": "Auch", "phone": "05 62 00 00 00", "website": ""},
                ),
                ("code", {"label": "En ligne", "page": None}),
                tone="vine",
            ),
        ],
    )


def read(client, page, query="") -> PdfReader:
    response = client.get(f"{page.url}plaquette.pdf{query}")
    assert response.status_code == 200
    return PdfReader(BytesIO(response.content))


def words(reader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


EVERYTHING = (
    "Venir", "Et rester", "Pourquoi", "la lumière", "services", "Santé", "3", "Je reste.", "Ana", "Le centre",
    "En ligne",
)  # fmt: skip


def test_what_it_counts_lists_and_marks_is_asked_for_together(client, brochure, django_assert_max_num_queries) -> None:
    body = [*brochure.body.raw_data]
    agenda = {"heading": "Bientôt", "sources": ["event"], "limit": 3}
    body[3]["value"]["content"].append({"type": "agenda", "value": agenda})
    brochure.body = json.dumps(body)
    brochure.save_revision().publish()
    for number in range(4):
        starts_at = timezone.now() + timedelta(days=number + 1)
        EntryFactory(
            source="event",
            title=f"Rencontre {number}",
            starts_at=starts_at,
            object_id=str(number),
            terms=[TermFactory(vocabulary="event_type")],
        )
    client.get(brochure.url)
    with django_assert_max_num_queries(12):
        text = client.get(brochure.url).content.decode()
    assert [f"Rencontre {number}" in text for number in range(4)] == [True, True, True, False]
    assert "Rencontre 2" in words(read(client, brochure))


def test_the_page_shows_every_panel_with_what_is_live(client, brochure, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        response = client.get(brochure.url)
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    text = soup.find("main").get_text(" ", strip=True)
    for written in EVERYTHING[:-1]:
        assert written in text
    assert "Banque" not in text
    assert len(soup.find_all("h1")) == 1
    assert [heading.get_text() for heading in soup.select(".brochure__panel > h2")] == [
        "Pourquoi", "Les services", "La carte", "Une voix", "Parlons",
    ]  # fmt: skip


def test_the_leaflet_says_the_same_on_six_panels(client, brochure) -> None:
    reader = read(client, brochure)
    assert len(reader.pages) == 6
    assert {(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in reader.pages} == {(99, 210)}
    for written in EVERYTHING:
        assert written in words(reader), written
    assert "localhost/fr/plaquette" in words(reader)


def test_for_the_printer_it_is_two_sheets_with_bleed_and_marks(client, brochure) -> None:
    reader = read(client, brochure, "?variant=print")
    assert [(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in reader.pages] == [
        (323, 236),
        (323, 236),
    ]
    outside, inside = (page.extract_text() for page in reader.pages)
    # Folded in, back, cover; then the three inside.
    assert all(written in outside for written in ("Pourquoi", "Parlons", "Venir"))
    assert all(written in inside for written in ("Les services", "La carte", "Une voix"))


def test_both_are_accessible_pdfs(client, brochure) -> None:
    for query in ("", "?variant=print"):
        catalog = read(client, brochure, query).trailer["/Root"]
        assert catalog["/Lang"] == "fr"
        assert catalog["/MarkInfo"]["/Marked"]


def test_a_brochure_without_panels_still_folds(client, portal) -> None:
    assert len(read(client, make_brochure(portal, [])).pages) == 6


def test_a_panel_that_holds_too_much_is_named_to_the_editors(client, portal, admin_client) -> None:
    page = make_brochure(portal, [panel("Trop plein", ("text", f"<p>{'Beaucoup de mots. ' * 400}</p>"))])
    assert client.get(f"{page.url}plaquette.pdf").status_code == 503
    assert "Trop plein" in PdfFile.objects.get().error
    assert client.get(page.url).status_code == 200
    assert "Trop plein" in admin_client.get("/admin/").content.decode()


def test_links_of_a_panel_lead_to_the_readers_language(client, portal, brochure) -> None:
    english = brochure.copy_for_translation(portal.home_en.locale)
    english.slug = "brochure"
    english.save_revision().publish()
    english = BrochurePage.objects.get(pk=english.pk)
    soup = BeautifulSoup(client.get(english.url).content.decode(), "html.parser")
    assert soup.select_one(".quote figcaption a")["href"] == portal.about_en.url
