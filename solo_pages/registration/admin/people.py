"""One registration in the hands of an organiser: added by hand, changed, accepted for somebody, cancelled."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from ...models import Registration
from ..conditions import conditions_of, page_of
from ..refusals import CancelledDateError, FullError, NotPossibleError, PastDateError, RefusedError, TooManyPlacesError
from ..states import Applicant, accept, add_by_hand, cancel, change
from .access import OrganiserMixin
from .forms import AddForm, ChangeForm
from .reading import questions_of

ADD_ACTION, CANCEL_ACTION = "solo_pages.add_registration", "solo_pages.cancel_registration"


def refusal(error: RefusedError) -> str:
    """Say to an organiser why it cannot be done, and what can."""
    if isinstance(error, FullError):
        text = _(
            "There is no room for so many: %(free)d free. Raise the number of places on the page of the meeting, or "
            "put them on the waiting list."
        )
        return text % {"free": error.free}
    if isinstance(error, TooManyPlacesError):
        return _("There are only %(most)d places at all.") % {"most": error.most}
    if isinstance(error, CancelledDateError):
        return _("This date is cancelled: nobody can be added.")
    if isinstance(error, PastDateError):
        return _("This date is over: nothing can be changed any more but who came.")
    if isinstance(error, NotPossibleError):
        return _("This registration is over, or its offer has passed: nothing was changed.")
    return _("Registration is closed: fewer places are possible, more are not.")


class PersonMixin(OrganiserMixin):
    """A form about one person."""

    template_name = "solo_pages/registration/admin/person.html"
    header_icon = "user"

    def show(self, form: Any, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        """Show the form, with what was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def note(self, action: str) -> None:
        """Write in the history of the page what was done; nobody's name is in it."""
        if self.page:
            log(self.page, action, user=self.request.user, data={"date": str(self.occurrence.key)})


class AddView(PersonMixin, TemplateView):
    """Somebody who called, or stands at the door."""

    page_title = gettext_lazy("Add by hand")

    def form(self, data: Any = None) -> AddForm:
        """The form for this date."""
        conditions = conditions_of(page_of(self.occurrence.series_id), self.occurrence)
        initial = {"language": self.page.locale.language_code} if self.page else {}
        may_wait = conditions.waiting_list and conditions.list_moves
        return AddForm(data, questions=questions_of(self.page), may_wait=may_wait, initial=initial)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add them."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        cleaned = form.cleaned_data
        applicant = Applicant(
            answers=form.answers, **{key: cleaned[key] for key in ("name", "email", "places", "language", "note")}
        )
        try:
            made = add_by_hand(self.occurrence, applicant, waiting_list=cleaned.get("waits", False))
        except RefusedError as error:
            form.add_error(None, refusal(error))
            return self.show(form, HTTPStatus.CONFLICT)
        self._tell(made.registration, created=made.created)
        return redirect(self.date_url)

    def _tell(self, registration: Registration, *, created: bool) -> None:
        name = {"name": registration.name}
        if not created:
            messages.warning(self.request, _("%(name)s is registered for this date already.") % name)
            return
        self.note(ADD_ACTION)
        waits = registration.state == Registration.State.WAITING
        text = _("%(name)s is on the waiting list.") if waits else _("%(name)s is registered.")
        messages.success(self.request, text % name)


class RegistrationMixin(PersonMixin):
    """A view of one registration of the date."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it. Raises Http404 for one of another date."""
        super().setup(request, *args, **kwargs)
        found = Registration.objects.filter(occurrence=self.occurrence.pk)
        self.registration = get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add it."""
        return super().get_context_data(registration=self.registration, **kwargs)


class ChangeView(RegistrationMixin, TemplateView):
    """Change what somebody registered with, or accept the offered place for them."""

    page_title = gettext_lazy("Change a registration")

    def form(self, data: Any = None) -> ChangeForm:
        """The form with what is known."""
        return ChangeForm(data, registration=self.registration, questions=questions_of(self.page))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change it."""
        if "accept" in request.POST:
            return self._accept()
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            change(self.registration, by_organiser=True, **form.changes)
        except RefusedError as error:
            form.add_error(None, refusal(error))
            return self.show(form, HTTPStatus.CONFLICT)
        messages.success(request, _("The changes are saved."))
        return redirect(self.date_url)

    def _accept(self) -> HttpResponse:
        try:
            accept(self.registration)
        except RefusedError as error:
            messages.error(self.request, refusal(error))
        else:
            messages.success(self.request, _("%(name)s has the place.") % {"name": self.registration.name})
        return redirect(self.date_url)


class CancelView(RegistrationMixin, TemplateView):
    """Cancel for somebody: asked once more, since their place goes to the next."""

    template_name = "solo_pages/registration/admin/cancel.html"
    page_title = gettext_lazy("Cancel a registration")

    def get_way_back(self) -> list[dict[str, Any]]:
        url = reverse("solo_organiser:change", args=[self.occurrence.key, self.registration.pk])
        return [*super().get_way_back(), {"url": url, "label": self.registration.name}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Cancel it."""
        was_active = self.registration.is_active
        try:
            cancel(self.registration, by_organiser=True)
        except RefusedError as error:
            messages.error(request, refusal(error))
        else:
            if was_active:
                self.note(CANCEL_ACTION)
            messages.success(request, _("%(name)s is registered no longer.") % {"name": self.registration.name})
        return redirect(self.date_url)
