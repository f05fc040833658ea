"""Loading a gazetteer: checked in full, all or nothing, repeatable; and a territory's outline."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory_blocks.gazetteer.load import load_gazetteer
from directory_blocks.gazetteer.outline import lies_in, outline_geometry
from directory_blocks.gazetteer.problems import GazetteerError
from directory_blocks.models import Commune, CommuneAlias, Intercommunality, Territory
from solo_pages.models import ServicePointPage
from tests.factories.gazetteer import GERS
from tests.factories.solo_pages import ServicePointPageFactory

SHARED = Path(__file__).parents[3] / "shared" / "geo"

MANIFEST = """
[territory]
code = "XX-1"
name = "Petit pays"
country = "FR"
outline = "outline.geojson"
credits = ["Nobody, CC0"]
[files]
communes = "communes.csv"
aliases = "aliases.csv"
intercommunalities = "groups.csv"
"""
OUTLINE = {"type": "Polygon", "coordinates": [[[0, 43], [1, 43], [1, 44], [0, 44], [0, 43]]]}
COMMUNES = """code,name,postcodes,population,district,intercommunality,latitude,longitude
1,Auch,32000 32001,22000,Auch,G1,43.65,0.58
2,Saint-Clar,32380,900,Condom,G1,43.89,0.77
3,Riscle,32400,1600,Mirande,,43.65,0.08
"""
ALIASES = "code,name,commune\n4,Cannet,3\n3,Riscle,3\n"
GROUPS = "code,name\nG1,Grand Auch\n"


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, manifest=MANIFEST, communes=COMMUNES, aliases=ALIASES, groups=GROUPS)
    (tmp_path / "outline.geojson").write_text(json.dumps(OUTLINE))
    return tmp_path


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        file = folder / ("gazetteer.toml" if name == "manifest" else f"{name}.csv")
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def problems(folder: Path) -> list[str]:
    with pytest.raises(GazetteerError) as error:
        load_gazetteer(folder)
    assert not Territory.objects.exists(), "all or nothing"
    return [str(problem) for problem in error.value.problems]


@pytest.mark.django_db
def test_the_gers_has_its_communes_groups_names_outline_and_credits():
    load_gazetteer(GERS / "gazetteer.toml")
    territory = Territory.objects.default()
    assert (territory.code, territory.country, territory.timezone) == ("FR-32", "FR", "Europe/Paris")
    assert Commune.objects.count() == 458
    assert CommuneAlias.objects.count() == 9
    assert Intercommunality.objects.count() == 17
    assert Commune.objects.filter(intercommunality=None).count() == 0
    assert all(word in territory.credits for word in ("INSEE", "GeoNames", "Natural Earth"))
    auch = Commune.objects.get(code="32013")
    assert lies_in(auch.latitude, auch.longitude, territory.outline)
    assert Commune.objects.get(code="32132").intercommunality.name == "CC de la Lomagne Gersoise"


@pytest.mark.django_db
@pytest.mark.skipif(not SHARED.exists(), reason="the source files are not at ../shared/geo")
def test_the_gers_agrees_with_the_official_membership_of_its_groups():
    load_gazetteer(GERS)
    groups = json.loads((SHARED / "gers_epci_cog2026.json").read_text())
    expected = {member: group["code"] for group in groups for member in group["membres_32"]}
    assert dict(Commune.objects.values_list("code", "intercommunality__code")) == expected


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_loading_more_says_what_changed(folder):
    assert load_gazetteer(folder).changed
    again = load_gazetteer(folder)
    assert not again.changed
    assert again.counts["communes", "unchanged"] == 3
    write(folder, communes=COMMUNES.replace("22000", "22500") + "5,Éauze,32800,3900,Condom,,43.86,0.10\n")
    report = load_gazetteer(folder)
    counts = {happened: report.counts["communes", happened] for happened in ("created", "changed", "unchanged")}
    assert counts == {"created": 1, "changed": 1, "unchanged": 2}
    assert Commune.objects.get(code="5").search_name == "eauze"


@pytest.mark.django_db
def test_byte_order_mark_line_ends_and_semicolons_are_understood(folder):
    write(folder, communes=b"\xef\xbb\xbf" + COMMUNES.replace(",", ";").replace("\n", "\r\n").encode())
    load_gazetteer(folder)
    assert Commune.objects.get(code="2").postcodes == "32380"


@pytest.mark.django_db
def test_every_wrong_row_is_reported_by_line_with_the_reason(folder):
    header = COMMUNES.splitlines()[0]
    rows = [
        "1,Auch,32000,many,Auch,G9,43.65,0.58",
        "1,Again,32000,1,,,43.65,0.58",
        ",No code,,,,,43.65,0.58",
        '"6","A name\nover two lines",,,,,43.65,0.58',
        '7,Comma,,,,,"43,65",0.58',
        "8,Swapped,,,,,0.58,43.65",
        "9,Far,,,,,48.85,2.35",
        "10,Infinite,,,,,inf,nan",
        "11,Short,,",
        "12,,bad/code,,,,43.65,0.58",
    ]
    write(folder, communes="\n".join([header, *rows]), aliases="name,commune,code\nCannet,99,\nAuch bis,1,12\n")
    found = problems(folder)
    for expected in (
        "communes.csv, line 2: the population 'many' is not a whole number.",
        "communes.csv, line 2: the intercommunality G9 is not in its table.",
        "communes.csv, line 3: the code 1 stands twice.",
        "communes.csv, line 4: the code is empty.",
        "communes.csv, line 5: has a line break or control character inside a cell.",
        "communes.csv, line 7: the latitude '43,65' is not a number (write a point, not a comma).",
        "communes.csv, line 8: the point 0.58, 43.65 is outside the territory: latitude and longitude are swapped.",
        "communes.csv, line 9: the point 48.85, 2.35 is outside the territory: 612 km from its centre.",
        "communes.csv, line 10: the latitude inf is not between -90 and 90.",
        "communes.csv, line 10: the longitude nan is not between -180 and 180.",
        "communes.csv, line 11: has 4 cells, the header 8.",
        "communes.csv, line 12: the name is empty.",
        "communes.csv, line 12: 'bad/code' is not a postcode; separate several by spaces.",
        "aliases.csv, line 2: the commune 99 is not in its table.",
        "aliases.csv, line 3: 12 is a commune of its own, .",
    ):
        assert expected in found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            {"communes": COMMUNES.replace("Auch", "Éauze").encode("latin-1")},
            "communes.csv, line 2: byte 0xc9 is not UTF-8",
        ),
        ({"communes": COMMUNES.encode("utf-16")}, "communes.csv: is UTF-16"),
        ({"communes": ""}, "communes.csv, line 1: the column code is missing."),
        ({"communes": COMMUNES.splitlines()[0]}, "communes.csv: has no commune."),
        ({"communes": COMMUNES.replace("name", "nom", 1)}, "communes.csv, line 1: the column nom is not known."),
        ({"communes": COMMUNES + '9,"open quote'}, "communes.csv, line 5: is not well-formed CSV"),
        ({"communes": COMMUNES.replace("Auch", "Au\x00ch", 1)}, "communes.csv, line 2: has a NUL character."),
        ({"manifest": "[territory"}, "gazetteer.toml: is not well-formed TOML"),
        ({"manifest": "[files]\ncommunes='c.csv'"}, "gazetteer.toml: [territory] is missing."),
        ({"manifest": MANIFEST.replace('"FR"', '"France"')}, "territory.country must be two capital letters"),
        ({"manifest": MANIFEST.replace("groups", "nothing")}, "nothing.csv: cannot be read: No such file"),
        ({"manifest": MANIFEST.replace('"Petit pays"', "3")}, "territory.name must be a text."),
        ({"manifest": MANIFEST + 'colour = "red"'}, "files.colour is not known."),
        ({"manifest": MANIFEST.replace("[files]", 'timezone = "Gers/Auch"\n[files]')}, "is not a time zone"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(folder, files, reason):
    write(folder, **files)
    assert any(reason in problem for problem in problems(folder))


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "FeatureCollection", "features": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 200]]]},
        {"type": "Polygon", "coordinates": [["a", "b", "c", "a"]]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
    ],
)
def test_an_outline_that_is_no_polygon_is_refused(document):
    with pytest.raises(ValueError, match=r"\w+"):
        outline_geometry(document)


@pytest.mark.django_db
def test_a_commune_that_is_gone_is_deleted_unless_something_refers_to_it(folder):
    load_gazetteer(folder)
    auch = Commune.objects.get(code="1")
    ServicePointPageFactory(commune=auch)
    lines = COMMUNES.splitlines()
    write(folder, communes="\n".join([lines[0], lines[3]]))
    report = load_gazetteer(folder)
    assert set(Commune.objects.values_list("code", flat=True)) == {"1", "3"}
    assert report.kept == ["1 Auch (1)"]
    assert report.counts["communes", "removed"] == 1
    assert Intercommunality.objects.exists(), "the commune kept is in it"


@pytest.mark.django_db
def test_a_commune_that_became_part_of_another_hands_over_pages_and_drafts(folder):
    load_gazetteer(folder)
    page = ServicePointPageFactory(commune=Commune.objects.get(code="2"))
    page.save_revision()
    lines = COMMUNES.splitlines()
    write(folder, communes="\n".join([*lines[:2], lines[3]]), aliases=ALIASES + "2,Saint-Clar,1\n")
    report = load_gazetteer(folder)
    auch = Commune.objects.get(code="1")
    page = ServicePointPage.objects.get(pk=page.pk)
    assert report.merged == ["2 Saint-Clar → 1 Auch"]
    assert page.commune == auch
    assert page.get_latest_revision_as_object().commune == auch
    assert Commune.objects.search("st clar").get() == auch


@pytest.mark.django_db
def test_names_an_editor_added_stay_and_official_ones_follow_the_file(folder):
    load_gazetteer(folder)
    riscle = Commune.objects.get(code="3")
    riscle.aliases.create(name="Riscla")
    write(folder, aliases="code,name,commune\n4,Cannet-le-Vieux,3\n")
    report = load_gazetteer(folder)
    assert set(riscle.aliases.values_list("name", flat=True)) == {"Riscla", "Cannet-le-Vieux"}
    assert (report.counts["aliases", "created"], report.counts["aliases", "removed"]) == (1, 2)


@pytest.mark.django_db
def test_the_command_prints_counts_or_every_problem(folder):
    out, err = StringIO(), StringIO()
    call_command("load_gazetteer", str(folder), stdout=out)
    assert "communes: 3 created" in out.getvalue()
    write(folder, communes=COMMUNES.replace("43.65", "north"))
    with pytest.raises(CommandError, match="2 to put right; nothing was loaded"):
        call_command("load_gazetteer", str(folder), stderr=err)
    assert "communes.csv, line 2: the latitude 'north' is not a number." in err.getvalue()
