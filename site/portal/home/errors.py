"""What a visitor sees when something is not as it should be, in the portal's look and the visitor's language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request makes no sense. Static: what was asked cannot be trusted, not even its host."""
    return _static("portal/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The visitor may not see this."""
    return render(request, "portal/403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke: no database, no session, nothing that could break again."""
    return _static("500.html", 500)


def _static(template: str, status: int) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    return HttpResponse(render_to_string(template, {"language": language}), status=status)
