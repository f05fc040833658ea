"""A visitor in the directory: with and without script, with the keyboard alone, on a phone, list and map together."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.models import Locale

from tests.factories.entries import EntryFactory

from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def directory(transactional_db):
    build_directory()


def count(page: Page) -> int:
    return int(re.search(r"\d+", page.locator("[data-announce]").inner_text())[0])


def titles(page: Page) -> list[str]:
    return page.locator(".entry-list .card__title").all_inner_texts()


def wait_for_map(page: Page) -> None:
    page.locator(".entry-map").scroll_into_view_if_needed()
    expect(page.locator(".entry-map--live")).to_be_visible()


def shown_on_map(page: Page) -> int:
    return int(page.locator(".entry-map").get_attribute("data-shown"))


def test_filters_work_without_script(visit):
    page = visit("/fr/annuaire/", script=False)
    assert count(page) == 30
    page.check("#facet-sector-ict")
    page.locator(".directory__go button[type=submit]").click()
    assert "sector=ict" in page.url
    assert count(page) == 10
    page.locator(".chip--remove").click()
    assert count(page) == 30


def test_filters_work_with_script_and_without_a_reload(visit):
    page = visit("/fr/annuaire/")
    page.evaluate("window.stayed = true")
    page.check("#facet-sector-ict")
    expect(page.locator("[data-announce]")).to_contain_text("10")
    assert page.url.endswith("?sector=ict")
    expect(page.locator("#facet-sector-ict")).to_be_focused()
    page.fill("#q", "Lucie")
    expect(page.locator("[data-announce]")).to_contain_text("1 ")
    assert page.evaluate("window.stayed")
    with_script = titles(page)
    assert titles(visit(page.url, script=False)) == with_script


def test_back_and_forward_bring_filters_and_results_back(visit):
    page = visit("/fr/annuaire/")
    page.check("#facet-sector-ict")
    expect(page.locator("[data-announce]")).to_contain_text("10")
    page.check("#facet-sector-press")
    expect(page.locator("[data-announce]")).to_contain_text("20")
    page.go_back()
    expect(page.locator("[data-announce]")).to_contain_text("10")
    expect(page.locator("#facet-sector-press")).not_to_be_checked()
    page.go_back()
    expect(page.locator("[data-announce]")).to_contain_text("30")
    page.go_forward()
    expect(page.locator("[data-announce]")).to_contain_text("10")
    expect(page.locator("#facet-sector-ict")).to_be_checked()


def test_pages_turn_without_a_reload_and_begin_at_their_top(visit):
    page = visit("/fr/annuaire/")
    page.evaluate("window.stayed = true")
    page.locator(".pagination a[rel=next]").click()
    expect(page.locator(".pagination [aria-current]")).to_contain_text("2")
    expect(page.locator("#results")).to_be_focused()
    assert page.evaluate("window.stayed")
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith("?page=2")


def test_list_and_map_agree(visit):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    assert shown_on_map(page) == count(page) == 30
    page.check("#facet-sector-translation")
    expect(page.locator("[data-announce]")).to_contain_text("10")
    expect(page.locator(".entry-map")).to_have_attribute("data-shown", "10")


def test_the_map_begins_with_the_whole_territory_and_stays_there(visit):
    page = visit("/fr/annuaire/")
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    wait_for_map(page)
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    land, canvas = (page.locator(name).bounding_box() for name in ("g > .entry-map__land", "[data-map-canvas]"))
    assert max(land["width"] / canvas["width"], land["height"] / canvas["height"]) > 0.6
    expect(page.locator("[data-map-area]")).to_be_hidden()


def test_the_area_of_the_map_can_be_searched(visit):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    area = page.locator("[data-map-area]")
    expect(area).to_be_hidden()
    for _ in range(2):
        page.locator(".leaflet-control-zoom-in").click()
    expect(area).to_be_visible()
    area.click()
    expect(page.locator(".chip--remove")).to_be_visible()
    assert "bbox=" in page.url
    assert 0 < count(page) < 30
    expect(page.locator(".entry-map")).to_have_attribute("data-shown", str(count(page)))


def test_the_keyboard_alone_leads_to_a_mark_and_its_entry(visit):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    page.locator(".entry-map__canvas").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.entry-map__mark')"):
            break
    mark = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_attribute("aria-label", mark)
    expect(dialog.locator("a").first).to_be_focused()
    assert re.search(r"/fr/solo-\d+/", dialog.locator("a").first.get_attribute("href"))
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == mark


def test_a_mark_leads_to_its_card_and_a_card_to_its_mark(visit):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    alone = page.locator(".entry-map__mark.entry-map__mark--pointed")
    for card in page.locator(".entry-card").all():
        card.hover()
        expect(page.locator(".entry-map__mark--pointed")).to_have_count(1)
        if alone.count():
            break
    alone.click()
    page.locator(".entry-map__jump").first.click()
    assert page.evaluate("document.activeElement.closest('.entry-card') !== null")


def test_without_script_the_territory_is_drawn_with_the_list(visit):
    page = visit("/fr/annuaire/", script=False)
    drawing = page.locator(".entry-map__drawing svg")
    expect(drawing).to_be_visible()
    target = drawing.locator("a").first.get_attribute("href")
    assert page.locator(target).count() == 1


def test_a_wrong_filter_is_named_beside_it(visit):
    page = visit("/en/directory/?sector=nonsense&commune=Auch", script=False)
    assert page.locator("#error-sector").inner_text()
    expect(page.locator("[role=alert]")).to_be_visible()
    assert page.input_value("#commune") == "Auch"
    assert titles(page) == []


def test_nothing_found_says_what_to_drop(visit):
    page = visit("/en/directory/?sector=press&q=Marc+03", script=False)
    page.locator(".directory-suggestions a").first.click()
    assert count(page) > 0


@pytest.mark.parametrize(
    "path", ["/fr/annuaire/", "/en/directory/?sector=ict", "/fr/services/?open=now", "/en/directory/?q=zzz"]
)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_directory_is_accessible(visit, axe, path, width, scheme):
    page = visit(path, width=width, scheme=scheme)
    if width > 1000:
        wait_for_map(page)
    assert axe(page) == []


def test_an_open_mark_is_accessible(visit, axe):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    page.locator(".entry-map__mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_nothing_is_cut_on_a_narrow_screen(visit, script):
    page = visit("/fr/annuaire/?sector=ict", width=320, script=script)
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.locator("[data-view=map]").click()
        wait_for_map(page)
        expect(page.locator(".directory__list")).to_be_hidden()
        page.locator("[data-view=list]").click()
        expect(page.locator(".directory__list")).to_be_visible()
    page.locator("#directory-filters > summary").click()
    expect(page.locator("#facet-sector-ict")).to_be_visible()


@pytest.fixture
def crowd(directory):
    """Two that become one round mark, and a pin whose foot is below it while its head would reach into it."""
    for latitude in (43.62, 43.622, 43.51):
        EntryFactory(source="solo", locale=Locale.objects.get(language_code="fr"), latitude=latitude, longitude=0.12)


def test_no_mark_of_the_map_covers_another(crowd, visit):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    covered = page.evaluate("""() => {
        const marks = [...document.querySelectorAll(".entry-map__mark, .entry-map__cluster")];
        const boxes = marks.map((mark) => mark.getBoundingClientRect());
        const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return boxes.flatMap((box, i) => boxes.slice(i + 1).filter((other) => over(box, other))).length;
    }""")
    assert covered == 0


def test_marks_that_would_cover_each_other_are_one_until_the_reader_looks_closer(visit):
    page = visit("/fr/annuaire/")
    wait_for_map(page)
    heap = page.locator(".entry-map__cluster").first
    before = page.locator(".entry-map__mark, .entry-map__cluster").count()
    shown = page.locator(".entry-map").get_attribute("data-shown")
    heap.click()
    expect(page.locator(".entry-map__mark, .entry-map__cluster")).not_to_have_count(before)
    expect(page.locator(".entry-map")).to_have_attribute("data-shown", shown)
