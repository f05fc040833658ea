"""*Reports → Was it useful?*"""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from directory_blocks.exports import HarmlessExport

from ..models import Answer, GuidePage
from .reading import complete, counted, pages_of

COMMENTS_PER_PAGE = 50


def _guides(request: HttpRequest | None) -> PageQuerySet:
    return GuidePage.objects.select_related("locale").order_by("title")


class UsefulnessFilterSet(WagtailFilterSet):
    """By guide, by language where the site has several, and by the days of the answers."""

    guide = django_filters.ModelChoiceFilter(queryset=_guides, label=gettext_lazy("Guide"), method="in_guide")
    day = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Day of the answer"), method="counted", widget=DateRangePickerWidget
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def in_guide(self, pages: PageQuerySet, name: str, guide: GuidePage) -> PageQuerySet:
        """The chapters of one guide."""
        return pages.child_of(guide)

    def counted(self, pages: PageQuerySet, name: str, days: slice) -> PageQuerySet:
        """Here every page stays: only its answers are counted by the days, see ``UsefulnessView``."""
        return pages

    @property
    def days(self) -> tuple[Any, Any]:
        """The first and the last day asked for (dates or None)."""
        asked = self.form.cleaned_data.get("day") if self.form.is_valid() else None
        return (asked.start and asked.start.date(), asked.stop and asked.stop.date()) if asked else (None, None)


class UsefulnessView(HarmlessExport, ReportView):
    """The pages that one may edit, with what readers said of them."""

    results_template_name = "guide/admin/usefulness_results.html"
    page_title = gettext_lazy("Was it useful?")
    header_icon = "help"
    model = Page
    filterset_class = UsefulnessFilterSet
    index_url_name = "guide_usefulness_report:index"
    index_results_url_name = "guide_usefulness_report:results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    export_filename = "usefulness"
    list_export = ["title", "locale.language_code", "full_url", "yes", "no", "share", "comments"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "locale.language_code": gettext_lazy("Language"),
        "full_url": gettext_lazy("Address"),
        "yes": gettext_lazy("Yes"),
        "no": gettext_lazy("No"),
        "share": gettext_lazy("Yes, in percent"),
        "comments": gettext_lazy("Comments"),
    }
    custom_field_preprocess = {
        "comments": dict.fromkeys(("csv", "xlsx"), lambda answers: "\n".join(answer.comment for answer in answers))
    }

    def get_queryset(self) -> PageQuerySet:
        """Only pages whose words one may change."""
        return Page.objects.filter(pk__in=pages_of(self.request.user).values("pk")).select_related("locale")

    def filter_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        """Count the answers of the days asked for."""
        return counted(super().filter_queryset(queryset), *self.filters.days)

    def order_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        """Worst first, as counted."""
        return queryset

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Add share and comments to the pages shown."""
        complete(object_list, *self.filters.days)
        return object_list


def comments_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """All comments on a page, the latest first."""
    page = get_object_or_404(Page, pk=page_id)
    _must_be_allowed(request, page)
    answers = Answer.objects.filter(page=page).exclude(comment="")
    context = {
        "header_icon": "help",
        "page_title": _("What readers say"),
        "page_subtitle": page.get_admin_display_title(),
        "page": page,
        "answers": Paginator(answers, COMMENTS_PER_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "guide/admin/usefulness_comments.html", context)


@require_POST
def delete_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a comment away; the yes or no still counts."""
    answer = get_object_or_404(Answer.objects.select_related("page"), pk=pk)
    _must_be_allowed(request, answer.page)
    answer.comment = ""
    answer.save(update_fields=["comment"])
    messages.success(request, _("The comment is deleted."))
    return redirect("guide_usefulness_report:comments", answer.page_id)


def _must_be_allowed(request: HttpRequest, page: Page) -> None:
    if not pages_of(request.user).filter(pk=page.pk).exists():
        raise PermissionDenied
