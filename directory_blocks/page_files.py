"""Files below a page's own address, such as ``/annuaire/map.json``: Wagtail only routes what ends in a slash."""

from django.urls import ResolverMatch
from wagtail.contrib.routable_page.models import RoutablePageMixin


class FileRoutesMixin(RoutablePageMixin):
    """
    Lets routes of a page be files: ``@path("map.json")``. The project's URLs include ``directory_blocks.page_urls``
    before ``wagtail.urls``.
    """

    def resolve_subpage(self, path: str) -> ResolverMatch:
        """Take off the slash that Wagtail puts after every path."""
        name = path.rstrip("/")
        return super().resolve_subpage(name if "." in name.rpartition("/")[2] else path)
