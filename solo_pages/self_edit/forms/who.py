"""Who I am."""

from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from .base import StepForm
from .fields import TextField


class BeginForm(forms.Form):
    """A name and the language one writes in: all that a profile needs to begin."""

    name = TextField(
        label=_("Your name"),
        max_length=100,
        help_text=_("First name and family name, as clients know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("The language you write in"),
        help_text=_("You can add the other language yourself, later."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.use_required_attribute = False
        self.fields["language"].choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code in languages
        ]
        if len(languages) == 1:
            self.fields["language"].widget = forms.HiddenInput()


class WhoForm(StepForm):
    """Name, headline, business, a few words."""

    writes = ("title", "headline", "organisation", "presentation")

    title = TextField(
        label=_("Your name"),
        max_length=100,
        error_messages={"required": _("Your profile needs a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    headline = TextField(
        label=_("What you do, in one sentence"),
        max_length=140,
        required=False,
        help_text=_("It stands under your name everywhere: “She translates Irish novels into French”."),
    )
    organisation = TextField(
        label=_("Business name"),
        max_length=140,
        required=False,
        help_text=_("Only if it is another than your own."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    presentation = TextField(
        label=_("A few words about you"),
        max_length=5000,
        required=False,
        lines=9,
        help_text=_("What you have done, for whom, what you like about it. An empty line starts a new paragraph."),
    )
