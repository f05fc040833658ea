"""What somebody who registered sees of it, and what they can do: from the link of a letter, or from their account."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory_blocks.dates_in_words import moment_words
from directory_blocks.qr_codes import qr_svg

from ..models.registration import Registration
from ..private_pages import private
from . import states
from .access import may_manage, note_opened, registrations_of, remember
from .conditions import Phase, conditions_of, page_of
from .forms import ChangeForm
from .links import read_token
from .mine import meetings_of
from .refusals import FullError, PastDateError, RefusedError, TooManyPlacesError
from .views import date_url, register_url

State = Registration.State
View = Callable[..., HttpResponse]


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """
    Remember in the session that a link was opened, so that its secret stands in no later address, log or referrer.
    Programs that follow the links of letters change nothing but that the mailbox is known to be there.
    """
    registration = read_token(token)
    if registration is None:
        return _unknown(request)
    remember(request, registration)
    note_opened(registration)
    return _own(redirect("solo_registration:manage", registration.pk))


def with_registration(view: View) -> View:
    """Give the view the registration, where whoever asks may manage it; all others are told how to get there."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        found = Registration.objects.select_related("occurrence").filter(pk=pk).first()
        if found is None or not may_manage(request, found):
            return _unknown(request)
        return _own(view(request, found, **kwargs))

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@with_registration
def manage(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Say how it stands, and take changes."""
    # An offer whose time is over is passed on before anybody is told that it stands.
    states.pass_on(registration.occurrence_id)
    registration.refresh_from_db()
    context = _context(request, registration)
    if request.method != "POST":
        return _page(request, "manage", {**context, "form": _change_form(context)})
    form = _change_form(context, request.POST)
    if form is None:
        messages.warning(request, _("This cannot be changed any more."))
        return redirect(request.path)
    if not form.is_valid():
        return _page(request, "manage", {**context, "form": form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _change(request, registration, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_registration
def cancel_registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Ask whether they mean it, and cancel when the button is pressed."""
    if request.method == "POST":
        try:
            states.cancel(registration)
        except PastDateError:
            messages.warning(request, _("This date is over: there is nothing to cancel."))
        except RefusedError:
            messages.warning(request, _("There was nothing left to cancel."))
        return redirect("solo_registration:manage", registration.pk)
    if not registration.is_active:
        return redirect("solo_registration:manage", registration.pk)
    return _page(request, "cancel", _context(request, registration))


@require_POST
@with_registration
def answer_offer(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Accept or decline the places that were offered."""
    accepts = request.POST.get("answer") == "accept"
    try:
        if accepts:
            states.accept(registration)
        elif request.POST.get("answer") == "decline":
            states.decline(registration)
    except RefusedError:
        messages.warning(request, _("This offer does not stand any more."))
    return redirect("solo_registration:manage", registration.pk)


@require_safe
@with_registration
def check_in_code(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Give the QR code that the organiser reads at the door to who is confirmed. Raises Http404."""
    if registration.state != State.CONFIRMED:
        raise Http404
    address = request.build_absolute_uri(reverse("solo_organiser:check_in", args=[registration.key]))
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All meetings that an account is registered for."""
    context = {**meetings_of(request.user), "calendar_url": _calendar_url()}
    return private(TemplateResponse(request, "solo_pages/registration/mine.html", context))


def _calendar_url() -> str:
    """Where an account follows its meetings in a calendar; empty where the host has no such place."""
    try:
        return reverse("solo_calendar:my_calendar")
    except NoReverseMatch:
        return ""


def _change(
    request: HttpRequest, registration: Registration, form: ChangeForm, context: dict[str, Any]
) -> HttpResponse:
    cleaned = form.cleaned_data
    try:
        states.change(
            registration,
            name=cleaned["name"],
            places=cleaned.get("places"),
            answers=form.answers,
            listed=cleaned.get("listed"),
        )
    except FullError as refusal:
        words = (
            ngettext("Only %(free)d more place is free.", "Only %(free)d more places are free.", refusal.free)
            if refusal.free
            else _("There are no more places at the moment; fewer are always possible.")
        )
        form.add_error("places" if "places" in form.fields else None, words % {"free": refusal.free})
        return _page(request, "manage", {**context, "form": form}, HTTPStatus.CONFLICT)
    except TooManyPlacesError as refusal:
        form.add_error("places", _("One person may take %(most)d places at most.") % {"most": refusal.most})
        return _page(request, "manage", {**context, "form": form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    except RefusedError:
        messages.warning(request, _("This cannot be changed any more."))
        return redirect(request.path)
    messages.success(request, _("Your changes are saved."))
    return redirect(request.path)


def _context(request: HttpRequest, registration: Registration) -> dict[str, Any]:
    """How the registration stands, in the language of the reader."""
    occurrence = registration.occurrence
    page = page_of(occurrence.series_id, get_language() or "")
    conditions = conditions_of(page, occurrence)
    context: dict[str, Any] = {
        "registration": registration,
        "state": registration.state,
        "position": registration.position,
        "meeting": page,
        "occurrence": occurrence,
        "conditions": conditions,
        "phase": conditions.phase,
        "is_over": conditions.phase in (Phase.PAST, Phase.CANCELLED) or not registration.is_active,
    }
    if page is None:
        return context
    held_up = states.too_few(occurrence, page) if registration.state == State.WAITING else None
    until = registration.offered_until
    confirmed = registration.state == State.CONFIRMED and conditions.phase != Phase.CANCELLED
    meeting_url = date_url(request, page, occurrence) if page.live else ""
    return {
        **context,
        "when": occurrence.when_words(page.zone),
        "until": moment_words(until, page.zone) if until else "",
        "free_now": held_up[1] if held_up and held_up[0].pk == registration.pk else 0,
        "online_url": page.online_url if confirmed else "",
        "has_code": confirmed and conditions.phase != Phase.PAST,
        "meeting_url": meeting_url,
        "calendar_url": f"{meeting_url}event.ics" if meeting_url and confirmed else "",
        "register_url": register_url(request, page, occurrence) if conditions.is_open else "",
    }


def _change_form(context: dict[str, Any], data: Any = None) -> ChangeForm | None:
    """The form of what can still be changed; None where that is nothing."""
    page, registration = context["meeting"], context["registration"]
    if page is None or context["is_over"]:
        return None
    capacity = context["occurrence"].capacity
    most = min(page.places_each, capacity) if capacity else page.places_each
    return ChangeForm(data, page=page, registration=registration, most=most)


def _unknown(request: HttpRequest) -> HttpResponse:
    return _own(_page(request, "unknown", {"mine": _has_meetings(request)}, HTTPStatus.NOT_FOUND))


def _has_meetings(request: HttpRequest) -> bool:
    return request.user.is_authenticated and registrations_of(request.user).exists()


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return TemplateResponse(request, f"solo_pages/registration/{name}.html", context, status=status)


def _own(response: HttpResponse) -> HttpResponse:
    return private(response, secret_address=True)
