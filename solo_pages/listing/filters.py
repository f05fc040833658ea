"""How editors narrow the lists: by what it is, where it is, and how fresh it is."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale

from directory_blocks.models import Commune, Term

from ..enums import Freshness
from ..freshness.finding import in_state
from ..freshness.listing import unlisted_keys
from ..models import EventPage, Occurrence, ServicePointPage, SoloProfilePage
from ..models.abstract import source_terms


def terms_of(vocabulary: str) -> Callable[[HttpRequest], QuerySet]:
    """Choices of a filter: the terms of a vocabulary that pages may point at."""
    return lambda request: Term.objects.filter(**source_terms(vocabulary))


def communes_of(model: type) -> Callable[[HttpRequest], QuerySet]:
    """Choices of a filter: the communes that pages of ``model`` are in."""
    return lambda request: Commune.objects.filter(
        pk__in=model.objects.exclude(commune=None).order_by().values("commune")
    )


class FreshnessFilter(django_filters.ChoiceFilter):
    """Pages by when somebody last confirmed them; see ``solo_pages.freshness``."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [
            *Freshness.choices,
            ("unlisted", _("In no list any more")),
            ("never", _("Never confirmed")),
        ]
        super().__init__(
            label=_("Freshness"), choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrow by the state chosen."""
        if value in Freshness.values:
            return in_state(qs, Freshness(value), timezone.localdate())
        if value == "unlisted":
            return qs.filter(translation_key__in=unlisted_keys())
        return qs.filter(verified_on__isnull=True) if value == "never" else qs


class LiveFilter(django_filters.ChoiceFilter):
    """Pages by whether they are published."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("true", _("Published")), ("false", _("Draft"))]
        super().__init__(
            label=_("Published"), choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrow to those that are, or are not."""
        return qs.filter(live=value == "true") if value else qs


class PlaceFilterSet(WagtailFilterSet):
    """What both lists can be narrowed by."""

    freshness = FreshnessFilter()
    live = LiveFilter()
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=Locale.objects.all(), empty_label=_("All"), widget=forms.RadioSelect
    )


class NextDateFilter(django_filters.ChoiceFilter):
    """Meetings by whether they have a date to come, or none."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("coming", _("With dates to come")), ("over", _("Over, or without a date"))]
        super().__init__(label=_("Dates"), choices=choices, empty_label=_("All"), widget=forms.RadioSelect, **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Narrow by the dates of the series."""
        upcoming = Occurrence.objects.upcoming().scheduled().order_by().values("series")
        if value == "coming":
            return qs.filter(translation_key__in=upcoming)
        return qs.exclude(translation_key__in=upcoming) if value == "over" else qs


class MeetingFilterSet(WagtailFilterSet):
    """Meetings by kind, commune, attendance, registration and dates."""

    dates = NextDateFilter()
    event_types = django_filters.ModelMultipleChoiceFilter(
        label=_("Kind of event"), queryset=terms_of("event_type"), widget=forms.CheckboxSelectMultiple
    )
    commune = django_filters.ModelMultipleChoiceFilter(
        label=_("Commune"), queryset=communes_of(EventPage), widget=forms.CheckboxSelectMultiple
    )
    live = LiveFilter()
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), queryset=Locale.objects.all(), empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = EventPage
        fields = ["dates", "event_types", "commune", "attendance", "registration", "live", "locale"]


class SoloFilterSet(PlaceFilterSet):
    """Profiles by sector, language spoken, commune and freshness."""

    sectors = django_filters.ModelMultipleChoiceFilter(
        label=_("Sector"), queryset=terms_of("sector"), widget=forms.CheckboxSelectMultiple
    )
    commune = django_filters.ModelMultipleChoiceFilter(
        label=_("Commune"), queryset=communes_of(SoloProfilePage), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = SoloProfilePage
        fields = ["sectors", "commune", "freshness", "welcomes_newcomers", "live", "locale"]


class ServicePointFilterSet(PlaceFilterSet):
    """Service points by category, commune, origin and freshness."""

    categories = django_filters.ModelMultipleChoiceFilter(
        label=_("Category"), queryset=terms_of("category"), widget=forms.CheckboxSelectMultiple
    )
    commune = django_filters.ModelMultipleChoiceFilter(
        label=_("Commune"), queryset=communes_of(ServicePointPage), widget=forms.CheckboxSelectMultiple
    )
    data_source = django_filters.CharFilter(label=_("Source"), lookup_expr="icontains")

    class Meta:
        model = ServicePointPage
        fields = ["categories", "commune", "freshness", "data_source", "live", "locale"]
