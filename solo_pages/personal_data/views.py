"""The pages on which a person sees, takes away and deletes what is known of them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ..conf import solo_settings
from ..models import Consent
from ..permissions import can_close_account
from ..private_pages import private
from .closing import close_account, find_closure, reopen_account
from .exporting import write_archive
from .identity import identity_checked
from .profiles import profiles_of


@require_safe
@login_required
def my_data(request: HttpRequest) -> HttpResponse:
    """What is known, how to take it away, how to delete it."""
    context = {
        "consents": Consent.objects.filter(user=request.user).order_by("given_at"),
        "may_close": can_close_account(request.user),
    }
    return _page(request, "my_data", context)


@require_safe
@login_required
@identity_checked
def download(request: HttpRequest) -> HttpResponse:
    """Give everything as a zip."""
    name = _("my-data-%(day)s.zip") % {"day": timezone.localdate().isoformat()}
    return private(FileResponse(write_archive(request.user), as_attachment=True, filename=name))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@identity_checked
def close(request: HttpRequest) -> HttpResponse:
    """Explain what closing the account does, and do it."""
    user = request.user
    if not can_close_account(user):
        return _page(request, "close_refused", status=HTTPStatus.FORBIDDEN)
    if request.method != "POST":
        published = [page for page in profiles_of(user) if page.live]
        return _page(request, "close", {"published": published, "days": solo_settings.ERASE_AFTER_DAYS})
    close_account(user, request)
    logout(request)
    return redirect("solo_personal_data:closed")


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Say goodbye, and how to come back."""
    return _page(request, "closed", {"days": solo_settings.ERASE_AFTER_DAYS})


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, token: str) -> HttpResponse:
    """Bring an account back by the link of the mail: asked first, since programs that scan mail follow links, too."""
    closure = find_closure(token)
    if closure is None:
        return _page(request, "reopen_too_late", status=HTTPStatus.GONE)
    if request.method != "POST":
        return _page(request, "reopen", {"closure": closure})
    reopened = reopen_account(closure)
    if reopened is None:
        return _page(request, "reopen_too_late", status=HTTPStatus.GONE)
    messages.success(request, _("Your account is open again. Please log in."))
    for words in reopened.words:
        messages.info(request, words)
    return redirect("solo_personal_data:my_data")


def _page(
    request: HttpRequest, name: str, context: dict[str, Any] | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return private(TemplateResponse(request, f"solo_pages/personal_data/{name}.html", context, status=status))
