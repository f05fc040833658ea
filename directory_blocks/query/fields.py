"""Form fields for the parameters of a query: each says clearly what is wrong with a value."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..gazetteer.names import normalize_name
from ..geometry import BBox
from ..models.abstract import Point
from ..models.gazetteer import Commune
from ..search import search_words

NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,3})?", re.ASCII)
NOW = "now"
YEARS = range(1900, 3000)
MAX_VALUES = 50


def parse_numbers(text: str, count: int) -> list[float] | None:
    """Exactly ``count`` finite numbers separated by commas; None for anything else."""
    parts = [part.strip() for part in text[:200].split(",")]
    if len(parts) != count or not all(NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [float(part) for part in parts]
    return numbers if all(map(math.isfinite, numbers)) else None


class SearchTextField(forms.CharField):
    """Words to search for; something without a letter or digit is an error and not "everything"."""

    widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        text = " ".join(super().clean(value).split())
        if text and not search_words(text):
            raise ValidationError(_("Type at least one letter or digit."), code="no_words")
        return text


class ValuesField(forms.Field):
    """A parameter that may be repeated: a tuple of texts without repetition, empty ones left out."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(text for text in (value or ()) if text))
        if len(values) > MAX_VALUES:
            raise ValidationError(_("Choose %(limit)d at most."), code="too_many", params={"limit": MAX_VALUES})
        for text in values:
            ProhibitNullCharactersValidator()(text)
        return values


class CommunesField(ValuesField):
    """
    Communes by INSEE code, also a former commune's, or by name as somebody types it. Gives the codes of today, by one
    query at most; ``names`` then has their names by code.
    """

    names: Mapping[str, str] = {}

    default_error_messages = {
        "unknown": _("There is no commune “%(value)s”."),
        "ambiguous": _("“%(value)s” is the name of several communes: choose one from the list."),
    }

    def clean(self, value: Any) -> tuple[str, ...]:
        wanted = super().clean(value)
        if not wanted:
            return ()
        names = [name for name in map(normalize_name, wanted) if name]
        rows = Commune.objects.filter(
            Q(code__in=wanted)
            | Q(search_name__in=names)
            | Q(aliases__code__in=wanted)
            | Q(aliases__search_name__in=names)
        ).values_list("code", "search_name", "aliases__code", "aliases__search_name", "name")
        self.names = {row[0]: row[-1] for row in rows}
        return tuple(dict.fromkeys(self._code(text, rows) for text in wanted))

    def _code(self, text: str, rows: Iterable[tuple[str, ...]]) -> str:
        """The commune that a text means: a code before a name, today's before a former one's."""
        name = normalize_name(text)
        for column, asked in enumerate((text, name, text, name)):
            codes = {row[0] for row in rows if asked and row[column] == asked}
            if len(codes) > 1:
                raise ValidationError(self.error_messages["ambiguous"], code="ambiguous", params={"value": text[:60]})
            if codes:
                return codes.pop()
        raise ValidationError(self.error_messages["unknown"], code="unknown", params={"value": text[:60]})


class BBoxField(forms.CharField):
    """A rectangle ``west,south,east,north`` in degrees."""

    widget = forms.HiddenInput
    default_error_messages = {
        "format": _("Give four numbers: west,south,east,north."),
        "range": _("Longitudes go from -180 to 180 and latitudes from -90 to 90."),
        "inverted": _("West must be less than east, and south less than north."),
    }

    def clean(self, value: Any) -> BBox | None:
        text = super().clean(value)
        if not text:
            return None
        numbers = parse_numbers(text, 4)
        if numbers is None:
            raise ValidationError(self.error_messages["format"], code="format")
        box = BBox(*numbers)
        if max(abs(box.west), abs(box.east)) > 180 or max(abs(box.south), abs(box.north)) > 90:
            raise ValidationError(self.error_messages["range"], code="range")
        if box.west >= box.east or box.south >= box.north:
            raise ValidationError(self.error_messages["inverted"], code="inverted")
        return box


class PointField(forms.CharField):
    """A position ``latitude,longitude`` in degrees."""

    widget = forms.HiddenInput
    default_error_messages = {
        "format": _("Give two numbers: latitude,longitude."),
        "range": _("Latitudes go from -90 to 90 and longitudes from -180 to 180."),
    }

    def clean(self, value: Any) -> Point | None:
        text = super().clean(value)
        if not text:
            return None
        numbers = parse_numbers(text, 2)
        if numbers is None:
            raise ValidationError(self.error_messages["format"], code="format")
        point = Point(*numbers)
        if abs(point.latitude) > 90 or abs(point.longitude) > 180:
            raise ValidationError(self.error_messages["range"], code="range")
        return point


class NumberField(forms.CharField):
    """A plain finite number between two limits; neither NaN nor infinity."""

    default_error_messages = {
        "format": _("Give a number."),
        "range": _("Give a number from %(low)g to %(high)g."),
    }

    def __init__(self, *, low: float, high: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def clean(self, value: Any) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        numbers = parse_numbers(text, 1)
        if numbers is None:
            raise ValidationError(self.error_messages["format"], code="format")
        if not self.low <= numbers[0] <= self.high:
            limits = {"low": self.low, "high": self.high}
            raise ValidationError(self.error_messages["range"], code="range", params=limits)
        return numbers[0]


class FlagField(forms.CharField):
    """``1``, or nothing."""

    default_error_messages = {"format": _("Write “1”, or leave it out.")}

    def clean(self, value: Any) -> bool:
        text = super().clean(value)
        if text not in ("", "1"):
            raise ValidationError(self.error_messages["format"], code="format")
        return text == "1"


class DayField(forms.DateField):
    """A day as ``2026-12-24``, far enough from the ends of the calendar to be reckoned with in any time zone."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d"]
    default_error_messages = {"year": _("Give a day between the years 1900 and 2999.")}

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and day.year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year")
        return day


class OpenField(forms.CharField):
    """``now``, or a local date and time of the territory: ``2026-12-24T15:00``."""

    default_error_messages = {"format": _("Write “now”, or a date and time as 2026-12-24T15:00.")}

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text in ("", NOW):
            return text
        try:
            when = datetime.strptime(text, "%Y-%m-%dT%H:%M")  # noqa: DTZ007
        except ValueError:
            raise ValidationError(self.error_messages["format"], code="format") from None
        if not 2000 <= when.year <= 2100:
            raise ValidationError(self.error_messages["format"], code="format")
        return when.strftime("%Y-%m-%dT%H:%M")
