"""How many entries each term would leave: OR inside one vocabulary, AND across, in one query for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Count, IntegerField, QuerySet, Value

from .. import freshness
from ..conf import directory_settings
from ..models.entry import EntryTerm
from .taxonomy import Taxonomy, TermLabel

if TYPE_CHECKING:
    from .entry_query import EntryQuery

TOTAL = -1
TALLY_SECONDS = 3600


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
    query: EntryQuery, vocabularies: Iterable[str] | None = None, taxonomy: Taxonomy | None = None
) -> list[Facet]:
    """
    The facets of the vocabularies, in the order given (all of the settings by default). Terms that nothing matches are
    left out unless chosen. Two queries: the terms, where no taxonomy is given, and the counts; the latter also says how
    many entries match at all, which ``query.count()`` then knows.
    """
    taxonomy = taxonomy or query.taxonomy
    wanted = [key for key in vocabularies or directory_settings.VOCABULARIES if key in taxonomy.labels]
    total, by_term = tally(query, wanted)
    query.__dict__["total"] = total
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for (group, term_id), amount in by_term.items():
        vocabulary, slug = taxonomy.keys.get(term_id, ("", ""))
        # A vocabulary with a chosen term is counted in its own group, without that choice.
        if group == (vocabulary if vocabulary in query.terms else ""):
            counts[vocabulary, slug] += amount
    return build_facets(query, wanted, taxonomy, counts)


Tally = tuple[int, dict[tuple[str, int], int]]


def tally(query: EntryQuery, vocabularies: list[str]) -> Tally:
    """
    The number of entries, and that by group and term id. The group is "" under all filters, or the vocabulary whose own
    filter is left aside.

    Counting by terms alone goes through the whole index: it is kept under the stamp of the content, for all pages and
    orders of a list.
    """
    chosen = tuple(key for key in vocabularies if key in query.terms)
    if set(query.filters) - set(query.terms):
        return count_entries(query, chosen)
    asked = (freshness.stamp(), query.locale.pk, query.sources, query.excluding, chosen)
    address = f"{asked} {query.with_(sort='').querystring()}"
    key = f"directory_blocks.tally.{sha256(address.encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        kept = count_entries(query, chosen)
        cache.set(key, kept, TALLY_SECONDS)
    return kept


def count_entries(query: EntryQuery, chosen: Iterable[str]) -> Tally:
    """Count in the database, all groups in one query."""
    groups = ["", *chosen]
    counts = [
        query.queryset()
        .annotate(group=Value(TOTAL, IntegerField()))
        .values("group")
        .annotate(term=Value(0, IntegerField()), amount=Count("*"))
        .values_list("group", "term", "amount")
    ]
    for number, key in enumerate(groups):
        # By source as well: so the rows come in the order of the index.
        rows = entry_terms(query, skip=key).order_by().values("source", "term_id")
        amounts = rows.annotate(group=Value(number, IntegerField()), amount=Count("*"))
        counts.append(amounts.values_list("group", "term_id", "amount"))
    total, by_term = 0, defaultdict(int)
    for group, term_id, amount in counts[0].union(*counts[1:], all=True):
        if group == TOTAL:
            total = amount
        else:
            by_term[groups[group], term_id] += amount
    return total, dict(by_term)


def entry_terms(query: EntryQuery, skip: str) -> QuerySet:
    """The classifications of what a query finds; without saying of which terms, or the planner walks down each."""
    if query.excluding or set(query.filters) - {skip}:
        return EntryTerm.objects.filter(entry__in=query.queryset(skip=[skip]).values("pk"))
    everything = EntryTerm.objects.filter(locale=query.locale)
    return everything.filter(source__in=query.sources) if query.sources else everything


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
