"""Chapters are found by searching the site."""

from directory_blocks.models import Entry
from directory_blocks.sources import registered_sources
from tests.factories.guide import ChapterPageFactory, raw_body


def test_a_published_chapter_is_found_by_the_words_of_its_blocks(guide) -> None:
    page = ChapterPageFactory(
        parent=guide,
        live=False,
        body=raw_body(("checklist", {"heading": "Papiers", "points": [{"text": "Carte grise"}]})),
    )
    page.save_revision().publish()

    entry = Entry.objects.get(source="chapter", locale=guide.locale)
    assert entry.title == page.title
    assert entry.url_path == page.url
    assert "carte grise" in entry.search_text.lower()


def test_a_chapter_is_findable_under_its_permanent_key() -> None:
    assert str(registered_sources()["chapter"].model.__name__) == "ChapterPage"
