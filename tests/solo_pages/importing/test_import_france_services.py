"""The French list of France Services offices: hours per weekday, masks, comments, sites."""

import csv
from datetime import datetime, timedelta

import opening_hours
import pytest
from django.core.management import call_command

from directory_blocks.models import Commune, CommuneAlias
from solo_pages.importing.adapters.france_services import DAYS, spans
from solo_pages.importing.adapters.france_services import opening_hours as week
from solo_pages.models import ServicePointPage

from .conftest import SHARED


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("", ""),
        ("Fermé", ""),
        ("09:30 - 12:30 / 13:30 - 18:00", "09:30-12:30,13:30-18:00"),
        ("8h30-12h", "08:30-12:00"),
        ("9h à 12h et 14h à 17h30", "09:00-12:00,14:00-17:30"),
        ("08:00-24:00", "08:00-24:00"),
    ],
)
def test_hours_of_a_day_become_osm_spans(cell, hours) -> None:
    assert spans(cell) == hours


@pytest.mark.parametrize(
    "cell", ["morning", "12:00 - 09:00", "09:00", "09:75 - 10:00", "25:00 - 26:00", "24:00 - 24:30"]
)
def test_hours_that_cannot_be_are_refused_with_their_day(cell) -> None:
    with pytest.raises(ValueError, match="h_mardi: "):
        week({"h_mardi": cell})


def test_days_with_the_same_hours_are_written_together() -> None:
    same = "09:00 - 12:00"
    assert week({"h_lundi": same, "h_mardi": same, "h_jeudi": same}) == "Mo-Tu 09:00-12:00; Th 09:00-12:00"


@pytest.fixture
def all_communes(gers, france_services_file):
    geo = SHARED.parent / "geo"
    with (geo / "gers_communes_cog2026.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            Commune.objects.get_or_create(
                territory=gers,
                code=row["code_insee"],
                defaults={
                    "name": row["nom"],
                    "postcodes": row["codes_postaux"].replace("|", " "),
                    "latitude": float(row["latitude"]),
                    "longitude": float(row["longitude"]),
                },
            )
    with (geo / "gers_communes_deleguees.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            CommuneAlias.objects.create(
                commune=Commune.objects.get(code=row["chef_lieu"]),
                code=row["code_insee"],
                name=row["nom"],
            )


def test_the_27_offices_of_the_gers_import_with_their_hours_and_commune(
    run, all_communes, france_services_file
) -> None:
    said = run(france_services_file, "--apply")

    assert "27 places" in said
    assert "Created: 27\n" in said
    assert "Rejected: 0" in said
    with france_services_file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            place = ServicePointPage.objects.get(external_id=row["id_fs"])
            assert place.live
            assert place.commune.code == row["insee_com"]
            assert (place.latitude, place.longitude) == (float(row["latitude"]), float(row["longitude"]))
            for number, column in enumerate(DAYS):
                assert _spans_on(place.opening_hours, number) == row.get(column, ""), (place.title, column)
    masked = ServicePointPage.objects.filter(phone="")
    assert {place.external_id for place in masked} == {"783", "1269"}
    assert said.count("is masked: left out") == 4


def test_the_offices_again_are_27_unchanged(run, all_communes, france_services_file) -> None:
    run(france_services_file, "--apply")

    said = run(france_services_file, "--apply")

    assert "Created: 0\nChanged: 0\nUnchanged: 27\n" in said


def _spans_on(expression, weekday):
    """The hours of one weekday as the list writes them, evaluated by the library and not by our own reader."""
    day = datetime(2026, 11, 23) + timedelta(days=weekday)  # noqa: DTZ001 - the library's local time
    found = opening_hours.OpeningHours(expression).intervals(day, day + timedelta(days=1))
    return " / ".join(f"{start:%H:%M} - {end:%H:%M}" for start, end, state, _comment in found if str(state) == "open")


def test_a_comment_that_names_a_year_is_to_be_looked_at(run, write) -> None:
    header = (
        "id_fs,lib_fs,adresse,insee_com,code_postal,lib_com,latitude,longitude,h_lundi,h_samedi,prise_rdv,commentaire"
    )
    row = "9,Maison France services,,32013,32000,Auch,43.64,0.58,09:00 - 12:00,,Oui,Fermé du 1er au 15 août 2024"
    said = run(write(f"{header}\n{row}\n"), "--apply")

    assert "the comment speaks of 2024: see whether it still holds" in said
    place = ServicePointPage.objects.get()
    assert place.description == "Rendez-vous possible.\nFermé du 1er au 15 août 2024"
    assert place.data_licence == "Licence Ouverte 2.0"
    assert place.opening_hours == "Mo 09:00-12:00"


def test_hours_that_cannot_be_read_reject_the_office(fails, write) -> None:
    header = "id_fs,lib_fs,insee_com,code_postal,lib_com,latitude,longitude,h_lundi,h_samedi"
    said = fails(write(f"{header}\n9,Maison,32013,32000,Auch,43.64,0.58,le matin,\n"))

    assert "line 2: h_lundi: “le matin” is not read as hours; expected 09:30 - 12:30 / 13:30 - 18:00" in said


def test_help_shows_the_columns(capsys) -> None:
    for command in ("import_places", "export_places"):
        with pytest.raises(SystemExit):
            call_command(command, "--help")
        assert "external_id *     one line" in capsys.readouterr().out
