"""Wagtail's rich text as a tree of plain data."""

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail.rich_text import expand_db_html

from .glyphs import has_words

Node = dict[str, Any]
# Headings of the text stand below the chapter's.
HEADINGS = {"h2": 1, "h3": 2, "h4": 2, "h5": 2, "h6": 2}
LISTS = {"ul": False, "ol": True}


def rich_text_nodes(source: str, root_url: str = "") -> list[Node]:
    """
    The blocks of a rich text: ``heading`` (with ``level``), ``paragraph`` (both with ``runs``) and ``list`` (with
    ``ordered`` and ``items``, each a list of nodes). ``root_url`` completes links inside the site.
    """
    soup = BeautifulSoup(expand_db_html(source or ""), "html.parser")
    return [node for node in _blocks(soup, root_url) if node.get("items") or _is_read(node)]


def _is_read(node: Node) -> bool:
    return has_words("".join(run["text"] for run in node.get("runs", [])))


def plain_nodes(text: str) -> list[Node]:
    """The paragraphs of a plain text, parted by empty lines."""
    parts = [" ".join(part.split()) for part in (text or "").split("\n\n")]
    return [{"kind": "paragraph", "runs": [{"text": part}]} for part in parts if part]


def _blocks(parent: Tag, root_url: str) -> Iterator[Node]:
    loose: list[Any] = []
    for child in parent.children:
        if not isinstance(child, Tag) or child.name not in {*HEADINGS, *LISTS, "p", "div", "blockquote", "hr"}:
            loose.append(child)
            continue
        yield from _paragraph(loose, root_url)
        loose = []
        if child.name in HEADINGS:
            yield {"kind": "heading", "level": HEADINGS[child.name], "runs": _runs(child.children, root_url)}
        elif child.name in LISTS:
            items = [list(_blocks(item, root_url)) for item in child.find_all("li", recursive=False)]
            yield {"kind": "list", "ordered": LISTS[child.name], "items": [item for item in items if item]}
        elif child.name == "p":
            yield from _paragraph(list(child.children), root_url)
        else:
            yield from _blocks(child, root_url)
    yield from _paragraph(loose, root_url)


def _paragraph(children: list[Any], root_url: str) -> Iterator[Node]:
    if runs := _runs(children, root_url):
        yield {"kind": "paragraph", "runs": runs}


def _runs(children: Any, root_url: str, **style: Any) -> list[Node]:
    """Pieces of one style each, without the white space around them all."""
    runs = list(_pieces(children, root_url, style))
    if runs:
        runs[0]["text"] = runs[0]["text"].lstrip(" \n\t")
        runs[-1]["text"] = runs[-1]["text"].rstrip(" \n\t")
    return [run for run in runs if run["text"]]


def _pieces(children: Any, root_url: str, style: dict[str, Any]) -> Iterator[Node]:
    for child in children:
        if isinstance(child, NavigableString):
            # A no-break space is none of these: it stays.
            text = " ".join(str(child).replace("\n", " ").replace("\t", " ").split(" "))
            if text:
                yield {"text": text, **style}
        elif child.name == "br":
            yield {"text": "\n", **style}
        else:
            yield from _pieces(child.children, root_url, {**style, **_style(child, root_url)})


def _style(tag: Tag, root_url: str) -> dict[str, Any]:
    if tag.name in ("b", "strong"):
        return {"bold": True}
    if tag.name in ("i", "em"):
        return {"italic": True}
    if tag.name == "a" and (href := tag.get("href", "")):
        return {"href": f"{root_url}{href}" if href.startswith("/") else href}
    return {}
