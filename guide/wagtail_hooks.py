"""What the plugin adds to the Wagtail admin."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from .glossary.admin import GlossaryTermViewSet
from .models import ChapterPage, PdfFile
from .publication import urls as publication_urls
from .reviews import admin_urls as review_urls
from .usefulness import admin_urls as usefulness_urls
from .usefulness.reading import totals

import_module("guide.publication.links")
if apps.is_installed("wagtail_localize"):
    import_module("guide.translation.admin")

register_snippet(GlossaryTermViewSet)


class FailedPdfsPanel(Component):
    """PDFs that could not be made from what was published last, with the reason."""

    name = "failed_pdfs"
    template_name = "guide/admin/failed_pdfs.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add ``failed``."""
        context = super().get_context_data(parent_context) or {}
        return {**context, "failed": PdfFile.objects.exclude(error="").select_related("page__locale")}


@hooks.register("construct_homepage_panels")
def show_failed_pdfs(request: HttpRequest, panels: list[Component]) -> None:
    """Tell editors first."""
    if PdfFile.objects.exclude(error="").exists():
        panels.append(FailedPdfsPanel())


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    """The report of chapters to review, and that of what readers say."""
    return [path("guide/reviews/", include(review_urls)), path("guide/useful/", include(usefulness_urls))]


class ReportMenuItem(MenuItem):
    """Leads to a report whoever may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the report itself lets in."""
        return page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"])


@hooks.register("register_reports_menu_item")
def register_review_menu_item() -> MenuItem:
    """*Reports → Chapters to review*."""
    url = reverse("guide_reviews:index")
    return ReportMenuItem(_("Chapters to review"), url, name="guide-reviews", icon_name="date", order=1200)


@hooks.register("register_reports_menu_item")
def register_usefulness_menu_item() -> MenuItem:
    """*Reports → Was it useful?*"""
    url = reverse("guide_usefulness_report:index")
    return ReportMenuItem(_("Was it useful?"), url, name="guide-usefulness", icon_name="help", order=1210)


@hooks.register("register_admin_urls")
def register_publication_urls() -> list[URLPattern]:
    """The page of the translation check."""
    return [path("translation-check/", include(publication_urls))]


@hooks.register("register_page_header_buttons")
def usefulness_button(
    page: Page, user: Any, next_url: str | None = None, view_name: str = "", **kwargs: Any
) -> Iterator[Button]:
    """Lead from a chapter to what readers say of it, with the numbers; nothing where nobody answered."""
    if page.specific_class is not ChapterPage or not page.permissions_for_user(user).can_edit():
        return
    yes, no = totals(page)
    if yes or no:
        label = gettext("Useful: %(yes)s yes, %(no)s no") % {"yes": yes, "no": no}
        yield Button(label, reverse("guide_usefulness_report:comments", args=[page.pk]), icon_name="help", priority=75)
