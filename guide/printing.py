"""The whole guide on one page, for paper."""

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from .contents import read_parts
from .models.chapter import ChapterPage

if TYPE_CHECKING:
    from .models import GuidePage

# What our templates and Wagtail's rich text write: lower case, and never inside an attribute.
_HEADING = re.compile(r"<(/?)h([2-5])\b")
_ANCHOR = re.compile(r"""\sid="[^"]*\"""")


def whole_guide(guide: "GuidePage", request: HttpRequest) -> list[dict[str, Any]]:
    """The chapters in order, each with its ``page`` and its ``body`` as HTML whose headings stand below the title's."""
    chapters = list(ChapterPage.objects.in_order(guide).defer(None))
    for chapter in chapters:
        chapter.locale = guide.locale
    return [{"page": chapter, "body": _body(chapter, request)} for chapter in chapters]


def _body(chapter: ChapterPage, request: HttpRequest) -> SafeString:
    parts, _contents = read_parts(chapter.body)
    html = render_to_string("guide/_chapter_body.html", {"parts": parts, "page": chapter, "request": request})
    return mark_safe(demoted(_ANCHOR.sub("", html)))  # noqa: S308 - made by our own templates


def demoted(html: str) -> str:
    """
    The same HTML with each heading one level lower.

    >>> demoted("<h2 class='x'>A</h2><h3>B</h3>")
    "<h3 class='x'>A</h3><h4>B</h4>"
    """
    return _HEADING.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)
