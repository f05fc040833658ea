"""The profile in another language."""

from collections.abc import Mapping
from typing import Any

from django import forms

from ..content import PROSE, Draft
from .base import StepForm
from .fields import TextField
from .what import WhatForm
from .where import WhereForm
from .who import WhoForm

SOURCES = (WhoForm, WhatForm, WhereForm)


class TextForm(StepForm):
    """The prose of a profile in another language, beside what it says in its own; only what is said there is asked."""

    writes = PROSE

    def __init__(self, *args: Any, source: Draft, language: str, **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **kwargs)
        for name in PROSE:
            model = next(form.base_fields[name] for form in SOURCES if name in form.base_fields)
            field = TextField(
                label=model.label,
                max_length=model.max_length,
                required=False,
                lines=model.widget.attrs.get("rows", 0) if isinstance(model.widget, forms.Textarea) else 0,
            )
            field.widget.attrs["lang"] = language
            self.fields[name] = field

    def initial_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: values[name] for name in PROSE}

    @property
    def pairs(self) -> list[tuple[str, forms.BoundField, str]]:
        """What the profile says, the field for the other language, what others wrote in it: those with anything."""
        return [
            (self.source.values[name], self[name], self.theirs.get(name, ""))
            for name in PROSE
            if self.source.values[name] or self[name].value()
        ]
