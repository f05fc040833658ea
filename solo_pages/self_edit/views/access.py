"""Who gets in: the person whose profile it is, and nobody's cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...private_pages import private
from .. import kept
from ..profiles import profile_of

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    """Whether it is the form that saves by itself, not a person who pressed a button."""
    return request.headers.get("Accept", "").startswith("application/json")


def for_solo(view: View) -> View:
    """
    Ask for a login first. What was posted to a step meanwhile is kept, and shown again after it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return private(view(request, **kwargs))
        typed = request.method == "POST" and "step" in kwargs and kept.keep(request, kwargs["step"])
        # A form that was posted is not found at its address again by a GET, its page is.
        answer = redirect_to_login(request.get_full_path())
        if wants_json(request):
            message = (
                _("You have been logged out. What you typed is kept: log in to go on.")
                if typed
                else _("You have been logged out. Log in again in another window, then save.")
            )
            return private(JsonResponse({"message": message, "login": answer.url}, status=401))
        return private(answer)

    return guarded


def with_profile(view: View) -> View:
    """Give the view the ``profile`` of whoever is logged in; who has none is led to where one begins."""

    @wraps(view)
    @for_solo
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        profile = profile_of(request.user)
        if profile.page is None:
            return redirect("solo_account:dashboard")
        return view(request, profile=profile, **kwargs)

    return guarded
