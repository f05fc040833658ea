"""What people paste into a chapter: the page and the PDF come out right, and say what was typed."""

from html import escape
from io import BytesIO

import pytest
from pypdf import PdfReader

from guide.models import PdfFile
from guide.pdf.glyphs import covered, drawable, has_words
from tests.factories.guide import ChapterPageFactory, raw_body

TYPST = '#panic("x") #read("/etc/passwd") $ x^2 $ <label> @ref *gras* _i_ = titre // rien'


@pytest.fixture
def paste(client, guide):
    """Publish a chapter of such blocks; give its page's HTML and the text of the guide's PDF."""

    def run(*blocks):
        page = ChapterPageFactory(parent=guide, slug="colle", body=raw_body(*blocks))
        html = client.get(page.url)
        pdf = client.get(f"{guide.url}guide.pdf")
        assert (html.status_code, pdf.status_code) == (200, 200), PdfFile.objects.get().error
        text = " ".join(" ".join(each.extract_text() for each in PdfReader(BytesIO(pdf.content)).pages).split())
        return html.content.decode(), text

    return run


def test_the_layouts_own_language_is_text_like_any_other(paste) -> None:
    html, text = paste(("text", f"<p>{escape(TYPST)}</p>"), ("callout", {"kind": "tip", "title": TYPST, "text": ""}))
    assert text.count('#panic("x") #read("/etc/passwd")') == 2
    assert "root:" not in text
    assert "&lt;label&gt; @ref *gras*" in html


def test_other_scripts_are_set_and_what_no_font_has_is_marked(paste) -> None:
    html, text = paste(("text", "<h2>Русский</h2><p>Ελλάδα, مرحبا, 🧑🏽‍🌾 et 你好</p>"))
    assert "🧑🏽‍🌾 et 你好" in html
    assert "Русский" in text
    assert "Ελλάδα" in text
    assert "\ufffd et \ufffd" in text


def test_a_table_of_a_word_processor_becomes_its_text(paste) -> None:
    pasted = '<table style="x"><tr><td><p>Auch</p></td><td>70 min</td></tr></table><p></p><h2>\u00a0</h2>'
    _html, text = paste(("text", pasted))
    assert "Auch" in text
    assert "70 min" in text


def test_long_content_is_set_to_its_last_word(paste) -> None:
    lines = "".join(f"<li>Ligne {number}</li>" for number in range(200))
    _html, text = paste(("text", f"<ul>{lines}</ul>"), ("text", f"<p>{'mot ' * 5000}fini.</p>"))
    assert "Ligne 199" in text
    assert "fini." in text


def test_broken_links_break_nothing(paste) -> None:
    _html, text = paste(
        ("text", '<p><a linktype="page" id="99999">Page</a> <a href="nowhere">là</a> <a href="">vide</a></p>'),
        ("text", '<p><embed embedtype="image" id="99999" alt="x" format="left"/>Reste.</p>'),
    )
    assert "Page" in text
    assert "Reste." in text


def test_a_word_without_end_stays_on_the_page(paste) -> None:
    _html, text = paste(("text", f"<p>{'x' * 400}</p>"), ("table", {
        "columns": [{"type": "text", "heading": "y" * 80}], "rows": [{"values": ["z" * 200]}], "caption": "",
    }))  # fmt: skip
    assert text.replace(" ", "").count("x") >= 400


def test_every_character_of_french_and_english_can_be_drawn() -> None:
    letters = "àâäæçéèêëîïôœùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»“”‘’–—…€°²№½×−\u00a0\u202f\u2011"
    assert {ord(char) for char in letters} <= covered()
    assert drawable({"a": [letters, 1, None]}) == {"a": [letters, 1, None]}
    assert drawable({"svg": "你"}) == {"svg": "你"}
    assert not has_words("\u00a0\u200b\t")


def test_a_small_heading_without_a_larger_one_before_it_does_no_harm(paste) -> None:
    _html, text = paste(("text", "<h3>Petit</h3><p>Un mot.</p><h2>Grand</h2><h3>Petit</h3>"))
    assert "Petit Un mot. Grand Petit" in text


def test_long_cells_share_the_width_of_a_table_and_it_goes_on_to_the_next_page(paste) -> None:
    columns = [{"type": "text", "heading": name} for name in ("Un", "Deux", "Trois")]
    long = "Des mots qui tiennent dans une case, pas dans une colonne. " * 2
    rows = [{"values": [long, long, f"{long} {number}"]} for number in range(40)]
    _html, text = paste(("table", {"columns": columns, "rows": rows, "caption": "Longue"}))
    assert text.count("Un Deux Trois") > 1
    assert "colonne. 39" in text
