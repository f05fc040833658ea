"""What only a browser shows of reading a chapter: contents that follow, lists that remember."""

import pytest
from wagtail.models import Page, Site

from tests.factories.guide import ChapterPageFactory, GuidePageFactory, raw_body
from tests.factories.portal import make_portal

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CHAPTER = "/fr/guide/logement/"
HEADINGS = ["Louer", "Acheter", "Prévenir", "Emporter"]


@pytest.fixture(autouse=True)
def chapter(transactional_db):
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    home = make_portal().home
    guide = GuidePageFactory(parent=home, locale=home.locale)
    sections = "".join(f"<h2>{heading}</h2>" + "<p>Un mot sur cela.</p>" * 25 for heading in HEADINGS[:3])
    return ChapterPageFactory(
        parent=guide, title="Trouver un logement", slug="logement", body=raw_body(("text", sections), *lists())
    )


def lists():
    points = [{"text": "Pièce d’identité", "detail": ""}, {"text": "RIB", "detail": ""}, {"text": "Clés", "detail": ""}]
    return [("checklist", {"heading": HEADINGS[3], "points": points})]


def marked(page):
    page.wait_for_function("document.querySelectorAll('.toc [aria-current]').length === 1")
    return page.locator(".toc [aria-current]").inner_text()


def read_on_to(page, heading):
    page.get_by_role("heading", name=heading, exact=True).evaluate("element => element.scrollIntoView()")
    page.wait_for_function("text => document.querySelector('.toc [aria-current]')?.textContent === text", arg=heading)


def test_the_heading_being_read_is_marked_in_the_contents(visit):
    page = visit(CHAPTER)
    assert marked(page) == "Louer"
    for heading in ("Acheter", "Prévenir", "Acheter"):
        read_on_to(page, heading)


def test_a_heading_chosen_in_the_contents_is_marked_though_the_page_ends_too_soon_for_it(visit):
    page = visit(CHAPTER, height=3000)
    page.get_by_role("link", name="Emporter").click()
    page.wait_for_function("document.querySelector('.toc [aria-current]').textContent === 'Emporter'")


def test_an_address_with_a_heading_begins_there(visit):
    assert marked(visit(f"{CHAPTER}#s-prevenir")) == "Prévenir"


def test_on_a_phone_the_contents_unfold_by_keyboard(visit):
    page = visit(CHAPTER, width=360)
    link = page.locator(".toc").get_by_role("link", name="Acheter")
    assert not link.is_visible()
    page.locator(".chapter__contents summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#s-acheter")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_the_contents_are_plain_links(visit, width):
    page = visit(CHAPTER, width=width, script=False)
    if width == 360:
        page.locator(".chapter__contents summary").click()
    page.get_by_role("link", name="Prévenir").click()
    page.wait_for_url("**/#s-prevenir")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_chapter_is_accessible_to_all(visit, axe, width, scheme):
    page = visit(CHAPTER, width=width, scheme=scheme)
    marked(page)
    assert axe(page) == []
