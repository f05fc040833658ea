"""Where the calendars of an agenda are. ``FileRoutesMixin`` must stand behind this among the bases."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from . import agenda_views


class AgendaFeedsMixin(models.Model):
    """A list of meetings that other programs can follow: ``entries.ics`` and ``entries.atom``, with its parameters."""

    class Meta:
        abstract = True

    @path("entries.ics", name="entries_ics")
    def entries_ics(self, request: HttpRequest) -> HttpResponse:
        """Every meeting found, as iCalendar."""
        return agenda_views.entries_ics(self, request)

    @path("entries.atom", name="entries_atom")
    def entries_atom(self, request: HttpRequest) -> HttpResponse:
        """The dates found, as Atom."""
        return agenda_views.entries_atom(self, request)
