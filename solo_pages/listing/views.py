"""What the lists of pages in the admin share."""

from django.db.models import QuerySet
from wagtail.admin.views.pages.listing import IndexView


class PageIndexView(IndexView):
    """
    A list of pages that is searched, filtered and sorted at once, by anything. The search engine takes fields of its
    own only (``index.FilterField``): it is told which pages the filters left, and sorts by nothing else.
    """

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Narrow by the filters; before a search to the ids of what they leave."""
        filtered = super().filter_queryset(queryset)
        return queryset.filter(id__in=filtered.order_by().values("id")) if self.is_searching else filtered

    def get_ordering(self) -> str | None:
        """Leave what is found as it is found where the search engine cannot sort it."""
        ordering = super().get_ordering()
        return None if self.is_searching and ordering and not self._is_searchable(ordering) else ordering

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.ordering else queryset

    def _is_searchable(self, ordering: str) -> bool:
        fields = self.model.get_filterable_search_fields()
        return ordering.removeprefix("-") in {field.get_attname(self.model) for field in fields}
