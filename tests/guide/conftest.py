"""A guide in a portal, and a body with every block of ours."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from tests.factories.guide import ChapterPageFactory, GuidePageFactory, raw_body
from tests.factories.portal import make_portal
from tests.worlds import world

TABLE = {
    "columns": [{"type": "text", "heading": "Ville"}, {"type": "number", "heading": "Minutes"}],
    "rows": [{"values": ["Auch", 70]}, {"values": ["L’Isle-Jourdain", None]}],
    "caption": "Temps de route vers Toulouse",
}


@world
def guide():
    home = make_portal().home
    Site.objects.update(site_name="Soho-Solo")
    return GuidePageFactory(parent=home, locale=home.locale)


@pytest.fixture
def document(db):
    return get_document_model().objects.create(
        title="Liste", file=ContentFile(b"%PDF-1.4", name="liste.pdf"), file_size=8
    )


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="marche.jpg", file=get_test_image_file(size=(900, 600)))


@pytest.fixture
def everything(document, image):
    """(type, value) of each block that our plugin brings."""
    return [
        ("text", "<h2>Avant de venir</h2><p>Posez la question <b>sur place</b>.</p>"),
        (
            "steps",
            {
                "heading": "Dans l’ordre",
                "steps": [{"title": "Appeler la mairie", "text": "<p>Le matin.</p>"}, {"title": "Visiter", "text": ""}],
            },
        ),
        (
            "checklist",
            {
                "heading": "À emporter",
                "points": [{"text": "Pièce d’identité", "detail": "L’original"}, {"text": "RIB"}],
            },
        ),
        ("callout", {"kind": "warning", "title": "", "text": "<p>La loi change.</p>"}),
        (
            "figures",
            {
                "heading": "Le Gers en chiffres",
                "figures": [
                    {
                        "value": "458",
                        "label": "communes",
                        "source": "INSEE",
                        "year": 2026,
                        "url": "https://www.insee.fr/",
                    }
                ],
            },
        ),
        ("table", TABLE),
        (
            "contact",
            {
                "heading": "À qui demander",
                "name": "Maison du département",
                "text": "Aides au logement",
                "phone": "05 62 67 40 40",
                "website": "https://www.gers.fr/",
            },
        ),
        (
            "picture",
            {
                "image": image.pk,
                "description": "Une place à arcades",
                "decorative": False,
                "caption": "Le marché du samedi",
                "credit": "Photo Ana, CC0",
            },
        ),
        ("download", {"title": "", "description": "À imprimer", "document": document.pk}),
    ]


@pytest.fixture
def chapter(guide, everything):
    return ChapterPageFactory(parent=guide, title="Tout", slug="tout", body=raw_body(*everything))


@pytest.fixture
def read(client, django_assert_max_num_queries):
    """Fetch a page as a visitor, within the budget, and give its HTML parsed."""
    from bs4 import BeautifulSoup

    def fetch(page):
        with django_assert_max_num_queries(12):
            response = client.get(page.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content.decode(), "html.parser")

    return fetch
