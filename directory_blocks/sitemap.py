"""
The sitemap (https://www.sitemaps.org/protocol.html), written from the entry index.

    path("sitemap.xml", directory_blocks.sitemap.sitemap)

Alternates follow https://developers.google.com/search/docs/specialty/international/localized-versions: every language
version names all versions, itself included. A row that shows another language's text is no URL of its own.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, groupby
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page, Site, get_page_models

from . import freshness
from .index.snapshot import Snapshot
from .models import Entry
from .query import Period
from .sources.page_part import PagePartSource
from .sources.registry import registered_sources, sources_of

# The protocol allows 50,000; the versions of a thing in all languages stay together.
URLS_PER_FILE = 45_000
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
URLSET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


class Location(NamedTuple):
    """One URL: a thing in one language."""

    translation_key: UUID
    language: str
    url: str
    changed: datetime | None


def _etag(request: HttpRequest) -> str:
    # What is over leaves the sitemap without any change of content.
    today = timezone.localdate().isoformat()
    return f'"{freshness.stamp()}-{today}-{request.get_host()}-{quote(request.GET.get("p", "")[:9])}"'


@require_safe
@condition(etag_func=_etag)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with all URLs, or, where they are too many for one file, with the index of ``?p=1``, ``?p=2``…"""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    snapshot = Snapshot()
    base = request.build_absolute_uri("/").rstrip("/")
    entries = _entries(snapshot, site)
    parts = _parts(entries)
    if "p" in request.GET:
        number = request.GET["p"]
        if not number.isascii() or not number.isdigit() or not 1 <= int(number[:9]) <= len(parts):
            raise Http404
        body = _urlset(_part(parts, int(number), snapshot, site), base)
    elif len(parts) == 1:
        body = _urlset(_part(parts, 1, snapshot, site), base)
    else:
        body = _index(request.build_absolute_uri(request.path), len(parts))
    return StreamingHttpResponse(body, content_type="application/xml")


def _entries(snapshot: Snapshot, site: Site) -> QuerySet[Entry]:
    entries = Entry.objects.filter(text_language=F("locale__language_code")).exclude(url_path="")
    # Parts of pages are not listed: their pages are.
    entries = entries.exclude(source__in=[source.key for source in part_sources()])
    prefix = "/" if snapshot.is_default_site(site.pk) else f"{site.root_url}/"
    return entries.filter(url_path__startswith=prefix)


def part_sources() -> list[PagePartSource]:
    """Give the sources whose entries are parts of pages."""
    return [source for source in registered_sources().values() if isinstance(source, PagePartSource)]


def _with_parts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Leave out the pages of parts of which none is to come; a page all of whose dates are over is not looked for."""
    now = Period(since=timezone.now())
    for source in part_sources():
        if not source.has_dates:
            continue
        kind = ContentType.objects.get_for_model(source.page_model)
        entries = Entry.objects.filter(source=source.key, object_id=Cast(OuterRef("pk"), CharField()))
        pages = pages.filter(~Q(content_type=kind) | Exists(now.of(entries)))
    return pages


def _parts(entries: QuerySet[Entry]) -> list[QuerySet[Entry]]:
    """Cut the entries where a file is full; the first part also has the pages that are no entries."""
    keys = entries.order_by("translation_key").values_list("translation_key", flat=True)
    borders = [keys[number] for number in range(URLS_PER_FILE, entries.count(), URLS_PER_FILE)]
    parts, rest = [], entries
    for border in borders:
        parts.append(rest.filter(translation_key__lt=border))
        rest = rest.filter(translation_key__gte=border)
    return [*parts, rest]


def _part(parts: list[QuerySet[Entry]], number: int, snapshot: Snapshot, site: Site) -> Iterator[Location]:
    rows = (
        parts[number - 1]
        .order_by("translation_key", "locale_id")
        .values_list("translation_key", "text_language", "url_path", "updated_at")
    )
    entries = (Location(*row) for row in rows.iterator(chunk_size=2000))
    return chain(_sections(snapshot, site), entries) if number == 1 else entries


def _sections(snapshot: Snapshot, site: Site) -> Iterator[Location]:
    """The public pages that are no entries: the home page, the lists."""
    indexed = ContentType.objects.get_for_models(*(model for model in get_page_models() if sources_of(model)))
    pages = (
        Page.objects.filter(live=True, alias_of__isnull=True, depth__gt=1)
        .exclude(content_type__in=indexed.values())
        .select_related("locale")
        .order_by("translation_key", "locale_id")
    )
    for page in _with_parts(pages).iterator(chunk_size=2000):
        model = page.specific_class or Page
        own_rules = model.get_sitemap_urls is not Page.get_sitemap_urls or model.get_url_parts is not Page.get_url_parts
        shown = page.specific if own_rules else page
        url = None if snapshot.is_restricted(page.path) else snapshot.page_url(shown, site_id=site.pk)
        if url and (not own_rules or shown.get_sitemap_urls()):
            yield Location(page.translation_key, page.locale.language_code, url, page.last_published_at)


def _urlset(locations: Iterable[Location], base: str) -> Iterator[str]:
    yield XML + URLSET
    for _key, group in groupby(locations, key=lambda location: location.translation_key):
        versions = list(group)
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(version.language)} '
            f"href={quoteattr(_absolute(version.url, base))}/>"
            for version in versions
            if len(versions) > 1
        )
        for version in versions:
            changed = f"<lastmod>{version.changed.isoformat(timespec='seconds')}</lastmod>" if version.changed else ""
            yield f"<url><loc>{escape(_absolute(version.url, base))}</loc>{changed}{alternates}</url>\n"
    yield "</urlset>\n"


def _index(url: str, parts: int) -> Iterator[str]:
    yield XML + INDEX
    for number in range(1, parts + 1):
        yield f"<sitemap><loc>{escape(f'{url}?p={number}')}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _absolute(url: str, base: str) -> str:
    return f"{base}{url}" if url.startswith("/") else url
