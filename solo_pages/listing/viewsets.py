"""The lists of profiles and service points, with their menu items."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from ..models import ServicePointPage, SoloProfilePage
from .filters import ServicePointFilterSet, SoloFilterSet
from .views import PageIndexView


class LocatedIndexView(PageIndexView):
    """A list whose rows tell the commune without a query each; Wagtail tells the language beside the title."""

    def get_base_queryset(self) -> QuerySet:
        """Read commune and language along."""
        return super().get_base_queryset().select_related("commune", "locale")


def columns(*own: Column) -> list[Any]:
    """Wagtail's columns with ours after the title."""
    first, second, *rest = PageListingViewSet.index_view_class.base_columns
    rest = [column for column in rest if column.name not in {"parent", "type"}]
    place = Column("commune", label=_("Commune"), sort_key="commune__search_name")
    confirmed = DateColumn("verified_on", label=_("Confirmed"), sort_key="verified_on")
    return [first, second, *own, place, confirmed, *rest]


class SoloListing(PageListingViewSet):
    """All profiles."""

    model = SoloProfilePage
    index_view_class = LocatedIndexView
    icon = "user"
    menu_label = _("Solos")
    menu_order = 210
    add_to_admin_menu = True
    filterset_class = SoloFilterSet
    columns = columns(Column("headline", label=_("Headline")))


class ServicePointListing(PageListingViewSet):
    """All service points."""

    model = ServicePointPage
    index_view_class = LocatedIndexView
    icon = "site"
    menu_label = _("Service points")
    menu_order = 220
    add_to_admin_menu = True
    filterset_class = ServicePointFilterSet
    columns = columns()


solo_listing = SoloListing("solos")
service_point_listing = ServicePointListing("service_points")
