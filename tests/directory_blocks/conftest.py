import pytest

from directory_blocks.sources import registry, temporary_source
from tests.factories.site import ProfileSource


@pytest.fixture
def profiles(monkeypatch):
    # The plugin's own source of the same pages would count everything twice.
    monkeypatch.delitem(registry._sources, "solo")
    with temporary_source(ProfileSource) as source:
        yield source


@pytest.fixture
def site(bilingual_site, profiles):
    return bilingual_site
