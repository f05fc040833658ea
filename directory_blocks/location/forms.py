"""Forms in which somebody puts a pin: one in the wrong place is told there, where it can be moved."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from .checking import check_pin
from .parsing import parse_location


class PinCheckMixin:
    """
    For a form with ``location`` and perhaps ``commune``: a pin far from its commune is an error of ``location``.

    Only in forms: an import knows other reasons to trust or to refuse a position, and says so in its own report.
    """

    def clean(self) -> Any:
        cleaned = super().clean()
        point = None
        with suppress(ValidationError):
            point = parse_location(self.cleaned_data.get("location") or "")
        if point is not None:
            try:
                check_pin(point, self.cleaned_data.get("commune"))
            except ValidationError as error:
                self.add_error("location", error)
        return cleaned


class LocatedPageForm(PinCheckMixin, WagtailAdminPageForm):
    """The admin form of pages that are somewhere."""
