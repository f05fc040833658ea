"""Wrong compositions are system-check messages."""

import pytest
from django.contrib.auth.models import Group

from directory_blocks import checks
from directory_blocks.models import DirectoryPage
from directory_blocks.sources import EntryData, PageSource, Source, temporary_source
from directory_blocks.sources.registry import registered_sources
from solo_pages.models import SoloProfilePage
from tests.factories.site import ProfileSource


def ids(messages):
    return sorted(message.id.removeprefix("directory_blocks.") for message in messages)


def messages_of(**attributes):
    base = attributes.pop("base", ProfileSource)
    source = type("Checked", (base,), {"key": "checked", **attributes})
    with temporary_source(source):
        return ids(message for message in checks.check_sources() if message.obj is source)


def test_the_portals_own_composition_is_right():
    assert not checks.check_sources()
    assert not checks.check_vocabularies()
    assert not checks.check_redirects()
    assert not checks.check_translations()
    assert registered_sources()


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, []),
        ({"label": ""}, ["E002"]),
        ({"key": "Not a key"}, ["E003"]),
        ({"entry": Source.entry}, ["E004"]),
        ({"model": Group}, ["E005", "E007"]),
        ({"vocabularies": ("nothing-such",)}, ["E006"]),
        ({"thumbnail_field": "commune"}, ["E007"]),
        ({"thumbnail_field": "nothing_such"}, ["E007"]),
    ],
)
def test_a_source_is_whole(attributes, expected):
    assert messages_of(**attributes) == expected


def test_pages_need_a_page_source():
    attributes = {"label": "x", "label_plural": "x", "entry": lambda self, obj: EntryData(title="x")}
    assert messages_of(base=Source, model=SoloProfilePage, **attributes) == ["E005", "W001"]
    assert messages_of(base=Source, model=Group, **attributes) == ["W001"]
    assert issubclass(ProfileSource, PageSource)


@pytest.mark.parametrize("key", ["q", "bbox", "Sector", "a b", "x" * 31])
def test_a_vocabulary_is_a_parameter_of_its_own(settings, key):
    settings.DIRECTORY_BLOCKS = {"VOCABULARIES": {key: "?", "sector": "Sector"}}
    assert ids(checks.check_vocabularies()) == ["E001"]


def test_wagtails_own_redirects_are_warned_of(settings):
    settings.WAGTAILREDIRECTS_AUTO_CREATE = True
    assert ids(checks.check_redirects()) == ["W002"]


def test_coordinates_are_never_translated(monkeypatch):
    monkeypatch.setattr(SoloProfilePage, "override_translatable_fields", [])
    assert ids(checks.check_translations()) == ["E008"]


def test_a_directory_that_names_what_is_gone_is_warned_of(site):
    page = site.home.add_child(
        instance=DirectoryPage(title="Liste", slug="liste", sources=["profile", "gone"], facets=["sector", "gone"])
    )
    found = checks.check_directories(databases=["default"])
    assert ids(found) == ["W003", "W003"]
    assert str(page.pk) in found[0].msg
    assert checks.check_directories() == []


def test_urls_that_a_host_forgot_are_named(settings):
    assert not checks.check_urls()
    settings.ROOT_URLCONF = "wagtail.urls"
    assert ids(checks.check_urls()) == ["W004", "W004"]
