"""The opening hours of a model: kept as an expression, edited per weekday."""

from typing import Any

from django.db import models
from django.forms import Field

from .forms import OpeningHoursFormField
from .validation import validate_opening_hours
from .widgets import OpeningHoursWidget


class OpeningHoursField(models.TextField):
    """
    A text with an OSM ``opening_hours`` expression, or nothing; its form field is the per-weekday widget.

    To migrations it is a plain TextField: how it is edited is no matter of the database.
    """

    default_validators = [validate_opening_hours]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def formfield(self, **kwargs: Any) -> Field:
        """Always the widget per weekday: Wagtail's override for text fields would bring a text area."""
        kwargs.pop("max_length", None)
        widget = kwargs.pop("widget", None)
        if not (isinstance(widget, OpeningHoursWidget) or widget is OpeningHoursWidget):
            widget = OpeningHoursWidget
        return models.Field.formfield(self, form_class=OpeningHoursFormField, widget=widget, **kwargs)
