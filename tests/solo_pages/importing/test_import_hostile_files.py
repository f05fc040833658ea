"""Files that are wrong: a message that says what and where, exit code 1, and nothing written."""

import json

import pytest

from solo_pages.models import ServicePointPage

HEADER = "external_id,data_source,title,commune,latitude,longitude,opening_hours,phone,description"
ROW = "12,Mairies,Mairie,Auch,43.646,0.586,Mo-Fr 09:00-12:00,05 62 61 12 34,Guichet"


def feature(**properties):
    geometry = properties.pop("geometry", {"type": "Point", "coordinates": [0.586, 43.646]})
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"external_id": "12", "data_source": "Mairies", "title": "Mairie", "commune": "Auch"}
        | properties,
    }


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "The file is empty."),
        ("blank.csv", b"\xef\xbb\xbf \r\n ", "The file is empty."),
        ("null.csv", b"external_id,title\n1,\0\n", "null bytes"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0", "null bytes"),
        ("notes.bin", b"once upon a time", "It is not evident which format this is"),
        ("names.csv", b"nom,ville\nMairie,Auch\n", "Missing columns: external_id, title. Expected: external_id, title"),
        ("names.csv", b"nom,ville\nMairie,Auch\n", "Found: nom, ville."),
        ("twice.csv", b"external_id,title,title\n1,a,b\n", "Columns given twice: title."),
        ("quote.csv", b'external_id,title\n1,"Mairie\n2,Gare\n', "Line 2: a quotation mark is opened and never closed"),
        ("huge.csv", b"external_id,title\n1," + b"x" * 10_000_000 + b"\n", "Line 2: a cell has more than 1,000,000"),
        ("list.json", b"[1, 2]", "JSON, but not GeoJSON"),
        ("object.json", b'{"places": []}', "JSON, but not GeoJSON: expected a FeatureCollection"),
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [', "Not JSON: Expecting value at line 1"),
        ("deep.json", b"[" * 100_000, "nested too deep"),
        ("digits.json", b'{"a": ' + b"1" * 5_000 + b"}", "a number without end"),
        ("nan.geojson", b'{"type": "FeatureCollection", "features": [NaN]}', "NaN where a number is expected"),
        ("none.geojson", b'{"type": "FeatureCollection", "features": []}', "Missing columns: external_id, title"),
        ("fs.csv", b"id_fs,lib_fs\n1,France services\n", "Missing columns: insee_com, code_postal"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(fails, write, name, content, said) -> None:
    assert said in fails(write(content, name))


def test_a_file_that_is_not_there_says_so(fails, tmp_path) -> None:
    assert "cannot be read: No such file or directory" in fails(tmp_path / "nothing.csv")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (ROW.replace("12,", ",", 1), "line 2: has no external_id"),
        (ROW.replace("Mairies", ""), "line 2: has no data_source: fill that column, or give --source"),
        (ROW.replace("Mairie,", " ,"), "line 2: has no title"),
        (ROW.replace("Mairie,", f"{'x' * 300},"), "line 2: title “xxx"),
        (ROW.replace("Auch", "Atlantis"), "line 2: no commune is called “Atlantis”"),
        (ROW.replace("Auch", "Castelnau"), "line 2: several communes are called “Castelnau”"),
        (ROW.replace("43.646", "NaN"), "line 2: latitude “NaN” is no number"),
        (ROW.replace("43.646", "north"), "line 2: latitude “north” is no number"),
        (ROW.replace("43.646", "1e999"), "line 2: latitude “1e999” is no number"),
        (ROW.replace("43.646", ""), "line 2: has a latitude or a longitude alone"),
        (ROW.replace("Mo-Fr 09:00-12:00", "Mo-Fr 9h-99h"), "line 2: opening_hours “Mo-Fr 9h-99h”"),
        (ROW.replace("Guichet", "x" * 30_000), "line 2: description has 30,000 characters, more than 20,000"),
        (f"{ROW},one more", "line 2: has 10 cells, the header 9"),
        ("12,Mairies,Mairie", "line 2: has 3 cells, the header 9: the line is truncated?"),
        (f"{ROW}\n{ROW}", "line 3: has the same identifier “12” as line 2, which was taken"),
        (f'"{ROW.split(",", maxsplit=1)[0]}","Mairies","two\nlines","Atlantis",,,,,', "line 2: no commune is called"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_line_and_the_reason(fails, write, row, reason) -> None:
    assert reason in fails(write(f"{HEADER}\n{row}\n"))


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (feature(geometry={"type": "Polygon", "coordinates": []}), "feature 2: the geometry is a Polygon, not a Point"),
        (feature(geometry={"type": "Point", "coordinates": [1]}), "feature 2: the Point needs two coordinates"),
        (feature(geometry={"type": "Point", "coordinates": ["a", {}]}), "feature 2: longitude “a” is no number"),
        (feature(geometry={"type": "Point", "coordinates": [True, [1]]}), "feature 2: longitude “True” is no number"),
        (feature(geometry="here"), "feature 2: the geometry is a str, not a Point"),
        (feature(title={"fr": "Mairie"}), "feature 2: title is {'fr': 'Mairie'}, expected one line"),
        (feature(appointment_only="perhaps"), "feature 2: appointment_only is “perhaps”, expected yes or no"),
        (feature(categories=["caves"]), "feature 2: “caves” is no category; known: health, public-services"),
        (feature(verified_on="23/11/2026"), "feature 2: verified_on is “23/11/2026”, expected a date as 2026-11-23"),
        (feature(wheelchair="maybe"), "feature 2: wheelchair “maybe”"),
        (feature(precision="street"), "feature 2: precision “street”"),
        ({"type": "Point"}, "feature 2: is no GeoJSON Feature"),
        ({"type": "Feature", "properties": None}, "feature 2: has no properties"),
        (12, "feature 2: is no GeoJSON Feature"),
    ],
)
def test_a_wrong_feature_is_rejected_with_its_number_and_the_reason(fails, write, wrong, reason) -> None:
    file = write(collection(feature(external_id="11"), wrong), "places.geojson")

    assert reason in fails(file)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\n\n\n").encode(),
        lambda text: text.rstrip().encode(),
    ],
    ids=["mark", "utf-16", "windows", "semicolons", "tabs", "crlf", "cr", "blank lines", "no last newline"],
)
def test_whatever_program_wrote_it_the_text_is_the_same(run, write, encode) -> None:
    run(write(encode("external_id,data_source,title,commune\n12,Mairies,Élysée – Forêt œuvre,Auch\n")), "--apply")

    assert ServicePointPage.objects.get().title == "Élysée – Forêt œuvre"


def test_an_encoding_that_was_guessed_is_said(run, write) -> None:
    said = run(write(f"{HEADER}\n13,Mairies,Été,Auch,,,,,\n".encode("cp1252")))

    assert "read as Windows-1252.\nThe encoding is a guess" in said


def test_swapped_coordinates_are_seen_said_and_read_the_right_way(run, write) -> None:
    said = run(write(f"{HEADER}\n{ROW.replace('43.646,0.586', '0.586,43.646')}\n"), "--apply")

    assert "latitude 0.586 and longitude 43.646 are swapped: read the other way round" in said
    assert ServicePointPage.objects.get().latitude == 43.646


def test_a_position_outside_the_territory_is_left_out_and_said(run, write) -> None:
    said = run(write(f"{HEADER}\n{ROW.replace('43.646,0.586', '48.85,2.35')}\n"), "--apply")

    assert "48.85, 2.35 is outside the territory: left out, it stands at Auch" in said
    assert ServicePointPage.objects.get().latitude is None


@pytest.mark.parametrize("phone", ["06 00 00 00 00", "0500000000", "XX XX XX XX XX", "12", "call me"])
def test_a_masked_or_impossible_phone_number_is_left_out_and_said(run, write, phone) -> None:
    said = run(write(f"{HEADER}\n{ROW.replace('05 62 61 12 34', phone)}\n"), "--apply")

    assert f"phone “{phone}” is" in said
    assert "left out" in said
    assert ServicePointPage.objects.get().phone == ""


def test_a_bad_address_of_mail_or_web_is_left_out_and_said(run, write) -> None:
    said = run(
        write("external_id,data_source,title,email,website\n1,S,Gare,gare(at)sncf,javascript:alert(1)\n"), "--apply"
    )

    assert "email “gare(at)sncf” is no e-mail address: left out" in said
    assert "website “javascript:alert(1)” is no web address: left out" in said
    assert ServicePointPage.objects.get().website == ""


def test_markup_and_formulas_are_text(run, write) -> None:
    run(write('external_id,data_source,title,description\n1,S,"=cmd()","<script>alert(1)</script>"\n'), "--apply")

    place = ServicePointPage.objects.get()
    assert place.title == "=cmd()"
    assert place.description == "<script>alert(1)</script>"
    assert place.slug == "cmd"


def test_control_characters_and_lone_surrogates_are_dropped(run, write) -> None:
    run(
        write(collection(feature(title="Mai\u001b[31mrie\u0000\ud800", description="a\u0007b")), "p.geojson"), "--apply"
    )

    place = ServicePointPage.objects.get()
    assert place.title == "Mai[31mrie"
    assert place.description == "ab"


def test_columns_that_are_not_used_are_said(run, write) -> None:
    assert "Columns that are not used: colour." in run(write("external_id,data_source,title,colour\n1,S,Gare,red\n"))


def test_a_code_and_a_name_that_disagree_are_said(run, write) -> None:
    said = run(write("external_id,data_source,title,commune_code,commune\n1,S,Gare,32013,Condom\n"))

    assert "commune 32013 is Auch, the file says “Condom”: the code was followed" in said


def test_a_former_commune_is_found_by_code_and_by_name(run, write) -> None:
    run(write("external_id,data_source,title,commune_code,commune\n1,S,A,32999,\n2,S,B,,Grazimis\n"), "--apply")

    assert {place.commune.name for place in ServicePointPage.objects.all()} == {"Condom"}


def test_the_postcode_tells_communes_of_one_name_apart(run, write) -> None:
    run(write("external_id,data_source,title,commune,postcode\n1,S,A,Castelnau,32440\n"), "--apply")

    assert ServicePointPage.objects.get().commune.code == "32902"
