"""Searching inside one guide."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from guide.contents import read_parts
from guide.models import ChapterPage
from guide.sections import sections_of
from tests.factories.guide import ChapterPageFactory, GuidePageFactory, raw_body

HOUSING = (
    "<p>Avant tout.</p><h2>Louer</h2><p>Un <b>bail</b> se signe, l’état des lieux aussi.</p>"
    "<h2>Acheter</h2><p>Le compromis, puis le notaire ; les écoles sont proches.</p>"
)


@pytest.fixture
def chapters(guide):
    return [
        published(guide, "Trouver un logement", ("text", HOUSING)),
        published(guide, "Les écoles", ("text", "<h2>S’inscrire</h2><p>À la mairie, avant mars.</p>")),
        published(
            guide,
            "Cent jours",
            ("checklist", {"heading": "Papiers", "points": [{"text": "Carte grise", "detail": "Préfecture"}]}),
        ),
    ]


def published(guide, title, *parts):
    page = ChapterPageFactory(parent=guide, title=title, summary="", live=False, body=raw_body(*parts))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def find(client, guide, django_assert_max_num_queries):
    def ask(text, status=200):
        with django_assert_max_num_queries(12):
            response = client.get(f"{guide.url}search/?q={quote(text)}")
        assert response.status_code == status
        return BeautifulSoup(response.content.decode(), "html.parser")

    return ask


def links(soup):
    return [link["href"] for link in soup.select(".guide-found a")]


def test_a_result_leads_to_the_heading_below_which_the_words_stand(find, chapters) -> None:
    soup = find("notaire")
    url = chapters[0].url

    assert links(soup) == [url, f"{url}#s-acheter"]
    assert soup.select_one(".guide-found__sections mark").get_text() == "notaire"
    assert "Le compromis, puis le" in soup.select_one(".guide-found__sections p").get_text()


@pytest.mark.parametrize("text", ["ecole", "ÉCOLES", "école", "écol", "l’ecole"])
def test_accents_case_and_plural_are_no_matter_and_a_title_comes_first(find, chapters, text) -> None:
    soup = find(text)

    assert links(soup)[0] == chapters[1].url
    assert f"{chapters[0].url}#s-acheter" in links(soup)
    assert soup.select_one(".guide-found h2 mark").get_text() == "écoles"


def test_what_lists_and_tables_say_is_found_below_their_heading(find, chapters) -> None:
    assert links(find("carte grise")) == [chapters[2].url, f"{chapters[2].url}#s-papiers"]


def test_words_that_stand_in_different_sections_lead_to_each(find, chapters) -> None:
    assert links(find("bail notaire")) == [
        chapters[0].url,
        f"{chapters[0].url}#s-louer",
        f"{chapters[0].url}#s-acheter",
    ]


def test_words_before_the_first_heading_lead_to_the_chapter(find, chapters) -> None:
    soup = find("avant tout")

    assert links(soup) == [chapters[0].url]
    assert [mark.get_text() for mark in soup.select(".guide-found mark")] == ["Avant", "tout"]


def test_only_this_guide_is_searched(find, chapters, guide) -> None:
    other = GuidePageFactory(parent=guide.get_parent(), slug="autre", locale=guide.locale)
    published(other, "Le notaire", ("text", "<p>notaire</p>"))

    assert links(find("notaire"))[0] == chapters[0].url
    assert len(find("notaire").select(".guide-found > li")) == 1


def test_a_draft_is_not_found(find, chapters) -> None:
    chapters[0].unpublish()

    assert find("notaire").select_one(".empty")


def test_nothing_found_helps_on(find, chapters) -> None:
    soup = find("xylophone")

    assert "xylophone" in soup.select_one(".empty [role=status]").get_text()
    assert {link["href"] for link in soup.select(".empty a")} == {chapter.url for chapter in chapters}


@pytest.mark.parametrize(("text", "status"), [("", 200), ('"', 400), ("a\0b", 400), ("x" * 10_000, 400), ("🌻", 400)])
def test_a_bad_question_is_answered_clearly(find, chapters, text, status) -> None:
    soup = find(text, status)

    assert bool(soup.select("#guide-q-error")) == (status == 400)
    assert soup.select(".empty a")
    assert len(str(soup)) < 40_000


@pytest.mark.parametrize("query", ["q=%FF%FE", "q=%22+OR+*+NEAR(", "q=a&q=b", "q=%3Cscript%3Ealert(1)%3C/script%3E"])
def test_no_question_is_a_crash(client, chapters, guide, query) -> None:
    response = client.get(f"{guide.url}search/?{query}")

    assert response.status_code in {200, 400}
    assert "<script>alert" not in response.content.decode()


def test_what_editors_wrote_is_text_in_the_results(find, guide) -> None:
    published(guide, "Balises", ("callout", {"kind": "tip", "title": "<i>gras</i> & <mark>", "text": ""}))

    assert "<i>gras</i>" in find("gras").select_one(".guide-found p").get_text()


def test_results_are_for_no_search_engine(find, chapters) -> None:
    assert find("notaire").find("meta", attrs={"name": "robots"})["content"].startswith("noindex")


def test_guide_and_chapters_have_the_search_box(read, chapters, guide) -> None:
    for page in (guide, chapters[0]):
        form = read(page).select_one("form.guide-search")
        assert form["action"] == f"{guide.url}search/"
        assert form.select_one("input[name=q]")


def test_sections_read_what_the_site_wide_search_reads(chapter, django_assert_num_queries) -> None:
    page = ChapterPage.objects.get(pk=chapter.pk)
    with django_assert_num_queries(0):
        sections = sections_of(page.body)
    words = " ".join(f"{section.heading} {section.text}" for section in sections).split()

    assert sorted(words) == sorted(page.text.split())


HEADINGS = st.lists(st.sampled_from(["Louer", "Louer &amp; <b>acheter</b>", "", "É", "2026", "<a href='/x'>Lien</a>"]))


@given(texts=st.lists(HEADINGS, max_size=3), boxed=st.sampled_from(["", "Louer", "À emporter"]))
def test_sections_have_the_anchors_of_the_page(texts, boxed) -> None:
    blocks = [("text", "".join(f"<p>a</p><h2>{heading}</h2><p>b</p>" for heading in text)) for text in texts]
    blocks.insert(1, ("checklist", {"heading": boxed, "points": [{"text": "x", "detail": ""}]}))
    stream_block = ChapterPage._meta.get_field("body").stream_block
    body = stream_block.to_python(raw_body(*blocks))

    _parts, contents = read_parts(body)
    assert [(s.heading, s.anchor) for s in sections_of(body) if s.anchor] == [(h.text, h.anchor) for h in contents]
