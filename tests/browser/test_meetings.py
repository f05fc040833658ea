"""A meeting, as a visitor reads of it and as an editor writes it."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Locale
from wagtail.models import Page as WagtailPage

from directory_blocks.models import Commune, DirectoryPage
from portal.accounts.models import User
from solo_pages.enums import ExceptionKind
from solo_pages.models import EventPage
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory

from .sessions import session_of, storage_of
from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def meeting(transactional_db) -> EventPage:
    """Every Thursday at a service point; one date is moved, one cancelled; in English, too."""
    build_directory()
    section = WagtailPage.objects.type(DirectoryPage).get(slug="services", locale__language_code="fr")
    place = ServicePointPageFactory(
        parent=section,
        title="Mairie",
        slug="mairie",
        commune=Commune.objects.get(name="Lectoure"),
        wheelchair="yes",
        access_notes="Entrée par la cour.",
    )
    publish(place)
    page = EventPageFactory(
        parent=section,
        title="Café des solos",
        slug="cafe",
        starts_on=date(2099, 3, 5),
        recurrence="FREQ=WEEKLY;COUNT=12",
        venue=place,
        price="5 €",
        organiser_name="CCI du Gers",
        notice="Parking derrière la mairie",
        exceptions=[
            {"kind": ExceptionKind.MOVED, "occurrence_on": date(2099, 3, 5), "new_on": date(2099, 3, 7)},
            {"kind": ExceptionKind.CANCELLED, "occurrence_on": date(2099, 3, 12)},
        ],
    )
    translation = page.copy_for_translation(Locale.objects.get(language_code="en"))
    publish(translation)
    return page


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_meeting_is_for_everybody(meeting, visit, axe, language, width):
    address = f"/{language}/services/cafe/"
    page = visit(address, width=width)
    for path in (address, f"{address}2099-03-12/"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(path)
            assert axe(page) == [], (path, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    assert page.locator(".meeting__when").is_visible()


def test_without_script_every_date_is_reached(meeting, visit):
    page = visit("/fr/services/cafe/", script=False)
    page.get_by_text("Toutes les dates", exact=True).click()
    page.locator(".date-list a").last.click()
    expect(page.locator(".meeting__when")).to_contain_text("Jeudi 21 mai 2099")
    page.go_back()
    page.get_by_role("link", name="Mairie").click()
    assert page.url.endswith("/fr/services/mairie/")


@pytest.fixture
def plain(meeting) -> EventPage:
    """Every Thursday, without a date that differs."""
    return EventPageFactory(
        parent=meeting.get_parent(), slug="plain", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=12"
    )


@pytest.fixture
def session(meeting) -> str:
    """The key of an administrator's session."""
    user = User.objects.create_superuser("maud@example.org", "secret")
    return session_of(user)


@pytest.fixture
def edit(session, live_server, visit):
    """Open a page of the admin as an administrator."""
    return partial(visit, storage_state=storage_of(session, live_server))


def test_an_editor_says_how_often_with_the_keyboard_and_sees_the_dates(plain, edit, axe):
    page = edit(reverse("wagtailadmin_pages:edit", args=[plain.pk]))
    widget = page.locator("[data-recurrence]")
    expect(widget.locator("li")).to_have_count(8)
    assert axe(page, "[data-recurrence]") == []
    page.locator("#id_recurrence-interval").fill("2")
    expect(widget.locator(".recurrence__title")).to_contain_text("second Thursday")
    expect(widget.locator("li").nth(1)).to_contain_text("19 March 2099")
    expect(widget.locator(".recurrence__month-week")).to_be_hidden()
    page.locator("#id_recurrence-kind").focus()
    page.keyboard.type("Once")
    expect(widget.locator("li")).to_have_count(1)
    expect(widget.locator(".recurrence__rule")).to_be_hidden()


def test_what_does_not_matter_is_out_of_the_way(meeting, edit):
    page = edit(reverse("wagtailadmin_pages:edit", args=[meeting.pk]))
    expect(page.locator("#id_place_name")).to_be_hidden()
    expect(page.locator("#id_capacity")).to_be_visible()
    page.select_option("#id_registration", "none")
    expect(page.locator("#id_capacity")).to_be_hidden()
    expect(page.locator("#id_online_url")).to_be_hidden()
    page.select_option("#id_attendance", "mixed")
    expect(page.locator("#id_online_url")).to_be_visible()


def test_the_dates_of_a_meeting_are_for_every_editor(meeting, edit, axe):
    page = edit(reverse("solo_meetings:dates", args=[meeting.pk]))
    assert axe(page, ".review") == []
    page.get_by_role("link", name="Move: Thursday 19 March 2099").click()
    expect(page.locator(".review-decision")).to_be_visible()
    assert axe(page, ".review") == []
    page.get_by_role("link", name="No, go back").click()
    assert page.url.endswith("/dates/")
