"""What only a browser shows of reading a chapter: contents that follow, lists that remember."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from wagtail.models import Page, Site

from guide.models import Answer
from tests.factories.guide import ChapterPageFactory, GuidePageFactory, raw_body
from tests.factories.portal import make_portal

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CHAPTER = "/fr/guide/logement/"
HEADINGS = ["Louer", "Acheter", "Prévenir", "Emporter"]


@pytest.fixture(autouse=True)
def chapter(transactional_db):
    cache.clear()
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    home = make_portal().home
    guide = GuidePageFactory(parent=home, locale=home.locale)
    sections = "".join(f"<h2>{heading}</h2>" + "<p>Un mot sur cela.</p>" * 25 for heading in HEADINGS[:3])
    page = ChapterPageFactory(
        parent=guide, title="Trouver un logement", slug="logement", body=raw_body(("text", sections), *lists())
    )
    page.save_revision().publish()
    return page


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


def ticked(page):
    return page.get_by_role("checkbox", checked=True).count()


def test_ticks_are_found_again_and_counted(visit):
    page = visit(CHAPTER)
    page.get_by_label("RIB").check()
    page.get_by_text("Clés").click()
    assert page.get_by_role("status").inner_text() == "2 sur 3 faits"

    page.reload()
    assert page.get_by_label("RIB").is_checked()
    assert not page.get_by_label("Pièce d’identité").is_checked()
    page.goto("/fr/guide/print/")
    assert ticked(page) == 2
    page.goto("/fr/guide/")
    assert page.locator("[data-progress]").inner_text() == "2 sur 3 faits"
    assert page.context.cookies() == []


def test_a_list_is_cleared_and_the_ticks_put_back(visit):
    page = visit(CHAPTER)
    page.get_by_label("RIB").check()
    page.get_by_role("button", name="Vider la liste").focus()
    page.keyboard.press("Enter")
    assert ticked(page) == 0
    page.get_by_role("button", name="Remettre les coches").click()
    assert page.get_by_label("RIB").is_checked()
    page.get_by_role("button", name="Vider la liste").click()
    page.reload()
    assert ticked(page) == 0


def test_another_tab_shows_the_same_ticks(visit):
    page = visit(CHAPTER)
    other = page.context.new_page()
    other.goto(CHAPTER)
    page.get_by_label("RIB").check()
    other.wait_for_function("document.querySelector('input:checked')")
    other.get_by_label("Clés").check()
    page.wait_for_function("document.querySelectorAll('input:checked').length === 2")


BROKEN = {
    "refused": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_where_the_browser_keeps_nothing_the_list_is_a_plain_one(visit, broken):
    page = visit("about:blank")
    page.add_init_script(broken)
    page.goto(CHAPTER)
    assert page.locator(".guide-checklist__box").count() == 3
    assert page.get_by_role("checkbox").count() == 0
    assert not page.locator("[data-checklist-state]").is_visible()


def test_what_else_is_in_the_browsers_memory_breaks_nothing(visit, chapter):
    page = visit(CHAPTER)
    for nonsense in ("{", "12", '{"a": 1}', "[1, null]"):
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)", [f"guide.done.{chapter.translation_key}", nonsense]
        )
        page.reload()
        assert page.get_by_role("status").inner_text() == "0 sur 3 faits"
    page.get_by_label("RIB").check()
    assert ticked(page) == 1


def test_without_javascript_a_checklist_is_a_list_with_boxes(visit):
    page = visit(CHAPTER, script=False)
    assert page.locator(".guide-checklist__box").first.is_visible()
    assert not page.locator("[data-checklist-state]").is_visible()
    page.goto("/fr/guide/")
    assert page.locator("[data-progress]").inner_text() == "3 choses à faire"


def test_the_guide_and_a_list_with_ticks_are_accessible(visit, axe):
    page = visit(CHAPTER)
    page.get_by_label("RIB").check()
    assert axe(page) == []
    page.goto("/fr/guide/")
    assert axe(page) == []


def test_a_search_in_the_guide_leads_to_the_heading(visit, axe):
    page = visit(CHAPTER, width=360, script=False)
    page.get_by_role("search", name="Rechercher dans ce guide").get_by_role("searchbox").fill("RIB")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Emporter").click()
    page.wait_for_url(f"**{CHAPTER}#s-emporter")
    for question in ("mot", "xylophone"):
        found = visit(f"/fr/guide/search/?q={question}", width=360, scheme="dark")
        assert axe(found) == []


def kept():
    """Asked from another thread, since the browser's event loop runs in this one."""

    def ask():
        try:
            return list(Answer.objects.values_list("useful", "comment"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask).result()


@pytest.mark.parametrize("script", [True, False])
def test_a_reader_says_whether_a_page_was_useful(visit, axe, script):
    page = visit(CHAPTER, width=360, script=script)
    page.get_by_role("button", name="Non").click()
    page.get_by_label("Qu’est-ce qui manque").fill("Les haies")
    if script:
        assert page.url.endswith(CHAPTER)
        assert axe(page) == []
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_text("La rédaction lit").wait_for()
    if script:
        assert page.evaluate("document.activeElement.textContent").startswith("Merci")
        assert page.url.endswith(CHAPTER)
    assert kept() == [(False, "Les haies")]
    assert page.context.cookies() == []


def test_an_empty_word_is_explained_in_place(visit, axe):
    page = visit(CHAPTER, scheme="dark")
    page.get_by_role("button", name="Oui").click()
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("alert").wait_for()
    assert axe(page, ".useful") == []
    page.get_by_role("textbox", name="mieux").fill("Rien")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_text("La rédaction lit").wait_for()
    assert kept() == [(True, "Rien")]
