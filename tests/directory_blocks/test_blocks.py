"""The blocks: they show what the index holds today, in the reader's language, whatever is stored in them."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Page

from directory_blocks.blocks import (
    DirectoryStreamBlock,
    EntryListBlock,
    HighlightBlock,
    KeyFiguresBlock,
    MapBlock,
    NearbyBlock,
)
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.site import make_commune, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reader(profiles: Any) -> Any:
    """Somebody with the interface in English; one source, ``profile``, besides those of the installed plugins."""
    with translation.override("en"):
        yield


def french_page() -> Page:
    return Page.objects.filter(depth=1).first().add_child(instance=Page(title="Accueil", locale=get_locale("fr")))


def render(block: Any, stored: Any, **context: Any) -> BeautifulSoup:
    """As a page shows the block from what the database stores."""
    value = block.bulk_to_python([stored])[0]
    return BeautifulSoup(block.render(value, context), "html.parser")


def titles(html: BeautifulSoup) -> list[str]:
    return [link.get_text(strip=True) for link in html.select(".card__title a")]


def test_a_list_shows_the_entries_of_its_terms_in_the_order_chosen() -> None:
    ict = make_term("Informatique", "ict")
    for title in ("Zoé", "Anne"):
        EntryFactory(source="profile", title=title, terms=[ict])
    EntryFactory(source="profile", title="Paul")
    html = render(EntryListBlock(), {"sources": ["profile"], "terms": ["sector:ict"]}, page=french_page())
    assert titles(html) == ["Anne", "Zoé"]


def test_a_list_shows_no_more_than_it_was_told() -> None:
    for title in ("Anne", "Paul", "Zoé"):
        EntryFactory(source="profile", title=title)
    assert titles(render(EntryListBlock(), {"limit": 2}, page=french_page())) == ["Anne", "Paul"]


def test_a_list_keeps_to_its_commune() -> None:
    EntryFactory(title="Ici", commune=make_commune())
    EntryFactory(title="Ailleurs", commune=make_commune("Lombez", "32213"))
    assert titles(render(EntryListBlock(), {"commune": "32013"}, page=french_page())) == ["Ici"]


def test_entries_stand_in_the_language_of_the_page() -> None:
    EntryFactory(title="Traductrice")
    EntryFactory(title="Translator", locale=get_locale("en"))
    page = french_page()
    assert titles(render(EntryListBlock(), {}, page=page)) == ["Traductrice"]


def test_a_text_without_translation_says_its_language() -> None:
    EntryFactory(title="Translator", text_language="en")
    with translation.override("fr"):
        [link] = render(EntryListBlock(), {}, page=french_page()).select(".card__title a")
    assert link["lang"] == "en"


def test_an_empty_list_says_so() -> None:
    assert "Nothing to show" in render(EntryListBlock(), {}, page=french_page()).get_text()


def test_a_highlight_keeps_the_order_of_the_chosen_pages() -> None:
    root = Page.objects.filter(depth=1).first()
    pages = [root.add_child(instance=Page(title=title, locale=get_locale("fr"))) for title in ("B", "A", "C")]
    for page in pages[:2]:
        EntryFactory(title=page.title, translation_key=page.translation_key)
    stored = {"pages": [page.pk for page in pages]}
    assert titles(render(HighlightBlock(), stored, page=french_page())) == ["B", "A"]


def test_a_highlight_without_choice_shows_the_latest() -> None:
    for title in ("Old", "New"):
        EntryFactory(source="profile", title=title)
    assert titles(render(HighlightBlock(), {"sources": ["profile"], "limit": 1}, page=french_page())) == ["New"]


def test_a_figure_is_counted_live_or_typed() -> None:
    ict = make_term("Informatique", "ict")
    EntryFactory(source="profile", terms=[ict])
    EntryFactory.create_batch(2, source="profile")
    figures = [
        {"label": "Habitants", "value": "172500", "source": "INSEE", "year": 2023},
        {"label": "Profils", "count_source": "profile"},
        {"label": "Informatique", "count_source": "profile", "count_term": "sector:ict"},
        {"label": "Part", "value": "31.50", "unit": "%"},
    ]
    html = render(KeyFiguresBlock(), {"figures": figures}, page=french_page())
    assert [number.get_text() for number in html.select("dd")] == ["172,500", "3", "1", "31.5\xa0%"]
    assert "INSEE, 2023" in html.get_text()


def test_nearby_counts_kilometres_from_the_commune() -> None:
    make_commune("Auch", "32013", latitude=43.6465, longitude=0.5855)
    EntryFactory(title="Pavie", latitude=43.61, longitude=0.59)
    EntryFactory(title="Preignan", latitude=43.71, longitude=0.63)
    EntryFactory(title="Toulouse", latitude=43.6, longitude=1.44)
    html = render(NearbyBlock(), {"commune": "32013", "radius": "20"}, page=french_page())
    assert titles(html) == ["Pavie", "Preignan"]
    assert html.h2.get_text() == "Around Auch"


def test_nearby_without_a_place_is_silent() -> None:
    EntryFactory(latitude=43.61, longitude=0.59)
    assert render(NearbyBlock(), {}, page=french_page()).get_text(strip=True) == ""


def test_a_map_is_drawn_before_any_script() -> None:
    commune = make_commune()
    commune.territory.outline = {"type": "Polygon", "coordinates": [[[0, 43], [1, 43], [1, 44], [0, 43]]]}
    commune.territory.save()
    entry = EntryFactory(title="Anne", commune=commune, latitude=43.5, longitude=0.8)
    html = render(MapBlock(), {}, page=french_page())
    assert html.select_one("svg path.entry-map__land")["d"].startswith("M")
    assert html.select_one(f'svg a[href="{entry.url_path}"] title').get_text() == "Anne"


MALFORMED: list[Any] = [
    None,
    "text",
    [],
    {"sources": "nothing", "terms": ["", 7, None, "x", "sector:gone"], "commune": 3, "limit": "many", "order": "up"},
    {"sources": ["gone"], "limit": -4, "pages": "none", "figures": {"a": 1}, "directory": "x", "radius": "NaN"},
    {"pages": [999_999, "x", None], "directory": 999_999, "commune": "gone", "radius": "wide", "height": "tower"},
    {"figures": [None, 3, {"value": "x", "year": "y", "count_source": "gone", "url": "javascript:alert(1)"}]},
]


@pytest.mark.parametrize("stored", MALFORMED)
@pytest.mark.parametrize("name", list(DirectoryStreamBlock().child_blocks))
def test_a_page_renders_whatever_is_stored(name: str, stored: Any) -> None:
    EntryFactory(latitude=43.61, longitude=0.59)
    html = render(DirectoryStreamBlock().child_blocks[name], stored, page=french_page())
    assert "javascript:" not in str(html)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("entry_list", {"terms": ["sector:ict"]}),
        ("agenda", {}),
        ("highlight", {}),
        ("key_figures", {"figures": [{"label": "Profils", "count_source": "profile", "count_term": "sector:ict"}]}),
        ("nearby", {"commune": "32013"}),
        ("entry_map", {}),
    ],
)
def test_a_block_asks_the_database_little(name: str, stored: Any, django_assert_max_num_queries: Any) -> None:
    commune, term = make_commune(), make_term("Informatique", "ict")
    EntryFactory.create_batch(5, source="profile", commune=commune, latitude=43.6, longitude=0.6, terms=[term])
    page = french_page()
    block = DirectoryStreamBlock().child_blocks[name]
    with django_assert_max_num_queries(3):
        render(block, stored, page=page)


def test_an_editor_is_offered_what_the_site_has_today() -> None:
    make_term("Informatique", "ict")
    make_commune()
    block = EntryListBlock()
    assert [("sector:ict", "Informatique")] in [names for _label, names in block.child_blocks["terms"].field.choices]
    cleaned = block.clean(block.to_python({"terms": ["sector:ict"], "commune": "32013", "limit": 3, "order": "name"}))
    assert cleaned["terms"] == ["sector:ict"]


def test_a_number_keeps_its_digits() -> None:
    block = KeyFiguresBlock().child_blocks["figures"].child_block.child_blocks["value"]
    assert block.to_python(block.get_prep_value(Decimal("1000"))) == Decimal("1000")


def test_a_commune_is_chosen_as_in_the_forms_of_pages_and_kept_by_its_code() -> None:
    make_commune("Lombez", "32213")
    auch = make_commune()
    field = EntryListBlock().child_blocks["commune"]
    assert field.get_form_state("32013")["title"] == auch.label
    assert field.get_form_state("gone") is None
    assert field.value_from_datadict({"commune": str(auch.pk)}, {}, "commune") == "32013"
    assert field.value_from_datadict({"commune": ""}, {}, "commune") == ""
    assert field.clean("32013") == "32013"
    assert field.clean("") == ""


@pytest.mark.parametrize("sent", ["999999", "nonsense", "1 OR 1", "²"])
def test_what_is_no_commune_is_refused(sent: str) -> None:
    field = EntryListBlock().child_blocks["commune"]
    with pytest.raises(ValidationError):
        field.clean(field.value_from_datadict({"commune": sent}, {}, "commune"))
