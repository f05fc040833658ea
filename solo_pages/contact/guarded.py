"""What every public form has against programs that send forms, and what people need to get past it."""

import time
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from directory_blocks.plain_text import plain_text

from ..conf import solo_settings
from ..letters.writing import ascii_address

SALT = "solo_pages.contact"
one_line = RegexValidator(r"[\n\t]", _("Write this on one line."), inverse_match=True)


class LineField(forms.CharField):
    """Text of one line: characters that are no text are taken out, and more lines are refused."""

    default_validators = [one_line]

    def to_python(self, value: Any) -> str:
        """Take out what is no text: what is left may be nothing."""
        return super().to_python(plain_text(str(value))) if value not in self.empty_values else self.empty_value


class GuardedForm(forms.Form):
    """
    ``nickname`` is a trap that people do not see; ``opened`` is a signed time, so that what comes back at once, or
    weeks later, is not taken. Give ``subject`` (what the form belongs to) to bind the time to it.
    """

    nickname = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        self.use_required_attribute = False
        self.label_suffix = ""

    def clean_email(self) -> str:
        """Refuse an address that no mail server can know."""
        email = self.cleaned_data["email"]
        try:
            ascii_address(email)
        except UnicodeError as error:
            raise ValidationError(_("No mail can be sent to this address.")) from error
        return email

    @property
    def is_trapped(self) -> bool:
        """Tell whether the field that people do not see was filled in."""
        return bool(self.data.get("nickname"))

    def new_token(self) -> str:
        """Give a signed "now" for the form about to be shown."""
        return signing.dumps({"at": time.time(), "on": self.subject}, salt=SALT)

    def clean(self) -> dict[str, Any]:
        """Refuse what was sent too soon or too late; the text stays in the form."""
        cleaned = super().clean()
        shortest, longest = solo_settings.FORM_SECONDS
        try:
            token = signing.loads(cleaned.get("opened") or "", salt=SALT)
            elapsed = time.time() - float(token["at"])
            valid = token["on"] == self.subject and 0 <= elapsed <= longest
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            elapsed, valid = 0.0, False
        if not valid:
            raise ValidationError(
                _("This form had been open for too long. Your text is still here: please send it again.")
            )
        if elapsed < shortest:
            raise ValidationError(_("That was very quick. Please check your text and send it again."))
        return cleaned
