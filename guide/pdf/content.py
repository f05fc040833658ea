"""The content tree of a guide: everything its PDF says, as plain data that JSON can hold."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override
from wagtail.models import Site

from directory_blocks.qr_codes import qr_svg

from ..glossary.explaining import terms_in
from ..models.chapter import ChapterPage
from ..parts import in_parts
from .dates import last_published
from .headings import step_down
from .rich_text import Node, plain_nodes
from .shapes import Setting, block_node

if TYPE_CHECKING:
    from ..models import GuidePage


def guide_content(guide: "GuidePage") -> dict[str, Any]:
    """
    The guide with its live chapters, in its own language. The words that the layout adds (``labels``) are part of it:
    the layout knows no language.
    """
    with override(guide.locale.language_code):
        chapters = list(ChapterPage.objects.in_order(guide).defer(None))
        url = guide.full_url or ""
        site = guide.get_site()
        return {
            "language": guide.locale.language_code,
            "title": guide.title,
            "publisher": _publisher(site),
            "intro": plain_nodes(guide.intro),
            "url": url,
            "qr": qr_svg(url).decode() if url else "",
            "edition": gettext("Edition of %(month)s")
            % {"month": date_format(timezone.localtime(last_published([guide, *chapters])), "F Y")},
            "parts": [
                {
                    "title": part.title,
                    "chapters": [_chapter(guide, chapter, number) for number, chapter in part.numbered],
                }
                for part in in_parts(chapters)
            ],
            "glossary": [
                {"term": term.term, "nodes": plain_nodes(term.explanation), "href": term.url}
                for term in terms_in(guide.locale)
            ],
            "labels": {
                "glossary": gettext("Words explained"),
                "contents": gettext("Contents"),
                "online": gettext("Always up to date at"),
                "online_chapter": gettext("This chapter online"),
                "qr": gettext("QR code to %(url)s"),
            },
        }


def _publisher(site: Site | None) -> str:
    return site.site_name if site else ""


def _chapter(guide: "GuidePage", chapter: ChapterPage, number: int) -> Node:
    chapter.locale = guide.locale
    url = chapter.full_url or ""
    setting = Setting(chapter, chapter.get_site().root_url if url else "")
    meta = [
        ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", chapter.reading_minutes)
        % {"minutes": chapter.reading_minutes}
    ]
    if chapter.reviewed_on:
        review = {"day": date_format(chapter.reviewed_on, "DATE_FORMAT"), "by": chapter.reviewed_by}
        by = gettext("reviewed on %(day)s by %(by)s") if chapter.reviewed_by else gettext("reviewed on %(day)s")
        meta.append(by % review)
    return {
        "number": number,
        "title": chapter.title,
        "summary": chapter.summary,
        "meta": meta,
        "url": url,
        "qr": qr_svg(url).decode() if url else "",
        "blocks": step_down([node for block in chapter.body if (node := block_node(block, setting))]),
    }
