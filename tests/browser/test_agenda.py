"""The agenda by keyboard, without script, on a phone; nothing in it that an assistive device would stumble over."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from solo_pages.agenda.month import neighbour
from solo_pages.models import AgendaPage
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.portal import make_portal
from tests.factories.site import make_commune

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def month() -> datetime:
    """The month after next, so that no day of it is today."""
    return neighbour(neighbour(timezone.localdate().replace(day=1), 1), 1)


@pytest.fixture(autouse=True)
def agenda(transactional_db):
    portal = make_portal()
    make_commune()
    page = portal.home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=portal.home.locale))
    page.save_revision().publish()
    english = page.copy_for_translation(get_locale("en"), copy_parents=True)
    english.title, english.slug = "Events", "events"
    english.save_revision().publish()
    for language, slug in (("fr", "fr/agenda"), ("en", "en/events")):
        for number, (day, facts) in enumerate(DATES):
            starts = datetime(month().year, month().month, day, 9 + number, tzinfo=ZoneInfo("Europe/Paris"))
            enter(language, slug, f"Rencontre {number}", starts, facts)
        enter(language, slug, "Passée", timezone.now() - timedelta(days=40), {})


DATES = [(3, {}), (3, {"status": "full"}), (10, {"online": True}), (17, {"status": "cancelled"}), (17, {})]


def enter(language: str, slug: str, title: str, starts: datetime, facts: dict) -> None:
    EntryFactory(
        source="event", object_id=title, title=title, locale=get_locale(language), starts_at=starts,
        ends_at=starts + timedelta(hours=1), url_path=f"/{slug}/?q={title.rsplit(maxsplit=1)[-1]}", **facts,
    )  # fmt: skip


def address(language: str = "fr") -> str:
    return f"/{'fr/agenda' if language == 'fr' else 'en/events'}/{month():%Y-%m}/"


def focused_day(page: Page) -> int:
    return int(page.evaluate("document.activeElement.closest('[data-day]')?.dataset.day.slice(-2) ?? 0"))


def test_arrow_keys_go_from_day_to_day(visit):
    page = visit(address())
    expect(page.get_by_role("grid")).to_be_visible()
    assert page.locator("[data-day][tabindex='0']").count() == 1
    page.locator("[data-day][tabindex='0']").focus()
    assert focused_day(page) == 3
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Control+End", "ArrowRight", "Control+Home"):
        page.keyboard.press(key)
        seen.append(focused_day(page))
    last = (neighbour(month(), 1) - timedelta(days=1)).day
    assert seen == [4, 11, 10, 3, last, last, 1]
    assert page.locator("[data-day][tabindex='0']").count() == 1


def test_enter_goes_into_a_day_and_escape_back(visit):
    page = visit(address())
    page.locator("[data-day][tabindex='0']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_class(re.compile("agenda-day__number"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_contain_text("Rencontre 0")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_contain_text("Rencontre 1")
    page.keyboard.press("Escape")
    assert (focused_day(page), page.locator(":focus").evaluate("e => e.tagName")) == (3, "TD")
    page.keyboard.press("Tab")
    assert focused_day(page) == 0


def test_the_keyboard_turns_the_months(visit):
    page = visit(address())
    page.locator("[data-day][tabindex='0']").focus()
    before = neighbour(month(), -1)
    page.keyboard.press("PageUp")
    page.wait_for_url(f"**/{before:%Y-%m}/#days")
    expect(page.locator("[data-day]:focus")).to_be_visible()
    page.keyboard.press("PageDown")
    page.wait_for_url(f"**{address()}#days")


def test_a_filter_keeps_the_calendar_usable(visit):
    page = visit(address())
    page.check("#online")
    expect(page.locator("[data-announce]")).to_contain_text("1 ")
    expect(page.locator(".agenda-day--some")).to_have_count(1)
    expect(page.get_by_role("grid")).to_be_visible()
    page.locator("[data-day][tabindex='0']").focus()
    assert focused_day(page) == 10
    page.locator(".agenda-views a").first.click()
    assert page.url.endswith("/fr/agenda/?online=1")
    assert page.locator(".agenda-row__title").all_inner_texts() == ["Rencontre 2"]


def test_without_script_every_date_is_a_link(visit):
    page = visit(address("en"), script=False)
    assert page.locator("table caption").inner_text()
    assert page.get_by_role("grid").count() == 0
    page.locator(".agenda-day__dates a", has_text="Rencontre 2").click()
    assert page.url.endswith("/en/events/?q=2")
    page.go_back()
    page.locator(".agenda-day--some a.agenda-day__number").first.click()
    assert page.locator(".agenda-row__title").all_inner_texts() == ["Rencontre 0", "Rencontre 1"]
    page.locator(".agenda-views a").nth(2).click()
    assert page.locator(".agenda-row__title").all_inner_texts() == ["Passée"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_view_is_for_everybody(visit, axe, language, width):
    home = "/fr/agenda/" if language == "fr" else "/en/events/"
    page = visit(home, width=width)
    for path in (home, address(language), f"{home}archive/"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.goto(path)
            assert axe(page) == [], (path, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
