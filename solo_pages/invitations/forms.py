"""What is filled in to invite somebody, to ask for a profile, and to answer."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """To whom the invitation goes, in which language, with which words."""

    email = forms.EmailField(label=_("E-mail address of the person"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"))
    words = forms.CharField(
        label=_("Your own words"),
        required=False,
        max_length=2000,
        help_text=_("They stand at the beginning of the letter, which explains the rest."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES


class ClaimForm(forms.Form):
    """Why the profile is theirs."""

    message = forms.CharField(
        label=_("How do we know that it is you?"),
        min_length=10,
        max_length=2000,
        help_text=_("A sentence is enough: for instance, who wrote the profile for you, or a number to call you back."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class ClaimDecisionForm(forms.Form):
    """Hand the profile over, or say why not."""

    ACCEPT, DECLINE = "accept", "decline"

    decision = forms.ChoiceField(choices=[(ACCEPT, _("Hand the profile over")), (DECLINE, _("Decline"))])
    words = forms.CharField(
        label=_("Your words to the person"),
        required=False,
        max_length=2000,
        help_text=_("Needed to decline."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is turned away without a word."""
        cleaned = super().clean()
        if cleaned.get("decision") == self.DECLINE and not cleaned.get("words"):
            self.add_error("words", _("Say why, so that the person can do something about it."))
        return cleaned
