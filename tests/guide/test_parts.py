"""Chapters grouped in named parts: on the guide's page, in its chapters, on one page, in the PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from guide.models import ChapterPage
from guide.parts import in_parts
from tests.factories.guide import ChapterPageFactory, raw_body


@pytest.fixture
def chapters(guide):
    text = raw_body(("text", "<h2>Louer</h2><p>Un mot.</p>"))
    return [
        ChapterPageFactory(parent=guide, title=title, slug=title.lower(), part=part, body=text)
        for title, part in (("Un", ""), ("Deux", "Avant de venir"), ("Trois", ""), ("Quatre", "Travailler"))
    ]


def outline(chapter) -> list[tuple[str, int, list[str]]]:
    return [(part.title, part.first, [page.title for page in part.chapters]) for part in in_parts(chapter)]


def test_a_part_goes_on_until_the_next_begins(chapters) -> None:
    assert outline(chapters) == [
        ("", 1, ["Un"]),
        ("Avant de venir", 2, ["Deux", "Trois"]),
        ("Travailler", 4, ["Quatre"]),
    ]
    assert outline(chapters[2:3]) == [("", 1, ["Trois"])]
    assert outline([]) == []


def test_the_guide_shows_its_chapters_by_part_and_numbers_them_through(read, guide, chapters) -> None:
    soup = read(guide)
    assert [heading.get_text() for heading in soup.select("main h2")] == ["Un", "Avant de venir", "Travailler"]
    assert [number.get_text() for number in soup.select(".guide-chapter__number")] == ["1", "2", "3", "4"]
    assert [heading.get_text() for heading in soup.select(".guide-part[aria-labelledby] h3")] == [
        "Deux",
        "Trois",
        "Quatre",
    ]
    assert [ol["start"] for ol in soup.select("ol.guide-chapters")] == ["1", "2", "4"]


def test_a_chapter_says_in_which_part_it_stands(read, chapters) -> None:
    kickers = [read(page).select_one(".page-head__kicker").get_text() for page in chapters]
    assert ["Avant de venir" in kicker for kicker in kickers] == [False, True, True, False]


def test_a_part_moves_with_the_chapter_that_begins_it(guide, chapters) -> None:
    ChapterPage.objects.get(title="Quatre").move(guide, "first-child")
    assert outline(ChapterPage.objects.in_order(guide)) == [
        ("Travailler", 1, ["Quatre", "Un"]), ("Avant de venir", 3, ["Deux", "Trois"]),
    ]  # fmt: skip


def test_on_one_page_headings_step_down_one_at_a_time(client, guide, chapters) -> None:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(client.get(f"{guide.url}print/").content.decode(), "html.parser")
    levels = [int(tag.name[1]) for tag in soup.select("main h1, main h2, main h3, main h4, main h5")]
    assert levels == [1, 2, 2, 3, 2, 3, 4, 3, 4, 2, 3, 4]
    for link in soup.select(".guide-print__contents a"):
        assert soup.find(id=link["href"].removeprefix("#"))
    assert [ol["start"] for ol in soup.select(".guide-print__contents ol")] == ["1", "2", "4"]


def test_the_pdf_has_the_parts_in_its_contents_and_bookmarks(client, guide, chapters) -> None:
    def titles(items, depth=0):
        for item in items:
            if isinstance(item, list):
                yield from titles(item, depth + 1)
            else:
                yield depth, item.title

    reader = PdfReader(BytesIO(client.get(f"{guide.url}guide.pdf").content))
    marks = list(titles(reader.outline))
    for mark in (
        (0, "Avant de venir"),
        (1, "2 Deux"),
        (1, "3 Trois"),
        (0, "Travailler"),
        (1, "4 Quatre"),
        (2, "Louer"),
    ):
        assert mark in marks, marks
    contents = " ".join(reader.pages[1].extract_text().split())
    assert contents.index("1 Un") < contents.index("Avant de venir") < contents.index("2 Deux")


def test_a_guide_without_parts_has_none(read, client, guide) -> None:
    ChapterPageFactory(parent=guide, title="Seul", slug="seul")
    assert [heading.get_text() for heading in read(guide).select("main h2")] == ["Seul"]
    reader = PdfReader(BytesIO(client.get(f"{guide.url}guide.pdf").content))
    assert reader.outline[0].title == "1 Seul"
