"""What is over, the latest first, by year."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import TruncYear
from django.http import Http404, HttpRequest
from django.utils import timezone

from directory_blocks.query import EntryQuery, Period
from directory_blocks.views import build_form, form_context, list_context

from .listing import grouped, views_context

if TYPE_CHECKING:
    from ..models import AgendaPage


def archive(page: "AgendaPage", request: HttpRequest, year: date | None = None) -> dict[str, Any]:
    """
    The past dates, those that began in the year of ``year`` (its first day) alone where given. Raises Http404 for a
    year without any, and past the last page.
    """
    own = "archive/" if year is None else f"archive/{year:%Y}/"
    form, path = build_form(page, request), (page.get_url(request) or request.path) + own
    context = form_context(page, request, form, path) | views_context(page, request, "archive")
    context |= {"has_own_dates": True, "year": year, "years": years(page)}
    if year and year.year not in {found for found, _amount in context["years"]}:
        raise Http404
    if not form.is_valid():
        return context
    query = form.query.without("dates").with_(period=past(year))
    found = grouped(list_context(page, request, form, query, path))
    # The exports and the map of the agenda are about what is to come.
    return context | found | {"map_url": "", "exports": {}}


def past(year: date | None) -> Period:
    """What is over by now, that began in a year."""
    now = timezone.now()
    if year is None:
        return Period(over_by=now)
    here = timezone.get_current_timezone()
    begin, end = (datetime.combine(date(number, 1, 1), time.min, here) for number in (year.year, year.year + 1))
    return Period(over_by=now, starts_from=begin, until=end)


def years(page: "AgendaPage") -> list[tuple[int, int]]:
    """The years that past dates began in, the latest first, with how many did. One query."""
    query = EntryQuery(locale=page.locale, sources=page.listed_sources, period=Period(over_by=timezone.now()))
    rows = query.queryset().annotate(year=TruncYear("starts_at")).values("year").annotate(amount=Count("*"))
    return [(row["year"].year, row["amount"]) for row in rows.order_by("-year")]
