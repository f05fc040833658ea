"""What a directory answers: the page, its map, its exports. Every answer is read from one EntryQuery."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from . import exports
from .enums import Sort
from .query import EntryFilterForm, EntryPaginator, EntryQuery, MapForm
from .query.facets import build_facets

if TYPE_CHECKING:
    from .models import DirectoryPage


@dataclass(frozen=True, slots=True)
class SortOption:
    """One order a list can be read in; ``url`` (``?…`` or ".") reads it so."""

    value: str
    label: Any
    url: str
    selected: bool


def build_form(
    page: "DirectoryPage", request: HttpRequest, form: type[EntryFilterForm] = EntryFilterForm
) -> EntryFilterForm:
    """The form of a directory over the parameters of a request."""
    return form(request.GET, locale=page.locale, sources=page.listed_sources, period=page.listed_period)


def directory_context(page: "DirectoryPage", request: HttpRequest) -> dict[str, Any]:
    """What the template of a directory gets; see ``DirectoryPage.get_context``. Raises Http404 past the last page."""
    form, path = build_form(page, request), page.get_url(request) or request.path
    context = form_context(page, request, form, path)
    return context | list_context(page, request, form, form.query, path) if form.is_valid() else context


def form_context(page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm, path: str) -> dict[str, Any]:
    """
    What every view of a directory's entries has, whatever is found: where parameters are wrong there is nothing else.
    ``path`` is the address of the view.
    """
    context: dict[str, Any] = {
        "form": form,
        "query": None,
        "entries": None,
        "result_count": None,
        "facets": [],
        "chips": [],
        "suggestions": [],
        "sort_options": [],
        "canonical_url": request.build_absolute_uri(path),
        "previous_url": "",
        "next_url": "",
        "map_url": "",
        "exports": {},
        "reset_url": path,
    }
    if not form.is_valid():
        blank = EntryQuery(locale=page.locale, sources=form.sources)
        context["facets"] = build_facets(blank, page.offered_facets, form.taxonomy, None)
    return context


def found_context(
    page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm, query: EntryQuery, path: str
) -> dict[str, Any]:
    """What is said of all that a query finds, before any of it is shown."""
    # First of all: the same SQL query counts the entries.
    facets = query.facets(page.offered_facets, form.taxonomy)
    return {
        "query": query,
        "result_count": query.count(),
        "facets": facets,
        "chips": query.chips(form.taxonomy, form.commune_names),
        "suggestions": [] if query.count() else query.suggestions(form.taxonomy, form.commune_names),
        "canonical_url": request.build_absolute_uri(f"{path}{query.querystring()}"),
    }


def list_context(
    page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm, query: EntryQuery, path: str
) -> dict[str, Any]:
    """A page of what a query finds. Raises Http404 past the last page."""
    found = found_context(page, request, form, query, path)
    try:
        entries = EntryPaginator(query).page(form.page_number)
    except EmptyPage:
        raise Http404(_("There is no such page of results.")) from None
    home = page.get_url(request) or request.path
    links = {name: f"{home}{name}{query.querystring()}" for name in ("map.json", "entries.geojson", "entries.csv")}
    return found | {
        "entries": entries,
        "sort_options": sort_options(query),
        "canonical_url": request.build_absolute_uri(f"{path}{page_url(query, entries.number)}"),
        "previous_url": page_url(query, entries.number - 1, path) if entries.has_previous() else "",
        "next_url": page_url(query, entries.number + 1, path) if entries.has_next() else "",
        "map_url": links["map.json"] if page.show_map else "",
        "exports": {"geojson": links["entries.geojson"], "csv": links["entries.csv"]},
    }


def page_url(query: EntryQuery, number: int, path: str = "") -> str:
    """The address of one page of the results; the first has no number."""
    return path + (query.querystring(page=number) if number > 1 else query.querystring())


def sort_options(query: EntryQuery) -> list[SortOption]:
    """The orders that make sense for a query."""
    sensible = {Sort.NAME: True, Sort.UPDATED: True, Sort.RELEVANCE: query.text, Sort.DISTANCE: query.near}
    sensible[Sort.DATE] = query.since or query.until or query.order == Sort.DATE
    return [
        SortOption(sort.value, sort.label, query.with_(sort=sort.value).querystring(), sort == query.order)
        for sort in Sort
        if sensible[sort]
    ]


def directory(page: "DirectoryPage", request: HttpRequest) -> HttpResponse:
    """The page of a directory; 400 where a parameter is wrong."""
    return checked(page.render(request))


def checked(response: HttpResponse) -> HttpResponse:
    """A rendered view of a directory, with 400 where a parameter is wrong."""
    if response.context_data["form"].errors:
        response.status_code = 400
    return response


Answer = Callable[["DirectoryPage", HttpRequest, Any], HttpResponse]


def with_form(form_class: type[EntryFilterForm]) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """Give a view the valid form; bad parameters are answered with 400 and ``{"errors": {field: [message]}}``."""

    def decorate(view: Answer) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(page: "DirectoryPage", request: HttpRequest) -> HttpResponse:
            form = build_form(page, request, form_class)
            if form.is_valid():
                return view(page, request, form)
            return JsonResponse({"errors": form.errors}, status=400)

        return answer

    return decorate


@with_form(MapForm)
def map_json(page: "DirectoryPage", request: HttpRequest, form: MapForm) -> HttpResponse:
    """The points or clusters of the entries (RFC 7946)."""
    collection = form.query.map(form.zoom_level, form.cleaned_data["view"])
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(body, content_type="application/geo+json")


@with_form(EntryFilterForm)
def entries_geojson(page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm) -> HttpResponse:
    """Every entry with a place (RFC 7946), streamed."""
    return StreamingHttpResponse(exports.pieces(exports.geojson(form.query)), content_type="application/geo+json")


@with_form(EntryFilterForm)
def entries_csv(page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm) -> HttpResponse:
    """Every entry as a table, streamed; see ``exports.COLUMNS``."""
    lines = exports.pieces(exports.csv_lines(form.query))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.csv"'
    return response
