"""What reviewers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """Approve, or send back with words that say what to change. ``seen`` names the revisions looked at."""

    APPROVE = "approve"
    SEND_BACK = "send_back"

    decision = forms.ChoiceField(choices=[(APPROVE, _("Approve")), (SEND_BACK, _("Send back"))])
    seen = forms.CharField(required=False, max_length=500)
    comment = forms.CharField(
        label=_("Your words to the solo"),
        required=False,
        max_length=3000,
        help_text=_("Needed to send the profile back: say kindly what to change. With an approval they are optional."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Nobody is sent back without a word."""
        cleaned = super().clean()
        if cleaned.get("decision") == self.SEND_BACK and not cleaned.get("comment"):
            self.add_error("comment", _("Say what to change, so that the solo knows what to do."))
        return cleaned


class CommentNeededForm(forms.Form):
    """What Wagtail's own pages ask of a reviewer who requests changes."""

    comment = forms.CharField(
        label=_("Your words to the solo"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4})
    )
