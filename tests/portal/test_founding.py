"""A new portal: what its first address says, and the pages that one command makes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Locale, Page, Site

from guide.models import GuidePage
from portal.home.models import HomePage

FOUND = ("found_portal", "Soho-Solo Landes", "--base-url", "https://landes.example")
# Design §7.
QUERY_BUDGET = 12

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(db):
    """The database as ``migrate`` leaves it: Wagtail's page of welcome alone."""
    HomePage.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    french = Locale.objects.get_or_create(language_code="fr")[0]
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home", locale=french))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


@pytest.mark.parametrize(("language", "said"), [("fr", "en cours d’installation"), ("en", "is being set up")])
def test_an_empty_portal_tells_its_operator_what_to_do(empty, language, said):
    page = Client().get(f"/{language}/")

    assert page.status_code == 200
    assert said in page.content.decode()
    assert "found_portal" in page.content.decode()


def test_the_first_pages_are_served_in_every_language(empty, django_assert_max_num_queries):
    call_command(*FOUND, stdout=StringIO())

    for path in (
        *("/fr/", "/fr/annuaire/", "/fr/services/", "/fr/guide/", "/fr/agenda/", "/fr/annuaire/map.json"),
        *("/en/", "/en/directory/", "/en/services/", "/en/guide/", "/en/events/", "/en/directory/entries.csv"),
    ):
        with django_assert_max_num_queries(QUERY_BUDGET):
            page = Client().get(path)
        assert page.status_code == 200, path
    assert "Soho-Solo Landes" in Client().get("/en/").content.decode()
    assert Site.objects.get().root_url == "https://landes.example"
    assert not Page.objects.filter(title__startswith="Welcome to your new").exists()


def test_a_new_portal_publishes_its_guide_through_a_review_and_a_translation_check(empty):
    call_command(*FOUND, stdout=StringIO())

    guides = GuidePage.objects.all()
    assert {guide.locale.language_code for guide in guides} == {"fr", "en"}
    for guide in guides:
        tasks = [task.specific for task in guide.get_workflow().tasks]
        assert [type(task).__name__ for task in tasks] == ["GroupApprovalTask", "TranslationCheckTask"]


def test_a_portal_that_has_a_home_page_is_left_alone(empty):
    call_command(*FOUND, stdout=StringIO())
    pages = Page.objects.count()

    with pytest.raises(CommandError, match="home page already"):
        call_command(*FOUND, stdout=StringIO())

    assert Page.objects.count() == pages


def test_an_address_without_a_scheme_is_refused(empty):
    with pytest.raises(CommandError, match="not an address"):
        call_command("found_portal", "Soho-Solo Landes", "--base-url", "landes.example")

    assert not HomePage.objects.exists()
