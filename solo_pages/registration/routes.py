"""Where one registers for a date: below the address of the date."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import re_path

from ..events.addresses import SEGMENT
from . import views

DATE = rf"^(?:(?P<when>{SEGMENT})/)?register/"


class RegistrationRoutesMixin(models.Model):
    """A page for whose dates one registers; ``when``: the date that the address names, as ``date_path`` writes it."""

    class Meta:
        abstract = True

    @re_path(DATE + "$", name="register")
    def register_route(self, request: HttpRequest, when: str | None = None) -> HttpResponse:
        """Show and take the form of registration."""
        return views.register_for(request, self, when)

    @re_path(DATE + "done/$", name="registered")
    def registered_route(self, request: HttpRequest, when: str | None = None) -> HttpResponse:
        """Say that a letter is on its way."""
        return views.registered(request, self, when)
