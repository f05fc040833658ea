"""How each kind of block looks to the PDF: a node of plain data by the class of the block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from directory_blocks.blocks import (
    AgendaBlock,
    EntryListBlock,
    HighlightBlock,
    KeyFiguresBlock,
    MapBlock,
    NearbyBlock,
)
from directory_blocks.dates_in_words import when_words
from directory_blocks.models import Entry
from directory_blocks.qr_codes import qr_svg

from ..blocks import (
    CalloutBlock,
    ChecklistBlock,
    CodeBlock,
    ContactBlock,
    DownloadBlock,
    FiguresBlock,
    PictureBlock,
    ServicesBlock,
    StepsBlock,
    StoryBlock,
    TableBlock,
    TextBlock,
)
from .maps import map_svg
from .pictures import picture_of
from .rich_text import Node, plain_nodes, rich_text_nodes


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: its page, and what completes addresses inside the site."""

    page: Page
    root_url: str

    def absolute(self, url: str) -> str:
        """An address with scheme and host."""
        return f"{self.root_url}{url}" if url.startswith("/") else url

    def context(self, block: StreamValue.StreamChild) -> dict[str, Any]:
        """What the template of the block gets on its page."""
        return block.block.get_context(block.value, parent_context={"page": self.page})


Shape = Callable[[StreamValue.StreamChild, Setting], Node | None]
SHAPES: dict[type[blocks.Block], Shape] = {}


def shape(*kinds: type[blocks.Block]) -> Callable[[Shape], Shape]:
    """Say how blocks of a class, or of a class derived from it, look to the PDF; a host says so of its own."""

    def register(function: Shape) -> Shape:
        SHAPES.update(dict.fromkeys(kinds, function))
        return function

    return register


def block_node(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    """The node of a StreamField's block. A kind that nobody has described is shown as the text that is found in it."""
    for kind in type(block.block).__mro__:
        if kind in SHAPES:
            return SHAPES[kind](block, setting)
    words = block.block.get_searchable_content(block.value)
    return {"kind": "text", "nodes": [node for text in words for node in plain_nodes(text)]} if words else None


@shape(TextBlock)
def text(block: StreamValue.StreamChild, setting: Setting) -> Node:
    return {"kind": "text", "nodes": rich_text_nodes(block.value.source, setting.root_url)}


@shape(PictureBlock)
def picture(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    value = block.value
    drawn = picture_of(value.get("image"), "max-1400x1400", "")
    if drawn is None:
        return None
    # Stored before it was asked for: better its caption than no description.
    said = "" if value.get("decorative") else value.alt or value.get("caption") or drawn["alt"]
    return {
        "kind": "picture",
        **drawn,
        "alt": said,
        "caption": value.get("caption") or "",
        "credit": value.shown_credit,
    }


@shape(CalloutBlock)
def callout(block: StreamValue.StreamChild, setting: Setting) -> Node:
    value = block.value
    return {
        "kind": "callout",
        "tone": value.get("kind") or "info",
        "title": value["title"] or str(value.kind_label),
        "nodes": rich_text_nodes(value["text"].source, setting.root_url),
    }


@shape(StepsBlock)
def steps(block: StreamValue.StreamChild, setting: Setting) -> Node:
    value = block.value
    return {
        "kind": "steps",
        "heading": value["heading"],
        "steps": [
            {
                "title": step["title"],
                "nodes": rich_text_nodes(step["text"].source if step["text"] else "", setting.root_url),
            }
            for step in value["steps"]
        ],
    }


@shape(ChecklistBlock)
def checklist(block: StreamValue.StreamChild, setting: Setting) -> Node:
    value = block.value
    points = [{"text": point["text"], "detail": point["detail"] or ""} for point in value["points"]]
    return {"kind": "checklist", "heading": value["heading"], "points": points}


@shape(FiguresBlock)
def figures(block: StreamValue.StreamChild, setting: Setting) -> Node:
    value = block.value
    return {
        "kind": "figures",
        "heading": value["heading"],
        "figures": [
            {
                "value": figure["value"],
                "label": figure["label"],
                "source": f"{figure['source']}, {figure['year']}",
                "href": figure["url"] or "",
            }
            for figure in value["figures"]
        ],
    }


@shape(KeyFiguresBlock)
def key_figures(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    counted = setting.context(block)["figures"]
    if not counted:
        return None
    return {
        "kind": "figures",
        "heading": block.value.get("heading") or "",
        "figures": [
            {
                "value": "\u00a0".join(filter(None, [figure.formatted, figure.get("unit")])),
                "label": figure["label"],
                "source": ", ".join(str(part) for part in (figure.get("source"), figure.get("year")) if part),
                "href": figure.source_url,
            }
            for figure in counted
        ],
    }


@shape(TableBlock)
def table(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    value = block.value
    if not value or not value.columns:
        return None
    return {
        "kind": "table",
        "caption": value.caption or gettext("Table"),
        "columns": [
            {"heading": column["heading"], "number": column["block"].name == "number"} for column in value.columns
        ],
        "rows": [[_cell(cell.value) for cell in row] for row in value.rows],
    }


def _cell(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return number_format(value.normalize() if hasattr(value, "normalize") else value, force_grouping=True)


@shape(ContactBlock)
def contact(block: StreamValue.StreamChild, setting: Setting) -> Node:
    value = block.value
    page = value.get("page")
    return {
        "kind": "contact",
        "heading": value["heading"],
        "name": value["name"],
        "text": value["text"],
        "phone": value["phone"] or "",
        "tel": value.tel,
        "website": value.site_name,
        "href": value["website"] or (page.full_url if page and page.live else "") or "",
    }


@shape(DownloadBlock)
def download(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    value = block.value
    document = value.get("document")
    if document is None:
        return None
    return {
        "kind": "link",
        "title": value["title"] or document.title,
        "text": value["description"],
        "href": setting.absolute(document.url),
    }


@shape(AgendaBlock, EntryListBlock, HighlightBlock, NearbyBlock)
def entries(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    found = setting.context(block)["entries"]
    if not found:
        return None
    return {
        "kind": "entries",
        "heading": block.value.get("heading") or "",
        "entries": [
            {
                "title": entry.title,
                "text": entry.summary,
                "place": ", ".join(_when_and_where(entry)),
                "href": setting.absolute(entry.url_path),
                "language": entry.text_language,
            }
            for entry in found
        ],
    }


def _when_and_where(entry: Entry) -> Iterator[str]:
    if entry.starts_at:
        yield when_words(entry.starts_at, entry.ends_at)
    if entry.status:
        yield str(entry.get_status_display()).lower()
    if entry.commune:
        yield entry.commune.name


@shape(MapBlock)
def entry_map(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    found = setting.context(block)["entries"]
    drawn = map_svg(found)
    if drawn is None:
        return None
    where = sorted({entry.commune.name for entry in found if entry.commune})
    alt = gettext("Map of the territory with %(count)s marks, among others in %(communes)s")
    return {
        "kind": "map",
        "heading": block.value.get("heading") or "",
        "svg": drawn[0],
        "ratio": drawn[1],
        "alt": alt % {"count": len(found), "communes": ", ".join(where[:6])},
    }


@shape(ServicesBlock)
def services(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    listed = setting.context(block)["services"]
    if not listed:
        return None
    terms = [{"title": term.label, "count": term.count, "href": setting.absolute(url)} for term, url in listed]
    return {"kind": "services", "heading": "", "terms": terms}


@shape(StoryBlock)
def story(block: StreamValue.StreamChild, setting: Setting) -> Node:
    value, page = block.value, setting.context(block)["target"]
    return {
        "kind": "story",
        "quote": value["quote"],
        "name": value["name"],
        "role": value["role"],
        "href": (page.full_url or "") if page else "",
    }


@shape(CodeBlock)
def code(block: StreamValue.StreamChild, setting: Setting) -> Node | None:
    page = setting.context(block)["target"] or setting.page
    url = page.full_url or ""
    if not url:
        return None
    alt = gettext("QR code to %(url)s") % {"url": url}
    return {"kind": "code", "label": block.value["label"], "url": url, "qr": qr_svg(url).decode(), "alt": alt}
