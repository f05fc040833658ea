"""Deleting or unpublishing a page that others link to warns."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from guide.publication.links import pages_linking_to
from portal.home.models import StandardPage
from tests.factories.guide import ChapterPageFactory, raw_body


@pytest.fixture
def linked(guide):
    """A chapter, and a neighbour whose text leads to it."""
    chapter = ChapterPageFactory(parent=guide, title="Louer", slug="louer")
    text = f'<p>Voir <a linktype="page" id="{chapter.pk}">louer</a>.</p>'
    ChapterPageFactory(parent=guide, title="Voisin & Cie", slug="voisin", body=raw_body(("text", text)))
    return chapter


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root@portal.example", "secret"))
    return client


def warning(client, name, page):
    html = BeautifulSoup(client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).content, "html.parser")
    return html.select_one(".messages .warning"), html


def test_deleting_names_the_pages_that_would_lead_nowhere(linked, admin):
    found, _html = warning(admin, "delete", linked)
    assert "Une page" in found.get_text()
    assert found.select_one("a").get_text() == "Voisin & Cie"
    neighbour = linked.get_next_sibling()
    assert found.select_one("a")["href"] == reverse("wagtailadmin_pages:edit", args=[neighbour.pk])


def test_a_page_that_nobody_links_to_is_deleted_without_a_word(linked, admin):
    assert warning(admin, "delete", linked.get_next_sibling())[0] is None


def test_links_from_the_pages_that_go_as_well_do_not_count_and_those_to_pages_below_do(guide, linked, admin):
    assert not pages_linking_to(guide)
    text = [{"type": "text", "value": f'<p><a linktype="page" id="{linked.pk}">louer</a></p>'}]
    page = guide.get_parent().add_child(
        instance=StandardPage(title="Accueil des solos", slug="solos", body=json.dumps(text), locale=guide.locale)
    )
    assert [one.pk for one in pages_linking_to(guide)] == [page.pk]


def test_unpublishing_says_how_often_the_page_is_named_and_where(linked, admin):
    _found, html = warning(admin, "unpublish", linked)
    usage = html.select_one(f'a[href="{reverse("wagtailadmin_pages:usage", args=[linked.pk])}"]')
    assert "1 fois" in usage.get_text()


def test_deleting_still_works(linked, admin):
    admin.post(reverse("wagtailadmin_pages:delete", args=[linked.pk]))
    assert not type(linked).objects.filter(pk=linked.pk).exists()


def bulk(action, *pages):
    query = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{query}"


def test_deleting_several_names_the_pages_that_would_lead_nowhere(guide, linked, admin):
    other = ChapterPageFactory(parent=guide, title="Autre", slug="autre")
    html = BeautifulSoup(admin.get(bulk("delete", linked, other)).content, "html.parser")
    assert html.select_one(".messages .warning a").get_text() == "Voisin & Cie"

    both = BeautifulSoup(admin.get(bulk("delete", linked, linked.get_next_sibling())).content, "html.parser")
    assert both.select_one(".messages .warning") is None


def test_deleting_several_still_works(guide, linked, admin):
    admin.post(bulk("delete", linked, linked.get_next_sibling()))
    assert not guide.get_children().exists()
