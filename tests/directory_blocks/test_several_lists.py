"""Many short lists of one page, asked for at once."""

from datetime import UTC, datetime, timedelta

import pytest

from directory_blocks.models.abstract import Point
from directory_blocks.query import EntryQuery, first_of_each
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.gazetteer import CommuneFactory, TermFactory

LIMIT = 4


@pytest.fixture
def questions(db):
    """A question of each source, order and term, and some that find nothing, each with a limit."""
    terms = [TermFactory(slug="audit"), TermFactory(slug="press")]
    commune = CommuneFactory()
    for number in range(20):
        EntryFactory(
            title=f"Entrée {number * 7 % 20:02}",
            source=("solo", "service")[number % 2],
            commune=commune if number % 3 else None,
            starts_at=datetime(2026, 6, 1 + number * 3 % 20, tzinfo=UTC) if number % 4 else None,
            updated_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number * 11 % 20),
            terms=terms[: number % 3],
        )
    return [
        (EntryQuery(locale=get_locale(), sources=sources, terms=asked, sort=sort), limit)
        for sources in ((), ("solo",), ("event",))
        for asked in ({}, {"sector": ["audit"]}, {"sector": ["gone"]})
        for sort in ("name", "updated", "date")
        for limit in (1, LIMIT)
    ]


def test_each_list_is_what_its_own_query_finds(questions) -> None:
    assert first_of_each(questions) == [list(query.entries()[:limit]) for query, limit in questions]


def test_all_of_them_cost_two_queries(questions, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        shown = [entry for entries in first_of_each(questions) for entry in entries]
        assert any(entry.commune and entry.commune.name for entry in shown)
        assert any(list(entry.terms.all()) for entry in shown)


def test_there_may_be_more_of_them_than_a_database_joins_at_once(questions) -> None:
    found = first_of_each(questions * 12)
    assert found == first_of_each(questions) * 12


def test_marks_of_maps_come_with_the_lists_and_have_a_point(questions, django_assert_num_queries) -> None:
    for number in range(5):
        EntryFactory(source="solo", title=f"Ici {number}", latitude=43.6 + number / 100, longitude=0.6)
    solos = EntryQuery(locale=get_locale(), sources=("solo",))
    located = set(solos.queryset().located())
    with django_assert_num_queries(2):
        *found, all_marks, three = first_of_each(questions, [(solos, 100), (solos, 3)])
    assert found == first_of_each(questions)
    assert set(all_marks) == located
    assert len(three) == 3
    with django_assert_num_queries(1):
        assert first_of_each([], [(solos, 100)]) == [all_marks]


def test_no_lists_ask_nothing(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert first_of_each([]) == []


def test_lists_around_a_place_are_the_nearest_with_their_distance(questions) -> None:
    for number in range(5):
        EntryFactory(title=f"Près {number}", latitude=43.6 + number / 100, longitude=0.6)
    near = EntryQuery(locale=get_locale(), near=Point(43.62, 0.6), radius=30, sort="distance")

    *_others, found = first_of_each([*questions, (near, 3)])

    assert found == near.nearest(3)
    assert [entry.distance_km for entry in found] == [entry.distance_km for entry in near.nearest(3)]
