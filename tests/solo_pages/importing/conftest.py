"""A small gazetteer, the terms a file may name, and the directory that imported places go to."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page, Site

from directory_blocks.models import Commune, CommuneAlias, DirectoryPage, Term, Territory
from solo_pages.models import ServicePointPage

SHARED = Path(os.environ.get("SHARED_TESTDATA") or Path(__file__).resolve().parents[4] / "shared" / "testdata")

TERMS = {
    "category": {"public-services": "Services publics", "health": "Santé", "workspaces": "Espaces de travail"},
    "language": {"fr": "Français", "en": "Anglais"},
    "feature": {"wifi": "Wifi", "open-24-7": "Ouvert 24 h/24"},
}


@pytest.fixture
def french(db):
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def terms(french):
    return [
        Term.objects.create(vocabulary=vocabulary, slug=slug, name=name, locale=french)
        for vocabulary, named in TERMS.items()
        for slug, name in named.items()
    ]


@pytest.fixture
def gers(db):
    return Territory.objects.create(code="FR-32", name="Gers", country="FR")


@pytest.fixture
def communes(gers):
    for code, name, postcodes, latitude, longitude in (
        ("32013", "Auch", "32000", 43.6465, 0.5855),
        ("32107", "Condom", "32100", 43.958, 0.372),
        ("32370", "Saint-Clar", "32380", 43.891, 0.769),
        ("32256", "Mirande", "32300", 43.515, 0.404),
        ("32901", "Castelnau", "32450", 43.51, 0.68),
        ("32902", "Castelnau", "32440", 43.95, -0.04),
    ):
        Commune.objects.create(
            territory=gers, code=code, name=name, postcodes=postcodes, latitude=latitude, longitude=longitude
        )
    CommuneAlias.objects.create(commune=Commune.objects.get(code="32107"), code="32999", name="Grazimis")


@pytest.fixture
def services(french, terms, communes):
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=Page(title="Accueil", slug="fr", locale=french))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    return home.add_child(instance=DirectoryPage(title="Services", slug="services", sources=["service"], locale=french))


@pytest.fixture
def write(tmp_path):
    """Write a file; text becomes UTF-8."""

    def write_file(content, name="places.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def run(services):
    """Import a file and give the report."""

    def run_import(path, *options):
        out = StringIO()
        call_command("import_places", path, *options, stdout=out)
        return out.getvalue()

    return run_import


@pytest.fixture
def fails(services):
    """Import a file that must fail; give message and report, having seen that nothing was written."""

    def run_import(path, *options):
        before, out = list(ServicePointPage.objects.values()), StringIO()
        with pytest.raises(CommandError) as error:
            call_command("import_places", path, "--apply", *options, stdout=out)
        assert error.value.returncode == 1
        assert list(ServicePointPage.objects.values()) == before
        return f"{error.value}\n{out.getvalue()}"

    return run_import


@pytest.fixture
def france_services_file():
    path = SHARED / "france_services_32_2024-08.csv"
    if not path.exists():
        pytest.skip(f"The list of France Services offices is not at {SHARED} (SHARED_TESTDATA says where it is).")
    return path
