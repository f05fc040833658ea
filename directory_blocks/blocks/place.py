"""The commune that a reader asks about: one choice in the address of a page, shared by all its blocks."""

from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..gazetteer.forms import CommuneField
from ..models import Commune


class PlaceForm(forms.Form):
    """The parameter ``commune`` of a page: a code, a name or a postcode."""

    commune = CommuneField(label=_("Your commune"), required=False, help_text=_("Its name or its postcode."))


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """One block's part in the question: ``commune`` is None where nobody answered, or nothing valid."""

    shared_form: PlaceForm
    commune: Commune | None
    number: int

    @property
    def anchor(self) -> str:
        """The id of the block, where the answer is shown."""
        return f"nearby-{self.number}"

    @property
    def form(self) -> PlaceForm:
        """The form of the page, its ids those of this block."""
        self.shared_form.auto_id = f"{self.anchor}-%s"
        return self.shared_form


def asked_place(request: HttpRequest) -> AskedPlace:
    """Read the choice from the address, once however many blocks of the page ask."""
    before = getattr(request, "_asked_place", None)
    if before:
        asked = replace(before, number=before.number + 1)
    else:
        form = PlaceForm(request.GET, label_suffix="")
        commune = form.cleaned_data["commune"] if form.is_valid() else None
        if form.is_valid():
            # Shown in full, whatever was typed.
            form = PlaceForm(initial={"commune": commune}, label_suffix="")
        asked = AskedPlace(form, commune, 1)
    request._asked_place = asked
    return asked
