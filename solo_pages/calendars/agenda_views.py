"""The agenda as files: iCalendar and Atom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from wagtail.models import Site

from directory_blocks.query import EntryFilterForm, EntryQuery
from directory_blocks.views import with_form

from ..models.event import EventPage
from ..models.occurrence import Occurrence
from . import atom
from .events import whole, years_of
from .reading import Meeting, read_meetings
from .views import attached, unless_known
from .writing import CONTENT_TYPE, Frame, write

if TYPE_CHECKING:
    from directory_blocks.models import DirectoryPage

SOURCE = "event"
# Meetings that are read at a time.
CHUNK = 100


@with_form(EntryFilterForm)
def entries_ics(page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm) -> HttpResponse:
    """
    Every meeting of which a date was found, as a calendar, streamed. A meeting comes whole, with all its dates: a rule
    cannot be cut to those that a filter leaves.
    """
    frame = Frame(
        name=calendar_name(page.title, request),
        language=page.locale.language_code,
        url=request.build_absolute_uri(page.get_url(request)),
        source=request.build_absolute_uri(),
    )

    def answer() -> HttpResponse:
        urls = found_pages(form.query)
        if len(urls) <= CHUNK:
            meetings = read_meetings(EventPage.objects.live(), urls, request.build_absolute_uri)
            zones, years = [one.page.time_zone for one in meetings if not one.page.is_all_day], years_of(meetings)
        else:
            meetings = _in_chunks(urls, request)
            zones, years = _zones_and_years(list(urls))
        events = (event for meeting in meetings for event in whole(meeting))
        return StreamingHttpResponse(write(frame, events, zones, years), content_type=CONTENT_TYPE)

    return attached(unless_known(request, answer), page.slug)


@with_form(EntryFilterForm)
def entries_atom(page: "DirectoryPage", request: HttpRequest, form: EntryFilterForm) -> HttpResponse:
    """The dates found, the next first, as a feed (RFC 4287)."""

    def answer() -> HttpResponse:
        site = Site.find_for_request(request)
        feed = atom.Feed(
            title=calendar_name(page.title, request),
            subtitle=page.search_description,
            language=page.locale.language_code,
            url=request.build_absolute_uri(page.get_url(request) + form.query.querystring()),
            source=request.build_absolute_uri(),
            host=site.hostname if site else request.get_host(),
            changed_at=page.last_published_at,
        )
        return HttpResponse(atom.write(feed, form.query, request.build_absolute_uri), content_type=atom.CONTENT_TYPE)

    return unless_known(request, answer)


def calendar_name(title: str, request: HttpRequest) -> str:
    """Give the name under which programs list a calendar: the title, and whose it is."""
    site = Site.find_for_request(request)
    return " – ".join(filter(None, [title, site.site_name if site else ""]))


def found_pages(query: EntryQuery) -> dict[int, str]:
    """Give the ids of the pages that a query finds dates of, each with the address of one of the dates. One query."""
    found = query.queryset().filter(source=SOURCE).order_by()
    rows = found.values_list("object_id").annotate(path=Min("url_path"))
    return {int(pk): path for pk, path in sorted(rows, key=lambda row: int(row[0]))}


def _in_chunks(urls: dict[int, str], request: HttpRequest) -> Iterator[Meeting]:
    ids = sorted(urls)
    for start in range(0, len(ids), CHUNK):
        some = {pk: urls[pk] for pk in ids[start : start + CHUNK]}
        yield from read_meetings(EventPage.objects.live(), some, request.build_absolute_uri)


def _zones_and_years(ids: list[int]) -> tuple[list[str], tuple[int, int]]:
    """What a calendar needs to know before its meetings: their zones, and the years that they are in."""
    found = EventPage.objects.filter(pk__in=ids).order_by()
    zones = list(found.filter(starts_time__isnull=False).values_list("time_zone", flat=True).distinct())
    dates = Occurrence.objects.filter(series__in=found.values("translation_key")).order_by()
    span = dates.aggregate(first=Min("recurrence_id"), last=Max("ends_at"))
    if span["first"] is None:
        return zones, (2000, 2001)
    # A rule begins with its page, which may be long before the dates that are kept.
    begun = found.aggregate(first=Min("starts_on"))["first"]
    return zones, (min(span["first"].year, begun.year) - 1, span["last"].year + 1)
