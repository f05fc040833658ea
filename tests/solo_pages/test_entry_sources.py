import pytest
from wagtail.images.tests.utils import get_test_image_file

from directory_blocks.models import Entry
from tests.factories.site import make_commune, make_term, publish
from tests.factories.solo_pages import ServicePointPageFactory, SoloProfilePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def auch(site):
    return make_commune()


def test_a_published_profile_is_found_by_all_that_it_says(site, auch, django_capture_on_commit_callbacks):
    from wagtail.images import get_image_model

    portrait = get_image_model().objects.create(title="Portrait", file=get_test_image_file())
    with django_capture_on_commit_callbacks(execute=True):
        page = SoloProfilePageFactory(
            parent=site.section, title="Marie", commune=auch, portrait=portrait, organisation="Mots & Cie"
        )
        page.sectors = [make_term("Traduction", "translation")]
        page.languages = [make_term("Anglais", "en", vocabulary="language")]
        publish(page)
    entry = Entry.objects.get(source="solo", locale=site.french)
    assert (entry.title, entry.summary, entry.url_path) == ("Marie", page.headline, "/fr/annuaire/" + page.slug + "/")
    assert {term.slug for term in entry.terms.all()} == {"translation", "en"}
    assert (entry.latitude, entry.longitude) == (auch.latitude, auch.longitude)
    assert entry.thumbnail.endswith(".webp")
    for words in ("Mots & Cie", "Relecture", "ancienne école"):
        assert words in entry.search_text or words.lower() in entry.search_text.lower()
    assert page.email not in entry.search_text


def test_a_published_service_point_is_found_with_its_hours(site, auch, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = ServicePointPageFactory(parent=site.section, title="Mairie", commune=auch, street_address="1 rue Bleue")
        page.categories = [make_term("Services publics", "public-services", vocabulary="category")]
        publish(page)
    entry = Entry.objects.get(source="service", locale=site.french)
    assert entry.opening_hours == "Mo-Fr 09:00-12:00"
    assert [term.slug for term in entry.terms.all()] == ["public-services"]
    assert entry.summary == page.summary
