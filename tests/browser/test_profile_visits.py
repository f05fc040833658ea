"""The beacon in a real browser: one view, no cookie, and none where the reader minds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from wagtail.models import Page, Site

from solo_pages.visits import views_of
from tests.factories.site import build_site, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.fixture(autouse=True)
def profile(transactional_db):
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    page = build_site().solo("Marie Dupont", slug="marie")
    publish(page)
    return page


def views(page):
    """Asked from another thread, since the browser's event loop runs in this one."""

    def ask():
        try:
            return views_of(page)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask).result()


def test_looking_at_a_profile_counts_once_and_sets_no_cookie(visit, profile):
    page = visit("/fr/annuaire/marie/", user_agent=BROWSER)
    for _again in range(2):
        with page.expect_response("**/visits/**") as answered:
            page.reload()
        assert answered.value.status == 204
    assert page.context.cookies() == []
    assert views(profile) == 1


def test_who_asked_not_to_be_counted_is_not(visit, profile):
    page = visit("about:blank", user_agent=BROWSER)
    page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/fr/annuaire/marie/", wait_until="networkidle")
    assert not [url for url in asked if "/visits/" in url]
    assert views(profile) == 0
