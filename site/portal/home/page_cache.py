"""
Whole pages for anonymous visitors, kept until anything is published.

The key holds the stamp of ``directory_blocks.freshness``, which every change of content renews in the database: so a
publish is visible at once in every process, and a repeated request costs one query. What is personal is never kept: a
request with a session or messages, a response that sets a cookie or varies by anything but its encoding.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from directory_blocks import freshness

MAX_QUERY_LENGTH = 300
MAX_PAGE_BYTES = 1_000_000


def is_personal(request: HttpRequest) -> bool:
    """Whether the visitor may be somebody: has a session, or messages to be shown."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


class PageCacheMiddleware:
    """Answers anonymous GET requests from the cache; stands outside of sessions, languages and the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_personal(request):
            return self.get_response(request)
        if not _is_askable(request):
            return _revalidated(self.get_response(request))
        # Read before rendering: a publish in between then makes this page unused, never stale.
        key = _key(request)
        kept = cache.get(key)
        if kept is not None:
            return _restore(*kept)
        response = _revalidated(self.get_response(request))
        if _is_keepable(response):
            headers = {name: value for name, value in response.items() if name != "Content-Length"}
            cache.set(key, (response.content, headers), settings.PAGE_CACHE_SECONDS)
        return response


def _is_askable(request: HttpRequest) -> bool:
    if not settings.PAGE_CACHE_SECONDS or request.method != "GET":
        return False
    return len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_LENGTH


def _key(request: HttpRequest) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return f"page:{freshness.stamp()}:{hashlib.sha256(address.encode()).hexdigest()}"


def _is_keepable(response: HttpResponse) -> bool:
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    control = response.get("Cache-Control", "")
    return (
        varies <= {"accept-encoding"}
        and "private" not in control
        and "no-store" not in control
        and len(response.content) <= MAX_PAGE_BYTES
    )


def _revalidated(response: HttpResponse) -> HttpResponse:
    # Browsers keep the page and ask whether it is still true: the answer is a 304 without a body.
    if not response.has_header("Cache-Control") and response.status_code == 200:
        patch_cache_control(response, no_cache=True)
    return response


def _restore(content: bytes, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(content)
    for name, value in headers.items():
        response[name] = value
    return response
