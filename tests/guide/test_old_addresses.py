"""Old addresses of the guide lead on: of its chapters, its one page, its PDF, in each language."""

import pytest

from guide.models import BrochurePage, ChapterPage, GuidePage
from tests.factories.guide import ChapterPageFactory, GuidePageFactory


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def english(guide):
    """The guide's English translation, with a chapter."""
    home = guide.get_parent().get_translations().get(locale__language_code="en")
    made = GuidePageFactory(parent=home, locale=home.locale, slug="guide", title="Guide")
    ChapterPageFactory(parent=made, locale=home.locale, slug="taxes")
    return made


def rename(page, slug):
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    page.save_revision().publish()


def follow(client, path):
    """Where an address leads in the end."""
    for _step in range(4):
        response = client.get(path)
        if response.status_code == 301:
            path = response["Location"].removeprefix("http://localhost")
            continue
        return response.status_code, path
    raise AssertionError("a loop")


def test_a_renamed_chapter_is_found(client, guide, chapter, committed) -> None:
    with committed():
        rename(chapter, "entier")
    assert follow(client, "/fr/guide/tout/") == (200, "/fr/guide/entier/")


def test_a_chapter_of_another_guide_is_found(client, guide, chapter, committed) -> None:
    other = GuidePageFactory(parent=guide.get_parent(), slug="autre", title="Autre", locale=guide.locale)
    with committed():
        ChapterPage.objects.get(pk=chapter.pk).move(other, pos="last-child")
    assert follow(client, "/fr/guide/tout/") == (200, "/fr/autre/tout/")


@pytest.mark.parametrize(
    "way",
    [("", ""), ("tout/", "tout/"), ("print/", "print/"), ("guide.pdf", "manuel.pdf"), ("search/", "search/")],
)
def test_a_renamed_guide_is_found_with_all_that_it_gives(client, guide, chapter, committed, way) -> None:
    old, new = way
    with committed():
        rename(guide, "manuel")
    assert follow(client, f"/fr/guide/{old}") == (200, f"/fr/manuel/{new}")


def test_two_renames_lead_to_the_last_pdf(client, guide, chapter, committed) -> None:
    for slug in ("manuel", "livre"):
        with committed():
            rename(guide, slug)
    for old in ("guide/guide.pdf", "manuel/manuel.pdf"):
        assert follow(client, f"/fr/{old}") == (200, "/fr/livre/livre.pdf")


def test_each_language_has_its_own(client, guide, english, committed) -> None:
    with committed():
        rename(english, "handbook")
    assert follow(client, "/en/guide/taxes/") == (200, "/en/handbook/taxes/")
    assert follow(client, "/en/guide/guide.pdf") == (200, "/en/handbook/handbook.pdf")
    assert follow(client, "/fr/guide/print/") == (200, "/fr/guide/print/")


def test_a_renamed_brochure_is_found_with_its_leaflet(client, guide, committed) -> None:
    page = BrochurePage(title="Venir", slug="plaquette", locale=guide.locale)
    guide.get_parent().add_child(instance=page)
    with committed():
        rename(page, "depliant")
    assert follow(client, "/fr/plaquette/") == (200, "/fr/depliant/")
    assert follow(client, "/fr/plaquette/plaquette.pdf") == (200, "/fr/depliant/depliant.pdf")


def test_renaming_back_makes_no_loop(client, guide, chapter, committed) -> None:
    for slug in ("manuel", "guide"):
        with committed():
            rename(guide, slug)
    assert follow(client, "/fr/manuel/manuel.pdf") == (200, "/fr/guide/guide.pdf")
    assert follow(client, "/fr/guide/guide.pdf") == (200, "/fr/guide/guide.pdf")
    assert GuidePage.objects.get(pk=guide.pk).url == "/fr/guide/"
