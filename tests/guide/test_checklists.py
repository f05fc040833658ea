"""Things to tick off: names that last, and a list of the lists."""

import pytest
from wagtail.models import Locale

from guide.checklists import checklists_of
from tests.factories.guide import ChapterPageFactory, raw_body

POINTS = [{"text": "RIB", "detail": ""}, {"text": "Clés", "detail": ""}]


@pytest.fixture
def chapter(guide):
    body = raw_body(("text", "<p>…</p>"), ("checklist", {"heading": "À emporter", "points": POINTS}))
    return ChapterPageFactory(parent=guide, title="Déménager", slug="demenager", body=body)


def names(soup):
    return [point["data-point"] for point in soup.select("[data-point]")]


def test_every_thing_to_do_has_a_name_of_its_own(read, chapter) -> None:
    soup = read(chapter)

    assert soup.select_one("[data-checklist]")["data-checklist"] == str(chapter.translation_key)
    assert len(set(names(soup))) == 2
    assert "" not in names(soup)


def test_an_edit_and_a_move_leave_the_names(read, chapter) -> None:
    before = names(read(chapter))
    point = chapter.body[1].value["points"].bound_blocks
    point[0].value["text"] = "Relevé d’identité bancaire"
    point.reverse()
    chapter.save_revision().publish()

    assert names(read(chapter)) == before[::-1]


def test_the_translation_has_the_same_names(read, chapter, guide) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    guide.copy_for_translation(english, copy_parents=True).save_revision().publish()
    translation = chapter.copy_for_translation(english)
    translation.save_revision().publish()
    soup = read(translation)

    assert names(soup) == names(read(chapter))
    assert soup.select_one("[data-checklist]")["data-checklist"] == str(chapter.translation_key)


def test_the_guide_leads_to_each_list(read, chapter, guide) -> None:
    link = read(guide).select_one(".guide-checklists a")
    address, anchor = link["href"].split("#")

    assert link.contents[0].strip() == "À emporter"
    assert address == chapter.url
    assert read(chapter).find(id=anchor)


def test_a_guide_without_lists_says_nothing_of_them(read, guide) -> None:
    ChapterPageFactory(parent=guide)

    assert not read(guide).select(".guide-checklists")


def test_the_whole_guide_on_one_page_has_the_lists_to_tick(client, chapter, guide) -> None:
    html = client.get(f"{guide.url}print/").content.decode()

    assert f'data-checklist="{chapter.translation_key}"' in html
    assert "guide/js/checklist" in html


def test_looking_for_lists_asks_the_database_nothing(chapter, everything, guide, django_assert_num_queries) -> None:
    page = ChapterPageFactory(parent=guide, body=raw_body(*everything))
    page.refresh_from_db()

    with django_assert_num_queries(0):
        (found,) = checklists_of(page.body)
    assert (found.heading, len(found.points)) == ("À emporter", 2)


def test_a_list_that_was_never_saved_has_nothing_to_remember(guide) -> None:
    body = [{"type": "checklist", "value": {"heading": "", "points": POINTS}}]

    assert checklists_of(ChapterPageFactory(parent=guide, body=body).body) == []
