"""At the door, with a phone: somebody's code is read, or their name typed, and one button says that they have come."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from ...models import Occurrence, Registration
from ..conditions import conditions_of
from ..refusals import RefusedError
from ..states import accept, admit
from .access import OrganiserMixin
from .attendance import Ticks, note_attendance
from .reading import read_rows, search_rows, totals_of

# So long before its start and after its end a date is the one that people stand at the door of.
BEFORE, AFTER = timedelta(hours=12), timedelta(hours=12)
FOUND = 20
State = Registration.State


def is_on(occurrence: Occurrence) -> bool:
    """Whether people come to this date now, give or take half a day."""
    return occurrence.starts_at - BEFORE <= timezone.now() <= occurrence.ends_at + AFTER


class CheckInView(OrganiserMixin, TemplateView):
    """One registration, by the key that its QR code has."""

    template_name = "solo_pages/registration/admin/check_in.html"
    page_title = gettext_lazy("Check-in")

    def find(self) -> Occurrence:
        """The date of the registration. Raises Http404."""
        found = Registration.objects.select_related("occurrence")
        self.registration = get_object_or_404(found, key=self.kwargs["key"])
        return self.registration.occurrence

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that they have come, or that this was a mistake."""
        one = self.registration
        undo = "undo" in request.POST
        if not undo:
            try:
                self._give_place(one)
            except RefusedError:
                messages.error(request, _("There is no place for them any more."))
                return redirect(self.here)
        ids = frozenset([one.pk])
        nobody: frozenset[int] = frozenset()
        note_attendance(self.occurrence, Ticks(nobody, ids) if undo else Ticks(ids, nobody))
        return redirect(self.here)

    def _give_place(self, one: Registration) -> None:
        """Who was offered a place accepts it by coming; who waited may have one that is left."""
        if one.state == State.OFFERED:
            accept(one)
        elif one.state == State.WAITING:
            admit(one)

    @property
    def here(self) -> str:
        """The address of this page."""
        return reverse("solo_organiser:check_in", args=[self.registration.key])

    def get_way_back(self) -> list[dict[str, Any]]:
        door = {"url": reverse("solo_organiser:door", args=[self.occurrence.key]), "label": _("Check-in")}
        return [*super().get_way_back(), door]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *lead, _here = super().get_breadcrumbs_items()
        return [*lead, {"url": "", "label": self.registration.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who it is, and what may be done."""
        one, free = self.registration, self.occurrence.free_places
        holds = one.state in (State.CONFIRMED, State.OFFERED)
        fits = free is None or one.places <= free
        left = one.state == State.WAITING and fits and not conditions_of(self.page, self.occurrence).list_moves
        may_come = (holds or left) and not self.occurrence.is_cancelled
        return super().get_context_data(registration=one, may_come=may_come, is_on=is_on(self.occurrence), **kwargs)


class DoorView(OrganiserMixin, TemplateView):
    """The check-in of a date without a camera: part of a name is typed, and who is meant is chosen."""

    template_name = "solo_pages/registration/admin/door.html"
    page_title = gettext_lazy("Check-in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who was found."""
        typed = self.request.GET.get("q", "")[:100]
        rows = read_rows(self.occurrence, [])
        found = search_rows(rows, typed) if typed.strip() else []
        return super().get_context_data(
            typed=typed,
            found=[row.registration for row in found[:FOUND]],
            more=max(0, len(found) - FOUND),
            totals=totals_of(rows),
            is_on=is_on(self.occurrence),
            **kwargs,
        )
