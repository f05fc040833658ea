"""Where the calendars of an agenda are. ``FileRoutesMixin`` must stand behind this among the bases."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path

from directory_blocks.query import EntryFilterForm

from . import agenda_views


class AgendaFeedsMixin(models.Model):
    """A list of meetings that other programs can follow: ``entries.ics`` and ``entries.atom``, with its parameters."""

    class Meta:
        abstract = True

    def feed_form(self, request: HttpRequest) -> EntryFilterForm:
        """Give the form over the parameters of a request; whoever has another form for the list gives it here."""
        return EntryFilterForm(request.GET, locale=self.locale, sources=self.listed_sources)

    @path("entries.ics", name="entries_ics")
    def entries_ics(self, request: HttpRequest) -> HttpResponse:
        """Every meeting found, as iCalendar."""
        return agenda_views.entries_ics(self, request, self.feed_form(request))

    @path("entries.atom", name="entries_atom")
    def entries_atom(self, request: HttpRequest) -> HttpResponse:
        """The dates found, as Atom."""
        return agenda_views.entries_atom(self, request, self.feed_form(request))
