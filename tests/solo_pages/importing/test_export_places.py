"""What is exported comes back as it went."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory_blocks.models import Commune
from solo_pages.importing.adapters import registered_formats
from solo_pages.importing.adapters.csv import guard, unguard
from solo_pages.models import ServicePointPage
from tests.factories.solo_pages import ServicePointPageFactory

NASTY = [
    "=cmd()",
    '"',
    "'",
    "'=1",
    "+33 5",
    "-1",
    "@SUM(A1)",
    "\n",
    "\r\n",
    ";",
    "|",
    "\t",
    "é",
    "œ",
    "\u2028",
    "😀",
    "\u00a0",
]
characters = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
text = st.lists(st.one_of(st.sampled_from(NASTY), characters), max_size=5).map("".join)
line = text.map(lambda value: f"{value}a")
place = st.fixed_dictionaries(
    {
        "title": line,
        "summary": text,
        "description": text,
        "newcomers_get": text,
        "street_address": text,
        "access_notes": text,
        "identified": st.booleans(),
        "commune": st.sampled_from(["", "32013", "32901"]),
        "point": st.one_of(st.none(), st.tuples(st.floats(43.5, 43.9), st.floats(0.0, 0.7))),
        "precision": st.sampled_from(["exact", "commune"]),
        "opening_hours": st.sampled_from(["", "Mo-Fr 09:00-12:00", "24/7", 'Mo-Fr 09:00-12:00 "sur rendez-vous"']),
        "phone": st.sampled_from(["", "+33562611234", "05 62 61 12 34", "3631"]),
        "email": st.sampled_from(["", "mairie@example.org"]),
        "website": st.sampled_from(["", "https://example.org/?a=1,2;3"]),
        "wheelchair": st.sampled_from(["", "yes", "limited", "no"]),
        "appointment_only": st.booleans(),
        "verified_on": st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1))),
        "categories": st.sets(st.sampled_from(["health", "workspaces"])),
        "features": st.sets(st.sampled_from(["wifi", "open-24-7"])),
    }
)


def exported(place_format):
    out = StringIO(newline="")
    call_command("export_places", "--format", place_format, stdout=out)
    return out.getvalue()


def make(parent, terms, number, values):
    values = dict(values)
    point, code = values.pop("point"), values.pop("commune")
    if values.pop("identified"):
        values |= {"external_id": f"={number}", "data_source": "Une source; d’ici"}
    for name in ("categories", "features"):
        values[name] = [term for term in terms if term.slug in values[name]]
    if point:
        values |= {
            "location": f"SRID=4326;POINT({point[1]!r} {point[0]!r})",
            "latitude": point[0],
            "longitude": point[1],
        }
    commune = Commune.objects.get(code=code) if code else None
    return ServicePointPageFactory(parent=parent, slug=f"place-{number}", commune=commune, **values)


@pytest.mark.parametrize("place_format", ["csv", "geojson"])
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_export_imported_anywhere_exports_the_same_bytes(place_format, data, services, terms, write) -> None:
    ServicePointPage.objects.all().delete()
    services.refresh_from_db()
    for number, values in enumerate(data.draw(st.lists(place, min_size=1, max_size=3))):
        make(services, terms, number, values)
    first = exported(place_format)
    file, out = write(first.encode(), f"places.{place_format}"), StringIO()

    call_command("import_places", file, "--apply", stdout=out)
    assert exported(place_format).encode() == first.encode()
    assert "Created: 0\nChanged: 0\n" in out.getvalue()

    ServicePointPage.objects.all().delete()
    call_command("import_places", file, "--apply", stdout=out)
    assert exported(place_format).encode() == first.encode()


@given(st.text())
def test_a_guarded_cell_is_no_formula_and_comes_back(cell) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "@", "\t", "\r"))


def test_cells_that_a_spreadsheet_would_run_are_written_as_text(services) -> None:
    ServicePointPageFactory(parent=services, title="=HYPERLINK(1)", phone="+33562611234")

    assert ",'=HYPERLINK(1)," in exported("csv")
    assert ",+33562611234," in exported("csv")


def test_an_export_does_not_say_where_a_place_is_that_shows_its_commune_only(services, communes) -> None:
    ServicePointPageFactory(
        parent=services,
        commune=Commune.objects.get(code="32013"),
        precision="commune",
        street_address="7 rue Secrète",
        location="SRID=4326;POINT(0.5812345 43.6498765)",
        latitude=43.6498765,
        longitude=0.5812345,
    )

    for place_format in ("csv", "geojson"):
        assert "Secrète" not in exported(place_format)
        assert "43.649" not in exported(place_format)
        assert "Auch" in exported(place_format)


def test_such_a_place_keeps_its_position_when_its_export_is_imported(services, run, write, communes) -> None:
    ServicePointPageFactory(
        parent=services,
        commune=Commune.objects.get(code="32013"),
        precision="commune",
        location="SRID=4326;POINT(0.58 43.64)",
        latitude=43.64,
        longitude=0.58,
    )
    run(write(exported("csv")), "--apply", "--overwrite")

    assert ServicePointPage.objects.get().latitude == 43.64


def test_drafts_are_not_exported(services) -> None:
    ServicePointPageFactory(parent=services, title="Brouillon", live=False)

    assert "Brouillon" not in exported("csv")


def test_an_export_to_a_file_has_the_bytes_of_standard_output(services, tmp_path) -> None:
    ServicePointPageFactory(parent=services, description="une ligne\r\nune autre")
    call_command("export_places", "--output", tmp_path / "places.csv")

    assert (tmp_path / "places.csv").read_bytes() == exported("csv").encode()


def test_a_language_that_the_site_has_not_is_said(services) -> None:
    with pytest.raises(CommandError, match="no language “xx”; it has fr"):
        call_command("export_places", "--language", "xx")


def test_every_format_says_who_it_is() -> None:
    assert list(registered_formats()) == ["csv", "france_services", "geojson"]
