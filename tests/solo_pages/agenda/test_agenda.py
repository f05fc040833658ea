"""The agenda: what is to come in order, a month as a calendar, what is past; filters, languages, addresses, budgets."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page

from solo_pages.agenda.month import first_day, neighbour
from solo_pages.models import AgendaPage, EventPage
from tests.factories.gazetteer import CommuneFactory
from tests.factories.solo_pages import EventPageFactory

PARIS = ZoneInfo("Europe/Paris")
# Design §7.
QUERY_BUDGET = 12

pytestmark = pytest.mark.django_db


def titles(response):
    return re.findall(r'class="agenda-row__title"><a [^>]*>([^<]*)<', unescape(response.text))


def months_ahead(number):
    first = timezone.localdate().replace(day=1)
    for _step in range(number):
        first = neighbour(first, 1)
    return first


def at(first, day, hour=18):
    return datetime(first.year, first.month, day, hour, tzinfo=PARIS)


def test_what_is_to_come_is_listed_in_order_under_its_months(client, agenda, dated, noon):
    coming = months_ahead(2)
    dated("second", at(coming, 9))
    dated("first", at(coming, 3))
    dated("next", at(months_ahead(3), 1))
    dated("over", noon(-1))
    page = client.get("/fr/agenda/")
    assert titles(page) == ["first", "second", "next"]
    headings = re.findall(r'<h2 id="month-(\d{4}-\d\d)">', page.text)
    assert headings == [f"{coming:%Y-%m}", f"{months_ahead(3):%Y-%m}"]
    assert "3 dates" in page.text


def test_a_meeting_under_way_is_still_listed(client, agenda, dated):
    dated("under way", timezone.now() - timedelta(minutes=30))
    assert titles(client.get("/en/events/")) == ["under way"]


def test_a_meeting_that_comes_again_is_shown_at_length_once(client, agenda, dated):
    for day in (3, 10, 17):
        dated("weekly", at(months_ahead(1), day), summary="Une matinée ensemble")
    page = client.get("/fr/agenda/")
    assert titles(page) == ["weekly"] * 3
    assert page.text.count("Une matinée ensemble") == 1
    assert page.text.count("agenda-row--again") == 2


def test_a_first_day_asked_for_may_lie_in_the_past(client, agenda, dated, noon):
    dated("over", noon(-3))
    dated("to come", noon(3))
    assert titles(client.get(f"/fr/agenda/?from={noon(-5):%Y-%m-%d}")) == ["over", "to come"]
    assert titles(client.get(f"/fr/agenda/?to={noon(1):%Y-%m-%d}")) == []


def test_exports_and_map_have_what_the_list_has(client, agenda, dated, noon):
    place = {"latitude": 43.6, "longitude": 0.5}
    dated("over", noon(-3), **place)
    dated("online one", noon(3), online=True, **place)
    dated("on site", noon(4), online=False, **place)
    assert client.get("/fr/agenda/map.json").json()["count"] == 2
    csv = b"".join(client.get("/fr/agenda/entries.csv?online=1").streaming_content).decode()
    assert ("online one" in csv, "on site" in csv) == (True, False)
    found = b"".join(client.get("/fr/agenda/entries.geojson").streaming_content).decode()
    assert ('"starts_at":' in found, '"title":"over"' in found) == (True, False)


def test_cancelled_and_full_dates_stay_and_say_so(client, agenda, dated, noon):
    dated("cancelled", noon(2), status="cancelled", free_places=False)
    dated("full", noon(3), status="full", free_places=False)
    dated("free", noon(4), free_places=True)
    page = client.get("/en/events/")
    assert titles(page) == ["cancelled", "full", "free"]
    assert re.findall(r'<span class="badge [^"]*">([^<]*)</span>', page.text) == ["Cancelled", "Full"]
    assert titles(client.get("/en/events/?free=1")) == ["free"]


def test_a_month_is_a_table_of_its_days(client, agenda, dated):
    first = months_ahead(2)
    dated("workshop", at(first, 5, 9))
    dated("camp", at(first, 10, 0), hours=48)
    dated("elsewhere", at(months_ahead(3), 1))
    page = client.get(f"/fr/agenda/{first:%Y-%m}/")
    days = dict(re.findall(r'data-day="([\d-]+)">(.*?)</td>', page.text, re.S))
    assert len(days) == (neighbour(first, 1) - first).days
    with_dates = sorted(day for day, cell in days.items() if "<a" in cell)
    assert with_dates == [f"{first:%Y-%m}-{day:02}" for day in (5, 10, 11)]
    assert f"?from={first:%Y-%m}-05&amp;to={first:%Y-%m}-05" in days[f"{first:%Y-%m}-05"]
    assert "9\xa0h" in days[f"{first:%Y-%m}-05"]
    assert page.text.count('scope="col"') == 7
    assert "lundi" in page.text.split("<thead>")[1].split("</th>")[0]


def test_a_day_names_a_few_of_its_many_dates(client, agenda, dated):
    first = months_ahead(1)
    for hour in range(8, 15):
        dated(f"meeting {hour}", at(first, 7, hour))
    page = client.get(f"/en/events/{first:%Y-%m}/")
    assert page.text.count('class="agenda-day__time"') == 3
    assert "4 more" in page.text


def test_a_month_keeps_the_filters_and_leads_to_its_neighbours(client, agenda, dated):
    first = months_ahead(2)
    dated("online one", at(first, 5), online=True)
    dated("on site", at(first, 6), online=False)
    dated("later", at(months_ahead(3), 6))
    page = client.get(f"/fr/agenda/{first:%Y-%m}/?online=1&from=2020-01-01")
    assert ("online one" in page.text, "on site" in page.text) == (True, False)
    assert f'href="/fr/agenda/{months_ahead(1):%Y-%m}/?online=1"' in page.text
    assert f'href="/fr/agenda/{months_ahead(3):%Y-%m}/?online=1"' in page.text
    last = client.get(f"/fr/agenda/{months_ahead(3):%Y-%m}/")
    assert 'rel="prev"' in last.text
    assert 'id="month-after"' not in last.text


def test_an_empty_month_helps_and_is_not_for_search_engines(client, agenda, dated):
    dated("far", at(months_ahead(4), 5))
    empty = client.get(f"/en/events/{months_ahead(2):%Y-%m}/")
    assert empty.status_code == 200
    assert "Nothing takes place in this month." in empty.text
    assert f'href="/en/events/{months_ahead(4):%Y-%m}/"' in empty.text
    assert 'content="noindex, follow"' in empty.text
    assert "noindex" not in client.get(f"/en/events/{months_ahead(4):%Y-%m}/").text


@pytest.mark.parametrize(
    "path", ["0000-13", "2026-00", "0000-01", "9999-12", "1950-01", "2099-1", "archive/0000", "٢٠٢٦-١٢"]
)
def test_an_absurd_month_is_not_found(client, agenda, path):
    assert client.get(f"/fr/agenda/{path}/").status_code == 404


def test_months_can_be_asked_for_some_years_around_today():
    today = timezone.localdate()
    assert first_day(today.year + 2, 1) == date(today.year + 2, 1, 1)
    assert first_day(today.year - 9, 12) == date(today.year - 9, 12, 1)


def test_the_archive_is_read_backwards_and_by_year(client, agenda, dated, noon):
    dated("yesterday", noon(-1))
    dated("long ago", datetime(2001, 5, 5, 10, tzinfo=PARIS))
    dated("to come", noon(2))
    assert titles(client.get("/fr/agenda/archive/")) == ["yesterday", "long ago"]
    year = client.get("/fr/agenda/archive/2001/")
    assert titles(year) == ["long ago"]
    assert "http://testserver/fr/agenda/archive/2001/" in year.text
    assert client.get("/fr/agenda/archive/2002/").status_code == 404


def test_every_view_stands_for_itself_in_both_languages(client, agenda, dated):
    first = months_ahead(1)
    dated("workshop", at(first, 5, 9))
    for path in ("", f"{first:%Y-%m}/", "archive/"):
        page = client.get(f"/fr/agenda/{path}")
        assert f'<link rel="canonical" href="http://testserver/fr/agenda/{path}">' in page.text
        assert f'hreflang="en" href="http://testserver/en/events/{path}"' in page.text
        other = client.get(f"/en/events/{path}")
        assert f'hreflang="fr" href="http://testserver/fr/agenda/{path}"' in other.text


@pytest.mark.parametrize("path", ["", "archive/", "month"])
def test_a_bad_parameter_is_named_on_every_view(client, agenda, path):
    path = f"{months_ahead(1):%Y-%m}/" if path == "month" else path
    page = client.get(f"/en/events/{path}?online=perhaps&commune=Nowhere")
    assert page.status_code == 400
    assert [name in page.context["form"].errors for name in ("online", "commune")] == [True, True]


@pytest.mark.parametrize("path", ["", "?q=meeting", "month", "archive/", "map.json"])
def test_no_view_asks_more_than_the_budget_however_many_dates(
    client, agenda, dated, path, django_assert_max_num_queries
):
    first = months_ahead(1)
    path = f"{first:%Y-%m}/" if path == "month" else path
    communes = [CommuneFactory(), CommuneFactory()]
    asked = []
    for number in (2, 25):
        for day in range(number):
            facts = {"commune": communes[day % 2], "latitude": 43.6, "longitude": 0.5}
            dated(f"meeting {number} {day}", at(first, 1 + day, 9), **facts)
            dated(f"past meeting {number} {day}", datetime(2020, 5, 1 + day, 9, tzinfo=PARIS), **facts)
        cache.clear()
        with django_assert_max_num_queries(QUERY_BUDGET) as counted:
            assert client.get(f"/fr/agenda/{path}").status_code == 200
        asked.append(len(counted))
    assert asked[0] >= asked[1] - 1


def test_meetings_are_only_made_below_an_agenda(site, agenda):
    assert EventPage.allowed_parent_page_models() == [AgendaPage]
    assert AgendaPage.allowed_subpage_models() == [EventPage]


def test_a_published_meeting_is_in_the_agenda(client, agenda):
    EventPageFactory(parent=agenda, title="Café des solos", slug="cafe")
    page = client.get("/fr/agenda/")
    assert titles(page) == ["Café des solos"]
    assert 'href="/fr/agenda/cafe/"' in page.text


def test_the_sitemap_names_meetings_once_and_not_those_that_are_over(client, agenda):
    EventPageFactory(parent=agenda, slug="weekly", recurrence="FREQ=WEEKLY;COUNT=3")
    past = timezone.localdate() - timedelta(days=20)
    EventPageFactory(parent=agenda, slug="over", starts_on=past)
    assert Page.objects.filter(slug="over").exists()
    listed = re.findall(
        r"<loc>http://testserver(/fr/agenda/[^<]*)</loc>", client.get("/sitemap.xml").getvalue().decode()
    )
    assert sorted(listed) == ["/fr/agenda/", "/fr/agenda/weekly/"]
