"""
A form whose token is not good any more, as one that was open while its person logged in again: what they typed is shown
to them, and goes out anew only by their own press of a button.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from solo_pages.contact.forms import ContactForm
from solo_pages.private_pages import private
from solo_pages.self_edit.steps import STEPS

# Never written into a page, whatever form they are of.
SECRET = re.compile(r"pass|code|otp|secret|token|^key$", re.IGNORECASE)
# Forms of the admin keep what was typed in the browser, and have far too much of it to be shown.
ADMIN = ("/admin/", "/django-admin/")


@dataclass(frozen=True, slots=True)
class Typed:
    """A field as it was posted; what has words in it is shown open, the rest folded away."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether a person would know it as what they typed: not the number of a choice, or a signature."""
        return bool(re.search(r"\s|@|://", self.value.strip())) or self.name in SHOWN

    @property
    def label(self) -> str:
        """What the forms of the portal call the field, else the name it has in them."""
        forms = [ContactForm, *(form for _slug, _title, form in STEPS)]
        return next(
            (str(form.base_fields[self.name].label) for form in forms if self.name in form.base_fields), self.name
        )


SHOWN = ("name", "title", "headline", "organisation", "presentation", "services", "arrived_from", "message", "phone")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's ``CSRF_FAILURE_VIEW``: the form again, where the page that it stood on was one of this site."""
    if request.headers.get("Accept", "").startswith("application/json"):
        message = _("Not saved: you have logged in again since you opened this page. Your text is still here.")
        return JsonResponse({"message": message}, status=HTTPStatus.FORBIDDEN)
    context: dict[str, Any] = {}
    if comes_from_here(request) and not request.path.startswith(ADMIN):
        typed = list(typed_in(request))
        context = {
            "action": request.get_full_path(),
            "texts": [field for field in typed if field.is_text],
            "others": [field for field in typed if not field.is_text],
            "files": bool(request.FILES),
            "back": _page_of_form(request),
        }
    return private(render(request, "portal/form_again.html", context, status=HTTPStatus.FORBIDDEN))


def comes_from_here(request: HttpRequest) -> bool:
    """
    Whether the browser says that a page of this site posted the form. One that says nothing is not believed: another
    site could have its own words sent in the name of whoever presses the button.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    source = _address(request.headers.get("Origin") or request.headers.get("Referer") or "")
    origin = f"{source.scheme}://{source.netloc}"
    # The proxy in front may speak HTTPS where it does not say so.
    secure = f"https://{request.get_host()}"
    trusted = secure in settings.CSRF_TRUSTED_ORIGINS
    return origin == f"{request.scheme}://{request.get_host()}" or (trusted and origin == secure)


def typed_in(request: HttpRequest) -> Iterator[Typed]:
    """The fields of a post, without secrets, files and the old token."""
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken" and not SECRET.search(name):
            for value in values:
                yield Typed(name, value)


def _page_of_form(request: HttpRequest) -> str:
    """The path of the page that the form stood on; empty where the browser does not say."""
    source = _address(request.headers.get("Referer", ""))
    if source.netloc != request.get_host() or not source.path.startswith("/") or source.path.startswith("//"):
        return ""
    return source.path + (f"?{source.query}" if source.query else "")


def _address(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")
