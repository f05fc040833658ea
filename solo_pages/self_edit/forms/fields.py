"""Form fields of the steps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...fields import WebsiteField, without_controls


class TextField(forms.CharField):
    """A text of one line, or of paragraphs; what is too long is told with how much."""

    def __init__(self, *, lines: int = 0, max_length: int, **kwargs: Any) -> None:
        self.paragraphs = bool(lines)
        if lines:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A paste is not cut silently: the person is told how much is too much, and decides.
        attrs = super().widget_attrs(widget)
        if limit := attrs.pop("maxlength", None):
            attrs["data-limit"] = limit
        return attrs

    def to_python(self, value: Any) -> str:
        text = without_controls(super().to_python(value))
        return text.strip() if self.paragraphs else " ".join(text.split())

    def run_validators(self, value: str) -> None:
        if self.max_length is not None and len(value) > self.max_length:
            over = len(value) - self.max_length
            message = ngettext(
                "This is %(over)d character too long: %(limit)d at most.",
                "This is %(over)d characters too long: %(limit)d at most.",
                over,
            )
            raise ValidationError(message % {"over": over, "limit": self.max_length}, code="max_length")
        super().run_validators(value)


class TermsChoiceField(forms.TypedMultipleChoiceField):
    """Terms of a vocabulary, as their keys in order."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)
        self.error_messages["invalid_choice"] = _("What you chose is not in the list any more. Please choose again.")

    def to_python(self, value: Any) -> list[str]:
        # An empty choice is none.
        return [key for key in super().to_python(value) if key]

    def clean(self, value: Any) -> list[int]:
        return sorted(set(super().clean(value)))


def website_field(**kwargs: Any) -> forms.Field:
    """An address on the public web, checked as it is in the admin."""
    options = {"required": False, "max_length": 200, "widget": forms.URLInput(attrs={"placeholder": "https://"})}
    field = WebsiteField(_("website"), blank=True).formfield(**options | kwargs)
    field.widget.attrs |= {"autocomplete": "url", "spellcheck": "false"}
    return field
