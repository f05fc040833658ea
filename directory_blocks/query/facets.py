"""How many entries each term would leave: OR inside one vocabulary, AND across, in one query for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from ..conf import directory_settings
from ..models.entry import EntryTerm
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
    query: EntryQuery, vocabularies: Iterable[str] | None = None, taxonomy: Taxonomy | None = None
) -> list[Facet]:
    """
    The facets of the vocabularies, in the order given (all of the settings by default). Terms that nothing matches are
    left out unless chosen. Two queries: the terms, where no taxonomy is given, and the counts.
    """
    taxonomy = taxonomy or Taxonomy(query.locale)
    wanted = [key for key in vocabularies or directory_settings.VOCABULARIES if key in taxonomy.labels]
    return build_facets(query, wanted, taxonomy, facet_counts(query, wanted, taxonomy))


def facet_counts(query: EntryQuery, vocabularies: Iterable[str], taxonomy: Taxonomy) -> dict[tuple[str, str], int]:
    """The number of entries for each vocabulary and slug, each vocabulary counted without its own filter."""
    free = [key for key in vocabularies if key not in query.terms]
    branches = [counts_by_term(query.queryset(), taxonomy, free)] if free else []
    branches += [
        counts_by_term(query.queryset(skip=[key]), taxonomy, [key]) for key in vocabularies if key in query.terms
    ]
    counts: dict[tuple[str, str], int] = defaultdict(int)
    if branches:
        first, *others = branches
        for term_id, amount in first.union(*others, all=True) if others else first:
            counts[taxonomy.keys[term_id]] += amount
    return counts


def counts_by_term(entries: Any, taxonomy: Taxonomy, vocabularies: list[str]) -> Any:
    """Rows of term id and number of entries, for the terms of the vocabularies."""
    ids = [pk for key in vocabularies for pk in taxonomy.term_ids(key)]
    rows = EntryTerm.objects.filter(entry__in=entries.values("pk"), term__in=ids)
    return rows.order_by().values("term_id").annotate(amount=Count("pk")).values_list("term_id", "amount")


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
