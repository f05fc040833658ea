"""The form of a meeting in the Wagtail admin, and the dates that follow from what was entered."""

from copy import copy
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.forms import BaseFormSet
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..page_form import DATED_BY, EventPageForm
from ..programme import Programme, ShownDate, planned_programme
from ..wording import page_rule_words
from .widgets import RecurrenceFormField

PREVIEW_VIEW, NEW_PREVIEW_VIEW = "solo_meetings:preview", "solo_meetings:preview_new"
SHOWN = 8


@dataclass
class DatesPreview:
    """What the form says of dates: ``often`` in words, the next ones, whether there are more; or what is wrong."""

    often: str = ""
    dates: list[ShownDate] = field(default_factory=list)
    more: bool = False
    errors: dict[str, list[str]] = field(default_factory=dict)


class MeetingForm(EventPageForm):
    """Asks in plain words how often a meeting takes place, and says which dates that gives."""

    recurrence = RecurrenceFormField(label=_("Repeats"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "recurrence" in self.fields:
            self._prepare_recurrence()
        self.follow_page()

    def _prepare_recurrence(self) -> None:
        widget = self.fields["recurrence"].widget
        widget.begins = self.instance.starts_time or time.min
        widget.zone = self.instance.zone
        widget.preview_url = self._preview_url()
        if self.instance.starts_on:
            # Cleaning writes what was entered into the instance; what is shown is how it stood.
            widget.preview = preview_of(copy(self.instance))

    def dates_preview(self) -> DatesPreview:
        """Give the dates that what was entered gives, or why it gives none; nothing is saved. For a bound form."""
        self.is_valid()
        errors = {self._label(name): list(self.errors[name]) for name in self.errors if name in DATED_BY}
        formset = self.formsets.get("exceptions")
        changes = _filled_in(formset) if formset else []
        for form in changes:
            for name, messages in form.errors.items():
                label = form.fields[name].label if name in form.fields else formset.model._meta.verbose_name
                errors.setdefault(str(capfirst(label)), []).extend(messages)
        if errors or not self.instance.starts_on:
            return DatesPreview(errors=errors)
        self.instance.exceptions = [form.instance for form in changes]
        return preview_of(self.instance)

    def _label(self, name: str) -> str:
        return str(capfirst(self.fields[name].label or name))

    def _preview_url(self) -> str:
        try:
            if self.instance.pk:
                return reverse(PREVIEW_VIEW, args=[self.instance.pk])
            return reverse(NEW_PREVIEW_VIEW, args=[self.parent_page.pk]) if self.parent_page else ""
        except NoReverseMatch:
            return ""


def preview_of(page: Any) -> DatesPreview:
    """Give the next dates of a meeting as it stands, published or not."""
    programme: Programme = planned_programme(page)
    return DatesPreview(page_rule_words(page), programme.upcoming[:SHOWN], len(programme.upcoming) > SHOWN)


def _filled_in(formset: BaseFormSet) -> list[Any]:
    formset.is_valid()
    return [
        form
        for form in formset.forms
        if (form.has_changed() or form.instance.pk) and not formset._should_delete_form(form)
    ]
