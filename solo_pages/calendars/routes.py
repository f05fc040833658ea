"""Where the calendars of a meeting are. ``FileRoutesMixin`` must stand behind this among the bases."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path, re_path

from ..events.addresses import SEGMENT
from . import views


class EventCalendarMixin(models.Model):
    """A meeting that one can put into one's calendar: ``event.ics``, and ``2026-12-03/event.ics`` for one date."""

    class Meta:
        abstract = True

    @path("event.ics", name="event_ics")
    def event_ics(self, request: HttpRequest) -> HttpResponse:
        """The meeting with all its dates, as iCalendar."""
        return views.event_ics(self, request)

    @re_path(rf"^(?P<when>{SEGMENT})/event\.ics$", name="date_ics")
    def date_ics(self, request: HttpRequest, when: str) -> HttpResponse:
        """One date of it."""
        return views.date_ics(self, request, when)
