"""Readers who say which commune a list is around: one answer in the address, for every block of the page."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import translation

from directory_blocks.blocks import NearbyBlock
from directory_blocks.models import DirectoryPage
from tests.factories.entries import EntryFactory
from tests.factories.site import make_commune, make_term

from .test_blocks import french_page, render, titles

pytestmark = pytest.mark.django_db
ASKING = {"reader_chooses": True, "radius": "20"}


@pytest.fixture(autouse=True)
def places(profiles: Any) -> Any:
    """Two communes 50 km apart, with one entry beside each."""
    make_commune("Auch", "32013", latitude=43.6465, longitude=0.5855, postcodes="32000")
    make_commune("Lombez", "32213", latitude=43.475, longitude=0.91, postcodes="32220")
    EntryFactory(title="Pavie", latitude=43.61, longitude=0.59)
    EntryFactory(title="Samatan", latitude=43.49, longitude=0.93)
    with translation.override("en"):
        yield


def shown(stored: dict[str, Any], query: dict[str, Any], **context: Any) -> BeautifulSoup:
    request = RequestFactory().get("/", query)
    return render(NearbyBlock(), stored, page=french_page(), request=request, **context)


@pytest.mark.parametrize(
    "query",
    [
        {"commune": "32213"},
        {"commune": "lombez", "commune-typed": "1"},
        {"commune": "32220", "commune-typed": "1"},
        {"commune": "Lombez (32220)", "commune-typed": "1"},
    ],
)
def test_the_commune_of_the_address_is_the_centre(query: dict[str, str]) -> None:
    html = shown({**ASKING, "commune": "32013"}, query)
    assert titles(html) == ["Samatan"]
    assert "Nearest to Lombez, within 20 km" in html.get_text()
    assert html.select_one("input[name=commune]")["value"] == "Lombez (32220)"


def test_without_an_answer_the_list_is_of_the_blocks_own_commune() -> None:
    html = shown({**ASKING, "commune": "32013"}, {})
    assert titles(html) == ["Pavie"]
    assert html.select_one("form input[name=commune]")


@pytest.mark.parametrize("query", [{}, {"commune": ""}, {"commune": "  "}])
def test_without_any_commune_there_is_the_form_and_what_it_is_for(query: dict[str, str]) -> None:
    html = shown(ASKING, query)
    assert titles(html) == []
    assert "Write your commune to see what is nearest to it." in html.get_text()
    assert "no-print" in html.section["class"]


@pytest.mark.parametrize("text", ["Atlantis", "99999", "x" * 5000, "\x00", "Auch\x00", "'\"><script>", "🏠", "%", "-"])
@pytest.mark.parametrize("typed", [{}, {"commune-typed": "1"}])
def test_what_is_no_commune_is_said_beside_the_field_and_nothing_is_listed(text: str, typed: dict[str, str]) -> None:
    html = shown({**ASKING, "commune": "32013"}, {"commune": text, **typed})
    field = html.select_one("input[name=commune]")
    error = html.select_one(".field__error")
    assert titles(html) == []
    assert error.get_text(strip=True)
    assert field["aria-invalid"] == "true"
    assert error["id"] in field["aria-describedby"].split()


def test_all_blocks_of_a_page_share_the_answer() -> None:
    request = RequestFactory().get("/", {"commune": "32213"})
    context = {"page": french_page(), "request": request}
    first, second = (render(NearbyBlock(), {**ASKING, "heading": name}, **context) for name in ("One", "Two"))
    assert titles(first) == titles(second) == ["Samatan"]
    ids = [tag["id"] for html in (first, second) for tag in html.select("[id^=nearby-]")]
    assert len(ids) == len(set(ids))
    for html in (first, second):
        assert html.label["for"] == html.select_one("input[name=commune]")["id"]
        assert html.form["action"] == f"#{html.section['id']}"
    assert len(first.select("script") + second.select("script")) == 1


def test_a_block_that_does_not_ask_keeps_its_commune() -> None:
    html = shown({"commune": "32013", "radius": "20"}, {"commune": "32213"})
    assert titles(html) == ["Pavie"]
    assert html.form is None


def test_paper_has_the_blocks_own_list_and_no_form() -> None:
    html = shown({**ASKING, "commune": "32013"}, {"commune": "32213"}, paper=True)
    assert titles(html) == ["Pavie"]
    assert html.form is None
    assert shown(ASKING, {}, paper=True).get_text(strip=True) == ""


def test_the_directory_goes_on_around_the_same_place(site: Any) -> None:
    make_term("Informatique", "ict")
    directory = DirectoryPage(title="Trouver", slug="trouver", locale=site.french, sources=["profile"])
    site.home.add_child(instance=directory)
    stored = {**ASKING, "terms": ["sector:ict"], "directory": directory.pk}
    request = RequestFactory().get("/", {"commune": "32213"})
    html = render(NearbyBlock(), stored, page=directory, request=request)
    [more] = html.select(".directory-block__more a")
    assert more["href"].endswith("/trouver/?sector=ict&near=43.475,0.91&radius=20&sort=distance")
