"""The list of a date: who comes, who waits, and who came."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ... import permissions
from ...models import EventPage, Occurrence, Registration
from ..conditions import conditions_of, page_of
from ..states import too_few
from .access import OrganiserMixin, date_words, original_of, title_of
from .attendance import ROWS, Ticks, note_attendance
from .reading import Row, questions_of, read_rows, search_rows, totals_of

# What one may narrow the list to, by what stands in the address.
SHOWN = {
    "": (_("Everybody"), None),
    "confirmed": (Registration.State.CONFIRMED.label, {Registration.State.CONFIRMED}),
    "waiting": (_("On the waiting list"), {Registration.State.WAITING, Registration.State.OFFERED}),
    "gone": (_("Not coming any more"), {Registration.State.CANCELLED, Registration.State.LAPSED}),
}


class MeetingView(WagtailAdminTemplateMixin, TemplateView):
    """The way from a meeting to its list: to the next date, or the last one; a word where there is none yet."""

    template_name = "solo_pages/registration/admin/no_dates.html"
    page_title = _("Registrations")
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> None:
        """Find the meeting. Raises Http404."""
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(EventPage, pk=page_id)
        self.page = original_of(page.translation_key) or page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for organisers."""
        if not permissions.can_organise(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the date."""
        dates = Occurrence.objects.filter(series=self.page.translation_key)
        date = dates.upcoming().scheduled().first() or dates.upcoming().first() or dates.last()
        if date is not None:
            return redirect("solo_organiser:date", date=date.key)
        return self.render_to_response(self.get_context_data(meeting=self.page, title=title_of(self.page)))

    def get_page_subtitle(self) -> str:
        return title_of(self.page)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        lead = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title_of(self.page)}
        return [*self.breadcrumbs_items, lead, {"url": "", "label": str(self.page_title)}]


@require_GET
def go_to_date(request: HttpRequest) -> HttpResponse:
    """Lead from the list of one date to that of another, chosen in a form."""
    try:
        key = UUID(request.GET.get("date", ""))
    except ValueError as error:
        raise Http404 from error
    return redirect("solo_organiser:date", date=key)


class DateView(OrganiserMixin, TemplateView):
    """The list of one date; sending it back notes who came."""

    template_name = "solo_pages/registration/admin/date.html"
    page_title = _("Registrations")

    def get_way_back(self) -> list[dict[str, Any]]:
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note who came."""
        try:
            ticks = Ticks.read(request.POST)
        except ValueError:
            return HttpResponseBadRequest()
        changed = note_attendance(self.occurrence, ticks)
        if changed:
            text = ngettext("%(number)d change is saved.", "%(number)d changes are saved.", changed)
            messages.success(request, text % {"number": changed})
        else:
            messages.info(request, _("There was nothing to change."))
        return redirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows asked for, and the figures of all of them."""
        rows = read_rows(self.occurrence, questions_of(self.page))
        typed, shown = self.request.GET.get("q", "")[:100], self.request.GET.get("show", "")
        chosen = _narrow(search_rows(rows, typed), shown if shown in SHOWN else "")
        listed = Paginator(chosen, ROWS).get_page(self.request.GET.get("p"))
        public = page_of(self.occurrence.series_id)
        return super().get_context_data(
            rows=listed,
            before=",".join(str(row.registration.pk) for row in listed if row.registration.attended),
            has_confirmed=any(row.registration.state == Registration.State.CONFIRMED for row in listed),
            typed=typed,
            shown=shown,
            choices=[(key, label) for key, (label, _states) in SHOWN.items()],
            has_any=bool(rows),
            totals=totals_of(rows),
            conditions=conditions_of(public, self.occurrence),
            held_up=_held_up(self.occurrence, public),
            dates=_dates(self.page, self.occurrence),
            **kwargs,
        )


def _held_up(occurrence: Occurrence, page: EventPage | None) -> dict[str, Any] | None:
    """Who is first on the waiting list and wants more places than are free."""
    found = too_few(occurrence, page)
    return {"first": found[0], "free": found[1]} if found else None


def _narrow(rows: list[Row], shown: str) -> list[Row]:
    states = SHOWN[shown][1]
    return rows if states is None else [row for row in rows if row.registration.state in states]


def _dates(page: EventPage | None, chosen: Occurrence) -> list[dict[str, Any]]:
    """All dates of the meeting, to choose from. One query."""
    dates = Occurrence.objects.filter(series=chosen.series_id)
    return [{"key": one.key, "label": date_words(page, one), "is_cancelled": one.is_cancelled} for one in dates]
