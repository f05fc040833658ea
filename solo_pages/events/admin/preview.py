"""The next dates of a meeting while its form is being filled in."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.decorators.http import require_POST
from wagtail.models import Locale, Page

from ...models import EventPage
from ...permissions import can_add_meeting, can_change_meeting

if TYPE_CHECKING:
    from .form import MeetingForm


@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the dates that a form of a meeting gives, or with 422 what is wrong; for who may change it."""
    page = get_object_or_404(EventPage, pk=pk)
    if not can_change_meeting(request.user, page):
        raise PermissionDenied
    return _answer(request, page.get_latest_revision_as_object(), page.get_parent())


@require_POST
def preview_new(request: HttpRequest, parent_pk: int) -> HttpResponse:
    """The same for a meeting that is not saved yet; for who may add one below a page."""
    parent = get_object_or_404(Page, pk=parent_pk).specific
    if not can_add_meeting(request.user, parent):
        raise PermissionDenied
    locale = Locale.objects.get(pk=parent.locale_id)
    return _answer(request, EventPage(owner=request.user, locale=locale), parent)


def _answer(request: HttpRequest, page: EventPage, parent: Page) -> HttpResponse:
    form_class: type[MeetingForm] = EventPage.get_edit_handler().get_form_class()
    form = form_class(request.POST, instance=page, parent_page=parent, for_user=request.user)
    try:
        found = form.dates_preview()
    except MultiValueDictKeyError as error:
        # Parts of the form are missing that every browser sends.
        raise BadRequest from error
    status = HTTPStatus.UNPROCESSABLE_ENTITY if found.errors else HTTPStatus.OK
    return TemplateResponse(request, "solo_pages/forms/_next_dates.html", {"preview": found}, status=status)
