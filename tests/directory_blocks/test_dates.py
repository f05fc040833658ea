"""What has a date: which of it is over, can be taken part in from afar, has places left; and how its date is said."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template import Context, Template
from django.utils import timezone, translation

from directory_blocks import exports
from directory_blocks.blocks import AgendaBlock, DirectoryStreamBlock
from directory_blocks.blocks.lists import read_lists
from directory_blocks.dates_in_words import last_day, times_words, when_words
from directory_blocks.models import DirectoryPage
from directory_blocks.query import EntryQuery, Period
from directory_blocks.sources import temporary_source
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.site import ProfileSource

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)


class DatedSource(ProfileSource):
    """Something with dates."""

    key = "dated"
    has_dates = has_online = has_places = True


def titles(query):
    return [entry.title for entry in query.entries()]


def dated(title, starts, **facts):
    return EntryFactory(source="dated", title=title, starts_at=starts, ends_at=starts + HOUR, **facts)


@pytest.mark.django_db
def test_a_list_of_what_is_to_come_leaves_out_what_is_over_and_undated():
    now = timezone.now()
    dated("over", now - 3 * HOUR)
    dated("later", now + 48 * HOUR)
    dated("under way", now - HOUR / 2)
    EntryFactory(source="dated", title="undated")
    EntryFactory(source="dated", title="begins", starts_at=now + HOUR)
    query = EntryQuery(locale=get_locale(), period=Period(since=now))
    assert titles(query) == ["under way", "begins", "later"]
    assert query.count() == 3
    assert sum(value.count for facet in query.facets() for value in facet.values) == 0
    assert query.querystring() == ""


@pytest.mark.django_db
def test_an_archive_begins_with_the_latest():
    now = timezone.now()
    for days in (1, 3, 2):
        dated(f"{days} days ago", now - timedelta(days=days))
    dated("to come", now + HOUR)
    query = EntryQuery(locale=get_locale(), period=Period(over_by=now))
    assert titles(query) == ["1 days ago", "2 days ago", "3 days ago"]
    assert [entry.title for entry in query.slice(2, 3)] == ["3 days ago"]


@pytest.mark.django_db
def test_only_online_or_with_places_left():
    now = timezone.now()
    dated("online", now + HOUR, online=True, free_places=False)
    dated("on site", now + 2 * HOUR, online=False, free_places=True)
    dated("begun", now - HOUR / 2, online=False, free_places=True)
    dated("elsewhere", now + 3 * HOUR)
    everything = EntryQuery(locale=get_locale())
    assert titles(everything.with_(online=True)) == ["online"]
    assert titles(everything.with_(free=True)) == ["on site"]
    both = everything.with_(online=True, free=True)
    assert (titles(both), both.querystring()) == ([], "?online=1&free=1")
    assert {(found.chip.name, found.count) for found in both.suggestions()} == {("online", 1), ("free", 1)}


@pytest.mark.django_db
def test_the_filters_are_offered_where_they_can_be_answered(client, site):
    with temporary_source(DatedSource):
        for slug, sources in (("dates", ["dated"]), ("people", ["profile"])):
            page = DirectoryPage(title=slug, slug=slug, locale=site.french, sources=sources)
            site.home.add_child(instance=page)
        EntryFactory(source="dated", starts_at=timezone.now())
        names = ('name="from"', 'name="to"', 'name="online"', 'name="free"')
        offering, other = (client.get(f"/fr/{slug}/").content.decode() for slug in ("dates", "people"))
        assert [name in offering for name in names] == [True] * 4
        assert [name in other for name in names] == [False] * 4
        asked = client.get("/fr/people/?online=1").content.decode()
        assert 'name="online" value="1" form="filters" checked' in asked


@pytest.mark.django_db
def test_the_exports_say_when_and_whether():
    begin = datetime(2099, 6, 1, 8, tzinfo=UTC)
    dated("Marché", begin, online=False, free_places=True, status="cancelled")
    (row,) = csv.DictReader(io.StringIO("".join(exports.csv_lines(EntryQuery(locale=get_locale())))))
    assert row["starts_at"] == "2099-06-01T08:00:00+00:00"
    assert (row["ends_at"], row["status"]) == ("2099-06-01T09:00:00+00:00", "cancelled")
    assert (row["online"], row["free_places"]) == ("False", "True")


WHEN = [
    (((2099, 12, 3, 9), (2099, 12, 3, 12, 30)), "Thursday 3 December 2099, 9:00 to 12:30"),
    (((2099, 12, 3, 0), (2099, 12, 4, 0)), "Thursday 3 December 2099"),
    (((2099, 12, 3, 0), (2099, 12, 5, 0)), "from Thursday 3 to Friday 4 December 2099"),
    (((2099, 12, 3, 18), (2099, 12, 4, 1)), "Thursday 3 December 2099, 18:00 to 1:00"),
    (((2099, 12, 3, 18), (2099, 12, 4, 0)), "Thursday 3 December 2099, 18:00 to midnight"),
    (((2099, 12, 3, 18), None), "Thursday 3 December 2099 at 18:00"),
    (((2099, 12, 3, 18), (2099, 12, 3, 18)), "Thursday 3 December 2099 at 18:00"),
]


@pytest.mark.parametrize(("moments", "words"), WHEN)
def test_a_date_is_said_in_words(moments, words):
    starts, ends = (moment and datetime(*moment, tzinfo=PARIS) for moment in moments)
    with translation.override("en"), timezone.override(PARIS):
        assert when_words(starts, ends) == words
        assert last_day(starts, ends) >= starts.date()


def test_the_first_of_a_month_is_an_ordinal_in_french():
    starts = datetime(2099, 12, 1, 9, tzinfo=PARIS)
    with timezone.override(PARIS):
        with translation.override("fr"):
            assert when_words(starts, None) == "mardi 1er décembre 2099 à 9\xa0h"
        with translation.override("en"):
            assert when_words(starts, None) == "Tuesday 1 December 2099 at 9:00"


TIMES = [
    (((2099, 12, 3, 9), (2099, 12, 3, 12, 30)), "9:00 to 12:30", "de 9 h à 12 h 30"),
    (((2099, 12, 3, 18), (2099, 12, 4, 1)), "18:00 to 1:00", "de 18 h à 1 h"),
    (((2099, 12, 3, 18), None), "18:00", "18 h"),
    (((2099, 12, 3, 0), (2099, 12, 4, 0)), "all day", "toute la journée"),
    (((2099, 12, 3, 0), (2099, 12, 5, 0)), "until Friday 4 December 2099", "jusqu’au vendredi 4 décembre 2099"),
    (
        ((2099, 12, 3, 18), (2099, 12, 5, 12)),
        "18:00, until Saturday 5 December 2099, 12:00",
        "18 h, jusqu’au samedi 5 décembre 2099 à 12 h",
    ),
]


@pytest.mark.parametrize(("moments", "english", "french"), TIMES)
def test_below_its_day_the_times_alone_are_said(moments, english, french):
    starts, ends = (moment and datetime(*moment, tzinfo=PARIS) for moment in moments)
    with timezone.override(PARIS):
        for language, words in (("en", english), ("fr", french)):
            with translation.override(language):
                assert times_words(starts, ends).replace("\xa0", " ") == words


def test_french_says_it_as_people_do_and_breaks_no_hour_off():
    starts = datetime(2026, 3, 5, 18, tzinfo=PARIS)
    with translation.override("fr"), timezone.override(PARIS):
        assert when_words(starts, starts + 2 * HOUR) == "jeudi 5 mars 2026, de 18\xa0h à 20\xa0h"
        several = when_words(starts, starts + 44 * HOUR).replace("\xa0", " ")
        assert several == "du jeudi 5 mars 2026 à 18 h au samedi 7 mars 2026 à 14 h"


@pytest.mark.django_db
def test_a_card_says_the_date_and_what_became_of_it():
    begin = datetime(2099, 12, 3, 9, tzinfo=PARIS)
    card = Template('{% include "directory_blocks/_entry_card.html" %}')
    said = card.render(Context({"entry": dated("Café", begin, status="cancelled", online=True)}))
    assert "Jeudi 3 décembre 2099, de 9 h à 10 h" in said
    assert 'datetime="2099-12-03T' in said
    assert [word in said for word in ("badge--closed", "#laptop")] == [True, True]


@pytest.mark.django_db
def test_the_columns_came_without_making_the_table_anew():
    """On SQLite a table made anew would lose the triggers that keep the tallies."""
    migration = MigrationExecutor(connection).loader.get_migration("directory_blocks", "0007_entry_dates")
    assert all(operation.field.null and not operation.field.has_default() for operation in migration.operations)


def shown(value=None, **context):
    block = AgendaBlock()
    html = block.render(block.to_python(value or {}), context)
    return re.findall(r'<h3 class="card__title"><a [^>]*>([^<]*)<', html)


@pytest.mark.django_db
def test_a_block_shows_the_next_date_of_each_thing():
    now = timezone.now()
    for days in (-7, 7, 14):
        dated("weekly", now + timedelta(days=days), object_id="1")
    dated("called off", now + timedelta(days=1), object_id="2", status="cancelled")
    for days in (30, 40):
        dated("never", now + timedelta(days=days), object_id="4", status="cancelled")
    dated("called off", now + timedelta(days=8), object_id="2")
    dated("later", now + timedelta(days=20), object_id="3")
    with translation.override("fr"):
        assert shown() == ["weekly", "called off", "later", "never"]
        assert shown({"limit": 2}) == ["weekly", "called off"]
        every = shown({"every_date": True})
    assert every == ["called off", "weekly", "called off", "weekly", "later", "never"]


@pytest.mark.django_db
def test_an_empty_block_says_so():
    with translation.override("fr"):
        assert shown() == []
        assert "directory-block__none" in AgendaBlock().render(AgendaBlock().to_python({}), {})


@pytest.mark.django_db
def test_a_page_reads_its_agendas_with_its_other_lists(django_assert_num_queries):
    dated("soon", timezone.now() + HOUR)
    stream = DirectoryStreamBlock()
    body = stream.to_python([{"type": "agenda", "value": {}}, {"type": "entry_list", "value": {}}])
    locale = get_locale()
    with django_assert_num_queries(2):
        read_lists(body, locale)
        assert [[entry.title for entry in child.value.entries(locale)] for child in body] == [["soon"]] * 2
