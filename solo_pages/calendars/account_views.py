"""Where somebody makes, renews and stops the address of their own calendar, and what is there."""

import hashlib
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from ..models import EventPage
from ..private_pages import private
from .events import years_of
from .private import feed_of, followed, make_feed, own_dates, person_of, stop_feed
from .writing import CONTENT_TYPE, Frame, write


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Say whether there is a calendar; make one, or another address for it, which is shown now and never again."""
    if request.method != "POST":
        return _page(request, {"feed": feed_of(request.user)})
    path = reverse("solo_calendar:feed", args=[make_feed(request.user)])
    address = request.build_absolute_uri(path)
    context = {"feed": feed_of(request.user), "address": address, "webcal": f"webcal://{address.partition('://')[2]}"}
    return _page(request, context)


@require_http_methods(["POST"])
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """Make the address useless."""
    stop_feed(request.user)
    messages.success(request, _("Your calendar is at no address any more."))
    return redirect("solo_calendar:my_calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar at a secret address, in the language of the address."""
    person = person_of(token)
    if person is None:
        raise Http404
    events, meetings = own_dates(followed(person), lambda page: _url(page, request))
    site = Site.find_for_request(request)
    name = " – ".join(filter(None, [_("My meetings"), site.site_name if site else ""]))
    zones = [meeting.page.time_zone for meeting in meetings if not meeting.page.is_all_day]
    frame = Frame(name=name, language=get_language() or "en")
    body = b"".join(write(frame, events, zones, years_of(meetings)))
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type=CONTENT_TYPE)
    private(response, secret_address=True)
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    return response


def _url(page: EventPage, request: HttpRequest) -> str:
    url = page.get_url(request) if page.live else None
    return request.build_absolute_uri(url) if url else ""


def _page(request: HttpRequest, context: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    response = TemplateResponse(request, "solo_pages/calendars/my_calendar.html", context, status=status)
    return private(response, secret_address=True)
