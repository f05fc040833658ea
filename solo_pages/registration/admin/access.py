"""Which date an organiser asks for, and whether it is theirs."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ... import permissions
from ...models import EventPage, Occurrence

# What is known of somebody for the time of a request: the meetings that they organise.
KNOWN = "_solo_pages_organised"


def originals(pages: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """Narrow to the pages that stand for all languages of their meetings: whoever may change one organises it."""
    earlier = EventPage.objects.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    return pages.filter(~Exists(earlier))


def original_of(series: UUID) -> EventPage | None:
    """The page that stands for all languages of a meeting; None where its pages are gone. One query."""
    pages = EventPage.objects.filter(translation_key=series)
    return pages.select_related("locale", "owner").order_by("pk").first()


def organised_by(user: Any) -> QuerySet[EventPage]:
    """The meetings that somebody may keep the registrations of, each as its original page."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return originals(EventPage.objects.filter(pk__in=pages.order_by().values("pk")))


def organises(user: Any, page: Page) -> bool:
    """
    Whether somebody may keep the registrations of the meeting that a page is of. One query for all pages that are asked
    about in a request, as each row of a list is.
    """
    # Wagtail keeps the permissions of whoever asks in the same place.
    if not hasattr(user, KNOWN):
        setattr(user, KNOWN, frozenset(organised_by(user).values_list("translation_key", flat=True)))
    return page.translation_key in getattr(user, KNOWN)


def date_words(page: EventPage | None, occurrence: Occurrence) -> str:
    """Say when a date is, in the time zone of the meeting, or of the site where its page is gone."""
    zone = page.zone if page else ZoneInfo(settings.TIME_ZONE)
    return occurrence.when_words(zone)


def title_of(page: EventPage | None) -> str:
    """The name of a meeting; of one whose page is gone nothing is left but its dates."""
    return page.get_admin_display_title() if page else ""


class OrganiserMixin(WagtailAdminTemplateMixin):
    """A view of what belongs to one date: only for those who organise its meeting."""

    header_icon = "group"
    occurrence: Occurrence
    page: EventPage | None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the date. Raises Http404."""
        super().setup(request, *args, **kwargs)
        self.occurrence = self.find()
        self.page = original_of(self.occurrence.series_id)

    def find(self) -> Occurrence:
        """The date that the address names. Raises Http404."""
        return get_object_or_404(Occurrence, key=self.kwargs["date"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for organisers."""
        if not permissions.can_organise(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def date_url(self) -> str:
        """The address of the list of the date."""
        return reverse("solo_organiser:date", args=[self.occurrence.key])

    def get_page_subtitle(self) -> str:
        return title_of(self.page)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        lead = []
        if self.page:
            lead = [{"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title_of(self.page)}]
        here = {"url": "", "label": str(self.page_title)}
        return [*self.breadcrumbs_items, *lead, *self.get_way_back(), here]

    def get_way_back(self) -> list[dict[str, Any]]:
        """What stands between the meeting and this view."""
        return [{"url": self.date_url, "label": date_words(self.page, self.occurrence)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the date and its meeting."""
        more = {"occurrence": self.occurrence, "meeting": self.page, "when": date_words(self.page, self.occurrence)}
        return super().get_context_data(**{**more, "title": title_of(self.page), **kwargs})
