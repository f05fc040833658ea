"""The whole guide on one page, for paper."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from directory_blocks.blocks.fields import read_with_pages
from directory_blocks.blocks.lists import read_lists

from .blocks.picture import pictures_in
from .contents import read_parts
from .models.chapter import ChapterPage
from .parts import in_parts

if TYPE_CHECKING:
    from .models import GuidePage

# What our templates and Wagtail's rich text write: lower case; "<" is escaped in text, and in attributes by Django.
_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_HEADING = re.compile(r"<(/?)h([2-5])\b")
# An attribute ``id``, or any other with its value, which is passed over as a whole.
_ATTRIBUTE = re.compile(r"""\s+(?P<name>[^\s=<>"'/]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class PrintedChapter:
    """A chapter with its ``body`` as HTML, whose headings stand below its title."""

    number: int
    page: ChapterPage
    body: SafeString


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part of the guide on paper."""

    title: str
    chapters: list[PrintedChapter]


def whole_guide(guide: "GuidePage", request: HttpRequest) -> list[PrintedPart]:
    """Everything, in order: headings stand below the title of their chapter, and chapters below that of their part."""
    chapters = list(ChapterPage.objects.in_order(guide).defer(None))
    for chapter in chapters:
        chapter.locale = guide.locale
    blocks = dict(zip(chapters, _blocks(chapters, guide.locale), strict=True))
    return [
        PrintedPart(
            part.title,
            [
                PrintedChapter(number, chapter, _body(chapter, blocks[chapter], request, 2 if part.title else 1))
                for number, chapter in part.numbered
            ],
        )
        for part in in_parts(chapters)
    ]


def _blocks(chapters: Sequence[ChapterPage], locale: Locale) -> list[list[Any]]:
    """The blocks of each chapter, read as if they were one body: so no kind of block asks once a chapter."""
    bodies = [chapter.body for chapter in chapters]
    raw = list(chain.from_iterable(body.raw_data for body in bodies))
    whole = StreamValue(ChapterPage._meta.get_field("body").stream_block, raw, is_lazy=True)
    read_with_pages(locale.pk, whole)
    prefetch_related_objects(pictures_in(whole), "renditions")
    read_lists(whole, locale)
    rest = iter(whole)
    return [list(islice(rest, len(body))) for body in bodies]


def _body(chapter: ChapterPage, blocks: Iterable[Any], request: HttpRequest, lower: int) -> SafeString:
    parts, _contents = read_parts(blocks)
    context = {"parts": parts, "page": chapter, "request": request, "paper": True}
    html = render_to_string("guide/_chapter_body.html", context)
    return mark_safe(demoted(without_anchors(html), lower))  # noqa: S308 - made by our own templates


def without_anchors(html: str) -> str:
    """
    The same HTML without the attributes ``id``, which chapters on one page would share.

    >>> print(without_anchors('<p id="a" class="b">c id="d"</p>'))
    <p class="b">c id="d"</p>
    """

    def kept(attribute: re.Match[str]) -> str:
        return "" if attribute["name"] == "id" else attribute[0]

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(kept, tag[0]), html)


def demoted(html: str, lower: int = 1) -> str:
    """
    The same HTML with each heading so many levels lower, down to the sixth.

    >>> demoted("<h2 class='x'>A</h2><h3>B</h3>")
    "<h3 class='x'>A</h3><h4>B</h4>"
    """
    return _HEADING.sub(lambda match: f"<{match[1]}h{min(int(match[2]) + lower, 6)}", html)
