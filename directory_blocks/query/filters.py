"""One function for each filter of a query, by the name of its parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q, Value
from django.db.models.functions import Coalesce, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from ..conf import directory_settings
from ..models.entry import EntryTerm
from ..models.gazetteer import Commune
from ..querysets import EntryQuerySet
from ..search import get_backend, search_words
from ..term_chars import term_char
from . import distance

if TYPE_CHECKING:
    from .entry_query import EntryQuery

Filter = Callable[[EntryQuerySet, "EntryQuery"], EntryQuerySet]


def by_text(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Have every word; nothing at all where the text has no word."""
    words = search_words(query.text)
    return get_backend().filter(entries, words, query.locale.pk) if words else entries.none()


def by_terms(entries: EntryQuerySet, query: EntryQuery, vocabulary: str) -> EntryQuerySet:
    """Are classified by one of the terms, in whatever language the term is."""
    terms = query.term_ids(vocabulary)
    if isinstance(terms, list) and set(query.filters) - set(query.terms):
        # Fewer entries are left by then than have the term.
        return entries.filter(has_any(terms))
    return entries.filter(pk__in=EntryTerm.of(query.locale, terms))


def has_any(terms: Iterable[int]) -> Q:
    """Have one of the terms (by id), as the entry itself tells."""
    found = (Q(GreaterThan(StrIndex("term_chars", Value(term_char(pk))), 0)) for pk in terms)
    return reduce(or_, found, Q(pk__in=[]))


def by_commune(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Are in one of the communes."""
    return entries.filter(commune__in=Commune.objects.filter(code__in=query.communes).order_by().values("pk"))


def by_bbox(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Are in the rectangle."""
    return entries.filter(distance.inside(query.bbox))


def by_distance(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Are within the radius of the point."""
    return distance.within(entries, query.near, query.radius or directory_settings.RADIUS_KM)


def by_opening(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Are open at the moment asked for."""
    return entries.filter(query.open_condition)


def by_dates(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Happen, at least in part, within the days; local days of the site."""
    here = timezone.get_current_timezone()
    condition = Q(starts_at__isnull=False)
    if query.until:
        condition &= Q(starts_at__lt=datetime.combine(query.until + timedelta(days=1), time.min, here))
    if query.since:
        entries = entries.alias(_ends_at=Coalesce("ends_at", "starts_at"))
        condition &= Q(_ends_at__gte=datetime.combine(query.since, time.min, here))
    return entries.filter(condition)


def by_online(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Can be taken part in from afar."""
    return entries.filter(online=True)


def by_free_places(entries: EntryQuerySet, query: EntryQuery) -> EntryQuerySet:
    """Have places left, and have not begun."""
    return entries.filter(free_places=True).exclude(starts_at__lte=timezone.now())


FILTERS: dict[str, Filter] = {
    "q": by_text,
    "commune": by_commune,
    "bbox": by_bbox,
    "near": by_distance,
    "open": by_opening,
    "online": by_online,
    "free": by_free_places,
    "dates": by_dates,
}
