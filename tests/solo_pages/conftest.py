import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from directory_blocks.models import Commune
from solo_pages.models import ServicePointPage, SoloNetworkLink, SoloProfilePage
from tests.factories.site import BilingualSite, make_commune, make_term, publish
from tests.factories.solo_pages import ServicePointPageFactory


@pytest.fixture
def site(bilingual_site: BilingualSite) -> BilingualSite:
    return bilingual_site


@pytest.fixture
def auch(site: BilingualSite) -> Commune:
    return make_commune()


@pytest.fixture
def marie(site: BilingualSite, auch: Commune, django_capture_on_commit_callbacks) -> SoloProfilePage:
    """A solo with everything, published: e-mail and phone kept private, the place exact."""
    portrait = get_image_model().objects.create(title="Portrait", file=get_test_image_file(size=(300, 300)))
    with django_capture_on_commit_callbacks(execute=True):
        page = site.solo(
            "Marie Dupont",
            slug="marie",
            commune=auch,
            location="SRID=4326;POINT(0.612345 43.654321)",
            latitude=43.654321,
            longitude=0.612345,
            portrait=portrait,
            organisation="Mots & Cie",
            email="marie@example.org",
            phone="+33562611234",
            website="https://www.mots.example/",
            arrived_in=2019,
            arrived_from="Cork",
            welcomes_newcomers=True,
        )
        page.sectors = [make_term("Traduction", "translation")]
        page.skills = [make_term("Sous-titrage", "subtitling", vocabulary="skill")]
        page.languages = [make_term("Anglais", "en", vocabulary="language")]
        page.networks.add(SoloNetworkLink(label="Mastodon", url="https://social.example/@marie"))
        publish(page)
    return SoloProfilePage.objects.get(pk=page.pk)


@pytest.fixture
def office(site: BilingualSite, auch: Commune, django_capture_on_commit_callbacks) -> ServicePointPage:
    """A service point with everything, published."""
    with django_capture_on_commit_callbacks(execute=True):
        page = ServicePointPageFactory(
            parent=site.section,
            title="Maison de services",
            slug="maison",
            commune=auch,
            location="SRID=4326;POINT(0.612345 43.654321)",
            latitude=43.654321,
            longitude=0.612345,
            street_address="3 rue des Lilas",
            phone="+33562611234",
            email="accueil@example.org",
            website="https://maison.example",
            wheelchair="limited",
            access_notes="Une marche à l’entrée.",
            data_source="France Services",
            data_licence="Licence Ouverte 2.0",
        )
        page.categories = [make_term("Services publics", "public-services", vocabulary="category")]
        page.features = [make_term("Wifi", "wifi", vocabulary="feature")]
        publish(page)
    return ServicePointPage.objects.get(pk=page.pk)
