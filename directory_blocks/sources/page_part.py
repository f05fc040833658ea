"""Parts of pages as sources: several entries of one page, such as the dates of a meeting."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models
from wagtail.models import Locale, Page

from .base import with_relations
from .page import PageBackedSource, PageSource

if TYPE_CHECKING:
    from ..index.snapshot import Snapshot


class PagePart:
    """One part as it stands on the page of one language; in the index it has the id of the page."""

    def __init__(self, page: Page, part: models.Model) -> None:
        self.page = page
        self.part = part
        self.pk = page.pk

    @property
    def locale_id(self) -> int:
        """The language of the page."""
        return self.page.locale_id

    @property
    def locale(self) -> Locale:
        """The language of the page."""
        return self.page.locale

    @locale.setter
    def locale(self, locale: Locale) -> None:
        self.page.locale = locale


class PagePartSource(PageBackedSource):
    """
    Parts that all languages of a page share: rows of ``model``, a plain one, with the ``translation_key`` of the pages
    in ``page_key_field`` and a UUID of their own in ``identity_field``. A part is an entry where its page is public.
    ``entry`` is given a ``PagePart``.

    Whoever writes rows past ``save``, or publishes the page, calls ``index.upkeep.refresh``.
    """

    model: ClassVar[type[models.Model]]
    page_model: ClassVar[type[Page]]
    page_key_field: ClassVar[str]
    identity_field = "key"
    translatable = True
    # Read along with the pages.
    page_select_related: ClassVar[tuple[str, ...]] = ()
    page_prefetch_related: ClassVar[tuple[Any, ...]] = ()

    def identity(self, obj: Any) -> Any:
        """Give the part's own key; of a part as of its row."""
        return getattr(obj, "part", obj).key

    def entry_key(self, identity: Any) -> UUID:
        """The key as it is."""
        return UUID(str(identity))

    def pages(self) -> models.QuerySet:
        """Give the live originals."""
        return self._pages.objects()

    def loaded(self, queryset: models.QuerySet) -> models.QuerySet:
        """Give a ``PagePart`` for each part and language of its page."""
        parts = list(queryset.select_related(*self.select_related).prefetch_related(*self.prefetch_related))
        keys = {getattr(part, self.page_key_field) for part in parts}
        by_key: dict[Any, list[Page]] = {}
        for page in with_relations(self._pages, self.pages().filter(translation_key__in=keys)):
            by_key.setdefault(page.translation_key, []).append(page)
        return [PagePart(page, part) for part in parts for page in by_key.get(getattr(part, self.page_key_field), ())]

    def is_public(self, obj: PagePart, snapshot: "Snapshot") -> bool:
        """Tell whether its page is."""
        return self._pages.is_public(obj.page, snapshot)

    def url(self, obj: PagePart, snapshot: "Snapshot") -> str:
        """Give the address of the page, with what ``part_path`` adds to it."""
        return self._pages.url(obj.page, snapshot) + self.part_path(obj)

    def part_path(self, obj: PagePart) -> str:
        """Say where below the page's address a part is; it ends in a slash where it is not empty."""
        return ""

    def updated_at(self, obj: PagePart) -> datetime | None:
        """Give the date of the page's last publication."""
        return self._pages.updated_at(obj.page)

    def identities_below(self, path: str) -> models.QuerySet:
        """Give the keys of the parts of pages at and below a tree path."""
        pages = self.page_model._default_manager.filter(path__startswith=path).order_by()
        found = self.objects().filter(**{f"{self.page_key_field}__in": pages.values("translation_key")})
        return found.values_list(self.identity_field, flat=True)

    @property
    def _pages(self) -> PageSource:
        source = PageSource()
        source.model, source.select_related = self.page_model, self.page_select_related
        source.prefetch_related = self.page_prefetch_related
        source.thumbnail_field, source.thumbnail_spec = self.thumbnail_field, self.thumbnail_spec
        return source
