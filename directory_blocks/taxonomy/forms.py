"""The form in which editors change a term."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from .facts import SHARED_FIELDS


class ColourInput(forms.TextInput):
    """The browser's colour picker cannot be left empty, so a text that shows its colour on the list."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "#5b6b2f", "pattern": "#[0-9a-fA-F]{6}", **(attrs or {})})


class TermForm(WagtailAdminModelForm):
    """A broader term is of the same vocabulary and language; what languages share is changed in the source language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        term = self.instance
        locale_id = term.locale_id or Locale.get_active().pk
        if parent := self.fields.get("parent"):
            candidates = parent.queryset.filter(locale_id=locale_id).exclude(pk=term.pk)
            parent.queryset = candidates.filter(vocabulary=term.vocabulary) if term.vocabulary else candidates
        if term.pk and term.is_shared:
            for name in SHARED_FIELDS:
                if name in self.fields:
                    self.fields[name].disabled = True
