"""The form field of opening hours: what the widget collected becomes an expression, or says which day is wrong."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .validation import validate_opening_hours
from .week import format_weekly
from .week_input import WeekInput
from .widgets import OpeningHoursWidget


class OpeningHoursFormField(forms.Field):
    """Gives an ``opening_hours`` expression or ""; accepts the widget's data, or an expression as text."""

    widget = OpeningHoursWidget
    default_validators = [validate_opening_hours]
    empty_values = [None, ""]

    def to_python(self, value: Any) -> str:
        if isinstance(value, WeekInput):
            return value.text.strip() if value.mode == "text" else format_weekly(value.read())
        return str(value or "").strip()

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True
