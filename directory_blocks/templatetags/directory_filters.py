"""Template tags of the filter form of a directory: what was asked, what is wrong with it, where else one can go."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.core.paginator import Page

from ..conf import directory_settings
from ..models import DirectoryPage
from ..models.abstract import Point
from ..query import EntryFilterForm, EntryQuery, Facet, FacetValue
from ..sources import registered_sources

register = template.Library()

# A facet shows so many choices at once, and does not hide one or two for the sake of it.
SHOWN = 8
SLACK = 2
AROUND_KM = 20


@register.filter
def parameters(form: EntryFilterForm, name: str) -> list[str]:
    """The values that the address gives for a parameter, valid or not."""
    return [value for value in form.data.getlist(name) if value] if form.is_bound else []


@register.filter
def at(mapping: Any, key: str) -> Any:
    """The value of a mapping at a key; None where there is none."""
    return mapping.get(key)


@register.filter
def wrong_fields(form: EntryFilterForm) -> Iterator[tuple[str, Any, list[str]]]:
    """Name, label and messages of each field that is wrong."""
    for name, messages in form.errors.items():
        yield name, form.fields[name].label if name in form.fields else "", messages


@register.filter
def offers_opening(page: DirectoryPage) -> bool:
    """Whether anything that the directory lists can be open or closed."""
    known = registered_sources()
    return any(hasattr(known[key].model, "opening_hours") for key in page.listed_sources or known)


@register.filter
def offers(page: DirectoryPage, what: str) -> bool:
    """Whether a source that the directory lists says so of itself: ``has_dates``, ``has_online``, ``has_places``."""
    known = registered_sources()
    return any(getattr(known[key], what) for key in page.listed_sources or known)


@register.filter
def default_order(query: EntryQuery) -> str:
    """The order that the list has when none is asked for."""
    return query.with_(sort="").order.value


class FacetParts(NamedTuple):
    """The choices of a facet that are shown at once, and those behind "show more"."""

    first: list[FacetValue]
    rest: list[FacetValue]

    @property
    def rest_chosen(self) -> bool:
        """Whether something chosen would be hidden."""
        return any(value.selected for value in self.rest)


@register.filter
def shown_first(facet: Facet) -> FacetParts:
    """Divide a long facet."""
    if len(facet.values) <= SHOWN + SLACK:
        return FacetParts(facet.values, [])
    return FacetParts(facet.values[:SHOWN], facet.values[SHOWN:])


@register.simple_tag
def default_radius() -> str:
    """The kilometres around a place where the address says none."""
    return f"{directory_settings.RADIUS_KM:g}"


@register.simple_tag
def around_commune(query: EntryQuery, entries: Page | None) -> str:
    """The query with a circle around its only commune instead of that commune; empty where nothing is there."""
    commune = next((entry.commune for entry in entries or () if entry.commune), None)
    if commune is None or query.communes != (commune.code,):
        return ""
    place = Point(round(commune.latitude, 4), round(commune.longitude, 4))
    return query.without("commune").with_(near=place, radius=AROUND_KM, sort="").querystring()


@register.simple_tag
def page_links(entries: Page, query: EntryQuery) -> list[tuple[int, str]]:
    """Number and address of the pages worth a link; number 0 for a gap."""
    pages = entries.paginator.get_elided_page_range(entries.number, on_each_side=1, on_ends=1)
    return [
        (number, (query.querystring(page=number) if number > 1 else query.querystring()) or ".")
        if isinstance(number, int)
        else (0, "")
        for number in pages
    ]
