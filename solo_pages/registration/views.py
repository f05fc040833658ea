"""What happens when somebody registers on the page of a date."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory_blocks.dates_in_words import moment_words
from directory_blocks.limits import client_address, give_back_all, take_all

from ..conf import solo_settings
from ..events.addresses import date_path, has_several, occurrence_at
from ..models.occurrence import Occurrence
from ..private_pages import private
from .access import has_address, is_theirs
from .conditions import Conditions, Phase, conditions_of
from .forms import RegistrationForm
from .mailboxes import mailbox_of
from .panel import PanelState, panel_state
from .refusals import FullError, GoneDateError, RefusedError, TooManyPlacesError
from .states import Applicant, register

if TYPE_CHECKING:
    from ..models import EventPage

STATUS = {
    Phase.UNNEEDED: HTTPStatus.NOT_FOUND,
    Phase.ELSEWHERE: HTTPStatus.NOT_FOUND,
    Phase.CANCELLED: HTTPStatus.GONE,
    Phase.PAST: HTTPStatus.GONE,
    Phase.CLOSED: HTTPStatus.GONE,
    Phase.NOT_YET: HTTPStatus.CONFLICT,
}


def register_for(request: HttpRequest, page: "EventPage", when: str | None) -> HttpResponse:
    """Show the form of a date and take it; say why where nobody can register."""
    occurrence = date_of(page, when)
    if occurrence is None:
        return _next_date(request, page)
    conditions = conditions_of(page, occurrence)
    state = panel_state(page, occurrence, conditions)
    if not state.can_register:
        return _closed(request, page, occurrence, state)
    most = min(conditions.places_each, occurrence.capacity or conditions.places_each)
    form_settings = {"page": page, "most": most, "subject": str(occurrence.key)}
    if request.method != "POST":
        return _form_page(request, page, occurrence, RegistrationForm(initial=_known(request), **form_settings))
    return _take(request, page, occurrence, RegistrationForm(request.POST, **form_settings))


def _take(request: HttpRequest, page: "EventPage", occurrence: Occurrence, form: RegistrationForm) -> HttpResponse:
    if form.is_trapped:
        return redirect(_done_url(request, page, occurrence))
    if not form.is_valid():
        return _form_page(request, page, occurrence, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    limits = _limits(request, form)
    if not take_all(limits):
        form.add_error(None, _("There have been many registrations in the last hour. Please try again later."))
        return _form_page(request, page, occurrence, form, HTTPStatus.TOO_MANY_REQUESTS)
    return _register(request, page, occurrence, form, limits)


def registered(request: HttpRequest, page: "EventPage", when: str | None) -> HttpResponse:
    """Say that a letter is on its way; the same to who was registered before, so that nobody learns who comes."""
    occurrence = date_of(page, when)
    if occurrence is None:
        raise Http404
    return private(TemplateResponse(request, "solo_pages/registration/done.html", _context(request, page, occurrence)))


def date_of(page: "EventPage", when: str | None) -> Occurrence | None:
    """
    The date that an address is about; None for the meeting itself, where it has several dates. Raises Http404 where it
    has none such.
    """
    if when:
        found = occurrence_at(page, when)
    elif has_several(page):
        return None
    else:
        found = Occurrence.objects.filter(series=page.translation_key).order_by("recurrence_id").last()
    if found is None:
        raise Http404
    return found


def register_url(request: HttpRequest, page: "EventPage", occurrence: Occurrence) -> str:
    """Where one registers for a date."""
    return f"{date_url(request, page, occurrence)}register/"


def date_url(request: HttpRequest | None, page: "EventPage", occurrence: Occurrence) -> str:
    """The page of a date."""
    return (page.get_url(request) or "/") + date_path(page, occurrence)


def _register(
    request: HttpRequest, page: "EventPage", occurrence: Occurrence, form: RegistrationForm, limits: list[Any]
) -> HttpResponse:
    applicant = _applicant(request, form)
    try:
        made = register(occurrence, applicant).registration
    except RefusedError as refusal:
        give_back_all(limits)
        return _refused(request, page, occurrence, form, refusal)
    # Whoever is logged in with the address may know at once what has become of it; of others, nobody learns anything.
    if applicant.person and is_theirs(applicant.person, made):
        return redirect("solo_registration:manage", made.pk)
    return redirect(_done_url(request, page, occurrence))


def _refused(
    request: HttpRequest, page: "EventPage", occurrence: Occurrence, form: RegistrationForm, refusal: RefusedError
) -> HttpResponse:
    """What was open a moment ago is not: say so, and keep what was typed where something else may be wanted."""
    if isinstance(refusal, FullError) and refusal.free:
        words = ngettext(
            "Only %(free)d place is left: please take fewer.", "Only %(free)d places are left: please take fewer.",
            refusal.free,
        )  # fmt: skip
        form.add_error("places" if "places" in form.fields else None, words % {"free": refusal.free})
        return _form_page(request, page, occurrence, form, HTTPStatus.CONFLICT)
    if isinstance(refusal, TooManyPlacesError):
        words = _("One person may take %(most)d places at most.") % {"most": refusal.most}
        form.add_error("places" if "places" in form.fields else None, words)
        return _form_page(request, page, occurrence, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if isinstance(refusal, GoneDateError):
        raise Http404
    current = Occurrence.objects.get(pk=occurrence.pk)
    page = type(page).objects.filter(pk=page.pk).first() or page
    state = panel_state(page, current, conditions_of(page, current))
    if state.can_register:
        form.add_error(None, _("Somebody was quicker just now. Please send it once more."))
        return _form_page(request, page, current, form, HTTPStatus.CONFLICT)
    return _closed(request, page, current, state)


def _closed(request: HttpRequest, page: "EventPage", occurrence: Occurrence, state: PanelState) -> HttpResponse:
    status = STATUS.get(state.phase, HTTPStatus.CONFLICT)
    context = {**_context(request, page, occurrence), "state": state}
    return private(TemplateResponse(request, "solo_pages/registration/closed.html", context, status=status))


def _next_date(request: HttpRequest, page: "EventPage") -> HttpResponse:
    """Of a meeting with several dates: the next one that can be registered for, else the page that lists them."""
    coming = Occurrence.objects.filter(series=page.translation_key, starts_at__gt=timezone.now()).scheduled()
    first = coming.order_by("starts_at").first()
    return redirect(register_url(request, page, first) if first else page.get_url(request) or "/")


def _form_page(
    request: HttpRequest,
    page: "EventPage",
    occurrence: Occurrence,
    form: RegistrationForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    conditions: Conditions = conditions_of(page, occurrence)
    context = {
        **_context(request, page, occurrence),
        "form": form,
        "token": form.new_token(),
        "state": panel_state(page, occurrence, conditions),
        "closes": moment_words(conditions.closes_at, page.zone),
        "kept_days": solo_settings.REGISTRATIONS_KEPT_DAYS,
    }
    return private(TemplateResponse(request, "solo_pages/registration/form.html", context, status=status))


def _context(request: HttpRequest, page: "EventPage", occurrence: Occurrence) -> dict[str, Any]:
    path, when = date_path(page, occurrence), occurrence.when_words(page.zone)
    page.shown_below = [*([(when, path)] if path else []), (_("Registration"), f"{path}register/")]
    return {
        "page": page,
        "self": page,
        "request": request,
        "occurrence": occurrence,
        "when": when,
        "date_url": date_url(request, page, occurrence),
        "site_language": settings.LANGUAGE_CODE,
    }


def _known(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {"name": user.get_full_name(), "email": user.email} if user.is_authenticated else {}


def _applicant(request: HttpRequest, form: RegistrationForm) -> Applicant:
    """Who registers somebody else's address, with an account or without, has proven nothing."""
    cleaned = form.cleaned_data
    return Applicant(
        name=cleaned["name"],
        email=cleaned["email"],
        places=cleaned.get("places") or 1,
        answers=form.answers,
        listed=cleaned.get("listed", False),
        language=get_language() or "",
        person=request.user if has_address(request.user, cleaned["email"]) else None,
    )


def _limits(request: HttpRequest, form: RegistrationForm) -> list[tuple[str, str, int]]:
    most = solo_settings.REGISTRATIONS_PER_HOUR
    mailbox = mailbox_of(form.cleaned_data["email"])
    return [("registration", client_address(request), most), ("registrant", mailbox, most)]


def _done_url(request: HttpRequest, page: "EventPage", occurrence: Occurrence) -> str:
    return f"{register_url(request, page, occurrence)}done/"
