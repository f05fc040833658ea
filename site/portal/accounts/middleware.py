"""Pages below the account are somebody's own: kept nowhere, listed nowhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .paths import account_addresses


class PrivatePagesMiddleware:
    """Marks every response below the account, whoever's view it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.private = tuple(account_addresses())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.private):
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response
