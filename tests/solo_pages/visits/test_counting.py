"""Views of profiles: people once a day, nothing about them, and none lost."""

import threading
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from solo_pages.models import DailyViews
from solo_pages.visits import past_views, views_of
from solo_pages.visits.counting import add_view
from tests.factories.site import publish

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def owner(db):
    return User.objects.create_user("marie@solo.example", "secret")


@pytest.fixture
def profile(site, owner):
    page = site.solo("Marie Dupont", slug="marie", owner=owner)
    publish(page)
    site.translated(page)
    return page


@pytest.fixture
def look(profile):
    """Look at the profile as a browser does: gives how often it was looked at by then."""

    def look(client=None, address="192.0.2.1", agent=BROWSER, key=profile.translation_key, **headers):
        url = reverse("solo_visits:visit", args=[key])
        client = client or Client(enforce_csrf_checks=True)
        response = client.post(
            url, headers={"user-agent": agent, **headers}, REMOTE_ADDR=address, content_type="text/plain"
        )
        assert response.status_code == 204
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        return views_of(profile)

    return look


def test_a_visitor_counts_once_a_day(look, profile):
    assert look() == 1
    assert look() == 1
    assert look(address="192.0.2.2") == 2
    assert look(agent=BROWSER.replace("140", "141")) == 3
    [row] = DailyViews.objects.all()
    assert (row.translation_key, row.day, row.count) == (profile.translation_key, timezone.localdate(), 3)


def test_the_page_of_every_language_counts_for_the_same_profile(client, profile, look):
    addresses = {f"/visits/{profile.translation_key}/"}
    for path in ("/fr/annuaire/marie/", "/en/directory/marie/"):
        text = client.get(path).content.decode()
        assert f'data-visit="{addresses.copy().pop()}"' in text
        assert "solo_pages/js/visit.js" in text


@pytest.mark.parametrize("header", ["dnt", "sec-gpc"])
def test_who_does_not_want_to_be_counted_is_not(look, header):
    assert look(**{header: "1"}) == 0
    assert look(**{header: "0"}) == 1


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "curl/8.1", "python-requests/2.32", "Mozilla/5.0 HeadlessChrome/130", "WhatsApp/2.2"]
)
def test_programs_do_not_count(look, agent):
    assert look(agent=agent) == 0


def test_a_telephone_is_no_bot(look):
    assert look(agent="Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/130 Mobile") == 1


def test_another_site_cannot_send_its_visitors(look):
    assert look(**{"sec-fetch-site": "cross-site"}) == 0


def test_the_owner_and_editors_do_not_count_and_others_do(look, owner, admin_user):
    for user, views in ((owner, 0), (admin_user, 0), (User.objects.create_user("tom@solo.example", "secret"), 1)):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        assert look(client) == views


def test_what_is_no_live_profile_is_not_counted(look, profile):
    look(key=uuid4())
    for page in type(profile).objects.all():
        page.unpublish()
    look()
    assert not DailyViews.objects.exists()


def test_one_visitor_cannot_add_any_number(look, settings):
    settings.SOLO_PAGES = {"VISITS_PER_HOUR": 5}
    for number in range(9):
        look(agent=f"{BROWSER} {number}")
    assert look(agent="Another/1") == 5
    assert look(address="192.0.2.9") == 6


def test_only_a_beacon_counts(client, profile):
    assert client.get(reverse("solo_visits:visit", args=[profile.translation_key])).status_code == 405


def test_neither_address_nor_browser_is_kept(look):
    look(address="192.0.2.77")
    kept = f"{list(cache._cache.items())}{list(DailyViews.objects.values_list())}"
    assert "192.0.2.77" not in kept
    assert "Firefox" not in kept


def test_views_are_counted_over_days_and_pruned_after_the_setting(profile, settings):
    today = timezone.localdate()
    for days, times in ((0, 2), (29, 3), (30, 5), (399, 1), (401, 1)):
        for _time in range(times):
            add_view(profile.translation_key, today - timedelta(days=days))
    assert views_of(profile) == 5
    assert views_of(profile, days=31) == 10
    assert views_of(profile.get_translations().first()) == 5
    assert [row.day for row in past_views()] == [today - timedelta(days=401)]
    call_command("apply_retention", stdout=StringIO())
    assert views_of(profile, days=500) == 11


def test_the_numbers_go_with_the_last_page(profile):
    add_view(profile.translation_key, timezone.localdate())
    profile.get_translations().first().delete()
    assert views_of(profile) == 1
    profile.delete()
    assert not DailyViews.objects.exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_no_view_is_lost_where_several_count_at_once():
    key, day = uuid4(), timezone.localdate()

    def count():
        try:
            for _time in range(10):
                add_view(key, day)
        finally:
            connection.close()

    threads = [threading.Thread(target=count) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DailyViews.objects.get(translation_key=key).count == 40


def test_counting_costs_few_queries(look, django_assert_num_queries):
    look()
    with django_assert_num_queries(3):  # the page, the number, and the test's own reading
        look(address="192.0.2.3")
