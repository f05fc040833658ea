"""Finding a commune by what people type, in the search, over HTTP and in a form."""

import pytest
from django import forms
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory_blocks.gazetteer.forms import CommuneField
from directory_blocks.models import Commune
from tests.factories.gazetteer import CommuneAliasFactory, CommuneFactory

PLACES = [
    ("32370", "Saint-Clar", "32380", 900, ()),
    ("32380", "Saint-Griède", "32110", 120, ()),
    ("32132", "Fleurance", "32500", 6000, ()),
    ("32160", "L'Isle-Jourdain", "32600", 9000, ()),
    ("32159", "L'Isle-de-Noé", "32300", 500, ()),
    ("32079", "Castelnau d'Auzan Labarrère", "32250 32440", 1200, ("Labarrère",)),
    ("32107", "Condom", "32100", 6500, ()),
    ("32119", "Éauze", "32800", 3900, ()),
    ("32441", "Tournecoupe", "32380", 300, ()),
    ("32013", "Auch", "32000", 22000, ()),
    ("32468", "Aussos", "32140", 80, ()),
]


@pytest.fixture
def places(db):
    with translation.override("en"):
        for code, name, postcodes, population, aliases in PLACES:
            commune = CommuneFactory(code=code, name=name, postcodes=postcodes, population=population)
            for alias in aliases:
                CommuneAliasFactory(commune=commune, name=alias)
        yield


def names(text: str) -> list[str]:
    return [commune.name for commune in Commune.objects.search(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("st clar", ["Saint-Clar"]),
        ("SAINT CLAR", ["Saint-Clar"]),
        ("St-Cl", ["Saint-Clar"]),
        ("eauze", ["Éauze"]),
        ("Éauze", ["Éauze"]),
        ("isle", ["L'Isle-Jourdain", "L'Isle-de-Noé"]),
        ("l’isle jourdain", ["L'Isle-Jourdain"]),
        ("lislejourdain", ["L'Isle-Jourdain"]),
        ("labarrere", ["Castelnau d'Auzan Labarrère"]),
        ("au", ["Auch", "Aussos", "Castelnau d'Auzan Labarrère"]),
        ("32380", ["Saint-Clar", "Tournecoupe"]),
        ("3238", ["Saint-Clar", "Tournecoupe"]),
        ("32440", ["Castelnau d'Auzan Labarrère"]),
        ("32380 tourne", ["Tournecoupe"]),
        ("", []),
        ("%", []),
        ("_", []),
        ("zzz", []),
    ],
)
def test_communes_are_found_as_people_write_them(places, text, expected):
    assert names(text) == expected


def test_a_former_name_says_through_what_it_was_found(places):
    CommuneAliasFactory(commune=Commune.objects.get(code="32107"), name="Lialores")
    assert Commune.objects.search("lialo").get().matched_alias == "Lialores"
    assert Commune.objects.search("condom").get().matched_alias == ""


def test_the_very_name_comes_before_longer_and_bigger_ones(places):
    CommuneFactory(code="1", name="Auch-la-Grande", population=90000)
    assert names("auch") == ["Auch", "Auch-la-Grande"]


def test_the_search_answers_json_that_may_be_cached(places, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(reverse("directory_blocks:communes"), {"q": "labarr"})
    (commune,) = response.json()["communes"]
    assert commune["code"] == "32079"
    assert commune["postcodes"] == ["32250", "32440"]
    assert commune["label"] == "Castelnau d'Auzan Labarrère (32250)"
    assert "public" in response["Cache-Control"]
    assert client.post(reverse("directory_blocks:communes")).status_code == 405


def test_a_query_that_is_too_long_is_refused_with_a_message(places, client):
    response = client.get(reverse("directory_blocks:communes"), {"q": "a" * 101})
    assert response.status_code == 400
    assert response.json()["errors"]["q"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=100))
def test_no_text_breaks_the_search_or_the_field(places, client, text):
    assert client.get(reverse("directory_blocks:communes"), {"q": text}).status_code == 200
    PlaceForm({"commune": text}).is_valid()
    assert PlaceForm({"commune": text}).as_p()


def test_the_territory_answers_what_a_map_draws_itself(places, client):
    answer = client.get(reverse("directory_blocks:territory")).json()
    assert answer["name"] == "Gers"
    assert ["32013", "Auch", 43.64, 0.58, 22000] in answer["communes"]
    assert client.get(reverse("directory_blocks:territory"), {"code": "nowhere"}).status_code == 400
    assert client.get(reverse("directory_blocks:territory"), {"code": "\x00"}).status_code == 400


class PlaceForm(forms.Form):
    commune = CommuneField(required=False)


def resolved(text: str, typed: bool = False) -> str | None:
    form = PlaceForm({"commune": text, **({"commune-typed": "1"} if typed else {})})
    assert form.is_valid(), form.errors
    return form.cleaned_data["commune"] and form.cleaned_data["commune"].name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("32107", "Condom"),
        ("Condom", "Condom"),
        ("condom (32100)", "Condom"),
        ("32100", "Condom"),
        ("st clar", "Saint-Clar"),
        ("Labarrère", "Castelnau d'Auzan Labarrère"),
        ("fleur", "Fleurance"),
    ],
)
def test_a_form_takes_a_code_a_name_or_a_postcode(places, text, expected):
    assert resolved(text) == expected


def test_a_number_is_a_code_in_an_address_and_a_postcode_where_somebody_typed_it(places):
    assert resolved("32380") == "Saint-Griède"
    form = PlaceForm({"commune": "32380", "commune-typed": "1"})
    assert not form.is_valid()
    assert form.errors["commune"] == [
        "“32380” fits several communes: Saint-Clar (32380), Tournecoupe (32380). Write the one you mean in full."
    ]
    assert '<option value="Tournecoupe (32380)">' in str(form["commune"])


def test_an_unknown_commune_keeps_what_was_typed_and_says_what_to_write(places):
    form = PlaceForm({"commune": "Toulouse <b>", "commune-typed": "1"})
    assert form.errors["commune"] == [
        "No commune is called “Toulouse <b>”. Write the beginning of its name, or its postcode."
    ]
    assert 'value="Toulouse &lt;b&gt;"' in str(form["commune"])


def test_a_code_from_an_address_is_shown_as_a_name(places):
    assert 'value="Condom (32100)"' in str(PlaceForm({"commune": "32107"})["commune"])
    condom = Commune.objects.get(code="32107")
    assert 'value="Condom (32100)"' in str(PlaceForm(initial={"commune": condom.pk})["commune"])


def test_a_form_knows_whether_the_commune_changed(places):
    condom = Commune.objects.get(code="32107")
    assert not PlaceForm({"commune": "Condom (32100)"}, initial={"commune": condom.pk}).has_changed()
    assert PlaceForm({"commune": "Auch"}, initial={"commune": condom}).has_changed()
    assert PlaceForm({"commune": ""}, initial={"commune": condom}).has_changed()
