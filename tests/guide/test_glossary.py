"""Words explained where they are first used."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from wagtail.models import Locale

from guide.glossary.explaining import Explainer
from guide.models import GlossaryTerm, PdfFile
from tests.factories.guide import ChapterPageFactory, raw_body


def make_term(locale, term, explanation="Ce que c’est.", **more):
    made = GlossaryTerm.objects.create(locale=locale, term=term, explanation=explanation, live=False, **more)
    made.save_revision().publish()
    return GlossaryTerm.objects.get(pk=made.pk)


def marked(html, *words):
    """What is marked in ``html`` by terms with these spellings (lists: with variants)."""
    spellings = [word if isinstance(word, list) else [word] for word in words]
    terms = [
        GlossaryTerm(pk=number, term=found[0], variants="\n".join(found[1:])) for number, found in enumerate(spellings)
    ]
    soup = BeautifulSoup(Explainer(terms).mark(html), "html.parser")
    return [button.get_text() for button in soup.select("button.term")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>La micro-entreprise, une Micro-entreprise.</p>", ["micro-entreprise"]),
        ("<p>Des MICRO-ENTREPRISES.</p>", ["MICRO-ENTREPRISES"]),
        ("<p>Des guichets\nuniques.</p>", ["guichets\nuniques"]),
        ("<p>L’entreprise seule</p>", []),
        ("<p>La CFE</p>", ["CFE"]),
        ("<p>la cfe, un CFEX, sous-CFE</p>", []),
        ("<p>l'impôt d’État ou d'état</p>", ["impôt d’État"]),
        ("<p>R&amp;D et R&D</p>", ["R&D"]),
        ("<p>Un <b>guichet</b> unique</p>", []),
        ("<h2>La CFE</h2><p><a href='/CFE/'>la CFE</a> <b>CFE</b></p>", ["CFE"]),
        ("<p><a href='#'>un <b>CFE</b> ici</a>, CFE</p>", ["CFE"]),
        ('<p title="CFE">rien</p>', []),
    ],
)  # fmt: skip
def test_a_word_is_found_as_people_write_it(html, found) -> None:
    assert marked(html, "Micro-entreprise", "Guichet unique", "CFE", "impôt d’état", "R&D") == found


@pytest.mark.parametrize("before", ["l’", "L'", "qu’", "d&#x27;"])
def test_an_elided_article_stays_on_the_line_of_its_word(before) -> None:
    soup = BeautifulSoup(Explainer([GlossaryTerm(pk=1, term="Urssaf")]).mark(f"<p>{before}Urssaf</p>"), "html.parser")

    assert soup.select_one("span.term-line").get_text() == BeautifulSoup(f"{before}Urssaf", "html.parser").get_text()
    assert soup.select_one(".term-line > button.term").get_text() == "Urssaf"


def test_the_longest_spelling_wins_and_variants_are_one_word() -> None:
    html = "<p>une EI, l’entreprise individuelle, l’entreprise</p>"
    assert marked(html, ["EI", "entreprise individuelle"], "entreprise") == ["EI", "entreprise"]


def test_markup_in_a_term_stays_text() -> None:
    html = Explainer([GlossaryTerm(pk=1, term="<b>x</b>")]).mark("<p>un &lt;b&gt;x&lt;/b&gt; là</p>")
    assert "&lt;b&gt;x&lt;/b&gt;</button>" in html


PIECES = [
    "<p>CFE é</p>",
    "<a href='#'>CFE <b>é</b></a>",
    "<h2>CFE <a>é</a> CFE</h2>",
    "CFE ",
    "<b>é</b>",
    "cfe",
    "&amp;",
]


@given(st.lists(st.sampled_from(PIECES)))
def test_marking_never_changes_what_is_read(parts) -> None:
    html = "".join(parts)
    explained = Explainer([GlossaryTerm(pk=1, term="CFE"), GlossaryTerm(pk=2, term="é")]).mark(html)
    before, after = (BeautifulSoup(text, "html.parser") for text in (html, explained))
    assert after.get_text() == before.get_text()
    assert not after.select("a button, h2 button")
    assert len(after.select("button")) <= 2


@pytest.fixture
def words(guide):
    return [
        make_term(guide.locale, "Urssaf", "Encaisse les cotisations.", url="https://www.urssaf.fr/"),
        make_term(guide.locale, "Épargne", "Ce que l’on garde."),
        make_term(guide.locale, "CFE", "Un impôt local."),
    ]


@pytest.fixture
def chapter_with_words(guide, words):
    body = raw_body(
        ("text", "<h2>L’Urssaf</h2><p>L’Urssaf et encore l’Urssaf.</p>"),
        ("callout", {"kind": "tip", "title": "CFE", "text": "<p>La CFE à l’Urssaf.</p>"}),
        ("steps", {"heading": "CFE", "steps": [{"title": "Urssaf", "text": "<p>Une CFE.</p>"}]}),
    )
    return ChapterPageFactory(parent=guide, title="Impôts", slug="impots", body=body)


def test_the_first_time_on_a_page_a_word_opens_its_explanation(read, chapter_with_words) -> None:
    soup = read(chapter_with_words)
    buttons = soup.select("main button.term")
    assert [button.get_text() for button in buttons] == ["Urssaf", "CFE"]
    for button, explanation in zip(buttons, ("Encaisse les cotisations.", "Un impôt local."), strict=True):
        opened = soup.find(id=button["popovertarget"])
        assert opened.has_attr("popover")
        assert explanation in opened.get_text()
    assert soup.find("a", href="https://www.urssaf.fr/")
    assert "Épargne" not in soup.find("article").get_text()


def test_a_chapter_without_such_words_has_no_explanations(read, guide, words) -> None:
    assert not read(ChapterPageFactory(parent=guide)).select(".term-explanations")


def test_the_glossary_lists_every_word_in_the_order_of_a_dictionary(client, read, guide, words, chapter) -> None:
    assert read(guide).find("a", href=f"{guide.url}glossary/")
    soup = BeautifulSoup(client.get(f"{guide.url}glossary/").content.decode(), "html.parser")
    assert [term.get_text() for term in soup.select("dt")] == ["CFE", "Épargne", "Urssaf"]
    assert soup.find(id=words[0].anchor)
    assert soup.find("link", rel="canonical")["href"].endswith("/guide/glossary/")


def test_without_words_there_is_no_glossary(client, read, guide) -> None:
    assert client.get(f"{guide.url}glossary/").status_code == 404
    assert not read(guide).find("a", href=f"{guide.url}glossary/")


def test_paper_has_the_glossary_at_its_end(client, guide, chapter_with_words) -> None:
    printed = BeautifulSoup(client.get(f"{guide.url}print/").content.decode(), "html.parser")
    assert "Ce que l’on garde." in printed.find(id="glossary").get_text()
    assert not printed.select("button.term")
    reader = PdfReader(BytesIO(client.get(f"{guide.url}guide.pdf").content))
    assert [mark.title for mark in reader.outline if not isinstance(mark, list)] == ["1 Impôts", "Mots expliqués"]
    assert "Ce que l’on garde." in " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_draft_or_another_language_explains_nothing(read, guide, chapter_with_words) -> None:
    GlossaryTerm.objects.get(term="CFE").unpublish()
    english = Locale.objects.get(language_code="en")
    make_term(english, "cotisations")
    assert [button.get_text() for button in read(chapter_with_words).select("button.term")] == ["Urssaf"]


def test_an_explanation_that_is_published_shows_at_once(
    client, guide, chapter_with_words, django_capture_on_commit_callbacks
) -> None:
    assert "Un impôt local." in client.get(chapter_with_words.url).content.decode()
    client.get(f"{guide.url}guide.pdf")
    before = PdfFile.objects.get().digest
    term = GlossaryTerm.objects.get(term="CFE")
    term.explanation = "Payée en décembre."
    with django_capture_on_commit_callbacks(execute=True):
        term.save_revision().publish()
    assert "Payée en décembre." in client.get(chapter_with_words.url).content.decode()
    assert PdfFile.objects.get().digest != before


def test_editors_write_the_glossary_and_moderators_publish_it(client, guide, words) -> None:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    call_command("setup_groups", verbosity=0)
    user = get_user_model().objects.create_user("editor@portal.example", "secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    listing = client.get("/admin/snippets/guide/glossaryterm/").content.decode()
    assert "Urssaf" in listing
    response = client.post(
        "/admin/snippets/guide/glossaryterm/add/",
        {"term": "SIRET", "variants": "", "explanation": "Quatorze chiffres.", "url": "", "action-publish": "1"},
    )
    assert response.status_code == 302
    assert not GlossaryTerm.objects.get(term="SIRET").live


def test_a_word_is_translated_and_its_page_follows(guide, words) -> None:
    from wagtail_localize.segments.extract import extract_segments

    texts = [segment.render_text() for segment in extract_segments(words[0]) if hasattr(segment, "render_text")]
    assert texts == ["Urssaf", "Encaisse les cotisations."]
