"""A chapter that asks its readers for their commune."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from tests.factories.entries import EntryFactory
from tests.factories.guide import ChapterPageFactory, raw_body
from tests.factories.site import make_commune


@pytest.fixture
def asking(guide):
    commune = make_commune()
    for number in range(6):
        EntryFactory(title=f"Lieu {number}", locale=guide.locale, commune=commune, latitude=43.65, longitude=0.59)
    block = {"heading": "Près de chez vous", "reader_chooses": True, "limit": 4}
    return ChapterPageFactory(
        parent=guide, title="Où travailler", slug="ou-travailler", body=raw_body(("nearby", block))
    )


def test_the_answer_is_part_of_the_address_and_within_the_budget(client, asking, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        response = client.get(asking.url, {"commune": "32013"})
    html = BeautifulSoup(response.content.decode(), "html.parser")
    assert len(html.select(".chapter__part--nearby .card__title")) == 4
    assert html.select_one("input[name=commune]")["value"] == "Auch (32000)"


def test_each_answer_has_a_page_of_its_own_in_the_cache(client, asking, settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    cache.clear()
    for query, found in (({}, 0), ({"commune": "32013"}, 4), ({"commune": "Atlantis"}, 0), ({}, 0)) * 2:
        html = BeautifulSoup(client.get(asking.url, query).content.decode(), "html.parser")
        assert len(html.select(".chapter__part--nearby .card__title")) == found


@pytest.mark.parametrize("text", ["Atlantis", "x" * 3000, "\x00"])
def test_a_bad_answer_is_explained_on_the_chapter(client, asking, text) -> None:
    response = client.get(asking.url, {"commune": text})
    assert response.status_code == 200
    html = BeautifulSoup(response.content.decode(), "html.parser")
    assert html.select_one(".chapter__part--nearby .field__error").get_text(strip=True)
