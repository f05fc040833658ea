"""For editors: what waits to be confirmed, counted on the first page of the admin, and the button that confirms."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..enums import Freshness
from ..models.abstract import ConfirmableMixin
from ..permissions import can_publish
from .confirming import confirm
from .finding import confirmable_sources, in_state
from .listing import unlisted_keys
from .states import months_of

CONFIRM_VIEW = "solo_pages_confirm"
# The lists of the admin by entry source, see ``solo_pages.listing``.
LISTS = {"solo": "solos:index", "service": "service_points:index"}


def confirm_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then confirm; for whoever may publish the page."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, ConfirmableMixin) or not can_publish(request.user, page):
        raise PermissionDenied
    next_url = get_valid_next_url_from_request(request) or reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    if request.method == "POST":
        confirm(page, request.user)
        messages.success(request, _("“%(name)s” is confirmed as of today.") % {"name": page.get_admin_display_title()})
        return redirect(next_url)
    return TemplateResponse(request, "solo_pages/admin/confirm.html", {"page": page, "next": next_url})


def admin_urls() -> list[Any]:
    """The addresses of this module in the admin."""
    return [path("solo-pages/confirm/<int:pk>/", confirm_view, name=CONFIRM_VIEW)]


def confirm_buttons(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """“Still true” in the menu of a live page, for whoever may publish it."""
    model = page.specific_class
    if model is None or not issubclass(model, ConfirmableMixin) or not months_of(model):
        return
    if page.live and can_publish(user, page):
        url = reverse(CONFIRM_VIEW, args=[page.pk])
        query = f"?{urlencode({'next': next_url})}" if next_url else ""
        yield Button(_("Still true"), url + query, icon_name="check", priority=5)


class FreshnessPanel(Component):
    """How many pages wait to be confirmed, by type and state, each with a link to its list."""

    name = "freshness"
    order = 250
    template_name = "solo_pages/admin/freshness_panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """
        Give ``rows`` of a label and ``counts`` (pages in every language, as the lists count them); none for who may not
        publish pages. Three queries a page type.
        """
        user = parent_context["request"].user
        rows = []
        if page_permission_policy.user_has_permission(user, "publish"):
            rows = [row for source in confirmable_sources() if (row := self._row(source))]
        return {"rows": rows}

    def _row(self, source: Any) -> dict[str, Any] | None:
        today = timezone.localdate()
        pages = source.model.objects.filter(live=True).order_by()
        narrowed = {
            "due": (gettext_lazy("to be confirmed"), in_state(pages, Freshness.DUE, today)),
            "overdue": (gettext_lazy("long unconfirmed"), in_state(pages, Freshness.OVERDUE, today)),
            "unlisted": (gettext_lazy("in no list any more"), pages.filter(translation_key__in=unlisted_keys())),
        }
        counts = [
            {"number": number, "label": label, "url": _list_url(source, state)}
            for state, (label, found) in narrowed.items()
            if (number := found.count())
        ]
        return {"label": source.label_plural, "counts": counts} if counts else None


def _list_url(source: Any, state: str) -> str:
    name = LISTS.get(source.key)
    return f"{reverse(name)}?{urlencode({'freshness': state, 'live': 'true'})}" if name else ""
