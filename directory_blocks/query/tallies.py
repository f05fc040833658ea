"""How many entries there are, read once for a page that says so in several places."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from wagtail.models import Locale

from ..models.entry import FacetTally


class Tallies:
    """The tallies of all sources in a language; one query, once they are asked for."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def total(self, source: str) -> int:
        """How many entries a source has."""
        return self._by_source[source][FacetTally.ALL]

    def of(self, sources: Iterable[str]) -> Counter[int]:
        """How many entries of sources, or of all, have each term (by id); under ``FacetTally.ALL``, how many are."""
        counted: Counter[int] = Counter()
        for source in sources or self._by_source:
            counted.update(self._by_source[source])
        return counted

    @cached_property
    def _by_source(self) -> dict[str, Counter[int]]:
        found: dict[str, Counter[int]] = defaultdict(Counter)
        rows = FacetTally.objects.filter(locale=self.locale).order_by().values_list("source", "term", "amount")
        for source, term, amount in rows:
            found[source][term] = amount
        return found
