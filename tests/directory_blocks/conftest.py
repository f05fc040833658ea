import pytest

from directory_blocks.sources import registry, temporary_source
from tests.factories.site import ProfileSource, build_site


@pytest.fixture
def profiles(monkeypatch):
    # The plugin's own source of the same pages would count everything twice.
    monkeypatch.delitem(registry._sources, "solo")
    with temporary_source(ProfileSource) as source:
        yield source


@pytest.fixture
def site(db, profiles):
    from wagtail.models import Page, Site

    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    return build_site()
