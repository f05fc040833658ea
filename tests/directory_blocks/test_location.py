"""Positions: read and written, checked against commune and territory, derived on every path, set with a pin."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.forms import Media
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.blocks import StreamBlock
from wagtail.models import Page

from directory_blocks.location.blocks import LocationBlock
from directory_blocks.location.parsing import (
    Point,
    canonical_location,
    display_location,
    format_location,
    parse_location,
)
from directory_blocks.location.widgets import PinMap
from solo_pages.models import ServicePointPage
from tests.factories.gazetteer import CommuneFactory, TerritoryFactory
from tests.factories.solo_pages import ServicePointPageFactory

HERE = "SRID=4326;POINT(0.586 43.646)"
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@settings(deadline=None)
@given(LATITUDES, LONGITUDES)
def test_reading_what_was_written_gives_the_same_point(latitude, longitude):
    point = Point(latitude, longitude)
    text = format_location(point)
    assert parse_location(text) == pytest.approx(point, abs=1e-7)
    assert canonical_location(text) == text
    assert parse_location(display_location(text)) == parse_location(text)
    assert canonical_location(display_location(text)) == text


@settings(deadline=None)
@given(st.text(max_size=100))
def test_any_text_is_a_position_nothing_or_a_message(text):
    try:
        point = parse_location(text)
    except ValidationError as error:
        assert error.messages  # noqa: PT017
    else:
        assert point is None or (abs(point.latitude) <= 90 and abs(point.longitude) <= 180)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        (HERE, (43.646, 0.586)),
        ("srid=4326; point (0.586  43.646)", (43.646, 0.586)),
        ("POINT(0.586 43.646)", (43.646, 0.586)),
        ("SRID=4326;POINT(1e-05 -4.5E1)", (-45.0, 1e-05)),
        ("SRID=4326;POINT(5e-324 0.00012345678901234567)", (0.00012345678901234567, 5e-324)),
        ("43.646, 0.586", (43.646, 0.586)),
        ("43.646 0.586", (43.646, 0.586)),
        ("43,646 ; 0,586", (43.646, 0.586)),
        ("43,646 0,586", (43.646, 0.586)),
        ("-43, -180", (-43.0, -180.0)),
    ],
)
def test_positions_are_understood_as_maps_give_them(text, point):
    assert parse_location(text) == point


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Auch", "Put the pin on the map"),
        ("SRID=4326;POINT(0.586)", "Put the pin on the map"),
        ("SRID=4326;POINT(nan nan)", "Put the pin on the map"),
        ("SRID=2154;POINT(0.586 43.646)", "Only positions in WGS 84"),
        ("143.6, 0.5", "is nowhere: the latitude comes first"),
    ],
)
def test_what_is_no_position_says_what_to_do(text, said):
    with pytest.raises(ValidationError, match=said):
        parse_location(text)


@pytest.fixture
def auch(db):
    outline = {"type": "Polygon", "coordinates": [[[0, 43.3], [1, 43.3], [1, 44], [0, 44], [0, 43.3]]]}
    return CommuneFactory(territory=TerritoryFactory(outline=outline), name="Auch", latitude=43.646, longitude=0.586)


def test_coordinates_follow_the_location_when_saved_checked_and_published(auch):
    page = ServicePointPageFactory(commune=auch, location=HERE)
    assert (page.latitude, page.longitude) == (43.646, 0.586)
    page.location = "43.65, 0.59"
    page.full_clean()
    assert (page.location, page.latitude) == ("SRID=4326;POINT(0.59 43.65)", 43.65)
    page.save_revision().publish()
    page = ServicePointPage.objects.get(pk=page.pk)
    assert (page.latitude, page.longitude) == (43.65, 0.59)
    page.location = ""
    page.save(update_fields=["location"])
    page = ServicePointPage.objects.get(pk=page.pk)
    assert (page.latitude, page.longitude) == (None, None), "a pin that was removed leaves no trace"
    assert page.public_point == (43.646, 0.586), "without a pin the commune's point is shown"


def test_a_malformed_location_is_a_form_error_and_no_crash_when_stored(auch):
    page = ServicePointPageFactory(commune=auch)
    page.location = "somewhere"
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert list(error.value.message_dict) == ["location"]
    page.save(clean=False)
    assert page.latitude is None


@pytest.mark.parametrize(
    ("with_commune", "location", "said"),
    [
        (True, "44.3, 0.586", "The pin is 73 km from Auch. Choose the right commune, or move the pin there."),
        (True, "0.586, 43.646", "km from Auch"),
        (False, "48.85, 2.35", "The pin is 595 km from the middle of Gers. Choose the commune first"),
        (True, "43.7, 0.6", ""),
        (False, "44.1, 0.5", ""),
    ],
)
def test_a_pin_far_away_says_how_far_and_what_to_do(auch, with_commune, location, said):
    commune = auch if with_commune else None
    page = ServicePointPage(title="Mairie", commune=commune)
    form_class = ServicePointPage.get_edit_handler().get_form_class()
    data = {"title": "Mairie", "location": location, "commune": commune.pk if commune else "", "precision": "exact"}
    form = form_class(data, instance=page, parent_page=Page.get_first_root_node())
    found = form.errors.get("location", [""])[0]
    assert said in found
    assert bool(said) == bool(found)


def test_the_pin_map_loads_nothing_from_elsewhere_and_works_as_a_text_input():
    media: Media = PinMap().media
    assert all("//" not in path for path in [*media._js, *media._css["all"]])
    html = PinMap().render("location", HERE, {"id": "id_location"})
    assert 'value="43.646, 0.586"' in html
    assert "openstreetmap" not in html
    assert 'data-directory-pin-territory-value="/gazetteer/territory.json"' in html
    assert PinMap().render("location", "<b>", {"id": "x"}).count("&lt;b&gt;") == 1


def test_a_location_block_never_crashes_on_what_is_stored_or_typed():
    block = StreamBlock([("place", LocationBlock(required=False))])
    for stored in ("", None, "nonsense", {"lat": 1}, "SRID=4326;POINT(x y)"):
        value = block.to_python([{"type": "place", "value": stored, "id": "1"}])
        assert value[0].value is None
        assert block.get_prep_value(value)[0]["value"] == ""
    place = LocationBlock()
    assert place.to_python(HERE) == (43.646, 0.586)
    assert place.get_prep_value(Point(43.646, 0.586)) == HERE
    assert place.clean(place.value_from_datadict({"p": "43.646, 0.586"}, {}, "p")) == (43.646, 0.586)


@pytest.mark.parametrize("typed", ["", "nonsense", "91, 0", "SRID=1;POINT(1 1)"])
def test_a_location_block_says_what_is_wrong_in_the_form(typed):
    block = LocationBlock()
    with pytest.raises(ValidationError):
        block.clean(block.value_from_datadict({"p": typed}, {}, "p"))


def test_the_commune_chooser_searches_and_gives_the_point(auch, admin_client, django_assert_max_num_queries):
    CommuneFactory(code="1", name="Condom", postcodes="32100")
    results = admin_client.get(reverse("directory_communes_chooser:choose_results"), {"q": "auc"}).content.decode()
    assert "Auch" in results
    assert "Condom" not in results
    results = admin_client.get(reverse("directory_communes_chooser:choose_results"), {"q": "32100"}).content.decode()
    assert "Condom" in results
    answer = admin_client.get(reverse("directory_communes_chooser:chosen", args=[auch.pk]))
    result = json.loads(answer.content)["result"]
    assert (result["title"], result["latitude"]) == ("Auch (32000)", 43.646)
    with django_assert_max_num_queries(8):
        admin_client.get(reverse("directory_communes_chooser:choose"))


def test_the_edit_form_loads_no_list_of_communes(auch, admin_client):
    for number in range(30):
        CommuneFactory(code=f"9{number}", name=f"Village-{number}")
    page = ServicePointPageFactory(parent=Page.get_first_root_node(), commune=auch, location=HERE)
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Auch (32000)" in html
    assert "Village-" not in html
    assert "unpkg.com" not in html
    assert 'data-controller="directory-pin"' in html


def test_the_gazetteer_is_listed_filtered_and_not_added_to_in_the_admin(auch, admin_client):
    CommuneFactory(code="1", name="Condom", postcodes="32100")
    page = admin_client.get(reverse("commune:index"), {"q": "st"}).content.decode()
    assert "Condom" not in page
    assert "Condom" in admin_client.get(reverse("commune:index"), {"q": "32100"}).content.decode()
    assert admin_client.get(reverse("commune:add")).status_code == 302
    for name in ("territory", "intercommunality", "communealias"):
        assert admin_client.get(reverse(f"{name}:index")).status_code == 200
    edit = admin_client.get(reverse("commune:edit", args=[auch.pk]))
    assert edit.status_code == 200
