"""What is filled in to decide on a proposed term."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory_blocks.models import Term

from ..models.abstract import source_terms
from ..models.term_proposal import MAX_NAME


class TermDecisionForm(forms.Form):
    """Take a proposed term up under a name, use an existing one instead, or decline."""

    ACCEPT, USE, DECLINE = "accept", "use", "decline"

    decision = forms.ChoiceField(
        choices=[(ACCEPT, _("Take it up")), (USE, _("Use the existing one")), (DECLINE, _("Decline"))]
    )
    name = forms.CharField(label=_("Name of the new term"), required=False, max_length=MAX_NAME)
    term = forms.ModelChoiceField(label=_("An existing term"), required=False, queryset=Term.objects.none())

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].queryset = Term.objects.filter(**source_terms(vocabulary))

    def clean(self) -> dict[str, Any]:
        """What a decision needs is there."""
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == self.ACCEPT and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Give the term a name."))
        if decision == self.USE and not cleaned.get("term") and "term" not in self.errors:
            self.add_error("term", _("Choose the term to use instead."))
        return cleaned
