"""Lists of what people ask of the editors: proposed terms, invitations, claims."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.permissions import page_permission_policy


class RequestListing(BaseListingView):
    """Rows that belong to profiles, for those who hold ``permission`` on these."""

    template_name = "solo_pages/admin/request_list.html"
    paginate_by = 50
    is_searchable = True
    search_backend_name = None
    search_fields: ClassVar[list[str]] = ["page__title"]
    # What one must be allowed to do with the profiles: change or publish.
    permission = "publish"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those who hold the permission somewhere."""
        if not page_permission_policy.user_has_permission(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        """Only the rows of profiles that they hold it on."""
        pages = page_permission_policy.instances_user_has_permission_for(self.request.user, self.permission)
        return super().get_base_queryset().filter(page__in=pages.order_by().values("pk")).select_related("page")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


def profile_column(label: Any) -> TitleColumn:
    """The profile that a row belongs to, leading to its form."""
    return TitleColumn(
        "page",
        label=label,
        accessor="page.title",
        sort_key="page__title",
        get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
    )


def state_column(label: Any, pending: str) -> Column:
    """The state of a row, marked where somebody has to decide."""
    return StatusTagColumn(
        "state", label=label, accessor="get_state_display", primary=lambda row: row.state == pending, sort_key="state"
    )
