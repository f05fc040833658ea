"""Whoever deletes a page is told which pages would lead nowhere then."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page, PageQuerySet, ReferenceIndex

# Titles in one message; Wagtail's own page of uses lists them all.
NAMED = 10


def pages_linking_to(*pages_to_go: Page) -> PageQuerySet:
    """The pages that stay and name one of these or one below: in a text, a block or a field, as published last."""
    below = (Page.objects.all().descendant_of_q(page) for page in pages_to_go if page.numchild)
    leaving = reduce(or_, below, Q(pk__in=[page.pk for page in pages_to_go]))
    going = Page.objects.filter(leaving)
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=pages,
        to_content_type=pages,
        to_object_id__in=going.annotate(key=Cast("pk", CharField())).values("key"),
    )
    linking = {int(key) for key in references.values_list("object_id", flat=True)}
    return Page.objects.filter(pk__in=linking).exclude(leaving).exclude(alias_of__in=going)


@hooks.register("before_delete_page")
def warn_of_links(request: HttpRequest, page: Page) -> None:
    """Name them where Wagtail asks whether it is meant."""
    if request.method == "GET":
        _warn(request, page)


@hooks.register("register_bulk_action", order=1)
class DeleteNamingLinks(DeleteBulkAction):
    """Wagtail's own for several pages, which only counts the links; found after it, it takes its place."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Name them here, too."""
        pages, _without_access = self.get_actionable_objects()
        _warn(request, *pages)
        return super().get(request, *args, **kwargs)


def _warn(request: HttpRequest, *pages: Page) -> None:
    linking = list(pages_linking_to(*pages).select_related("locale").order_by("path"))
    if not linking:
        return
    said = ngettext(
        "One page links to what you are about to delete; its links would lead nowhere:",
        "%(count)d pages link to what you are about to delete; their links would lead nowhere:",
        len(linking),
    ) % {"count": len(linking)}
    more = "…" if len(linking) > NAMED else ""
    messages.warning(request, format_html("{} {} {}", said, format_html_join(", ", *_named(linking[:NAMED])), more))


def _named(pages: list[Page]) -> tuple[str, Any]:
    rows = (
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_admin_display_title(), page.locale.language_code)
        for page in pages
    )
    return '<a href="{}">{}</a> ({})', rows
