"""The guide in schema.org's terms (https://schema.org/Article, https://schema.org/CreativeWork)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

if TYPE_CHECKING:
    from .models import ChapterPage, GuidePage


def chapter_data(chapter: "ChapterPage", guide: Page, request: HttpRequest) -> dict[str, Any]:
    """An ``Article`` that is part of its guide; what is not known is left out."""
    published = chapter.first_published_at
    updated = chapter.last_published_at
    site = Site.find_for_request(request)
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": chapter.title,
        "description": chapter.search_description or chapter.summary,
        "inLanguage": get_language(),
        "url": chapter.get_full_url(request),
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": chapter.get_full_url(request),
            # Properties of pages, not of articles.
            **_review(chapter),
        },
        "datePublished": published and published.isoformat(),
        "dateModified": updated and updated.isoformat(),
        "timeRequired": f"PT{chapter.reading_minutes}M",
        "isPartOf": {"@type": "CreativeWork", "name": guide.title, "url": guide.get_full_url(request)},
        "publisher": site
        and site.site_name
        and {"@type": "Organization", "name": site.site_name, "url": site.root_url},
    }
    return {name: value for name, value in data.items() if value}


def _review(chapter: "ChapterPage") -> dict[str, Any]:
    if not chapter.reviewed_on:
        return {}
    by = {"reviewedBy": {"@type": "Organization", "name": chapter.reviewed_by}} if chapter.reviewed_by else {}
    return {"lastReviewed": chapter.reviewed_on.isoformat(), **by}


def organization(site: Site) -> dict[str, Any] | None:
    """Who publishes the site, where it has a name."""
    return {"@type": "Organization", "name": site.site_name, "url": site.root_url} if site.site_name else None


def guide_data(guide: "GuidePage", chapters: Iterable["ChapterPage"], request: HttpRequest) -> dict[str, Any]:
    """A ``CreativeWork`` with its chapters."""
    data = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": guide.title,
        "description": guide.search_description or guide.intro,
        "inLanguage": get_language(),
        "url": guide.get_full_url(request),
        "hasPart": [
            {"@type": "Article", "headline": chapter.title, "url": chapter.get_full_url(request)}
            for chapter in chapters
        ],
    }
    return {name: value for name, value in data.items() if value}
