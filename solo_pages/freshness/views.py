"""The page behind the link of a letter: one button, for people who are not logged in."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from directory_blocks.limits import take

from ..private_pages import private
from .confirming import confirm
from .deciding import Action
from .finding import due_pages
from .letters import edit_url, post_question
from .links import ConfirmLink, ForgedLinkError, is_waiting, read_token

LETTERS_AN_HOUR = 2


# The signed link itself is what allows it; whoever has none can forge no request, and needs no cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show the button, confirm when it is pressed: programs that follow the links of letters confirm nothing.

    An expired link sends a new letter to the address that it was written to; a forged one leads to the login.
    """
    try:
        link = read_token(token)
    except ForgedLinkError:
        return _page(request, "forged", HTTPStatus.NOT_FOUND)
    if not is_waiting(link.page):
        return _page(request, "confirmed", link=link)
    if link.expired:
        return _expired(request, link)
    if request.method == "POST":
        confirm(link.page, request.user if request.user.is_authenticated else None)
        return redirect(request.path, permanent=False)
    return _page(request, "ask", link=link)


def _expired(request: HttpRequest, link: ConfirmLink) -> HttpResponse:
    if request.method != "POST":
        return _page(request, "expired", HTTPStatus.GONE, link=link)
    subject = f"{link.page.translation_key}:{link.recipient.seal}"
    if not take("freshness", subject, LETTERS_AN_HOUR):
        return _page(request, "limited", HTTPStatus.TOO_MANY_REQUESTS, link=link)
    for due in due_pages(timezone.localdate(), [link.page.translation_key]):
        post_question(link.page, link.recipient, Action.ASK, due, due.overdue_on)
    return _page(request, "sent", link=link)


def _page(
    request: HttpRequest, state: str, status: HTTPStatus = HTTPStatus.OK, *, link: ConfirmLink | None = None
) -> HttpResponse:
    page = link.page if link else None
    context: dict[str, Any] = {
        "state": state,
        "subject": page,
        "subject_url": page.get_url(request) if page else "",
        "edit_url": edit_url(page) if page else "",
        "account_url": _account_url(),
    }
    # The address holds the token.
    return private(
        TemplateResponse(request, "solo_pages/freshness/confirm.html", context, status=status), secret_address=True
    )


def _account_url() -> str:
    try:
        return reverse("solo_account:dashboard")
    except NoReverseMatch:
        return ""
