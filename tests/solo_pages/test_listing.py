"""The lists of pages in the admin: searched, filtered and sorted at once."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory, SoloProfilePageFactory

pytestmark = pytest.mark.django_db

LISTS = {
    "meetings": (EventPageFactory, {"starts_on": date(2099, 3, 5)}),
    "solos": (SoloProfilePageFactory, {}),
    "service_points": (ServicePointPageFactory, {"data_source": "Mairie"}),
}
FILTERS = {
    "meetings": ["dates=coming", "registration=here", "attendance=on_site", "live=true"],
    "solos": ["freshness=fresh", "live=true"],
    "service_points": ["freshness=fresh", "data_source=mairie", "live=true"],
}


@pytest.fixture(params=LISTS)
def listing(request, site):
    """The name of a list of three pages, two of which a search for "tilleul" finds."""
    factory, facts = LISTS[request.param]
    for title in ("Sous le tilleul", "Au tilleul", "Au chêne"):
        factory(parent=site.section, title=title, slug=title.lower().replace(" ", "-"), **facts)
    return request.param


def found(client, listing: str, query: str) -> list[str]:
    response = client.get(f"{reverse(f'{listing}:index')}?q=tilleul&{query}")
    return sorted(page.title for page in response.context["object_list"])


def test_what_is_found_is_sorted_by_any_column(admin_client, listing):
    columns = admin_client.get(reverse(f"{listing}:index")).context["view"].columns
    for key in {column.sort_key for column in columns if column.sort_key}:
        for ordering in (key, f"-{key}"):
            assert found(admin_client, listing, f"ordering={ordering}") == ["Au tilleul", "Sous le tilleul"], ordering


def test_what_is_found_is_narrowed_by_any_filter(admin_client, listing):
    for query in FILTERS[listing]:
        assert found(admin_client, listing, query) == ["Au tilleul", "Sous le tilleul"], query
    assert found(admin_client, listing, "live=false") == []
