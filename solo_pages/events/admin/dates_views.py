"""
The dates of a meeting in the Wagtail admin, for who may change the meeting; and what may become of each, for who may
publish it.
"""

from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...models import EventPage, Occurrence
from ...permissions import can_change_dates, can_organise, can_see_dates
from ...registration.admin.access import original_of
from ..addresses import date_path
from ..changing import cancel, move, restore
from ..programme import ShownDate
from ..series import leading_pages
from .dates import basis_of, date_rows
from .dates_forms import DateChangeForm, MoveForm

DATES_VIEW = "solo_meetings:dates"


class MeetingView(WagtailAdminTemplateMixin, TemplateView):
    """Something about the dates of a meeting."""

    header_icon = "date"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.page = get_object_or_404(EventPage.objects.select_related("locale"), pk=pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only for those whom it is for."""
        if not self.lets_in():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def lets_in(self) -> bool:
        """Whether this is for whoever asks."""
        raise NotImplementedError

    @cached_property
    def may_change(self) -> bool:
        """Whether whoever asks may change dates."""
        leading = leading_pages([self.page.translation_key]).get(self.page.translation_key, self.page)
        return can_change_dates(self.request.user, self.page, leading)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        meeting = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [*self.breadcrumbs_items, {"url": meeting, "label": self.page.get_admin_display_title()}, *self.trail()]

    def trail(self) -> list[dict[str, Any]]:
        """Breadcrumbs below the meeting."""
        return [{"url": "", "label": _("Dates")}]


class Dates(MeetingView):
    """All dates to come, with how many come to each."""

    template_name = "solo_pages/admin/meetings/dates.html"
    page_title = gettext_lazy("Dates")

    def lets_in(self) -> bool:
        return can_see_dates(self.request.user, self.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``rows``, and whether whoever asks may change them and see who is registered."""
        return super().get_context_data(
            page=self.page,
            rows=date_rows(self.page) if self.page.live else [],
            may_change=self.may_change,
            may_organise=can_organise(self.request.user, original_of(self.page.translation_key)),
            **kwargs,
        )


class DateChange(MeetingView):
    """A form that asks once more, then changes dates and has those who registered told."""

    template_name = "solo_pages/admin/meetings/change_date.html"
    form_class: ClassVar[type[DateChangeForm]] = DateChangeForm
    verb: ClassVar[Any]
    button: ClassVar[str]
    done: ClassVar[str]

    def setup(self, request: HttpRequest, *args: Any, key: UUID, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        dates = Occurrence.objects.filter(series=self.page.translation_key).select_related("venue", "commune")
        self.occurrence = get_object_or_404(dates, key=key)

    def lets_in(self) -> bool:
        return self.may_change

    @cached_property
    def shown(self) -> ShownDate:
        """The date as it stands."""
        return ShownDate(self.page, self.occurrence, date_path(self.page, self.occurrence))

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": self.list_url, "label": _("Dates")}, {"url": "", "label": self.page_title}]

    @property
    def list_url(self) -> str:
        """Where all dates stand."""
        return reverse(DATES_VIEW, args=[self.page.pk])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask."""
        return self._show(self._form(), HTTPStatus.OK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, unless something changed meanwhile."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        if form.cleaned_data["based_on"] != basis_of(self.page, self.occurrence):
            form.add_error(
                None, _("The meeting was changed meanwhile. Look at how things stand now, then send it again.")
            )
            form.data = form.data.copy()
            form.data["based_on"] = basis_of(self.page, self.occurrence)
            return self._show(form, HTTPStatus.CONFLICT)
        try:
            type(self).verb(self.page, self.occurrence, user=request.user, **form.change())
        except ValidationError as error:
            form.refuse(error)
            return self._show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.success(request, self.done)
        return redirect(self.list_url)

    def _form(self, data: Any = None) -> DateChangeForm:
        initial = {"based_on": basis_of(self.page, self.occurrence)}
        return self.form_class(data, page=self.page, occurrence=self.occurrence, initial=initial)

    def _show(self, form: DateChangeForm, status: HTTPStatus) -> HttpResponse:
        context = self.get_context_data(
            form=form, page=self.page, date=self.shown, button=self.button, list_url=self.list_url, media=form.media
        )
        return self.render_to_response(context, status=status)


class CancelDate(DateChange):
    """Cancel dates."""

    page_title = gettext_lazy("Cancel")
    button, done = gettext_lazy("Cancel, and tell those who registered"), gettext_lazy("It is cancelled.")
    verb = staticmethod(cancel)


class RestoreDate(DateChange):
    """Have cancelled dates take place after all."""

    page_title = gettext_lazy("Restore")
    button = gettext_lazy("Restore, and tell those who registered")
    done = gettext_lazy("It takes place again.")
    verb = staticmethod(restore)


class MoveDate(DateChange):
    """Give dates another time or place."""

    form_class = MoveForm
    page_title = gettext_lazy("Move")
    button, done = gettext_lazy("Move, and tell those who registered"), gettext_lazy("It is moved.")
    verb = staticmethod(move)
