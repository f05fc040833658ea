"""Search over everything."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories.entries import EntryFactory
from tests.factories.portal import Portal


@pytest.fixture
def entries(portal: Portal) -> None:
    for number in range(30):
        EntryFactory(title=f"Traductrice {number}", source="solo")
    EntryFactory(title="Bureau de la traductrice", source="service", url_path="/fr/services/bureau/")


def test_says_how_many_it_found_and_of_which_kind(client: Client, entries: None) -> None:
    html = client.get("/fr/recherche/?q=traductrice").content.decode()

    assert 'role="status"' in html
    assert "31 " in html
    assert 'href="?q=traductrice&amp;source=solo"' in html
    assert 'href="?q=traductrice&amp;page=2"' in html
    assert '<meta name="robots" content="noindex, follow">' in html


def test_shows_one_kind(client: Client, entries: None) -> None:
    html = client.get("/fr/recherche/?q=traductrice&source=service").content.decode()

    assert "/fr/services/bureau/" in html
    assert "Traductrice 1<" not in html


@pytest.mark.parametrize("kind", ["nothing", "x" * 5000, "%00"])
def test_an_unknown_kind_is_named_and_finds_nothing(client: Client, entries: None, kind: str) -> None:
    response = client.get(f"/fr/recherche/?q=traductrice&source={kind}")

    assert response.status_code == 400
    assert 'id="search-source-error"' in response.text
    assert "Traductrice 1<" not in response.text
    assert len(response.text) < 20_000


def test_a_page_too_deep_is_the_last_one(client: Client, entries: None) -> None:
    response = client.get("/fr/recherche/?q=traductrice&page=999")

    assert response.status_code == 200
    assert "Traductrice" in response.content.decode()


def test_nothing_found_suggests_where_to_go(client: Client, entries: None) -> None:
    html = client.get("/fr/recherche/?q=zzzzqqq").content.decode()

    assert "zzzzqqq" in html
    assert 'class="empty"' in html


@pytest.mark.parametrize(
    "query",
    [
        'q="',
        "q=%00",
        "q=" + "a" * 10_000,
        "q=🌻",
        "q=%22+OR+*+NEAR(",
        "q=%FF%FE",
        "q=a&q=b",
        "q=a&page=0",
        "q=a&page=-1",
        "q=a&page=x",
        "q=a&page=99999999999999999999",
        "q=a&source=nothing",
        "q=a&source=%00",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "page=2",
    ],
)
def test_bad_input_is_never_a_crash(client: Client, entries: None, query: str) -> None:
    response = client.get(f"/fr/recherche/?{query}")

    assert response.status_code in {200, 400}
    assert "<script>alert" not in response.content.decode()


def test_few_queries(client: Client, entries: None, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(12):
        client.get("/fr/recherche/?q=traductrice")


def test_a_meeting_that_comes_again_is_found_once_with_its_next_date(client: Client, portal: Portal) -> None:
    now = timezone.now()
    for days in (-7, 3, 10):
        when = now + timedelta(days=days)
        EntryFactory(
            source="event", object_id="7", title="Matinée coworking", starts_at=when, ends_at=when + timedelta(hours=2)
        )
    html = client.get("/fr/recherche/?q=coworking").content.decode()

    assert html.count('class="card__title"') == 1
    assert f'datetime="{timezone.localtime(now + timedelta(days=3)):%Y-%m-%d}' in html
