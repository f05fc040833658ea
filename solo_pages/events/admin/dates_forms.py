"""What is asked before dates of a meeting are cancelled, moved or restored."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser, AdminTimeInput

from directory_blocks.gazetteer.chooser import CommuneChooser
from directory_blocks.models import Commune

from ...models import EventPage, Occurrence, ServicePointPage
from ..addresses import has_several
from ..changing import Scope, people_concerned

TIMES = ("new_from", "new_until")


class ServicePointChooser(AdminPageChooser):
    """The chooser of service points. Wagtail's own is worded in the language in which the form was first made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(target_models=[ServicePointPage], **kwargs)
        self.choose_one_text = gettext_lazy("Choose a service point")
        self.choose_another_text = gettext_lazy("Choose another service point")


class CommuneKeyChooser(CommuneChooser):
    """The chooser of communes, in a form that is of no model."""

    model = Commune
    chooser_modal_url_name = "directory_communes_chooser:choose"


class DateChangeForm(forms.Form):
    """
    How much of the series is meant, and words to those who registered. ``based_on``: see ``dates.basis_of``; whoever
    asked before somebody else's change is told.
    """

    scope = forms.ChoiceField(label=gettext_lazy("What it is about"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("Words to those who registered"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("They are told by e-mail what changes; this stands below it."),
    )
    based_on = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: EventPage, occurrence: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.occurrence = page, occurrence
        scopes = Scope if has_several(page) else [Scope.ONE]
        self.fields["scope"].choices = [(scope.value, self._told(scope)) for scope in scopes]
        self.fields["scope"].initial = Scope.ONE

    def change(self) -> dict[str, Any]:
        """What a change of ``events.changing`` is called with, beside the page, the date and the user."""
        return {"scope": self.cleaned_data["scope"], "words": self.cleaned_data["words"].strip()}

    def refuse(self, error: ValidationError) -> None:
        """Say beside the fields why a change cannot be."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)

    def _told(self, scope: Scope) -> str:
        number = people_concerned(self.occurrence, scope)
        told = ngettext("%(number)d person is told", "%(number)d people are told", number) % {"number": number}
        return _("%(scope)s (%(told)s)") % {"scope": scope.label, "told": told if number else _("nobody is told")}


class MoveForm(DateChangeForm):
    """When and where a date is instead; what is left as it is stays."""

    field_order = ["new_on", "new_from", "new_until", "new_venue", "new_place", "new_commune", "scope", "words"]

    new_on = forms.DateField(label=gettext_lazy("New day"), widget=AdminDateInput)
    new_from = forms.TimeField(label=gettext_lazy("New start"), required=False, widget=AdminTimeInput)
    new_until = forms.TimeField(label=gettext_lazy("New end"), required=False, widget=AdminTimeInput)
    new_venue = forms.ModelChoiceField(
        ServicePointPage.objects.all(),
        label=gettext_lazy("At a service point"),
        required=False,
        widget=ServicePointChooser,
    )
    new_place = forms.CharField(label=gettext_lazy("Other place"), required=False, max_length=200)
    new_commune = forms.ModelChoiceField(
        Commune.objects.all(), label=gettext_lazy("Commune"), required=False, widget=CommuneKeyChooser
    )

    def __init__(self, *args: Any, page: EventPage, occurrence: Occurrence, **kwargs: Any) -> None:
        self.stands = _as_it_stands(page, occurrence)
        super().__init__(*args, page=page, occurrence=occurrence, initial={**self.stands, **kwargs.pop("initial", {})})
        if occurrence.all_day:
            del self.fields["new_from"], self.fields["new_until"]

    def clean(self) -> dict[str, Any]:
        """Something has to be different."""
        cleaned = super().clean()
        if not self.errors and not self._differences():
            raise ValidationError(_("Nothing is different: change the day, the times or the place."))
        return cleaned

    def change(self) -> dict[str, Any]:
        return {**super().change(), **self._differences()}

    def _differences(self) -> dict[str, Any]:
        asked = {name: self.cleaned_data.get(name) for name in self.stands if name in self.fields}
        found = {name: value for name, value in asked.items() if value and value != self.stands[name]}
        if found.keys() & TIMES:
            # Start and end stand side by side: what the form shows is meant, not the start with the usual length.
            found |= {name: asked[name] for name in TIMES if asked.get(name)}
        return found


def _as_it_stands(page: EventPage, occurrence: Occurrence) -> dict[str, date | time | Any]:
    start, end = occurrence.starts_at.astimezone(page.zone), occurrence.ends_at.astimezone(page.zone)
    return {
        "new_on": start.date(),
        "new_from": start.time(),
        "new_until": end.time() if end != start else None,
        "new_venue": occurrence.venue,
        "new_place": occurrence.place,
        "new_commune": occurrence.commune,
    }
