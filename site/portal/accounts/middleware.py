"""Pages below the account are somebody's own: kept nowhere, listed nowhere."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

from solo_pages.private_pages import keep_private

from .paths import account_addresses


class PrivatePagesMiddleware:
    """Marks every response below the account, whoever's view it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.private = tuple(account_addresses())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.private):
            keep_private(response)
        return response

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        """A form of allauth's that comes back with errors says so by its status, as all forms of the portal do."""
        if not request.path.startswith(self.private) or request.method != "POST":
            return response
        form = (response.context_data or {}).get("form")
        if response.status_code == HTTPStatus.OK and getattr(form, "errors", None):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
