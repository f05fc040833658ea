"""*Reports → Chapters to review*."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.permissions import page_permission_policy

from directory_blocks.exports import HarmlessExport

from ..models import ChapterPage
from ..querysets import ChapterQuerySet


class ReviewFilterSet(WagtailFilterSet):
    """By language, where the site has several."""

    class Meta:
        model = ChapterPage
        fields: list[str] = []


class ReviewReportView(HarmlessExport, PageReportView):
    """The live chapters due for review that one may edit, those never reviewed first."""

    results_template_name = "guide/admin/review_report_results.html"
    page_title = _("Chapters to review")
    header_icon = "date"
    filterset_class = ReviewFilterSet
    index_url_name = "guide_reviews:index"
    index_results_url_name = "guide_reviews:results"
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "locale.language_code", "reviewed_on", "reviewed_by", "full_url"]
    export_headings = {
        "locale.language_code": _("Language"),
        "reviewed_on": _("Last reviewed on"),
        "reviewed_by": _("Reviewed by"),
        "full_url": _("Address"),
    }

    def get_queryset(self) -> ChapterQuerySet:
        """Only those whose new date one could write down."""
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        due: Any = ChapterPage.objects.filter(pk__in=mine.values("pk")).due_for_review()
        return due.select_related("locale").prefetch_workflow_states().defer("body")
