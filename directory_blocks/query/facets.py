"""How many entries each term would leave: OR inside one vocabulary, AND across, in one query for all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, Case, Count, IntegerField, Q, TextField, Value, When

from ..conf import directory_settings
from ..models.entry import EntryTerm, FacetTally
from ..querysets import EntryQuerySet
from ..term_chars import term_id
from .filters import has_any
from .tallies import Tallies
from .taxonomy import Taxonomy, TermLabel

if TYPE_CHECKING:
    from .entry_query import EntryQuery


@dataclass(frozen=True, slots=True)
class FacetValue:
    """
    One choice of a facet. ``count`` entries match it under the other filters (None where nothing could be counted);
    ``url`` (``?…``, or "." for no parameter) chooses it, or where ``selected`` gives it up. ``depth`` counts the
    broader terms above it; a broader term stands before its narrower ones.
    """

    term: TermLabel
    count: int | None
    selected: bool
    url: str
    depth: int = 0

    @property
    def slug(self) -> str:
        """The value of the parameter."""
        return self.term.slug

    @property
    def label(self) -> str:
        """The term's name in the language of the page."""
        return self.term.name


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one vocabulary; ``vocabulary`` is also the name of the parameter."""

    vocabulary: str
    label: Any
    values: list[FacetValue]

    @property
    def selected(self) -> list[FacetValue]:
        """The chosen ones."""
        return [value for value in self.values if value.selected]


def facets(
    query: EntryQuery,
    vocabularies: Iterable[str] | None = None,
    taxonomy: Taxonomy | None = None,
    tallies: Tallies | None = None,
) -> list[Facet]:
    """
    The facets of the vocabularies, in the order given (all of the settings by default). Terms that nothing matches are
    left out unless chosen. Two queries, or three: the terms, where no taxonomy is given, and the counts; the latter
    also say how many entries match at all, which ``query.count()`` then knows. ``tallies``: what was counted for more
    than this query.
    """
    taxonomy = query.__dict__.setdefault("taxonomy", taxonomy or query.taxonomy)
    wanted = [key for key in vocabularies or directory_settings.VOCABULARIES if key in taxonomy.labels]
    counted = tally(query, [key for key in wanted if key in query.terms], tallies)
    query.__dict__["total"] = counted.total
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for pk, (vocabulary, slug) in taxonomy.keys.items():
        counts[vocabulary, slug] += counted.without.get(vocabulary, counted.by_term)[pk]
    return build_facets(query, wanted, taxonomy, counts)


@dataclass(frozen=True, slots=True)
class Tally:
    """
    ``total`` entries match; ``by_term`` says how many of them have each term (by id), and ``without`` the same for each
    chosen vocabulary with its own choice left aside.
    """

    total: int
    by_term: Counter[int]
    without: dict[str, Counter[int]]


def tally(query: EntryQuery, chosen: list[str], tallies: Tallies | None = None) -> Tally:
    """
    Count in the database, in one query, or two where one vocabulary alone is chosen from.

    What at most one of the ``chosen`` vocabularies rules out is read once; what nothing rules out is counted already.
    """
    entries = query.queryset(skip=chosen)
    if set(query.filters) - set(chosen) or query.excluding or query.only or query.period:
        return count_parts(entries, query, chosen)
    if not chosen:
        everything = tallies.of(query.sources) if tallies else count_everything(query)
        return Tally(everything.pop(FacetTally.ALL, 0), everything, {})
    if len(chosen) == 1:
        found = count_parts(query.queryset(), query, [])
        return Tally(found.total, found.by_term, {chosen[0]: count_everything(query)})
    terms = [pk for key in chosen for pk in query.term_ids(key)]
    return count_parts(entries.filter(pk__in=EntryTerm.of(query.locale, terms)), query, chosen)


def count_everything(query: EntryQuery) -> Counter[int]:
    """How many entries of the query's language and sources have each term; under ``FacetTally.ALL``, how many are."""
    tallies = FacetTally.objects.filter(locale=query.locale).order_by()
    if query.sources:
        tallies = tallies.filter(source__in=query.sources)
    counted: Counter[int] = Counter()
    for term, amount in tallies.values_list("term", "amount"):
        counted[term] += amount
    return counted


class Joined(Aggregate):
    """The texts of a group in one."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, '')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def count_parts(entries: EntryQuerySet, query: EntryQuery, chosen: list[str]) -> Tally:
    """Count entries in parts: 0 is what all chosen vocabularies let through, 1 what only the first does not, …"""
    amounts: Counter[int] = Counter()
    by_term: dict[int, Counter[int]] = defaultdict(Counter)
    part = part_of([has_any(query.term_ids(key)) for key in chosen])
    rows = entries.annotate(part=part).values("part").annotate(amount=Count("*"), chars=Joined("term_chars"))
    for part, amount, chars in rows.values_list("part", "amount", "chars"):
        amounts[part] = amount
        by_term[part] = Counter({term_id(char): count for char, count in Counter(chars or "").items()})
    without = {key: by_term[0] + by_term[part] for part, key in enumerate(chosen, 1)}
    return Tally(amounts[0], by_term[0], without)


def part_of(conditions: list[Q]) -> Case | Value:
    """0 where all conditions hold, n where the nth alone does not, null where several do not."""
    if not conditions:
        return Value(0, IntegerField())
    always = Q(pk__isnull=False)
    parts = [conditions, *(conditions[:number] + conditions[number + 1 :] for number in range(len(conditions)))]
    whens = [When(reduce(and_, some, always), then=Value(part)) for part, some in enumerate(parts)]
    return Case(*whens, output_field=IntegerField())


def build_facets(
    query: EntryQuery,
    vocabularies: Iterable[str],
    taxonomy: Taxonomy,
    counts: dict[tuple[str, str], int] | None,
) -> list[Facet]:
    """Put labels, counts and links together; without counts (the parameters are wrong) every term is a choice."""
    found = []
    for key in vocabularies:
        chosen = query.terms.get(key, ())
        values = [
            FacetValue(
                term=term,
                count=None if counts is None else counts.get((key, term.slug), 0),
                selected=term.slug in chosen,
                url=(
                    query.without(key, term.slug) if term.slug in chosen else query.with_term(key, term.slug)
                ).querystring()
                or ".",
                depth=depth,
            )
            for term, depth in in_tree_order(taxonomy.labels[key])
            if counts is None or counts.get((key, term.slug)) or term.slug in chosen
        ]
        if values:
            found.append(Facet(key, directory_settings.VOCABULARIES[key], values))
    return found


def in_tree_order(terms: dict[str, TermLabel]) -> list[tuple[TermLabel, int]]:
    """The terms, narrower ones after their broader one, by position and name; with their depth."""
    children: dict[str, list[TermLabel]] = defaultdict(list)
    for term in sorted(terms.values(), key=lambda term: (term.sort_order, term.name.casefold())):
        children[term.parent if term.parent in terms else ""].append(term)
    ordered: list[tuple[TermLabel, int]] = []

    def visit(parent: str, depth: int) -> None:
        for term in children.pop(parent, ()):
            ordered.append((term, depth))
            visit(term.slug, depth + 1)

    visit("", 0)
    return ordered
