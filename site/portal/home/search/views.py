"""The search page: one box, all sources, filtered by what one is looking for."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import EmptyPage
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from directory_blocks.query import EntryFilterForm, EntryPaginator, EntryQuery, Period
from directory_blocks.sources import registered_sources


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """A kind of thing, how many of it match, and the address that shows only these."""

    label: str
    count: int
    url: str
    active: bool


class SearchForm(EntryFilterForm):
    """The words, the kind of thing looked for (``source``) and the page; the other filters belong to directories."""

    source = forms.ChoiceField(required=False)

    def __init__(self, asked: QueryDict, **kwargs: Any) -> None:
        # Cut: what is no choice stands in the message.
        data = {name: asked.get(name, "") for name in ("q", "page")} | {"source": asked.get("source", "")[:40]}
        super().__init__(data, **kwargs)
        self.fields["source"].choices = [(key, key) for key in registered_sources()]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over every source of the index (``q``), one of them (``source``), page by page (``page``)."""
    # Of a meeting that comes again and again the next date is enough.
    next_dates = Period(since=timezone.now(), next_only=True, with_undated=True)
    form = SearchForm(request.GET, locale=Locale.get_active(), period=next_dates)
    context: dict[str, Any] = {"form": form, "asked": bool(request.GET.get("q", "").strip())}
    if not form.is_valid():
        return render(request, "portal/search.html", context, status=400)
    if form.query.text:
        context |= _found(form, form.cleaned_data["source"])
    return render(request, "portal/search.html", context)


def _found(form: EntryFilterForm, source: str) -> dict[str, Any]:
    everything = form.query
    filters = _source_filters(everything, source)
    query = everything.with_(sources=(source,)) if source else everything
    paginator = EntryPaginator(query)
    try:
        page = paginator.page(form.page_number)
    except EmptyPage:
        page = paginator.page(paginator.num_pages)
    for entry in page.object_list:
        known = registered_sources().get(entry.source)
        entry.source_label = known.label if known else ""
    every = {"q": everything.text}
    return {
        "results": page if page.object_list else None,
        "paginator": paginator,
        "page_range": list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "source_filters": filters,
        "source_active": source,
        "parameters_all": urlencode(every),
        "parameters": urlencode(every | ({"source": source} if source else {})),
    }


def _source_filters(query: EntryQuery, active: str) -> list[SourceFilter]:
    counts = dict(query.queryset().order_by().values("source").annotate(n=Count("pk")).values_list("source", "n"))
    return [
        SourceFilter(
            str(source.label_plural), counts[key], f"?{urlencode({'q': query.text, 'source': key})}", key == active
        )
        for key, source in registered_sources().items()
        if key in counts
    ]
