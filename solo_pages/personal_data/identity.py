"""Making sure who is there, before personal data is given or erased."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from ..conf import solo_settings

RECENT = timedelta(minutes=10)
View = Callable[..., HttpResponse]


def identity_checked(view: View) -> View:
    """Have the view asked for only by somebody whom ``SOLO_PAGES.IDENTITY_CHECK`` lets through."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return import_string(solo_settings.IDENTITY_CHECK)(view)(request, *args, **kwargs)

    return checked


def recent_login_required(view: View) -> View:
    """Let through who logged in some minutes ago, and ask all others to log in again."""

    @wraps(view)
    def recent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.last_login and timezone.now() - user.last_login < RECENT:
            return view(request, *args, **kwargs)
        return redirect_to_login(request.get_full_path())

    return recent
