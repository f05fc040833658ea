"""The parameters of every list, validated: a clear message for each bad value, never a half-understood query."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from ..conf import directory_settings
from ..enums import Sort
from .entry_query import EntryQuery
from .fields import (
    BBoxField,
    CommunesField,
    DayField,
    FlagField,
    NumberField,
    OpenField,
    PointField,
    SearchTextField,
    ValuesField,
)
from .period import Period
from .taxonomy import Taxonomy

MAX_PAGE = 1_000_000
DEFAULT_ZOOM = 8


class TermsField(ValuesField):
    """Terms of one vocabulary by slug; a narrower and a broader one may stand together."""

    def __init__(self, vocabulary: str, taxonomy: Taxonomy, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary
        self.taxonomy = taxonomy

    def clean(self, value: Any) -> tuple[str, ...]:
        slugs = super().clean(value)
        for slug in slugs:
            if (self.vocabulary, slug) not in self.taxonomy.ids:
                raise ValidationError(
                    _("“%(value)s” is not one of the choices."), code="unknown", params={"value": slug[:60]}
                )
        return tuple(sorted(slugs))


class EntryFilterForm(forms.Form):
    """
    The form over the parameters of a list (GET). ``form.query`` is the EntryQuery once valid.

    ``q``, one field per vocabulary of the settings, ``commune``, ``bbox``, ``near`` + ``radius``, ``open``,
    ``online``, ``free``, ``from``, ``to``, ``sort``, ``page``. ``period``: the dates that the list is about.
    A parameter that is none of these is ignored. Building the form asks the database once, for the terms.
    """

    use_required_attribute = False

    q = SearchTextField(label=_("Search"), required=False, max_length=200)
    commune = CommunesField(label=_("Commune"), required=False)
    bbox = BBoxField(label=_("Area of the map"), required=False, max_length=200)
    near = PointField(label=_("Near"), required=False, max_length=100, widget=forms.HiddenInput)
    open = OpenField(label=_("Open"), required=False, max_length=30)
    online = FlagField(label=_("Online"), required=False)
    free = FlagField(label=_("Places left"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=[("", "")])
    page = forms.IntegerField(
        label=_("Page"), required=False, min_value=1, max_value=MAX_PAGE, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        locale: Locale,
        sources: Iterable[str] = (),
        period: Period | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.locale = locale
        self.sources = tuple(sources)
        self.period = period
        self.taxonomy = Taxonomy(locale)
        self.fields["sort"].choices = [("", _("Best order")), *Sort.choices]
        self.fields["radius"] = NumberField(
            label=_("Radius in km"), required=False, max_length=30, low=0.1, high=directory_settings.MAX_RADIUS_KM
        )
        for name, label in (("from", _("From")), ("to", _("Until"))):
            self.fields[name] = DayField(label=label, required=False)
        for vocabulary, label in directory_settings.VOCABULARIES.items():
            self.fields[vocabulary] = TermsField(vocabulary, self.taxonomy, label=label, required=False)

    def clean(self) -> dict[str, Any]:
        """Check what single fields cannot: an order by distance or a radius from nowhere, an end before its start."""
        data = super().clean()
        if not data.get("near") and "near" not in self.errors:
            if data.get("radius") is not None:
                self.add_error("radius", ValidationError(_("Say around which place."), code="no_place"))
            if data.get("sort") == Sort.DISTANCE:
                self.add_error("sort", ValidationError(_("Say the distance from which place."), code="no_place"))
        since, until = data.get("from"), data.get("to")
        if since and until and until < since:
            self.add_error("to", ValidationError(_("The end comes before the start."), code="inverted"))
        return data

    @cached_property
    def query(self) -> EntryQuery:
        """The query that valid parameters ask for. Raises ValueError where they are not valid."""
        return EntryQuery.from_form(self)

    @property
    def commune_names(self) -> Mapping[str, str]:
        """The names of the communes asked for, by code; empty before validation."""
        return self.fields["commune"].names

    @property
    def page_number(self) -> int:
        """The page asked for, from 1; the first where nothing valid was."""
        return (self.cleaned_data.get("page") if self.is_bound and hasattr(self, "cleaned_data") else None) or 1


class MapForm(EntryFilterForm):
    """
    The parameters of ``map.json``: ``zoom`` (web mercator, 0 to 22) is one more, and ``view``, the part of the map in
    sight, written like ``bbox``.
    """

    zoom = NumberField(required=False, max_length=10, low=0, high=22)
    view = BBoxField(required=False, max_length=200)

    @property
    def zoom_level(self) -> int:
        """The whole zoom of valid parameters; that of a département on a phone where none was asked for."""
        zoom = self.cleaned_data["zoom"]
        return DEFAULT_ZOOM if zoom is None else int(zoom)
