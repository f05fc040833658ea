import pytest

from tests.factories.site import BilingualSite, build_site


@pytest.fixture
def site(db) -> BilingualSite:
    from wagtail.models import Page, Site

    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    return build_site()
