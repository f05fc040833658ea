"""What visitors see of a meeting: its page, and one below it for each of its dates."""

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.contrib.routable_page.models import re_path
from wagtail.models import Site

from ..events.addresses import SEGMENT
from ..events.location import ShownPlace, shown_place
from ..events.programme import Programme, ShownDate, planned_programme, programme_of
from ..events.structured_data import event_data
from ..events.wording import page_rule_words
from ..sharing.card import CardText
from ..sharing.storage import card_of
from .public import PublicPageMixin, load_pictures, png_response, qr_response

# One date of a meeting.
DATE = rf"^(?P<when>{SEGMENT})/"


class EventViewMixin(PublicPageMixin):
    """
    The public page of a meeting. At its own address it is about the next date, or the only one, or the last past one;
    below it, ``2026-12-03/`` is about that date.
    """

    picture_field, picture_size = "photo", "text"
    template = "solo_pages/event_page.html"
    served_with = ("photo", "commune__territory", "venue__commune__territory")
    # What the address names below that of the meeting, for breadcrumbs: title and path of each step.
    shown_below: Sequence[tuple[str, str]] = ()
    served_without = ("commune__territory__outline", "venue__commune__territory__outline")

    class Meta:
        abstract = True

    @cached_property
    def programme(self) -> Programme:
        """The dates that the page shows."""
        self._read_exceptions()
        return programme_of(self)

    @cached_property
    def where(self) -> ShownPlace:
        """The place of the date that the page is about."""
        current = self.programme.current
        return shown_place(self, current.occurrence if current else None)

    @property
    def how_often(self) -> str:
        """How often it takes place, in words; nothing where words cannot carry it."""
        return page_rule_words(self)

    def get_context(
        self, request: HttpRequest, *args: Any, asked: Programme | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """
        Add ``programme`` and ``date`` (the one that the page is about, None without any), ``where``, ``how_often``,
        ``page_home`` (the address of the meeting), ``venue_url`` (that of its service point; empty without one) and
        ``share_title``. ``asked``: what is shown, where the address names a date.
        """
        load_pictures([self], [("photo", self.picture_size)])
        if getattr(request, "is_preview", False):
            self.programme = planned_programme(self)
        elif asked is not None:
            self.programme = asked
        shown = self.programme.current
        if shown and self.programme.single:
            self.shown_below = [(shown.words, shown.path)]
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "programme": self.programme,
            "date": shown,
            "where": self.where,
            "how_often": self.how_often,
            "page_home": self.get_url(request) or "",
            "venue_url": (self.where.venue and self.where.venue.get_url(request)) or "",
            "share_title": f"{self.title} – {shown.words}" if shown else self.title,
        }

    def shown_url(self, request: HttpRequest, route: str = "") -> str:
        """The absolute address of what is shown: below that of the meeting where the address named a date."""
        programme = self.programme
        path = programme.current.path if programme.single and programme.current else ""
        return self.absolute(request) + path + (self.reverse_subpage(route) if route else "")

    def structured_data(self, url: str, picture: str) -> dict[str, Any]:
        """Describe the date that is shown in schema.org's terms."""
        return event_data(self, self.programme.current, self.where, url, picture)

    def card_text(self, site_name: str) -> CardText:
        """Say what stands on the share card of the meeting: the next date, or the last."""
        return self._card_text(site_name, self.programme.current)

    def _card_text(self, site_name: str, shown: ShownDate | None) -> CardText:
        where = shown_place(self, shown.occurrence if shown else None)
        commune = where.place.commune
        place = ", ".join(dict.fromkeys(filter(None, [where.name, commune.name if commune else ""])))
        with translation.override(self.locale.language_code):
            return CardText(
                title=self.title, subtitle=shown.words if shown else self.summary, place=place, site=site_name
            )

    # Routes -------------------------------------------------------------------------------------------------------

    @re_path(DATE + "$", name="date")
    def date_route(self, request: HttpRequest, when: str) -> HttpResponse:
        """Show one date."""
        return self.render(request, asked=self._programme_at(when))

    @re_path(DATE + r"qr\.svg$", name="date_qr")
    def date_qr_route(self, request: HttpRequest, when: str) -> HttpResponse:
        """Give the QR code of the address of one date."""
        return qr_response(self.absolute(request) + self._programme_at(when).current.path)

    @re_path(DATE + r"share\.png$", name="date_share_card")
    def date_share_card_route(self, request: HttpRequest, when: str) -> HttpResponse:
        """Give the share card of one date; 304 to whoever has it."""
        shown = self._programme_at(when).current
        site = Site.find_for_request(request)
        text = self._card_text(site.site_name if site else "", shown)
        return png_response(request, *card_of(self, text, self.picture, part=str(shown.occurrence.key)))

    def _programme_at(self, when: str) -> Programme:
        self._read_exceptions()
        programme = programme_of(self, f"{when}/")
        if programme.current is None:
            raise Http404
        return programme

    def _read_exceptions(self) -> None:
        """What the dates are called hangs on the exceptions: they are read once."""
        if self.pk:
            prefetch_related_objects([self], "exceptions")
