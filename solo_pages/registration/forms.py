"""What is filled in to register, and to change a registration."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..contact.guarded import GuardedForm, LineField
from ..models.registration import Registration
from .questions import answers_in, fields_of, initial_answers

if TYPE_CHECKING:
    from ..models import EventPage, EventQuestion


class DetailsMixin(forms.Form):
    """What may be changed later: the name, the places, the answers, whether one is listed."""

    name = LineField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name", "required": True}),
    )
    places = forms.IntegerField(
        label=_("How many people, you included?"),
        min_value=1,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "required": True}),
    )
    listed = forms.BooleanField(
        label=_("Show my name on the page of the meeting, among those who come"),
        required=False,
        help_text=_(
            "From the moment you open the link in the e-mail; at once where it is the address of your account."
        ),
    )

    questions: Sequence["EventQuestion"] = ()

    def adapt(self, page: "EventPage", most: int) -> None:
        """Ask what this meeting asks; ``most`` places may be taken."""
        self.questions = list(page.questions.all())
        for name, field in fields_of(self.questions):
            if field.required:
                field.widget.attrs["required"] = True
            self.fields[name] = field
        if most > 1:
            places = self.fields["places"]
            places.max_value = most
            places.widget.attrs["max"] = most
        else:
            del self.fields["places"]
        if not page.lists_participants:
            del self.fields["listed"]
        # In the order in which one thinks of it: who, how many, what is asked, who may know.
        last = [name for name in ("listed", "nickname", "opened") if name in self.fields]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def clean_places(self) -> int:
        """Refuse more places than one may take."""
        places = self.cleaned_data["places"]
        most = self.fields["places"].max_value
        if most and places > most:
            message = _("One person may take %(most)d places at most.")
            raise forms.ValidationError(message, params={"most": most})
        return places

    @property
    def answers(self) -> dict[str, str]:
        """The answers, as they are kept."""
        return answers_in(self.cleaned_data, self.questions)


class RegistrationForm(DetailsMixin, GuardedForm):
    """Register for a date."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The confirmation goes there, with a link to change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "required": True}),
    )

    field_order = ("name", "email", "places")

    def __init__(self, *args: Any, page: "EventPage", most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adapt(page, most)


class ChangeForm(DetailsMixin):
    """Change a registration; places may be given back, and added while there are some."""

    def __init__(self, *args: Any, page: "EventPage", registration: Registration, most: int, **kwargs: Any) -> None:
        kept = {"name": registration.name, "places": registration.places, "listed": registration.listed}
        super().__init__(*args, initial=kept, **kwargs)
        self.use_required_attribute = False
        self.label_suffix = ""
        self.adapt(page, max(most, registration.places))
        self.initial |= initial_answers(registration, self.questions)
