"""Widgets of the editing forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FilterableCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes for a long list; with script, a field above them narrows the list, what is chosen staying in sight."""

    class Media:
        js = ["solo_pages/js/filterable-checkboxes.js"]
        css = {"all": ["solo_pages/css/filterable-checkboxes.css"]}

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-filterable": _("Narrow the list"), **(attrs or {})}, choices)
