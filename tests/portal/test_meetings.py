"""The page of a meeting inside the portal."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from solo_pages.models import AgendaPage
from tests.factories.gazetteer import CommuneFactory
from tests.factories.portal import Portal
from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory

# Design §7.
QUERY_BUDGET = 12


@pytest.fixture
def agenda(portal: Portal) -> AgendaPage:
    agenda = AgendaPage(title="Agenda", slug="agenda", locale=portal.home.locale)
    return portal.home.add_child(instance=agenda)


def weekly(agenda: AgendaPage, **values: object):
    rule = {"starts_on": date(2099, 3, 5), "recurrence": "FREQ=WEEKLY;COUNT=10"}
    return EventPageFactory(parent=agenda, title="Café des solos", slug="cafe", **rule | values)


def crumbs(html: str) -> list[tuple[str, str]]:
    """Title and address of each step; the last has no address."""
    found = re.search(r'<nav class="breadcrumbs.*?</nav>', html, re.S)[0]
    steps = re.findall(r'<li>(?:<a href="([^"]*)">|<span aria-current="page">)(.*?)<', found)
    return [(title.replace("\xa0", " "), url) for url, title in steps]


def test_a_meeting_at_a_service_point_asks_no_more_than_the_budget(client, portal, agenda) -> None:
    venue = ServicePointPageFactory(parent=portal.about, title="Maison", slug="maison", commune=CommuneFactory())
    page = weekly(agenda, venue=venue)
    for url in (page.url, f"{page.url}2099-03-12/"):
        for _warm in range(2):
            cache.clear()
            Site.clear_site_root_paths_cache()
            with CaptureQueriesContext(connection) as queries:
                html = client.get(url).content.decode()
        asked = [query["sql"] for query in queries]
        assert len(asked) <= QUERY_BUDGET, (url, asked)
        # The address of the venue is made with what the request knows of the site.
        assert not [sql for sql in asked if sql.startswith('SELECT "wagtailcore_site"')], url
        assert 'href="/fr/a-propos/maison/"' in html


def test_breadcrumbs_go_on_to_the_date_and_to_its_registration(client, agenda) -> None:
    page = weekly(agenda)
    above = [("Accueil", "/fr/"), ("Agenda", "/fr/agenda/")]
    words = "jeudi 12 mars 2099, de 18 h à 20 h"
    assert crumbs(client.get(page.url).content.decode()) == [*above, (page.title, "")]
    html = client.get(f"{page.url}2099-03-12/").content.decode()
    assert crumbs(html) == [*above, (page.title, page.url), (words, "")]
    assert f'"position":4,"name":"{words}"' in html.replace(', "', ',"').replace('": ', '":').replace("\xa0", " ")
    html = client.get(f"{page.url}2099-03-12/register/").content.decode()
    date_url = f"{page.url}2099-03-12/"
    assert crumbs(html) == [*above, (page.title, page.url), (words, date_url), ("Inscription", "")]


def test_breadcrumbs_of_a_registration_lead_back_to_a_meeting_that_takes_place_once(client, agenda) -> None:
    page = weekly(agenda, recurrence="")
    steps = crumbs(client.get(f"{page.url}register/").content.decode())
    assert steps[2:] == [(page.title, page.url), ("Inscription", "")]
