"""What people paste, and what nobody would type: values for any block of ours, as hypothesis strategies."""

from html import escape
from typing import Any

from hypothesis import strategies as st
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from directory_blocks.blocks.fields import CommuneBlock
from guide.blocks import TableBlock

# The layout's language, markup, other scripts, emoji, characters without a glyph, no-break and zero-width spaces.
SNIPPETS = (
    '#panic("x")', '#read("/etc/passwd")', "$ x^2 $", "= titre", "\\", "@ref <label>", "*gras* _it_",
    "[", "]", "`", "//",
    "<script>alert(1)</script>", "&amp;", "مرحبا بالعالم", "שלום", "你好", "🧑🏽‍🌾👩‍🚀", "\u202e",
    "a\u00a0b", "\u200b", "\ue000", "\u0301",
    "x" * 300, "\n\n", "\t", "é", "œ", '"', "’", "{% x %}", "{{ x }}", "%(day)s",
)  # fmt: skip
# XML and databases hold neither NUL nor lone surrogates; forms refuse them before we see them.
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
TEXT = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(CHARACTERS, max_size=8)), max_size=6).map(" ".join)
TAGS = st.sampled_from(
    ("<p>", "</p>", "<b>", "</b>", "<i>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<h2>", "</h2>", "<h3>",
     "</h3>", "<br/>", "</a>", "<o:p>", "<hr/>", "<div>", "</div>", "<blockquote>",
     '<a href="https://example.org/?a=1&amp;b=%20">', '<a href="">', '<a linktype="page" id="999">',
     "<a href='nowhere'>",      "<table><tr><td>", "</td></tr></table>", '<span style="mso-x:y">',
     '<embed embedtype="image" id="9" alt="x" format="left"/>')
)  # fmt: skip
# The editor stores text as text.
MARKUP = st.lists(st.one_of(TAGS, TEXT.map(escape)), max_size=8).map("".join)
URLS = st.sampled_from(
    ("", "https://example.org/", "https://example.org/a b", "http://[::1]/", "mailto:x@y.example", "x" * 60)
)


LEAVES: dict[type[blocks.Block] | tuple[type[blocks.Block], ...], st.SearchStrategy[Any]] = {
    blocks.RichTextBlock: MARKUP,
    blocks.URLBlock: URLS,
    blocks.BooleanBlock: st.booleans(),
    blocks.IntegerBlock: st.integers(1, 2200),
    blocks.DecimalBlock: st.one_of(st.none(), st.integers(0, 10**9).map(str)),
    (blocks.PageChooserBlock, DocumentChooserBlock, ImageChooserBlock): st.sampled_from((None, 1, 2, 3, 10**6)),
    blocks.MultipleChoiceBlock: st.lists(
        st.sampled_from(("service", "chapter", "category:health", "gone")), max_size=3
    ),
    (blocks.ChoiceBlock, CommuneBlock): st.sampled_from(("", "info", "warning", "gone", "category", "vine", "32013")),
}


def values(block: blocks.Block) -> st.SearchStrategy[Any]:
    """What the database may hold for a block: of the right shape, whatever it says."""
    if isinstance(block, TableBlock):
        return tables()
    if isinstance(block, blocks.BaseStreamBlock):
        return streams(block, max_size=3)
    if isinstance(block, blocks.ListBlock):
        item = values(block.child_block).map(lambda value: {"type": "item", "value": value, "id": "1"})
        return st.lists(item, max_size=3)
    if isinstance(block, blocks.StructBlock):
        return st.fixed_dictionaries({name: values(child) for name, child in block.child_blocks.items()})
    return next((leaf for kinds, leaf in LEAVES.items() if isinstance(block, kinds)), TEXT)


def tables() -> st.SearchStrategy[Any]:
    """Tables of text and numbers."""
    column = st.fixed_dictionaries({"type": st.sampled_from(("text", "number")), "heading": TEXT})

    def with_rows(columns: list[dict[str, Any]]) -> st.SearchStrategy[Any]:
        cells = [TEXT if each["type"] == "text" else st.one_of(st.none(), st.integers(0, 9)) for each in columns]
        rows = st.lists(st.tuples(*cells).map(lambda row: {"values": list(row)}), max_size=3)
        return st.fixed_dictionaries({"columns": st.just(columns), "rows": rows, "caption": TEXT})

    return st.lists(column, max_size=3).flatmap(with_rows)


def streams(block: blocks.BaseStreamBlock, max_size: int = 4) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Raw data of a StreamField."""
    kinds = [
        values(child).map(lambda value, name=name: {"type": name, "value": value, "id": name})
        for name, child in block.child_blocks.items()
    ]
    return st.lists(st.one_of(kinds), max_size=max_size)
