"""What a reader meets in a chapter."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from guide.models import ChapterPage, GuidePage
from tests.factories.guide import ChapterPageFactory, raw_body


def structured(soup, kind):
    found = [json.loads(script.string) for script in soup.find_all("script", type="application/ld+json")]
    return next(data for data in found if data["@type"] == kind)


def test_every_block_is_rendered_with_what_editors_wrote(read, chapter, document) -> None:
    soup = read(chapter)
    text = soup.find("article").get_text(" ", strip=True)

    for written in ("sur place", "Appeler la mairie", "Pièce d’identité", "La loi change.", "Aides au logement"):
        assert written in text
    assert "INSEE , 2026" in text
    assert soup.find("a", href="https://www.insee.fr/").get_text() == "INSEE"
    assert [cell.get_text(strip=True) for cell in soup.select("tbody th, tbody td")] == [
        "Auch",
        "70",
        "L’Isle-Jourdain",
        "",
    ]
    assert soup.find("caption").get_text() == "Temps de route vers Toulouse"
    assert soup.find("a", href="tel:0562674040")
    assert soup.find("a", href="https://www.gers.fr/").get_text(strip=True) == "gers.fr"
    assert "PDF, 8" in soup.select_one(".guide-download").get_text(" ", strip=True)
    assert soup.select_one(".guide-download a")["href"] == document.url
    assert len(soup.select(".guide-checklist__box")) == 2


def test_a_chapter_with_living_lists_stays_within_the_budget(read, guide) -> None:
    listing = {"heading": "Où travailler", "sources": ["chapter"], "terms": [], "order": "name", "limit": 4}
    ChapterPageFactory(parent=guide, title="Trouvé", slug="trouve", live=False).save_revision().publish()
    soup = read(ChapterPageFactory(parent=guide, body=raw_body(("entry_list", listing), ("text", "<h2>Suite</h2>"))))

    assert "Trouvé" in soup.select_one(".directory-block").get_text()
    assert soup.select_one(".toc a").get_text() == "Où travailler"


@pytest.mark.parametrize(
    "route", [name for route in GuidePage.get_subpage_urls() if (name := str(route.pattern).strip("/")).isalpha()]
)
def test_a_chapter_takes_no_address_that_the_guide_answers_itself(guide, route) -> None:
    with pytest.raises(ValidationError, match=r"adresse|address"):
        ChapterPageFactory(parent=guide, slug=route)


def test_every_type_of_block_that_we_bring_is_in_that_chapter(everything) -> None:
    from guide.blocks import ChapterStreamBlock

    ours = {name for name, block in ChapterStreamBlock().child_blocks.items() if block.__module__.startswith("guide.")}
    assert ours == {kind for kind, _value in everything}


def test_the_contents_lead_to_every_heading(read, chapter) -> None:
    soup = read(chapter)
    links = soup.select(".toc a")

    assert [link.get_text() for link in links] == [
        "Avant de venir",
        "Dans l’ordre",
        "À emporter",
        "Le Gers en chiffres",
        "À qui demander",
    ]
    for link in links:
        target = soup.find(id=link["href"].removeprefix("#"))
        assert link.get_text() in target.get_text()


def test_headings_of_one_name_have_anchors_of_their_own(read, guide) -> None:
    same = "<h2>Louer &amp; <b>acheter</b></h2><p>…</p>"
    page = ChapterPageFactory(
        parent=guide, body=raw_body(("text", same), ("text", same), ("text", "<h2></h2><h2>2026</h2>"))
    )
    soup = read(page)

    assert [heading["id"] for heading in soup.select(".chapter__body h2")] == [
        "s-louer-acheter",
        "s-louer-acheter-2",
        "s-2026",
    ]
    assert soup.select_one(".toc a").get_text() == "Louer & acheter"


def test_a_chapter_of_one_heading_has_no_contents(read, guide) -> None:
    assert not read(ChapterPageFactory(parent=guide, body=raw_body(("text", "<h2>Seul</h2>")))).select(".toc")


def test_an_empty_chapter_can_be_read(read, guide) -> None:
    assert read(ChapterPageFactory(parent=guide, body=[], reviewed_on=None, summary="")).find("h1")


def test_chapters_lead_to_their_neighbours_in_the_order_of_the_tree(read, guide) -> None:
    first, second, third = (ChapterPageFactory(parent=guide, title=title) for title in ("Un", "Deux", "Trois"))
    ChapterPageFactory(parent=guide, title="Brouillon", live=False)
    second.move(guide, "first-child")

    soup = read(ChapterPage.objects.get(title="Un"))

    assert soup.find("a", rel="prev")["href"] == ChapterPage.objects.get(title="Deux").url
    assert soup.find("a", rel="next")["href"] == third.url
    assert not read(third).find("a", rel="next")
    assert not read(ChapterPage.objects.get(title="Deux")).find("a", rel="prev")
    assert first.get_parent().url in {link["href"] for link in soup.select(".page-head__kicker a")}


def test_a_chapter_behind_a_login_is_in_no_list(read, guide) -> None:
    ChapterPageFactory(parent=guide, title="Un")
    private = ChapterPageFactory(parent=guide, title="Secret")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert "Secret" not in read(ChapterPage.objects.get(title="Un")).get_text()
    assert "Secret" not in read(guide).get_text()


def test_the_reading_time_follows_the_text(guide, settings) -> None:
    settings.GUIDE = {"READING_SPEED": 100}
    page = ChapterPageFactory(parent=guide, body=raw_body(("text", f"<p>{'mot ' * 950}</p>")))

    assert page.reading_minutes == 10


def test_when_it_was_reviewed_is_said(read, guide) -> None:
    soup = read(ChapterPageFactory(parent=guide, reviewed_on=date(2026, 11, 1)))

    assert soup.select_one(".meta-line time")["datetime"] == "2026-11-01"


def test_search_engines_are_told_what_it_is(read, chapter, guide) -> None:
    chapter.save_revision().publish()
    article = structured(read(chapter), "Article")

    assert article["headline"] == "Tout"
    assert article["inLanguage"] == "fr"
    assert article["isPartOf"]["name"] == guide.title
    assert article["mainEntityOfPage"]["lastReviewed"] == "2026-11-01"
    assert article["dateModified"].startswith("20")
    assert article["publisher"]["name"] == "Soho-Solo"


def test_nothing_an_editor_types_ends_the_structured_data(read, guide) -> None:
    page = ChapterPageFactory(parent=guide, title="</script><script>alert(1)</script>", slug="hostile")

    assert structured(read(page), "Article")["headline"] == page.title


def test_no_style_or_script_is_inline(read, chapter) -> None:
    soup = read(chapter)

    assert not soup.select("article [style], article script:not([type='application/ld+json']), article [onclick]")


def test_the_guide_lists_its_chapters_with_their_reading_time(read, guide) -> None:
    one = ChapterPageFactory(parent=guide, title="Un")
    soup = read(guide)

    assert soup.select_one(".guide-chapters a")["href"] == one.url
    assert structured(soup, "CreativeWork")["hasPart"][0]["headline"] == "Un"


def test_a_guide_without_chapters_says_so(read, guide) -> None:
    assert read(guide).select_one(".empty")


@pytest.mark.parametrize("number", [1, 30])
def test_a_guide_of_many_chapters_costs_no_more_queries(read, guide, number) -> None:
    for _number in range(number):
        ChapterPageFactory(parent=guide)

    assert len(read(guide).select(".guide-chapters__item")) == number
