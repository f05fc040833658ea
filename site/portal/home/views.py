"""Views outside the page tree: search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import lazy
from django.utils.translation import get_language

# The address says its language's word; another language is another line, and "search/" until then.
SEARCH_PATHS = {"fr": "recherche/"}


def _search_path() -> str:
    return SEARCH_PATHS.get((get_language() or "").split("-")[0], "search/")


# Lazy: path() resolves it anew for each language, and so do reverse() and translate_url().
search_path = lazy(_search_path, str)()


def search(request: HttpRequest) -> HttpResponse:
    """Search over every source of the index."""
    return render(request, "portal/search.html", {})
