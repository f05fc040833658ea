"""The text of a chapter, heading by heading, as a search reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from .blocks import TextBlock
from .contents import HEADING, Anchors, heading_text


@dataclass(slots=True)
class Section:
    """What stands below a heading; the heading is "" before the first one."""

    heading: str = ""
    anchor: str = ""
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything there is to read in it but the heading."""
        return "\n".join(self.texts)


def sections_of(body: blocks.StreamValue) -> list[Section]:
    """The sections of a chapter, with the anchors that the page has. Asks the database nothing."""
    anchors, sections = Anchors(), [Section()]
    for raw in body.raw_data:
        block, value = body.stream_block.child_blocks.get(raw["type"]), raw["value"]
        if block is None:
            continue
        if isinstance(block, TextBlock):
            # What stands before a heading, then heading and text in turns.
            before, *pieces = HEADING.split(value or "")
            sections[-1].texts.append(get_text_for_indexing(before))
            for inner, text in zip(pieces[::2], pieces[1::2], strict=True):
                if heading := heading_text(inner):
                    sections.append(Section(heading, anchors.make(heading)))
                sections[-1].texts.append(get_text_for_indexing(text))
            continue
        heading = (value.get("heading") or "") if isinstance(value, dict) else ""
        if heading:
            sections.append(Section(heading, anchors.make(heading)))
        sections[-1].texts += [text for text in _texts(block, value) if text != heading]
    return sections


def _texts(block: blocks.Block, raw: Any) -> Iterator[str]:
    """What Wagtail's own search would read in a block, without fetching what its choosers point to."""
    if raw is None or isinstance(block, blocks.ChooserBlock):
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for child in raw:
            if inner := block.child_blocks.get(child["type"]):
                yield from _texts(inner, child["value"])
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item
            yield from _texts(block.child_block, item["value"] if is_item else item)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, inner in block.child_blocks.items():
            yield from _texts(inner, raw.get(name))
    else:
        yield from filter(None, block.get_searchable_content(block.to_python(raw)))
