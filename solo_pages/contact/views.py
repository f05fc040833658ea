"""What happens when somebody writes to a solo, or asks for an address."""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory_blocks.limits import client_address, give_back, give_back_all, take, take_all

from ..conf import solo_settings
from ..models.letter import Letter
from ..private_pages import private
from .forms import ContactForm
from .mail import post_messages

logger = logging.getLogger(__name__)


def contact(request: HttpRequest, page: Page) -> HttpResponse:
    """Show the form; post what is valid and go to the page that says so; keep the text whatever goes wrong."""
    if not page.email:
        raise Http404
    subject = str(page.translation_key)
    if request.method != "POST":
        return _form_page(request, page, ContactForm(subject=subject))
    form = ContactForm(request.POST, subject=subject)
    if form.is_trapped:
        return redirect(_sent_url(request, page))
    if not form.is_valid():
        return _form_page(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    limits = _limits(request, page)
    if not take_all(limits):
        form.add_error(None, _("Too many messages have been sent in the last hour. Please try again later."))
        return _form_page(request, page, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    letter = _post(request, page, form.cleaned_data)
    if letter is None:
        give_back_all(limits)
        form.add_error(None, _("Your message could not be sent. It is still here: please try again in a few minutes."))
        return _form_page(request, page, form, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect(_sent_url(request, page) + ("?late" if letter.is_delayed else ""))


def sent(request: HttpRequest, page: Page) -> HttpResponse:
    """Say that the message is on its way, or that it waits for the mail server (``?late``)."""
    if not page.email:
        raise Http404
    context = {**_context(request, page), "late": "late" in request.GET}
    return private(TemplateResponse(request, "solo_pages/contact_sent.html", context))


def reveal_email(request: HttpRequest, page: Page, address: str) -> HttpResponse:
    """Show an address to a person who presses the button: robots that collect addresses only follow links."""
    if not address:
        raise Http404
    context: dict[str, Any] = _context(request, page)
    status = HTTPStatus.OK
    if request.method == "POST":
        if take("reveal", client_address(request), solo_settings.REVEALS_PER_HOUR):
            context["address"] = address
        else:
            context["limited"], status = True, HTTPStatus.TOO_MANY_REQUESTS
    return private(TemplateResponse(request, "solo_pages/email_page.html", context, status=status))


def _limits(request: HttpRequest, page: Page) -> list[tuple[str, str, int]]:
    sender, recipient = client_address(request), str(page.translation_key)
    return [
        ("sender", sender, solo_settings.CONTACT_PER_SENDER_HOUR),
        ("recipient", recipient, solo_settings.CONTACT_PER_RECIPIENT_HOUR),
        ("pair", f"{sender} {recipient}", solo_settings.CONTACT_PER_PAIR_HOUR),
    ]


def _post(request: HttpRequest, page: Page, words: dict[str, Any]) -> Letter | None:
    copy = bool(words.get("copy")) and take("copy", words["email"], solo_settings.CONTACT_COPIES_HOUR)
    try:
        letter = post_messages(page, words, page.get_full_url(request) or "", copy=copy)
    except UnicodeError:
        logger.error("Contact form of page %s: no mail server can know its address.", page.pk)
        if copy:
            give_back("copy", words["email"])
        return None
    return letter


def _context(request: HttpRequest, page: Page) -> dict[str, Any]:
    return {"page": page, "self": page, "request": request, "site_language": settings.LANGUAGE_CODE}


def _form_page(request: HttpRequest, page: Page, form: ContactForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    context = {**_context(request, page), "form": form, "token": form.new_token()}
    return private(TemplateResponse(request, "solo_pages/contact_page.html", context, status=status))


def _sent_url(request: HttpRequest, page: Page) -> str:
    return (page.get_url(request) or "/") + page.reverse_subpage("contact_sent")
