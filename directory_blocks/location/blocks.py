"""A position in a StreamField."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.blocks import FieldBlock

from .parsing import Point, canonical_location, parse_location
from .widgets import PinMap


class LocationFormField(forms.CharField):
    """Text that is nothing or a position, kept as "SRID=4326;POINT(lng lat)"."""

    def to_python(self, value: Any) -> str:
        return canonical_location(super().to_python(value))


class LocationBlock(FieldBlock):
    """
    A pin on the map; the value is a ``Point`` or None. What is empty or malformed, in a form or stored, never crashes:
    a form says what is wrong, a stored value that cannot be read is no position.

    Not translated: wagtail-localize takes only text blocks for prose, and this is none.
    """

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self._options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    class Meta:
        icon = "site"
        default = None

    @cached_property
    def field(self) -> forms.Field:
        """The form field over the pin map."""
        return LocationFormField(widget=PinMap(), max_length=100, **self._options)

    def to_python(self, value: Any) -> Point | None:
        try:
            return parse_location(value) if isinstance(value, str) else None
        except forms.ValidationError:
            return None

    def get_prep_value(self, value: Any) -> str:
        return self.value_for_form(value)

    def value_for_form(self, value: Any) -> str:
        if isinstance(value, Point):
            return canonical_location(f"{value.latitude:.7f}, {value.longitude:.7f}")
        return value or ""

    def value_from_form(self, value: Any) -> Point | str | None:
        """A point, nothing, or the text as it was typed, for the form to show again with its error."""
        try:
            return parse_location(value or "")
        except forms.ValidationError:
            return value
