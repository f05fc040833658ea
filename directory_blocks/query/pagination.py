"""Pages of a query: Django's paginator, over the query instead of a list of rows."""

from django.core.paginator import Page, Paginator

from ..conf import directory_settings
from .entry_query import EntryQuery


class EntryPaginator(Paginator):
    """Paginates an EntryQuery; the last page costs what the first one does."""

    def __init__(self, query: EntryQuery, per_page: int | None = None) -> None:
        super().__init__(query, per_page or directory_settings.PAGE_SIZE)

    @property
    def count(self) -> int:
        """How many entries match."""
        return self.object_list.count()

    def page(self, number: int) -> Page:
        """The page; raises EmptyPage or PageNotAnInteger."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return self._get_page(self.object_list.slice(start, start + self.per_page), number, self)
