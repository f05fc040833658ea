"""The next dates of an organiser, on the first page of the admin."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from wagtail.admin.ui.components import Component

from ...enums import RegistrationMode
from ...models import Occurrence, Registration
from .access import date_words, organised_by, title_of

DATES = 5


class NextDatesPanel(Component):
    """When, what, how many are registered and how many wait, for those whose meetings these are."""

    name = "next_meetings"
    order = 240
    template_name = "solo_pages/registration/admin/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give ``dates``; none for who organises nothing. Three queries beyond those for the permissions."""
        mine = organised_by(parent_context["request"].user).filter(registration=RegistrationMode.HERE)
        waiting = Count("registrations", filter=Q(registrations__state=Registration.State.WAITING))
        dates = Occurrence.objects.upcoming().filter(series__in=mine.order_by().values("translation_key"))
        dates = list(dates.annotate(waiting=waiting).order_by("starts_at", "pk")[:DATES])
        pages = mine.filter(translation_key__in={date.series_id for date in dates}).select_related("locale")
        by_key = {page.translation_key: page for page in pages}
        return {"dates": [_line(by_key[date.series_id], date) for date in dates if date.series_id in by_key]}


def _line(page: Any, date: Any) -> dict[str, Any]:
    return {"title": title_of(page), "when": date_words(page, date), "date": date}
