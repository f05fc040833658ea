"""A directory answers as page, map and exports, says clearly what is wrong with a parameter, and never breaks."""

import csv
import io
import json
from html import unescape

import pytest
from django.test import RequestFactory

from directory_blocks.models import DirectoryPage
from directory_blocks.views import directory_context
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.gazetteer import CommuneAliasFactory, CommuneFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory(site):
    page = DirectoryPage(title="Trouver", slug="trouver", locale=site.french, sources=["profile", "gone"])
    return site.home.add_child(instance=page)


def context(page, query=""):
    return directory_context(page, RequestFactory().get(f"/fr/trouver/{query}", HTTP_HOST="localhost"))


def entry(**kwargs):
    return EntryFactory(source="profile", **kwargs)


BAD = [
    ("q=%22", "q"),
    ("q=%00", "q"),
    ("q=" + "a" * 10_000, "q"),
    ("q=%F0%9F%A5%96", "q"),
    ("q=***", "q"),
    ("sector=unknown", "sector"),
    ("sector=%00", "sector"),
    ("sector=" + "x" * 5000, "sector"),
    ("sector=audit&sector=unknown", "sector"),
    ("commune=99999", "commune"),
    ("commune=%00", "commune"),
    ("bbox=1,2,3", "bbox"),
    ("bbox=a,b,c,d", "bbox"),
    ("bbox=nan,43,1,44", "bbox"),
    ("bbox=0,43,inf,44", "bbox"),
    ("bbox=1,43,0,44", "bbox"),
    ("bbox=0,44,1,43", "bbox"),
    ("bbox=0,43,0,44", "bbox"),
    ("bbox=0,43,1,91", "bbox"),
    ("bbox=-181,43,1,44", "bbox"),
    ("bbox=1e999,43,1,44", "bbox"),
    ("bbox=%D9%A1,43,2,44", "bbox"),
    ("near=91,0", "near"),
    ("near=43.6", "near"),
    ("near=NaN,0", "near"),
    ("near=43,-181", "near"),
    ("near=43.6,0.5&radius=0", "radius"),
    ("near=43.6,0.5&radius=-5", "radius"),
    ("near=43.6,0.5&radius=1000", "radius"),
    ("near=43.6,0.5&radius=inf", "radius"),
    ("near=43.6,0.5&radius=ten", "radius"),
    ("radius=5", "radius"),
    ("sort=distance", "sort"),
    ("sort=random", "sort"),
    ("open=yes", "open"),
    ("open=2026-13-01T10:00", "open"),
    ("open=2026-12-24", "open"),
    ("open=2026-12-24T15:00Z", "open"),
    ("open=0001-01-01T00:00", "open"),
    ("online=yes", "online"),
    ("online=%00", "online"),
    ("free=0", "free"),
    ("from=31/12/2026", "from"),
    ("from=2026-02-30", "from"),
    ("from=2026-12-31&to=2026-01-01", "to"),
    ("to=%00", "to"),
    ("from=0001-01-01", "from"),
    ("to=9999-12-31", "to"),
    ("page=0", "page"),
    ("page=-1", "page"),
    ("page=two", "page"),
    ("page=99999999999999999999", "page"),
]


def test_a_bad_parameter_is_named_and_finds_nothing(client, directory):
    TermFactory(slug="audit")
    entry()
    for query, field in BAD:
        found = context(directory, f"?{query}")
        assert list(found["form"].errors) == [field], query
        assert found["entries"] is found["result_count"] is None
        page = client.get(f"/fr/trouver/?{query}")
        assert (page.status_code, page.context["form"].errors[field][0] in unescape(page.text)) == (400, True), query
        for name in ("map.json", "entries.geojson", "entries.csv"):
            response = client.get(f"/fr/trouver/{name}?{query}")
            assert (response.status_code, list(response.json()["errors"])) == (400, [field]), query


GOOD = [
    "",
    "q=",
    "q=%22pain%22%20OR%20*",
    "utm_source=x&unknown=%00",
    "sector=&sector=audit&sector=audit",
    "commune=&bbox=&near=&radius=&open=&from=&to=&sort=&page=",
    "bbox=-180,-90,180,90",
    "bbox= 0 , 43 , 1 , 44 ",
    "near=90,180&radius=200",
    "near=-90,-180",
    "near=0,179.9&radius=100",
    "open=now",
    "open=2026-12-24T15:00",
    "online=1&free=1",
    "online=&free=",
    "from=2026-01-01&to=2026-01-01",
    "from=1900-01-01&to=2999-12-31",
    "sort=relevance",
    "sort=updated&page=1",
    "q=a&q=b",
]


def test_every_good_parameter_is_answered(client, directory):
    TermFactory(slug="audit")
    entry(title="Pain", latitude=43.6, longitude=0.5, opening_hours="24/7")
    for query in GOOD:
        assert context(directory, f"?{query}")["form"].errors == {}, query
        for name in ("map.json", "entries.geojson", "entries.csv"):
            response = client.get(f"/fr/trouver/{name}?{query}&zoom=8")
            assert response.status_code == 200, query
            assert b"".join(response)


def test_the_map_has_its_own_parameters(client, directory):
    for query in ("zoom=23", "zoom=-1", "zoom=nan", "zoom=x", "view=1,2", "view=1,43,0,44"):
        response = client.get(f"/fr/trouver/map.json?{query}")
        assert (response.status_code, list(response.json()["errors"])) == (400, [query.split("=")[0]])


def test_it_lists_its_sources_in_its_language_and_a_removed_source_is_ignored(directory):
    wanted = entry(title="Ici")
    other = EntryFactory(source="other")
    entry(locale=get_locale("en"))
    found = context(directory)
    assert list(found["entries"]) == [wanted]
    assert found["result_count"] == 1
    directory.sources = []
    assert {wanted, other} <= set(context(directory)["entries"])


def test_facets_chips_and_links_lead_to_the_same_question_changed(directory):
    audit, press = TermFactory(slug="audit", name="Audit"), TermFactory(slug="press", name="Presse")
    entry(title="Pain", terms=[audit])
    entry(title="Pain", terms=[audit, press])
    found = context(directory, "?sector=audit&q=pain")
    (facet,) = found["facets"]
    assert [(value.label, value.count, value.selected, value.url) for value in facet.values] == [
        ("Audit", 2, True, "?q=pain"),
        ("Presse", 1, False, "?q=pain&sector=audit&sector=press"),
    ]
    assert [(chip.name, chip.url) for chip in found["chips"]] == [("q", "?sector=audit"), ("sector", "?q=pain")]
    assert [option.value for option in found["sort_options"] if option.selected] == ["relevance"]
    assert found["map_url"] == "/fr/trouver/map.json?q=pain&sector=audit"
    assert found["canonical_url"] == "http://localhost/fr/trouver/?q=pain&sector=audit"


def test_an_empty_result_says_what_to_drop(directory):
    TermFactory(slug="audit")
    entry(title="Pain")
    entry(title="Pain")
    found = context(directory, "?q=pain&sector=audit")
    assert [(one.chip.name, one.chip.url, one.count) for one in found["suggestions"]] == [("sector", "?q=pain", 2)]


def test_pages_are_linked_and_end(directory, client):
    for number in range(60):
        entry(title=f"E{number:02}")
    pages = [context(directory, f"?page={number}")["entries"] for number in (1, 2, 3)]
    assert [one.title for page in pages for one in page] == [f"E{number:02}" for number in range(60)]
    middle = context(directory, "?page=2")
    assert (middle["previous_url"], middle["next_url"]) == ("/fr/trouver/", "/fr/trouver/?page=3")
    assert client.get("/fr/trouver/?page=4").status_code == 404


def test_a_commune_is_meant_by_code_or_name_of_today_or_yesterday(directory):
    auch = CommuneFactory(code="32013", name="Auch")
    CommuneAliasFactory(commune=auch, name="Vieil-Auch", code="32999")
    CommuneFactory(code="32107", name="Condom")
    entry(commune=auch)
    for asked in ("32013", "auch", "AUCH", "Vieil Auch", "32999"):
        found = context(directory, f"?commune={asked}")
        assert (found["query"].communes, found["result_count"]) == (("32013",), 1)


def test_a_name_of_several_communes_is_not_guessed(directory):
    CommuneFactory(code="1", name="Castelnau")
    CommuneFactory(code="2", name="Castelnau")
    assert "commune" in context(directory, "?commune=castelnau")["form"].errors


def test_exports_and_map_show_the_same_entries(client, directory):
    term = TermFactory(slug="audit")
    entries = [entry(title=f"N{number}", latitude=43.5, longitude=0.1 * number, terms=[term]) for number in range(3)]
    hidden = entry(title="=cmd()", summary='"Salut", dit-il\n–')
    ids = {one.pk for one in entries}
    map_json = client.get("/fr/trouver/map.json").json()
    geojson = json.loads(b"".join(client.get("/fr/trouver/entries.geojson")))
    assert {feature["id"] for feature in map_json["features"]} == ids
    assert {feature["id"] for feature in geojson["features"]} == ids
    assert geojson["features"][0]["properties"]["terms"] == "sector:audit"
    text = b"".join(client.get("/fr/trouver/entries.csv")).decode()
    rows = {int(row["id"]): row for row in csv.DictReader(io.StringIO(text))}
    assert set(rows) == ids | {hidden.pk}
    assert rows[hidden.pk]["title"] == "'=cmd()"
    assert rows[hidden.pk]["summary"] == '"Salut", dit-il\n–'


def test_an_editor_ticks_sources_and_facets(directory, profiles):
    form_class = DirectoryPage.get_edit_handler().get_form_class()
    form = form_class(instance=directory)
    assert ("profile", "profiles") in form.fields["sources"].choices
    assert "sector" in dict(form.fields["facets"].choices)
    assert directory.offered_facets == ["sector"]
