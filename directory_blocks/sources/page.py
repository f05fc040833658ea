"""Wagtail pages as sources."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page

from .base import Source
from .registry import registered_sources

if TYPE_CHECKING:
    from ..index.snapshot import Snapshot


class PageBackedSource(Source):
    """What stands, and falls, with pages: ``object_id`` of its entries is the id of a page."""

    def identities_below(self, path: str) -> models.QuerySet:
        """Give the identities of what belongs to the pages at and below a tree path, drafts included."""
        raise NotImplementedError


class PageSource(PageBackedSource):
    """
    A page type. Its live, public pages inside a site are entries; aliases never are, nor do they count as
    translations (wagtail-localize fills an unfinished language tree with them).
    """

    model: ClassVar[type[Page]]

    def objects(self) -> models.QuerySet:
        """Give the live originals, without those of a narrower page type that is a source itself."""
        narrower = [
            source.model
            for source in registered_sources().values()
            if issubclass(source.model, self.model) and source.model is not self.model
        ]
        pages = self.model._default_manager.filter(live=True, alias_of__isnull=True).order_by()
        if narrower:
            types = ContentType.objects.get_for_models(*narrower).values()
            pages = pages.exclude(content_type__in=types)
        return pages

    def identities_below(self, path: str) -> models.QuerySet:
        """Give the keys of the pages at and below a tree path."""
        pages = self.model._default_manager.filter(path__startswith=path).order_by()
        return pages.values_list("translation_key", flat=True).distinct()

    def is_public(self, obj: Page, snapshot: "Snapshot") -> bool:
        """Tell whether the page is live, an original, behind no view restriction and inside a site."""
        return (
            obj.live
            and obj.alias_of_id is None
            and not snapshot.is_restricted(obj.path)
            and snapshot.page_url(obj) is not None
        )

    def url(self, obj: Page, snapshot: "Snapshot") -> str:
        """Give the path of the page, or its whole URL where it belongs to another site than the default one."""
        return snapshot.page_url(obj) or ""

    def updated_at(self, obj: Page) -> datetime | None:
        """Give the date of the last publication."""
        return obj.last_published_at or obj.first_published_at
