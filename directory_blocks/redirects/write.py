"""Writing the redirects of one batch of pages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace

from django.apps import apps
from django.db import transaction
from wagtail.contrib.frontend_cache.utils import PurgeBatch
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

# What Redirect.old_path holds.
LONGEST_PATH = 255


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page can be reached inside one site; ``route`` is the part that the page itself answers for."""

    site_id: int
    path: str
    route: str


def write_redirects(pages: Iterable[Page], old_prefix: str, new_prefix: str) -> int:
    """
    Redirect the former addresses of ``pages``, whose ``url_path`` began with ``old_prefix`` and now begins with
    ``new_prefix``, in every site that they were and are in. Returns the number of redirects written.

    An automatic redirect away from an address that is in use again goes, so that renaming back never makes a loop.
    One made by hand is left alone.
    """
    requests = _site_requests()
    former: dict[tuple[int, str], tuple[Page, str]] = {}
    current: set[tuple[int, str]] = set()
    for page in _with_own_routes(pages):
        now = set(_addresses(page, requests))
        sites = {address.site_id for address in now}
        old_page = _as_before(page, old_prefix, new_prefix)
        for address in set(_addresses(old_page, requests)) - now:
            if address.site_id in sites and len(address.path) <= LONGEST_PATH:
                former[address.site_id, address.path] = (page, address.route)
        current.update((address.site_id, address.path) for address in now)
    with transaction.atomic():
        _forget(current.union(former))
        redirects = [
            Redirect(
                site_id=site_id,
                old_path=path,
                redirect_page_id=page.pk,
                redirect_page_route_path=route,
                automatically_created=True,
            )
            for (site_id, path), (page, route) in former.items()
        ]
        Redirect.objects.bulk_create(redirects, ignore_conflicts=True)
    _purge(redirects)
    return len(redirects)


def _with_own_routes(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages, as their own type where that type has a say in its addresses."""
    pages = list(pages)
    special: dict[type[Page], list[int]] = {}
    for page in pages:
        model = page.specific_class
        if model and (
            model.get_route_paths is not Page.get_route_paths or model.get_url_parts is not Page.get_url_parts
        ):
            special.setdefault(model, []).append(page.pk)
    specific = {page.pk: page for model, ids in special.items() for page in model._default_manager.filter(pk__in=ids)}
    return (specific.get(page.pk, page) for page in pages)


def _as_before(page: Page, old_prefix: str, new_prefix: str) -> Page:
    before = type(page)()
    before.__dict__.update(page.__dict__)
    before.url_path = old_prefix + page.url_path[len(new_prefix) :]
    return before


def _addresses(page: Page, requests: Mapping[int, SimpleNamespace]) -> Iterator[Address]:
    for site_id, request in requests.items():
        parts = page.get_url_parts(request)
        if parts is None or not parts[2]:
            continue
        for route in page.get_route_paths():
            normal = Redirect.normalise_page_route_path(route)
            yield Address(site_id, Redirect.normalise_path(parts[2].rstrip("/") + (normal or "/")), normal)


def _site_requests() -> dict[int, SimpleNamespace]:
    """For each site, what ``Page.get_url_parts`` takes for a request to it."""
    roots = sorted(Site.get_site_root_paths(), key=lambda root: root.site_id)
    return {
        site_id: SimpleNamespace(_wagtail_cached_site_root_paths=list(of_site))
        for site_id, of_site in groupby(roots, key=lambda root: root.site_id)
    }


def _forget(addresses: Iterable[tuple[int, str]]) -> None:
    for site_id, of_site in groupby(sorted(addresses), key=lambda address: address[0]):
        paths = [path for _site_id, path in of_site]
        Redirect.objects.filter(automatically_created=True, site=site_id, old_path__in=paths).delete()


def _purge(redirects: Iterable[Redirect]) -> None:
    """Let a cache in front of the site forget the old addresses."""
    if apps.is_installed("wagtail.contrib.frontend_cache"):
        roots, batch = Site.get_site_root_paths(), PurgeBatch()
        for redirect in redirects:
            batch.add_urls(redirect.old_links(roots))
        batch.purge()
