"""The parts of a chapter, the anchors by which one can point at them, and its contents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.rich_text import expand_db_html

from .blocks import TextBlock

# Rich text is Wagtail's own clean HTML: headings hold inline markup only and never nest.
HEADING = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    text: str
    anchor: str


@dataclass(slots=True)
class Part:
    """A block of a chapter: ``html`` for running text, whose headings carry their anchors, else the block itself."""

    block: Any
    anchor: str = ""
    html: SafeString = field(default_factory=lambda: mark_safe(""))


class Anchors:
    """Anchors from headings, each once on a page and the same as long as the headings are."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, text: str) -> str:
        """Give an anchor for a heading."""
        # A prefix keeps it apart from every other id of the page, and from a digit in first place.
        base = f"s-{slugify(text)[:60].strip('-')}".removesuffix("-") or "s"
        anchor, number = base, 2
        while anchor in self._taken:
            anchor, number = f"{base}-{number}", number + 1
        self._taken.add(anchor)
        return anchor


def read_parts(body: Iterable[Any]) -> tuple[list[Part], list[Heading]]:
    """The parts of a StreamField in order, and its contents: headings inside text, and headings of other blocks."""
    anchors, parts, contents = Anchors(), [], []
    for block in body:
        if isinstance(block.block, TextBlock):
            parts.append(Part(block, html=_anchored(expand_db_html(block.value.source), anchors, contents)))
            continue
        heading = block.value.get("heading") if isinstance(block.value, dict) else ""
        part = Part(block, anchors.make(heading) if heading else "")
        parts.append(part)
        if heading:
            contents.append(Heading(heading, part.anchor))
    return parts, contents


def heading_text(html: str) -> str:
    """The plain text of what stands inside a heading."""
    return unescape(strip_tags(html)).strip()


def _anchored(html: str, anchors: Anchors, contents: list[Heading]) -> SafeString:
    def with_anchor(match: re.Match[str]) -> str:
        text = heading_text(match[1])
        if not text:
            return ""
        heading = Heading(text, anchors.make(text))
        contents.append(heading)
        return f'<h2 id="{heading.anchor}">{match[1]}</h2>'

    return mark_safe(HEADING.sub(with_anchor, html))  # noqa: S308 - Wagtail's clean HTML, anchors are slugs
