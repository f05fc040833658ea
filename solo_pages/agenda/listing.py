"""Dates as a list under months: each in order, and a meeting that comes again only once at length."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone

from directory_blocks.enums import Sort
from directory_blocks.models import Entry
from directory_blocks.views import build_form, form_context, list_context

from .addresses import month_path

if TYPE_CHECKING:
    from ..models import AgendaPage


@dataclass(frozen=True, slots=True)
class Row:
    """One date. ``number`` is its number in the list, ``is_again`` says that a date of the meeting stands above it."""

    entry: Entry
    day: date
    number: int
    is_again: bool


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The dates of a list that begin in one month; ``path`` is that of its calendar below the agenda."""

    first: date
    path: str
    rows: list[Row]


def upcoming(page: "AgendaPage", request: HttpRequest) -> dict[str, Any]:
    """The list: what is to come, in order, or whatever the parameters ask. Raises Http404 past the last page."""
    form, path = build_form(page, request), page.get_url(request) or request.path
    context = form_context(page, request, form, path) | views_context(page, request, "list")
    if not form.is_valid():
        return context
    found = grouped(list_context(page, request, form, form.query, path))
    feeds = {name: f"{path}entries.{name}{form.query.querystring()}" for name in ("ics", "atom")}
    return context | found | {"exports": found["exports"] | feeds}


def views_context(page: "AgendaPage", request: HttpRequest, current: str) -> dict[str, Any]:
    """
    What leads from one view to the others: ``view``, ``agenda_url``, ``this_month`` (path of the calendar of today).
    """
    return {
        "view": current,
        "agenda_url": page.get_url(request) or request.path,
        "this_month": month_path(timezone.localdate()),
        "today": timezone.localdate(),
    }


def grouped(context: dict[str, Any]) -> dict[str, Any]:
    """Add ``months``, the entries of the page under their months; nothing where dates do not give the order."""
    entries, query = context["entries"], context["query"]
    if query.order != Sort.DATE:
        return context
    return context | {"months": list(by_month(entries, entries.start_index()))}


def by_month(entries: Iterable[Entry], first_number: int = 1) -> Iterator[MonthGroup]:
    """Put entries that are in the order of their dates under the months they begin in."""
    seen: set[str] = set()
    rows = []
    for number, entry in enumerate(entries, first_number):
        day = timezone.localtime(entry.starts_at).date()
        rows.append(Row(entry, day, number, entry.object_id in seen))
        seen.add(entry.object_id)
    for first, group in groupby(rows, key=lambda row: row.day.replace(day=1)):
        yield MonthGroup(first, month_path(first), list(group))
