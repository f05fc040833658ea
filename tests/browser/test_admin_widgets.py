"""An editor writes a service point: commune, pin and hours with the keyboard alone, and nothing typed is lost."""

import re
from functools import partial

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Page as WagtailPage

from directory_blocks.models import Commune, DirectoryPage
from portal.accounts.models import User
from tests.factories.solo_pages import ServicePointPageFactory

from .sessions import session_of, storage_of
from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def form(transactional_db) -> str:
    """The address of the form of a service point in Lectoure without a pin."""
    build_directory()
    section = WagtailPage.objects.type(DirectoryPage).get(slug="services", locale__language_code="fr")
    commune = Commune.objects.get(name="Lectoure")
    page = ServicePointPageFactory(parent=section, title="Mairie", slug="mairie", commune=commune, location="")
    page.save_revision().publish()
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def session(form) -> str:
    """The key of an administrator's session."""
    user = User.objects.create_superuser("maud@example.org", "secret")
    return session_of(user)


@pytest.fixture
def edit(form, session, live_server, visit):
    """Open the form as an administrator."""
    return partial(visit, form, storage_state=storage_of(session, live_server))


def press(target: Locator) -> None:
    """Enter on something that has the focus; one step, as a modal takes the focus once it has faded in."""
    target.press("Enter")


def pin_in_the_middle(page: Page) -> list[float]:
    press(page.locator('[data-action="directory-pin#centre"]'))
    return [float(number) for number in page.input_value("[name=location]").split(",")]


def test_the_map_begins_at_the_commune_and_follows_the_next_one_chosen(edit):
    page = edit()
    expect(page.locator(".pin-map__name", has_text="Lectoure").first).to_be_visible()
    expect(page.locator(".pin-map__name", has_text="Lombez")).to_have_count(0)
    assert pin_in_the_middle(page) == pytest.approx([43.933, 0.621], abs=0.001)
    press(page.locator('[data-action="directory-pin#remove"]'))
    assert page.input_value("[name=location]") == ""
    press(page.locator("#id_commune-chooser").get_by_role("button", name="Actions"))
    press(page.get_by_role("button", name="Choose another commune"))
    expect(page.locator(".modal")).to_have_css("opacity", "1")
    page.fill(".modal-body [name=q]", "lombez")
    found = page.locator(".modal-body tbody a")
    expect(found).to_have_count(1)
    press(found)
    expect(page.locator(".pin-map__name", has_text="Lombez").first).to_be_visible()
    assert pin_in_the_middle(page) == pytest.approx([43.474, 0.911], abs=0.001)


def test_a_wrong_place_and_wrong_hours_are_named_and_kept(edit, axe):
    page = edit()
    page.fill("[name=location]", "by the church")
    monday = page.locator('[data-hours-day="0"]')
    press(monday.locator("[data-hours-action=add]"))
    times = monday.locator("input[type=time]:visible")
    times.nth(0).fill("18:00")
    times.nth(1).fill("18:00")
    press(page.get_by_role("button", name="Save draft"))
    expect(page.locator(".error-message", has_text=re.compile("43"))).to_be_visible()
    assert page.input_value("[name=location]") == "by the church"
    assert times.nth(0).input_value() == times.nth(1).input_value() == "18:00"
    for widget in (".pin-map", ".hours"):
        page.locator(widget).scroll_into_view_if_needed()
        assert axe(page, widget) == []
