"""What organisers fill in: somebody's registration, and a message to all."""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ...contact.guarded import LineField
from ...letters.writing import MAX_SUBJECT, ascii_address
from ...models import EventQuestion, Registration
from ..questions import answers_in, fields_of, initial_answers
from .writing import Audience

# More than one registration has anywhere.
MOST_PLACES = 500


class PersonForm(forms.Form):
    """Somebody's registration, as an organiser writes it down: no question has to be answered."""

    name = LineField(label=_("Name"), max_length=100)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_PLACES, initial=1)
    note = LineField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Only organisers see it."),
    )

    def __init__(self, *args: Any, questions: list[EventQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.questions = questions
        for name, field in fields_of(questions):
            field.required = False
            self.fields[name] = field

    @property
    def answers(self) -> dict[str, str]:
        """The answers, as they are kept."""
        return answers_in(self.cleaned_data, self.questions)


class AddForm(PersonForm):
    """Somebody who is added by hand."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_(
            "Empty for somebody who has none: they are sent no letters, and you tell them of changes yourself."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=lambda: settings.LANGUAGES)
    waits = forms.BooleanField(label=_("Where there is no room: put them on the waiting list"), required=False)

    def __init__(self, *args: Any, may_wait: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_wait:
            del self.fields["waits"]
        first = ("name", "email", "places", "language")
        last = tuple(name for name in ("note", "waits") if name in self.fields)
        self.order_fields([*first, *(name for name in self.fields if name not in first + last), *last])

    def clean_email(self) -> str:
        """Refuse an address that no mail server can know."""
        email = self.cleaned_data["email"]
        try:
            if email:
                ascii_address(email)
        except UnicodeError as error:
            raise ValidationError(_("No mail can be sent to this address.")) from error
        return email


class ChangeForm(PersonForm):
    """A registration that is there already; only what was changed is taken from it."""

    def __init__(self, *args: Any, registration: Registration, questions: list[EventQuestion], **kwargs: Any) -> None:
        initial = {"name": registration.name, "places": registration.places, "note": registration.note}
        initial |= initial_answers(registration, questions)
        super().__init__(*args, initial=initial, questions=questions, **kwargs)
        self.registration = registration

    @property
    def changes(self) -> dict[str, Any]:
        """What was changed, as ``states.change`` takes it; an answer that no form can show any more stays."""
        changed = {name: self.cleaned_data[name] for name in ("name", "places", "note") if name in self.changed_data}
        asked = [one for one in self.questions if f"question_{one.translation_key.hex}" in self.changed_data]
        if asked:
            kept = dict(self.registration.answers)
            for question in asked:
                kept.pop(str(question.translation_key), None)
            changed["answers"] = kept | answers_in(self.cleaned_data, asked)
        return changed


class MessageForm(forms.Form):
    """A message to all who are registered for a date."""

    audience = forms.ChoiceField(
        label=_("To"), choices=Audience.choices, initial=Audience.CONFIRMED, widget=forms.RadioSelect
    )
    subject = LineField(label=_("Subject"), max_length=MAX_SUBJECT)
    text = forms.CharField(
        label=_("Message"),
        min_length=10,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Each letter begins with a greeting, and ends with the date and the link to change or cancel."),
    )
    # Sent twice, it is the same message.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
