"""One month as a calendar: weeks of days, each with its dates."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Min
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.formats import get_format

from directory_blocks.dates_in_words import last_day
from directory_blocks.models import Entry
from directory_blocks.query import EntryQuery, Period
from directory_blocks.views import build_form, form_context, found_context

from .addresses import day_query, month_path
from .listing import views_context

if TYPE_CHECKING:
    from ..models import AgendaPage

# How far from today a month may be asked for, in months.
MONTHS_BACK, MONTHS_AHEAD = 120, 36
# Dates that a day names; the rest is one link. And that a month reads at all.
DAY_SHOWS, MONTH_SHOWS = 4, 1000


@dataclass(slots=True)
class Day:
    """A day of the calendar; ``url`` lists its dates. Days of other months only fill the weeks."""

    day: date
    is_inside: bool
    url: str = ""
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self) -> list[Entry]:
        """The dates that it names."""
        return self.entries if len(self.entries) <= DAY_SHOWS else self.entries[: DAY_SHOWS - 1]

    @property
    def more(self) -> int:
        """How many it does not name."""
        return len(self.entries) - len(self.shown)


def first_day(year: int, number: int) -> date:
    """The first day of a month. Raises Http404 for what is no month, or too far from today."""
    if not (1 <= number <= 12 and year):
        raise Http404
    today = timezone.localdate()
    away = (year - today.year) * 12 + number - today.month
    if not -MONTHS_BACK <= away <= MONTHS_AHEAD:
        raise Http404
    return date(year, number, 1)


def month(page: "AgendaPage", request: HttpRequest, first: date) -> dict[str, Any]:
    """
    The calendar of a month under the filters: ``weeks`` of ``Day``, ``weekdays`` (days of a week, to name them),
    ``previous_month``, ``next_month`` (with ``first`` and ``url``; None where no meeting is), and where the month has
    no date, the nearest ones that do.
    """
    agenda_url = page.get_url(request) or request.path
    form, path = build_form(page, request), agenda_url + month_path(first)
    context = form_context(page, request, form, path) | views_context(page, request, "month")
    context |= {"has_own_dates": True, "first": first}
    if not form.is_valid():
        return context
    query = form.query.without("dates").with_(sort="", period=None)
    inside = query.with_(period=around(first))
    context |= found_context(page, request, form, inside, path)
    links = {kind: f"{agenda_url}entries.{kind}{month_query(query, first)}" for kind in ("geojson", "csv", "ics")}
    weeks = weeks_of(first, dates_by_day(inside))
    for day in (day for week in weeks for day in week if day.entries):
        day.url = agenda_url + day_query(query, day.day)
    edges = MonthEdges.of(page, first)
    return context | {
        "weeks": weeks,
        "weekdays": [day.day for day in weeks[0]],
        "exports": links,
        "previous_month": edges.link(agenda_url, query, -1),
        "next_month": edges.link(agenda_url, query, 1),
        "nearest": [] if inside.count() else nearest(agenda_url, query, first),
    }


@dataclass(frozen=True, slots=True)
class MonthLink:
    """The way to the calendar of another month."""

    first: date
    url: str


@dataclass(frozen=True, slots=True)
class MonthEdges:
    """A month, and the first and the last month that has a date at all; today's is among them."""

    first: date
    earliest: date
    latest: date

    @classmethod
    def of(cls, page: "AgendaPage", first: date) -> "MonthEdges":
        """Ask for them. One query."""
        every = EntryQuery(locale=page.locale, sources=page.listed_sources).queryset()
        moments = every.aggregate(earliest=Min("starts_at"), latest=Max("starts_at"))
        days = [timezone.localtime(moment).date() for moment in moments.values() if moment]
        days.append(timezone.localdate())
        return cls(first, min(days).replace(day=1), max(days).replace(day=1))

    def link(self, agenda_url: str, query: EntryQuery, step: int) -> MonthLink | None:
        """The month before (-1) or after (1); None where nothing is from there on."""
        other = neighbour(self.first, step)
        if not self.earliest <= other <= self.latest and abs((other - timezone.localdate()).days) > 31:
            return None
        return MonthLink(other, f"{agenda_url}{month_path(other)}{query.querystring()}")


def neighbour(first: date, step: int) -> date:
    """The first day of the month before (-1) or after (1)."""
    return (first + timedelta(days=31 if step > 0 else -1)).replace(day=1)


def around(first: date) -> Period:
    """Everything that is, at least in part, in a month."""
    here = timezone.get_current_timezone()
    begin, end = (datetime.combine(day, time.min, here) for day in (first, neighbour(first, 1)))
    return Period(since=begin, until=end)


def month_query(query: EntryQuery, first: date) -> str:
    """The parameters of the list of the month."""
    return query.with_(since=first, until=neighbour(first, 1) - timedelta(days=1)).querystring()


def dates_by_day(query: EntryQuery) -> dict[date, list[Entry]]:
    """The entries of each local day that they touch, in order. One query."""
    rows = query.queryset().only("title", "url_path", "text_language", "starts_at", "ends_at", "status", "online")
    here = timezone.get_current_timezone()
    begin, end = (moment.astimezone(here).date() for moment in (query.period.since, query.period.until))
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in rows.order_by("starts_at", "sort_key", "pk")[:MONTH_SHOWS]:
        # What lasts for years touches the days of the month alone.
        day = max(timezone.localtime(entry.starts_at).date(), begin)
        last = min(last_day(entry.starts_at, entry.ends_at), end - timedelta(days=1))
        while day <= last:
            by_day[day].append(entry)
            day += timedelta(days=1)
    return by_day


def weeks_of(first: date, by_day: dict[date, list[Entry]]) -> list[list[Day]]:
    """The weeks that a month touches, from the first day of the week of the reader's language."""
    begins = (get_format("FIRST_DAY_OF_WEEK") - 1) % 7
    return [
        [
            Day(
                day, is_inside=day.month == first.month, entries=by_day.get(day, []) if day.month == first.month else []
            )
            for day in week
        ]
        for week in Calendar(begins).monthdatescalendar(first.year, first.month)
    ]


def nearest(agenda_url: str, query: EntryQuery, first: date) -> list[MonthLink]:
    """The calendars before and after a month that have a date under the filters. Two queries."""
    here = timezone.get_current_timezone()
    begin, end = (datetime.combine(day, time.min, here) for day in (first, neighbour(first, 1)))
    dates = query.queryset().filter(starts_at__isnull=False)
    moments = [
        dates.filter(starts_at__lt=begin).aggregate(at=Max("starts_at"))["at"],
        dates.filter(starts_at__gte=end).aggregate(at=Min("starts_at"))["at"],
    ]
    months = [timezone.localtime(moment).date().replace(day=1) for moment in moments if moment]
    return [MonthLink(one, f"{agenda_url}{month_path(one)}{query.querystring()}") for one in months]
