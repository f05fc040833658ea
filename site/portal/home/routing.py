"""
The way from an address to a page, in two queries whatever the depth.

Wagtail walks down the tree with two queries a level and three more for the site and its languages. Here one query
fetches the whole line, and leaves it on the request where Wagtail and the chrome look for it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath
from wagtail.views import serve

from .models import PortalText


class PageRoutingMiddleware:
    """Finds the page of an address before Wagtail does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple[str, ...], kwargs: dict[str, str]) -> None:
        """Route the request where its view is Wagtail's; any other is left alone."""
        if view is serve and len(args) == 1:
            route(request, args[0])


def route(request: HttpRequest, path: str) -> None:
    """Find the page at ``path`` below the home page of the active language, as ``Page.route_for_request`` would."""
    site = site_of(request)
    if site is None:
        return
    components = [component for component in path.split("/") if component]
    rows = _line(site, components)
    request.portal_homes = homes = homes_of(site, rows)
    home = homes.get(get_language() or "") or site.root_page
    line = _descend(home, components, rows)
    request.portal_line = line
    if not rows[0].other_sites:
        _remember_root_paths(request, site, homes)
    page = _specific(line[-1])
    page.locale = line[-1].locale
    if len(line) > 1:
        # Where treebeard keeps it: known from the same query.
        page._cached_parent_obj = line[-2]
    if not any(row.restricted or row.alias_of_id for row in rows if page.path.startswith(row.path)):
        # Known from the same query: saves the two with which Wagtail asks again.
        page.get_view_restrictions = PageViewRestriction.objects.none
    try:
        request._wagtail_route_for_request = page.route(request, components[len(line) - 1 :])
    except Http404:
        request._wagtail_route_for_request = None


def site_of(request: HttpRequest) -> Site | None:
    """
    The site of the request, with its texts by language left on it as ``portal_texts``: one query, where the site is the
    only one and so answers whatever the host name. Else as Wagtail finds it.
    """
    if not hasattr(request, "_wagtail_site"):
        others = Exists(Site.objects.exclude(pk=OuterRef("settings__site_id")))
        texts = PortalText.objects.select_related("settings__site__root_page", "locale").annotate(others=others)
        rows = list(texts)
        if not rows:
            request.portal_texts = {}
        if rows and not rows[0].others and rows[0].settings.site.is_default_site:
            request._wagtail_site = rows[0].settings.site
            request.portal_texts = {row.locale.language_code: row for row in rows}
    return Site.find_for_request(request)


def find_homes(request: HttpRequest, site: Site) -> dict[str, Page]:
    """The home pages by language for a view outside the page tree. One query."""
    rows = list(_pages(site).filter(translation_key=site.root_page.translation_key))
    request.portal_homes = homes = homes_of(site, rows)
    if not rows[0].other_sites:
        _remember_root_paths(request, site, homes)
    return homes


def homes_of(site: Site, rows: Iterable[Page]) -> dict[str, Page]:
    """The live home pages among ``rows``, by language, in the order of the settings."""
    key = site.root_page.translation_key
    by_code = {row.locale.language_code: row for row in rows if row.translation_key == key and row.live}
    return {code: by_code[code] for code, _name in settings.LANGUAGES if code in by_code}


def _pages(site: Site) -> QuerySet:
    # What routing has to know of a page beside itself, in its own query.
    return Page.objects.select_related("locale", "content_type").annotate(
        restricted=Exists(PageViewRestriction.objects.filter(page=OuterRef("pk"))),
        other_sites=Exists(Site.objects.exclude(pk=site.pk)),
    )


def _line(site: Site, components: list[str]) -> list[Page]:
    root = site.root_page
    deepest = root.depth + len(components)
    line = Q(slug__in=components, depth__gt=root.depth, depth__lte=deepest)
    above = Q(path__in=[root.path[:end] for end in range(Page.steplen, len(root.path), Page.steplen)])
    return list(_pages(site).filter(Q(translation_key=root.translation_key) | line | above).order_by())


def _descend(home: Page, components: list[str], rows: list[Page]) -> list[Page]:
    # Slugs repeat across branches and languages; the tree path tells which of them is the child.
    line = [home]
    for slug in components:
        parent = line[-1]
        child = next(
            (r for r in rows if r.slug == slug and r.depth == parent.depth + 1 and r.is_child_of(parent)), None
        )
        if child is None:
            break
        line.append(child)
    return line


def _specific(page: Page) -> Page:
    """
    The page as its own type, with the relations that type names in ``served_with`` in the same query, and without the
    fields in ``served_without``.
    """
    model = page.content_type.model_class()
    if model is None:
        return page.specific
    pages = model._default_manager.select_related(*getattr(model, "served_with", ()))
    return pages.defer(*getattr(model, "served_without", ())).get(pk=page.pk)


def _remember_root_paths(request: HttpRequest, site: Site, homes: dict[str, Page]) -> None:
    # Spares Wagtail's own look-up on a cold cache; with several sites that one knows more.
    request._wagtail_cached_site_root_paths = [
        SiteRootPath(site.pk, home.url_path, site.root_url, code) for code, home in homes.items()
    ]
