"""A section with thousands of pages can be renamed, moved and made private; ``BULK`` sets how many (default 2,000)."""

import os
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from directory_blocks.models import Entry
from portal.home.models import StandardPage
from tests.factories.site import BilingualSite, add_many, build_site_alone
from tests.worlds import world

# To make the pages takes longer than what is done to them: one worker does.
pytestmark = pytest.mark.xdist_group("many_solos")

NUMBER = int(os.environ.get("BULK", "2000"))


@world
def many_solos() -> BilingualSite:
    site = build_site_alone()
    add_many(site, NUMBER)
    return site


@pytest.fixture
def many(many_solos, profiles):
    return many_solos


def below(path):
    return Entry.objects.filter(source="profile", url_path__startswith=path).count()


@pytest.fixture
def measured(django_capture_on_commit_callbacks):
    """Do something and what follows its commit; says how long it took and gives the number of queries."""

    def measure(name, act):
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as queries, django_capture_on_commit_callbacks(execute=True):
            act()
            before = time.perf_counter() - started
        print(f"{name}: {before:.2f} s, then {time.perf_counter() - started - before:.2f} s; {len(queries)} queries")  # noqa: T201
        return len(queries)

    return measure


def test_a_large_section_is_renamed_whole(many, measured):
    section = StandardPage.objects.get(pk=many.section.pk)
    section.slug = "repertoire"
    assert measured("rename", section.save) < 100 + NUMBER / 20
    assert (below("/fr/annuaire/"), below("/fr/repertoire/")) == (0, 2 * NUMBER)
    assert Redirect.objects.count() == NUMBER + 1


def test_a_large_section_is_moved_whole(many, measured):
    shelf = many.home.add_child(instance=StandardPage(title="Rayon", slug="rayon"))
    section = StandardPage.objects.get(pk=many.section.pk)
    measured("move", lambda: section.move(shelf, "last-child"))
    assert (below("/fr/annuaire/"), below("/fr/rayon/annuaire/")) == (0, 2 * NUMBER)
    assert Redirect.objects.count() == NUMBER + 1


def test_a_large_section_is_hidden_at_once_and_shown(many, measured):
    def hide():
        PageViewRestriction.objects.create(page=many.section, restriction_type="login")
        assert below("/fr/") == 0

    measured("hide", hide)
    assert below("/fr/") == 0
    measured("show", PageViewRestriction.objects.get().delete)
    assert below("/fr/annuaire/") == 2 * NUMBER
