"""The list of meetings: when each is next, and how many come."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet

from directory_blocks.dates_in_words import when_words

from ..events.admin.dates import with_numbers
from ..models import EventPage, Occurrence
from .filters import MeetingFilterSet
from .views import PageIndexView

BY_DATE = ("next_starts_at", "-next_starts_at")


class MeetingIndexView(PageIndexView):
    """
    A list whose rows tell kinds, commune and next date without a query each; of those who come, those of the next date.
    The next to take place is the first, and what is over comes last.
    """

    default_ordering = "next_starts_at"

    def get_base_queryset(self) -> QuerySet:
        """Read along what the columns tell."""
        dates = Occurrence.objects.filter(series=OuterRef("translation_key")).upcoming().scheduled()
        following = with_numbers(dates).order_by("starts_at")
        annotations = {
            f"next_{name}": Subquery(following.values(name)[:1])
            for name in ("starts_at", "ends_at", "all_day", "capacity", "coming", "waiting")
        }
        pages = super().get_base_queryset().annotate(**annotations)
        return pages.select_related("commune", "venue__commune", "locale").prefetch_related("event_types")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """Put meetings that have no next date last, whatever the database does with what is not known."""
        if self.ordering not in BY_DATE:
            return super().order_queryset(queryset)
        date = F("next_starts_at")
        towards = date.desc(nulls_last=True) if self.ordering.startswith("-") else date.asc(nulls_last=True)
        return queryset.order_by(towards, "-latest_revision_created_at", "pk")


def next_date(page: EventPage) -> str:
    """When it takes place next; a dash where it does not."""
    if not page.next_starts_at:
        return "–"
    return capfirst(when_words(page.next_starts_at, page.next_ends_at, page.zone, all_day=page.next_all_day))


def kinds(page: EventPage) -> str:
    """Of which kinds it is."""
    return ", ".join(term.name for term in page.event_types.all())


def place(page: EventPage) -> str:
    """In which commune it usually is."""
    commune = page.venue.commune if page.venue else page.commune
    return commune.name if commune else ""


def registrations(page: EventPage) -> str:
    """Places taken at the next date, of how many, and how many wait."""
    if not page.next_starts_at or page.registration != "here":
        return "–"
    taken = str(page.next_coming)
    if page.next_capacity:
        taken = _("%(taken)s of %(capacity)d") % {"taken": taken, "capacity": page.next_capacity}
    return (
        _("%(taken)s, %(waiting)d waiting") % {"taken": taken, "waiting": page.next_waiting}
        if page.next_waiting
        else taken
    )


def _columns() -> list[Any]:
    first, second, *rest = PageListingViewSet.index_view_class.base_columns
    rest = [column for column in rest if column.name not in {"parent", "type"}]
    own = [
        Column("next_starts_at", label=gettext_lazy("Next date"), accessor=next_date, sort_key="next_starts_at"),
        Column("event_types", label=gettext_lazy("Kind"), accessor=kinds),
        Column("commune", label=gettext_lazy("Commune"), accessor=place),
        Column("registrations", label=gettext_lazy("Registered"), accessor=registrations),
    ]
    return [first, second, *own, *rest]


class MeetingListing(PageListingViewSet):
    """All meetings."""

    model = EventPage
    index_view_class = MeetingIndexView
    icon = "calendar-alt"
    menu_label = gettext_lazy("Meetings")
    menu_order = 215
    add_to_admin_menu = True
    filterset_class = MeetingFilterSet
    columns = _columns()


meeting_listing = MeetingListing("meetings")
