"""What is asked of the entry index, as a value: immutable, comparable, and the same for every output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Case, Exists, F, Q, QuerySet, Value, When
from wagtail.models import Locale

from ..conf import directory_settings
from ..enums import Sort
from ..geometry import BBox
from ..models.abstract import Point
from ..models.entry import Entry
from ..models.taxonomy import Term
from ..querysets import EntryQuerySet
from ..search import get_backend, search_words
from . import distance
from .chips import Chip, Suggestion, chips, suggestions
from .facets import Facet, facets
from .filters import FILTERS, by_terms
from .map import feature_collection
from .opening import open_condition
from .period import Period
from .tallies import Tallies
from .taxonomy import Taxonomy

if TYPE_CHECKING:
    from .forms import EntryFilterForm


# Where the nearest are looked for, one after the other, in parts of the radius.
RINGS = (1 / 32, 1 / 8, 1)


def compact(value: float) -> str:
    """A coordinate or length as short as it can be; six decimals of a degree are a decimetre."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@dataclass(frozen=True, kw_only=True)
class EntryQuery:
    """
    A question to the entry index in one language of the site.

    ``sources``: keys of sources, none for all. ``terms``: slugs by vocabulary, OR inside one and AND across.
    ``communes``: INSEE codes (OR). ``radius`` in km, with ``near``. ``open``: "now" or a local time
    ``2026-12-24T15:00``. ``online``, ``free``: only what can be taken part in from afar, what has places left.
    ``since``/``until``: both days included. ``period``: the dates that the list is about, whatever is asked.
    ``excluding``: translation keys to leave out; ``only``: those that may be found, any where empty.

    Nothing is asked of the database before a method is called; ``without`` and ``with_`` give changed copies.
    """

    locale: Locale
    sources: tuple[str, ...] = ()
    text: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    communes: tuple[str, ...] = ()
    bbox: BBox | None = None
    near: Point | None = None
    radius: float | None = None
    open: str = ""
    online: bool = False
    free: bool = False
    since: date | None = None
    until: date | None = None
    sort: str = ""
    period: Period | None = None
    excluding: tuple[UUID, ...] = ()
    only: tuple[UUID, ...] = ()

    def __post_init__(self) -> None:
        terms = {key: tuple(self.terms[key]) for key in sorted(self.terms) if self.terms[key]}
        object.__setattr__(self, "terms", MappingProxyType(terms))
        for name in ("sources", "communes", "excluding", "only"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @classmethod
    def from_form(cls, form: EntryFilterForm) -> EntryQuery:
        """The query of a valid form. Raises ValueError for another."""
        if not form.is_valid():
            raise ValueError("The parameters are not valid: show form.errors.")
        data = form.cleaned_data
        query = cls(
            locale=form.locale,
            sources=form.sources,
            text=data["q"],
            terms={key: data[key] for key in directory_settings.VOCABULARIES},
            communes=data["commune"],
            bbox=data["bbox"],
            near=data["near"],
            radius=data["radius"],
            open=data["open"],
            online=bool(data["online"]),
            free=bool(data["free"]),
            since=data["from"],
            until=data["to"],
            sort=data["sort"],
            # Who says a first day may look back.
            period=None if data["from"] else form.period,
        )
        query.__dict__["taxonomy"] = form.taxonomy
        return query

    # What is asked ------------------------------------------------------------------------------------------------

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters in use: ``q``, vocabularies, then those of ``FILTERS``."""
        simple = {
            "q": self.text,
            "commune": self.communes,
            "bbox": self.bbox,
            "near": self.near,
            "open": self.open,
            "online": self.online,
            "free": self.free,
            "dates": self.since or self.until,
        }
        return ("q",) * bool(self.text) + (
            *self.terms,
            *(name for name, value in simple.items() if value and name != "q"),
        )

    @property
    def order(self) -> Sort:
        """The order in use: the one asked for where it makes sense, else the most telling one."""
        telling = {Sort.RELEVANCE: bool(self.text), Sort.DISTANCE: self.near is not None}
        if self.sort and telling.get(Sort(self.sort), True):
            return Sort(self.sort)
        if self.text:
            return Sort.RELEVANCE
        if self.near:
            return Sort.DISTANCE
        return Sort.DATE if self.since or self.until or (self.period and not self.period.with_undated) else Sort.NAME

    def with_(self, **changes: Any) -> EntryQuery:
        """A copy with other values."""
        changed = replace(self, **changes)
        asked = [(query.locale, query.sources, query.open, query.period) for query in (self, changed)]
        if asked[0] == asked[1] and "open_condition" in self.__dict__:
            changed.__dict__["open_condition"] = self.open_condition
        if self.locale == changed.locale and "taxonomy" in self.__dict__:
            changed.__dict__["taxonomy"] = self.taxonomy
        return changed

    def without(self, name: str, value: str | None = None) -> EntryQuery:
        """A copy without a filter, or without one value of a filter that has several."""
        if name in self.terms:
            left = tuple(slug for slug in self.terms[name] if value is not None and slug != value)
            return self.with_(terms={**self.terms, name: left})
        if name == "commune":
            return self.with_(communes=tuple(code for code in self.communes if value is not None and code != value))
        empty: dict[str, dict[str, Any]] = {
            "q": {"text": ""},
            "bbox": {"bbox": None},
            "near": {"near": None, "radius": None},
            "open": {"open": ""},
            "online": {"online": False},
            "free": {"free": False},
            "dates": {"since": None, "until": None},
        }
        return self.with_(**empty.get(name, {}))

    def with_term(self, vocabulary: str, slug: str) -> EntryQuery:
        """A copy that also accepts a term."""
        slugs = sorted({*self.terms.get(vocabulary, ()), slug})
        return self.with_(terms={**self.terms, vocabulary: tuple(slugs)})

    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of the URL that asks the same, in one order whatever the order they came in."""
        pairs = [("q", self.text)]
        for vocabulary in directory_settings.VOCABULARIES:
            pairs += [(vocabulary, slug) for slug in sorted(self.terms.get(vocabulary, ()))]
        pairs += [("commune", code) for code in sorted(self.communes)]
        pairs += [
            ("bbox", ",".join(map(compact, self.bbox)) if self.bbox else ""),
            ("near", ",".join(map(compact, self.near)) if self.near else ""),
            ("radius", compact(self.radius) if self.near and self.radius else ""),
            ("open", self.open),
            ("online", "1" if self.online else ""),
            ("free", "1" if self.free else ""),
            ("from", self.since.isoformat() if self.since else ""),
            ("to", self.until.isoformat() if self.until else ""),
            ("sort", self.sort),
        ]
        return [(name, value) for name, value in pairs if value]

    def querystring(self, **extra: object) -> str:
        """The parameters as ``?…``, empty where there is none; ``extra`` (``page=2``) comes last."""
        pairs = self.parameters() + [(name, str(value)) for name, value in extra.items()]
        return f"?{urlencode(pairs, safe=',:')}" if pairs else ""

    # What is found ------------------------------------------------------------------------------------------------

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The terms of the site; a query from a form has the form's. Else one query."""
        return Taxonomy(self.locale)

    def term_ids(self, vocabulary: str) -> list[int] | QuerySet:
        """The ids of the terms asked for, in every language; asked of the database only where they are not known."""
        slugs = self.terms[vocabulary]
        if "taxonomy" in self.__dict__:
            return self.taxonomy.term_ids(vocabulary, slugs)
        return Term.objects.filter(vocabulary=vocabulary, slug__in=slugs).order_by().values("pk")

    @cached_property
    def open_condition(self) -> Q:
        """The entries that are open; evaluated once for the query and the copies made from it."""
        return open_condition(self._base(), self.open)

    def _base(self) -> EntryQuerySet:
        entries = Entry.objects.filter(locale=self.locale).order_by()
        if self.sources:
            entries = entries.filter(source__in=self.sources)
        if self.only:
            entries = entries.filter(translation_key__in=self.only)
        if self.period:
            entries = self.period.of(entries)
        return entries.exclude(translation_key__in=self.excluding) if self.excluding else entries

    def queryset(self, skip: Iterable[str] = ()) -> EntryQuerySet:
        """What matches, in no order, without the filters named in ``skip``."""
        entries = self._base()
        for name in self.filters:
            if name in self.terms and name not in skip:
                entries = by_terms(entries, self, name)
            elif name not in skip:
                entries = FILTERS[name](entries, self)
        return entries

    def ordered(self) -> EntryQuerySet:
        """What matches, in the order asked for; equal ones in the order of their ids, so that pages never overlap."""
        if self.order == Sort.RELEVANCE:
            if not (words := search_words(self.text)):
                return self.queryset()
            return get_backend().rank(self.queryset(skip=["q"]), words, self.locale.pk).order_by("relevance", "pk")
        entries = self.queryset()
        if self.order == Sort.DISTANCE:
            return entries.annotate(chord_squared=distance.chord_squared(self.near)).order_by("chord_squared", "pk")
        by_date = (F("starts_at").asc(nulls_last=True), "sort_key", "pk")
        orders = {
            Sort.NAME: ("sort_key", "pk"),
            Sort.UPDATED: ("-updated_at", "-pk"),
            Sort.DATE: ("-starts_at", "sort_key", "pk") if self.period and self.period.is_past else by_date,
        }
        return entries.order_by(*orders[self.order])

    def entries(self) -> EntryQuerySet:
        """What matches, in order and ready for a list: commune and terms are read with it (two queries in all)."""
        return self._complete(self.ordered())

    def _complete(self, entries: EntryQuerySet) -> EntryQuerySet:
        if self.near and "chord_squared" not in entries.query.annotations:
            entries = entries.annotate(chord_squared=distance.chord_squared(self.near))
        return entries.defer("search_text", "term_chars").select_related("commune").prefetch_related("terms")

    def count(self) -> int:
        """How many match."""
        return self.total

    @cached_property
    def total(self) -> int:
        """How many match, asked once."""
        return self.queryset().count()

    def slice(self, start: int, stop: int) -> list[Entry]:
        """
        The entries from ``start`` to ``stop`` (not included) of the ordered list, ready for it. The second half of a
        list is read from its end, and only the rows of the slice are read whole.
        """
        stop = min(stop, self.total)
        if start >= stop:
            return []
        ordered = self.ordered()
        backwards = start > self.total // 2
        if backwards:
            ordered, start, stop = ordered.reverse(), self.total - stop, self.total - start
        if self.order == Sort.RELEVANCE:
            ordered = self._complete(ordered)[start:stop]
        else:
            # An index gives the ids in this order by itself.
            rows = self._complete(Entry.objects.filter(pk__in=ordered.values("pk")[start:stop]))
            ordered = rows.order_by(*ordered.query.order_by)
            ordered = ordered.reverse() if backwards else ordered
        found = list(ordered)
        return found[::-1] if backwards else found

    def nearest(
        self, amount: int, first: UUID | None = None, related: tuple[str, ...] = (), without: tuple[str, ...] = ()
    ) -> list[Entry]:
        """
        The entries nearest to ``near`` within the radius, before them the thing with the translation key ``first``;
        relations in ``related`` are read along, fields in ``without`` are not. Two queries: a wider ring is only looked
        into where the one inside it has too few, so that a crowd costs what a few do.
        """
        order = (Case(When(translation_key=first, then=Value(0)), default=Value(1)), "chord_squared", "pk")
        widest = self.radius or directory_settings.RADIUS_KM
        rings = [self.with_(radius=widest * share).queryset() for share in RINGS]
        chosen = []
        for inner, ring in zip([None, *rings], rings, strict=False):
            within = ring if inner is None else ring.filter(~Exists(inner.order_by()[amount - 1 : amount]))
            ids = within.annotate(chord_squared=distance.chord_squared(self.near)).order_by(*order).values("pk")
            chosen.append(Entry.objects.filter(pk__in=ids[:amount]).values("pk"))
        rows = self._complete(Entry.objects.filter(pk__in=chosen[0].union(*chosen[1:], all=True)))
        return list(rows.select_related("commune", *related).defer(*without).order_by(*order)[:amount])

    def facets(
        self,
        vocabularies: Iterable[str] | None = None,
        taxonomy: Taxonomy | None = None,
        tallies: Tallies | None = None,
    ) -> list[Facet]:
        """The facets of some vocabularies or of all of the settings, counted under the other filters. Two queries."""
        return facets(self, vocabularies, taxonomy, tallies)

    def chips(self, taxonomy: Taxonomy | None = None, communes: Mapping[str, str] | None = None) -> list[Chip]:
        """The active filters, each with the URL of the same query without it. See ``chips.chips``."""
        return chips(self, taxonomy, communes)

    def suggestions(
        self, taxonomy: Taxonomy | None = None, communes: Mapping[str, str] | None = None
    ) -> list[Suggestion]:
        """What to drop where nothing matches, the most helpful first. One query more than ``chips``."""
        return suggestions(self, taxonomy, communes)

    def map(self, zoom: int, bbox: BBox | None = None) -> dict[str, Any]:
        """
        What matches as GeoJSON, only the part in ``bbox`` where given: points, or clusters above MAP_POINT_LIMIT.

        At most three queries. See ``map.feature_collection``.
        """
        return feature_collection(self, zoom, bbox)
