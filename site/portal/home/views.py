"""Views outside the page tree: the front door, and what machines ask for."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from portal.accounts.paths import account_addresses

from .search.paths import search_addresses

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /django-admin/
{private}
Sitemap: {sitemap}
"""


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """``/``: on to the home page in the visitor's language, by cookie or browser, or in the one there is."""
    wanted = get_language_from_request(request).split("-")[0]
    language = wanted if wanted in _languages(request) else settings.LANGUAGE_CODE
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _languages(request: HttpRequest) -> set[str]:
    site = Site.find_for_request(request)
    if site is None:
        return set()
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, live=True)
    return set(homes.order_by().values_list("locale__language_code", flat=True))


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the portal can answer: 200 with the database there, 503 without."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "error", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt``: everything but the admin, accounts, and the endless combinations of searches."""
    private = "\n".join(f"Disallow: {address}" for address in [*search_addresses(), *account_addresses()])
    text = ROBOTS.format(private=private, sitemap=request.build_absolute_uri("/sitemap.xml"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
