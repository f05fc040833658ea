"""The agenda: the dates of meetings, as a list, by month, and what is past."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.models import Page

from directory_blocks.models import DirectoryPage
from directory_blocks.query import Period
from directory_blocks.views import checked

from ..agenda import archive, listing, month
from ..calendars.agenda_routes import AgendaFeedsMixin

Content = Callable[["AgendaPage", HttpRequest], dict[str, Any]]


class AgendaPage(AgendaFeedsMixin, DirectoryPage):
    """A directory of the dates of meetings, which usually are its children. Those to come are listed first."""

    template = "solo_pages/agenda_page.html"
    subpage_types = ["solo_pages.EventPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("facets"), FieldPanel("show_map")], heading=_("List")),
    ]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    @property
    def listed_sources(self) -> tuple[str, ...]:
        """The dates of meetings."""
        return ("event",)

    @property
    def listed_period(self) -> Period:
        """Those that are not over yet."""
        return Period(since=timezone.now())

    def get_context(
        self, request: HttpRequest, *args: Any, content: Content = listing.upcoming, **kwargs: Any
    ) -> dict[str, Any]:
        """
        Add what was found, as of every directory (``DirectoryPage.get_context``), and what ``content``, one of the
        functions of ``solo_pages.agenda``, says of it.
        """
        return super(DirectoryPage, self).get_context(request, *args, **kwargs) | content(self, request)

    @re_path(r"^(?P<year>[0-9]{4})-(?P<number>[0-9]{2})/$")
    def show_month(self, request: HttpRequest, year: str, number: str) -> HttpResponse:
        """One month as a calendar: ``2026-12/``. Raises Http404 for what is no month, or years away."""
        first = month.first_day(int(year), int(number))
        return self._view(request, "solo_pages/agenda_month.html", partial(month.month, first=first))

    @path("archive/")
    def show_archive(self, request: HttpRequest) -> HttpResponse:
        """What is over, the latest first."""
        return self._view(request, "solo_pages/agenda_archive.html", archive.archive)

    @re_path(r"^archive/(?P<year>[0-9]{4})/$")
    def show_year(self, request: HttpRequest, year: str) -> HttpResponse:
        """What is over of one year."""
        if not 1900 <= int(year) <= timezone.localdate().year:
            raise Http404
        content = partial(archive.archive, year=date(int(year), 1, 1))
        return self._view(request, "solo_pages/agenda_archive.html", content)

    def _view(self, request: HttpRequest, template: str, content: Content) -> HttpResponse:
        return checked(self.render(request, template=template, content=content))
