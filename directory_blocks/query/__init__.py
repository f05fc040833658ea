"""One query behind the list, the facets, the map, the exports and the blocks."""

from .entry_query import EntryQuery
from .facets import Facet, FacetValue
from .forms import EntryFilterForm, MapForm
from .pagination import EntryPaginator
from .period import Period
from .several import first_of_each
from .tallies import Tallies

__all__ = [
    "EntryFilterForm",
    "EntryPaginator",
    "EntryQuery",
    "Facet",
    "FacetValue",
    "MapForm",
    "Period",
    "Tallies",
    "first_of_each",
]
