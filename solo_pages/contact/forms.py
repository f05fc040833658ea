"""The form by which a visitor writes to a solo."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..conf import solo_settings
from .guarded import GuardedForm, LineField


class ContactForm(GuardedForm):
    """Name, address, message."""

    name = LineField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=200,
        help_text=_("The answer goes there; it is passed on to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("Your message"), min_length=10, max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )
    copy = forms.BooleanField(label=_("Send me a copy"), required=False)

    field_order = ("name", "email", "message", "copy")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not solo_settings.CONTACT_COPIES_HOUR:
            del self.fields["copy"]
        for name in ("name", "email", "message"):
            self.fields[name].widget.attrs["required"] = True
