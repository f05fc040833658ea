"""The form of a meeting in the admin, which saves itself while somebody writes; a date is cancelled meanwhile."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse
from wagtail.models import Page

from directory_blocks.models import DirectoryPage
from portal.accounts.models import User
from solo_pages.events.admin.dates_views import DATES_VIEW
from solo_pages.models import EventPage
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory

from .sessions import session_of, storage_of
from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def meeting(transactional_db) -> EventPage:
    build_directory()
    section = Page.objects.type(DirectoryPage).get(slug="annuaire")
    page = EventPageFactory(
        parent=section, slug="compost", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=3"
    )
    publish(page)
    return page


@pytest.fixture
def session(meeting) -> str:
    """The key of an editor's session."""
    editor = User.objects.create_superuser("maud@example.org", "secret", first_name="Maud")
    return session_of(editor)


@pytest.fixture
def work(session, live_server, visit):
    """Open an address of the admin as an editor."""
    return partial(visit, storage_state=storage_of(session, live_server))


def form_of(work, meeting):
    page = work(reverse("wagtailadmin_pages:edit", args=[meeting.pk]))
    # Wagtail looks for the first time at what stands in the form after two seconds.
    page.wait_for_timeout(2500)
    return page


def write(page, words):
    """What the server answers when the form saves itself."""
    with page.expect_response(lambda one: "json" in one.request.headers.get("accept", "") and is_form(one)) as answer:
        page.fill("#id_summary", words)
    return answer.value.json()


def save(page):
    """Press the button."""
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Save draft", exact=True).click()
    return answer.value.request.redirected_from is not None


def is_form(response):
    return response.request.method == "POST" and response.url.endswith("/edit/")


def test_who_writes_alone_is_asked_nothing(meeting, work):
    page = form_of(work, meeting)
    for words in ("Une phrase", "Une autre", "Encore une"):
        assert write(page, words)["success"]
    page.fill("#id_summary", "La dernière")
    assert save(page)
    assert page.input_value("#id_summary") == "La dernière"
    assert save(page)


def test_a_date_cancelled_meanwhile_stays_cancelled(meeting, work):
    page = form_of(work, meeting)
    assert write(page, "Une phrase")["success"]
    other = page.context.new_page()
    other.goto(reverse(DATES_VIEW, args=[meeting.pk]))
    other.locator("a[href$='/cancel/']").nth(1).click()
    other.locator("main form button[type=submit]").click()
    other.locator(".messages .success").wait_for()
    other.close()
    # Wagtail looks then who else has saved it, and asks before anything is sent.
    with page.expect_response(lambda one: "/editing-sessions/ping/" in one.url):
        assert write(page, "Une autre phrase")["error_code"] == "invalid_revision"
    page.locator(".w-editing-sessions__session--saved, .w-editing-sessions .w-ping--critical").first.wait_for()
    page.get_by_role("button", name="Save draft", exact=True).click()
    page.locator("[data-w-dialog-target=confirm]").click()
    page.locator(".messages .error").first.wait_for()
    assert "12 March 2099" in page.locator(".messages .error").first.inner_text()
    assert page.input_value("#id_summary") == "Une autre phrase"
    assert page.input_value("#id_exceptions-0-kind") == "cancelled"
    assert save(page)
