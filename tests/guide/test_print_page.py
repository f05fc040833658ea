"""The whole guide on one page."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from wagtail.images import get_image_model

from guide.printing import demoted, without_anchors
from tests.factories.entries import EntryFactory
from tests.factories.guide import ChapterPageFactory, raw_body
from tests.factories.site import make_commune


@pytest.fixture
def printed(client, guide, chapter):
    ChapterPageFactory(parent=guide, title="Suite", body=raw_body(("text", "<h2>Après</h2><h3>Encore</h3>")))
    response = client.get(f"{guide.url}print/")
    assert response.status_code == 200
    return BeautifulSoup(response.content.decode(), "html.parser")


def test_it_holds_every_chapter_with_all_its_blocks(printed) -> None:
    titles = [heading.get_text(" ", strip=True) for heading in printed.select("main h2")]
    assert titles == ["Sommaire", "1 Tout", "2 Suite"]
    text = printed.find("main").get_text(" ", strip=True)
    for written in ("sur place", "Appeler la mairie", "Pièce d’identité", "La loi change.", "458", "L’Isle-Jourdain"):
        assert written in text


def test_headings_of_chapters_stand_below_their_titles(printed) -> None:
    assert len(printed.find_all("h1")) == 1
    assert printed.find("h3", string="Après")
    assert printed.find("h4", string="Encore")
    ids = [tag["id"] for tag in printed.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_paper_is_not_asked_for_its_commune(client, guide) -> None:
    make_commune()
    ChapterPageFactory(parent=guide, body=raw_body(("nearby", {"reader_chooses": True, "commune": "32013"})))
    main = client.get(f"{guide.url}print/?commune=Atlantis").content.decode()
    assert "Autour d" in main
    assert 'name="commune"' not in main


def test_search_engines_are_sent_to_the_guide_itself(printed, guide) -> None:
    assert "noindex" in printed.find("meta", {"name": "robots"})["content"]
    assert printed.find("link", rel="canonical")["href"] == guide.full_url


def test_a_draft_or_private_chapter_is_not_printed(client, guide) -> None:
    ChapterPageFactory(parent=guide, title="Brouillon", live=False)
    assert "Brouillon" not in client.get(f"{guide.url}print/").content.decode()


def test_only_tags_of_headings_are_changed() -> None:
    assert demoted('<h2 id="h2">h2 < h3</h2><hr>') == '<h3 id="h2">h2 < h3</h3><hr>'


@pytest.mark.parametrize("number", [1, 12])
def test_many_chapters_cost_no_more_queries(client, guide, image, number, django_assert_max_num_queries) -> None:
    entries = [EntryFactory(source="service", title=f"Maison {place:02}") for place in range(number)]
    for place in range(number):
        other = get_image_model().objects.create(title=f"{place}", file=image.file)
        body = [
            ("text", "<h2>Avant de venir</h2>"),
            ("picture", {"image": other.pk, "description": f"Vue {place}"}),
            ("contact", {"name": "La mairie", "page": guide.pk}),
            ("entry_list", {"sources": ["service"], "order": "name", "limit": place + 1, "directory": guide.pk}),
        ]
        ChapterPageFactory(parent=guide, title=f"Chapitre {place}", body=raw_body(*body))
    client.get(f"{guide.url}print/")
    cache.clear()
    with django_assert_max_num_queries(12):
        response = client.get(f"{guide.url}print/")
    chapters = BeautifulSoup(response.content.decode(), "html.parser").select(".guide-print__chapter")
    assert [chapter.select_one("img")["alt"] for chapter in chapters] == [f"Vue {place}" for place in range(number)]
    for place, chapter in enumerate(chapters):
        listed = [card.get_text(strip=True) for card in chapter.select(".entry-grid h3, .entry-grid h4")]
        assert listed == [entry.title for entry in entries[: place + 1]]


def test_what_an_editor_writes_is_no_anchor_and_no_heading(client, guide) -> None:
    text = '<p>Écrire id="x" ou &lt;h2&gt; dans le code</p>'
    ChapterPageFactory(parent=guide, body=raw_body(("text", text)))
    printed = BeautifulSoup(client.get(f"{guide.url}print/").content.decode(), "html.parser")

    assert 'Écrire id="x" ou <h2> dans le code' in printed.find("main").get_text()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("""<h2 id="a" class="b">c id="d"</h2>""", """<h2 class="b">c id="d"</h2>"""),
        ("""<p title=' id="b"' id='c'>d</p>""", """<p title=' id="b"'>d</p>"""),
        ("""<a title="1 > 0" id="b" data-id="c">d</a>""", """<a title="1 > 0" data-id="c">d</a>"""),
        ("""<input disabled id="a">""", """<input disabled>"""),
    ],
)
def test_only_the_attribute_of_a_tag_is_an_anchor(html, expected) -> None:
    assert without_anchors(html) == expected
