"""Where."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory_blocks.enums import Precision
from directory_blocks.gazetteer.forms import CommuneField, CommuneInput
from directory_blocks.location.checking import check_pin
from directory_blocks.location.parsing import Point, canonical_location, display_location, parse_location
from directory_blocks.models import Commune, Entry

from .base import StepForm
from .fields import TextField


class PositionField(forms.CharField):
    """ "Latitude, longitude", as maps give it; kept as EWKT."""

    def prepare_value(self, value: Any) -> Any:
        return display_location(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        return canonical_location(super().to_python(value))


class WhereForm(StepForm):
    """The commune, perhaps a pin, how much of it the public sees; since when, and from where."""

    writes = ("commune", "precision", "location", "arrived_in", "arrived_from", "welcomes_newcomers")

    commune = CommuneField(
        label=_("Your commune"),
        required=False,
        help_text=_("The beginning of its name, or its postcode."),
        widget=CommuneInput(attrs={"autocapitalize": "words"}),
    )
    precision = forms.ChoiceField(
        label=_("What the public sees of it"),
        widget=forms.RadioSelect,
        choices=[
            (Precision.COMMUNE, _("Only the commune: the mark stands in its middle. Right if you work at home.")),
            (Precision.EXACT, _("The exact place: the mark stands on your pin. Right for a shop or an office.")),
        ],
    )
    location = PositionField(
        label=_("Your pin"),
        required=False,
        max_length=100,
        help_text=_("Latitude, longitude. It never leaves the site unless you choose “the exact place”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "placeholder": "43.6460, 0.5860"}),
    )
    arrived_in = forms.IntegerField(
        label=_("Here since"),
        required=False,
        min_value=1900,
        help_text=_("A year."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a year with four figures.")},
    )
    arrived_from = TextField(
        label=_("Where you came from"), max_length=100, required=False, help_text=_("A town, a region, a country.")
    )
    welcomes_newcomers = forms.BooleanField(
        label=_("I am glad to talk to people who think of coming here"),
        required=False,
        help_text=_("A badge on your page says so."),
    )

    def initial_values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        initial = super().initial_values(values)
        self.commune_shown = Commune.objects.select_related("territory").filter(pk=values["commune"]).first()
        return initial | {"commune": self.commune_shown}

    def clean_arrived_in(self) -> int | None:
        """Nobody settles in the future."""
        year = self.cleaned_data["arrived_in"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_("This year is yet to come."))
        return year

    def clean(self) -> dict[str, Any]:
        """A pin far from its commune is a mistake in one of them."""
        cleaned = super().clean()
        if (point := parse_location(cleaned.get("location") or "")) is not None:
            try:
                check_pin(point, cleaned.get("commune"))
            except ValidationError as error:
                self.add_error("location", error)
        return cleaned

    def values(self) -> dict[str, Any]:
        commune = self.cleaned_data["commune"]
        return super().values() | {"commune": commune.pk if commune else None}

    def in_words(self, name: str, value: Any) -> str:
        if name == "commune":
            return str(Commune.objects.filter(pk=value).first() or "")
        if name == "location":
            return display_location(value)
        if name == "precision":
            return str(Precision(value).label)
        return super().in_words(name, value)

    @cached_property
    def public_place(self) -> tuple[str, Point | None]:
        """What the public sees of the draft: which of the sentences fits, and the point of the mark."""
        commune, point = self.commune_shown, None
        exact = self.draft.values["precision"] == Precision.EXACT
        if exact:
            with suppress(ValidationError):
                point = parse_location(self.draft.values["location"])
        if point is None and commune is not None:
            point = Point(commune.latitude, commune.longitude)
            return ("unset" if exact else "commune"), point
        return ("exact" if point else "nothing"), point

    @property
    def public_sentences(self) -> dict[str, str]:
        """What is said of what the public sees; the script fills in what was chosen."""
        return {
            "nothing": _("Nothing yet: choose your commune first."),
            "commune": _("COMMUNE. The mark on the map stands in its middle: nobody learns where in it you are."),
            "unset": _("COMMUNE. The mark on the map stands in its middle until you put a pin."),
            "exact": _("COMMUNE, and the mark on the map stands exactly at POINT."),
        }

    @property
    def public_words(self) -> str:
        """The sentence that fits the draft."""
        kind, point = self.public_place
        where = f"{point.latitude:.4f}, {point.longitude:.4f}" if point else ""
        name = self.commune_shown.label if self.commune_shown else "—"
        return str(self.public_sentences[kind]).replace("COMMUNE", name).replace("POINT", where)

    @property
    def public_entries(self) -> list[Entry]:
        """The mark of the draft, for the drawing of the map."""
        _kind, point = self.public_place
        title = self.draft.values["title"]
        return [Entry(title=title, latitude=point.latitude, longitude=point.longitude)] if point else []
