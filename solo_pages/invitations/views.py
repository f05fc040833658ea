"""What the person of a profile sees: the invitation that they were sent, or the form by which they ask for it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from .. import permissions
from ..models import Claim, Invitation, SoloProfilePage
from ..private_pages import private
from .claiming import claim
from .forms import ClaimForm
from .handing_over import original_of, profile_kept_by
from .inviting import accept, digest_of, find
from .refusals import HasKeeperError, KeepsAnotherError, NotOpenError, RefusedError, TooOftenError

# Where the digest of an invitation waits while its person signs up or logs in.
KEPT = "solo_invitation"


@require_safe
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Put the invitation into the session, so that its secret stands in no later address, log or referrer."""
    request.session[KEPT] = digest_of(token)
    return _own(redirect("solo_invitations:invitation"))


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Show the invitation of the session; accept it when its person, logged in, presses the button."""
    found = find(request.session.get(KEPT, ""))
    if found is None:
        return _page(request, "invitation_over", {"found": None}, HTTPStatus.NOT_FOUND)
    if found.state == Invitation.State.USED and found.used_by_id == request.user.pk:
        return _own(redirect(home_of_keeper(found.page)))
    if found.state != Invitation.State.OPEN:
        return _over(request, found)
    if request.method != "POST":
        return _page(request, "invitation", _offer(request, found))
    return _accept(request, found)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    if not request.user.is_authenticated:
        return _own(redirect_to_login(request.path))
    try:
        page = accept(found, request.user)
    except NotOpenError:
        return _over(request, find(found.digest) or found)
    except RefusedError as error:
        return _page(request, "invitation", {**_offer(request, found), "refusal": reason(error)}, HTTPStatus.CONFLICT)
    del request.session[KEPT]
    messages.success(request, _("Welcome! This profile is yours now: keep it as true as you like."))
    return _own(redirect(home_of_keeper(page)))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show and take the form by which somebody asks for a profile; the one who keeps it goes to their account."""
    page = get_object_or_404(SoloProfilePage.objects.live().public(), pk=page_id)
    if not request.user.is_authenticated:
        return _own(redirect_to_login(request.path))
    if permissions.owns(request.user, page) and permissions.is_kept(page):
        return _own(redirect(home_of_keeper(page)))
    context: dict[str, Any] = {"profile": page, "claims": _claims(request, page)}
    if not permissions.can_be_claimed(original_of(page)):
        return _page(request, "claim", {**context, "refusal": reason(HasKeeperError())})
    if request.method != "POST":
        return _page(request, "claim", {**context, "form": ClaimForm()})
    return _take_claim(request, page, context)


def _take_claim(request: HttpRequest, page: SoloProfilePage, context: dict[str, Any]) -> HttpResponse:
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _page(request, "claim", {**context, "form": form}, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        claim(page, request.user, form.cleaned_data["message"])
    except TooOftenError as error:
        form.add_error(None, reason(error))
        return _page(request, "claim", {**context, "form": form}, HTTPStatus.TOO_MANY_REQUESTS)
    except RefusedError as error:
        return _page(request, "claim", {**context, "refusal": reason(error)}, HTTPStatus.CONFLICT)
    return _own(redirect("solo_invitations:claim", page.pk))


def home_of_keeper(page: Page) -> str:
    """Where somebody keeps their profile; the profile itself where the host has no such place."""
    try:
        return reverse("solo_account:dashboard")
    except NoReverseMatch:
        return page.url or "/"


def reason(error: RefusedError) -> str:
    """Say why a profile does not change hands, and what one can do."""
    if isinstance(error, KeepsAnotherError):
        text = _("You keep the profile of %(name)s already, and one person has one profile: write to us about it.")
        return text % {"name": error.page.title}
    if isinstance(error, HasKeeperError):
        return _("Somebody keeps this profile already. If you think that this is a mistake, please write to us.")
    if isinstance(error, TooOftenError):
        return _("You have asked often in the last hour. Please try again later: your text is still here.")
    return _("This cannot be done now. Please write to us.")


def _offer(request: HttpRequest, found: Invitation) -> dict[str, Any]:
    kept = profile_kept_by(request.user) if request.user.is_authenticated else None
    return {"invitation": found, "profile": found.page, "kept": kept, "sign_up_url": _sign_up_url(request)}


def _over(request: HttpRequest, found: Invitation) -> HttpResponse:
    can_ask = permissions.can_be_claimed(found.page)
    context = {"found": found, "profile": found.page, "can_ask": can_ask, "home_url": home_of_keeper(found.page)}
    return _page(request, "invitation_over", context, HTTPStatus.GONE)


def _claims(request: HttpRequest, page: SoloProfilePage) -> list[Claim]:
    return list(Claim.objects.filter(page__translation_key=page.translation_key, person=request.user)[:5])


def _sign_up_url(request: HttpRequest) -> str:
    """Where an account is made, where the host has django-allauth's pages."""
    try:
        return reverse("account_signup")
    except NoReverseMatch:
        return ""


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return _own(TemplateResponse(request, f"solo_pages/invitations/{name}.html", context, status=status))


def _own(response: HttpResponse) -> HttpResponse:
    return private(response, secret_address=True)
