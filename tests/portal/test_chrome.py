"""What surrounds a page: navigation, languages, head."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.portal import Portal


def get(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_navigation_marks_the_current_page(client: Client, portal: Portal) -> None:
    html = get(client, "/fr/a-propos/")

    assert re.search(r'<a href="/fr/a-propos/" aria-current="page">À propos</a>', html)


def test_navigation_marks_the_section_of_an_inner_page(client: Client, portal: Portal) -> None:
    assert '<a href="/fr/a-propos/" aria-current="true">À propos</a>' in get(client, "/fr/a-propos/histoire/")


def test_translated_pages_point_at_each_other(client: Client, portal: Portal) -> None:
    for url in ("/fr/a-propos/", "/en/about/"):
        html = get(client, url)
        assert '<link rel="alternate" hreflang="fr" href="http://testserver/fr/a-propos/">' in html
        assert '<link rel="alternate" hreflang="en" href="http://testserver/en/about/">' in html
        assert '<link rel="alternate" hreflang="x-default" href="http://testserver/fr/a-propos/">' in html


def test_an_untranslated_page_has_no_alternates(client: Client, portal: Portal) -> None:
    assert 'rel="alternate" hreflang' not in get(client, "/fr/a-propos/histoire/").split("<body")[0]


def test_language_switch_keeps_the_page_and_its_query(client: Client, portal: Portal) -> None:
    assert 'href="/en/about/?q=a&amp;page=2"' in get(client, "/fr/a-propos/?q=a&page=2")


def test_language_switch_falls_back_to_the_nearest_translated_ancestor_and_says_so(
    client: Client, portal: Portal
) -> None:
    html = get(client, "/fr/a-propos/histoire/?q=a")

    switch = html[html.index('class="languages"') :].split("</nav>")[0]
    assert 'href="/en/about/"' in switch
    assert "About" in switch
    assert "english" in switch


def test_breadcrumbs_lead_home(client: Client, portal: Portal) -> None:
    html = get(client, "/fr/a-propos/histoire/")

    assert '"@type": "BreadcrumbList"' in html
    assert '<span aria-current="page">Histoire</span>' in html
    assert "BreadcrumbList" not in get(client, "/fr/")


def test_search_is_at_each_languages_own_word(client: Client, portal: Portal) -> None:
    assert 'href="/en/search/?q=x"' in get(client, "/fr/recherche/?q=x")
    assert 'href="/fr/recherche/?q=x"' in get(client, "/en/search/?q=x")


def test_structured_data_cannot_close_its_script(client: Client, portal: Portal) -> None:
    portal.history.title = "</script><script>alert(1)</script>"
    portal.history.save()

    assert "<script>alert" not in get(client, "/fr/a-propos/histoire/")


@pytest.mark.parametrize("url", ["/fr/", "/fr/a-propos/", "/fr/a-propos/histoire/", "/en/search/"])
def test_few_queries_with_nothing_cached(
    client: Client, portal: Portal, url: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        client.get(url)


def test_partners_stand_at_the_foot_of_every_page(
    client: Client, portal: Portal, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    logo = get_image_model().objects.create(title="Logo", file=get_test_image_file())
    gone = get_image_model().objects.create(title="Gone", file=get_test_image_file(filename="gone.png"))
    gone.file.storage.delete(gone.file.name)
    portal.settings.partners = [
        ("partner", {"name": "CCI du Gers", "url": "https://cci.example/", "logo": logo}),
        ("partner", {"name": "Département", "url": "", "logo": gone}),
        ("partner", {"name": "Région", "url": "", "logo": None}),
    ]
    portal.settings.save()
    get(client, "/fr/a-propos/")
    cache.clear()

    with django_assert_max_num_queries(12):
        footer = get(client, "/fr/a-propos/").split("<footer")[1]

    assert re.search(
        r'<a href="https://cci.example/" rel="noopener"><img src="[^"]+\.webp"[^>]+alt="CCI du Gers"', footer
    )
    assert "<li>Département</li>" in footer
    assert "<li>Région</li>" in footer
