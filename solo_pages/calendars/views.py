"""One meeting as a file, and how every calendar is answered with."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from icalendar import Event

from directory_blocks import freshness

from ..events.addresses import occurrence_at
from .events import single, whole, years_of
from .reading import Meeting, meetings_of, pages_of
from .writing import CONTENT_TYPE, Frame, write

if TYPE_CHECKING:
    from ..models import EventPage


def event_ics(page: "EventPage", request: HttpRequest) -> HttpResponse:
    """One meeting with all its dates."""
    meeting = _meeting_of(page, request)
    return _file(request, meeting, whole(meeting), page.slug)


def date_ics(page: "EventPage", request: HttpRequest, when: str) -> HttpResponse:
    """One date of a meeting alone. Raises Http404 where the rule has none on that day."""
    meeting = _meeting_of(page, request)
    occurrence = occurrence_at(page, when)
    if occurrence is None:
        raise Http404(_("There is no meeting on that day."))
    return _file(request, meeting, [single(meeting, occurrence)], f"{page.slug}-{when}")


def _meeting_of(page: "EventPage", request: HttpRequest) -> Meeting:
    found = meetings_of(
        pages_of(type(page).objects.filter(pk=page.pk)), lambda same: request.build_absolute_uri(page.get_url(request))
    )
    if not found or not found[0].occurrences:
        raise Http404(_("This meeting has no dates."))
    return found[0]


def _file(request: HttpRequest, meeting: Meeting, events: Iterable[Event], name: str) -> HttpResponse:
    frame = Frame(name=meeting.page.title, language=meeting.language, url=meeting.url, source="")
    zones = [] if meeting.page.is_all_day else [meeting.page.time_zone]

    def answer() -> HttpResponse:
        return HttpResponse(b"".join(write(frame, events, zones, years_of([meeting]))), content_type=CONTENT_TYPE)

    return attached(unless_known(request, answer), name)


def attached(response: HttpResponse, name: str) -> HttpResponse:
    """Name the file that an answer is."""
    if response.status_code == 200:
        response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def unless_known(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer, or 304 to whoever has what is public now (RFC 9110, 13.1.2)."""
    # What is to come is another thing every day.
    etag = quote_etag(f"{freshness.stamp()}-{timezone.localdate():%Y%m%d}-{quote(request.get_host())}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = answer()
        response["ETag"] = etag
    return response
