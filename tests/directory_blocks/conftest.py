import pytest

from directory_blocks.sources import temporary_source
from tests.factories.site import ProfileSource, build_site


@pytest.fixture
def profiles():
    with temporary_source(ProfileSource) as source:
        yield source


@pytest.fixture
def site(db, profiles):
    from wagtail.models import Page, Site

    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    return build_site()
