"""Parts of pages as sources: several entries of one page, such as the dates of a meeting."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import models
from wagtail.models import Locale, Page

from ..models.taxonomy import Term
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
    ``entry`` is given a ``PagePart``; ``thumbnail_field`` is the page's.

    Pages and single parts are followed as they are saved and deleted. Whoever writes parts past ``save`` calls
    ``index.upkeep.refresh``.
    """

    model: ClassVar[type[models.Model]]
    page_model: ClassVar[type[Page]]
    page_key_field: ClassVar[str]
    identity_field = "key"
    translatable = True
    # Read along with the pages; of what comes in further queries only children by their names.
    page_select_related: ClassVar[tuple[str, ...]] = ()
    page_prefetch_related: ClassVar[tuple[str, ...]] = ()

    def identity(self, obj: Any) -> Any:
        """Give the part's own key; of a part as of its row."""
        return getattr(obj, "part", obj).key

    def entry_key(self, identity: Any) -> UUID:
        """The key as it is."""
        return UUID(str(identity))

    def pages(self) -> models.QuerySet:
        """Give the live originals."""
        return self._pages.objects()

    def load(self, identities: Sequence[Any], saved: Mapping[Any, Any]) -> list[PagePart]:
        """
        Give a ``PagePart`` for each part and language of its page. ``saved`` has pages, or parts where a part itself is
        being saved: these are in the database by then.
        """
        parts = self.objects().filter(**{f"{self.identity_field}__in": identities})
        parts = list(parts.select_related(*self.select_related).prefetch_related(*self.prefetch_related))
        keys = {getattr(part, self.page_key_field) for part in parts}
        by_key: dict[Any, list[Page]] = {}
        for page in with_relations(self._pages, self.pages().filter(translation_key__in=keys).exclude(pk__in=saved)):
            by_key.setdefault(page.translation_key, []).append(page)
        for page in saved.values():
            by_key.setdefault(page.translation_key, []).append(self._read_once(page))
        return [PagePart(page, part) for part in parts for page in by_key.get(getattr(part, self.page_key_field), ())]

    def _read_once(self, page: Page) -> Page:
        """The page as it is being saved, what it has read once for all of its parts; the page itself is left alone."""
        stand_in = copy(page)
        terms = [field.name for field in page._meta.many_to_many if field.related_model is Term]
        children = {name: list(getattr(page, name).all()) for name in (*self.page_prefetch_related, *terms)}
        stand_in._cluster_related_objects = {**(getattr(page, "_cluster_related_objects", None) or {}), **children}
        field = self.thumbnail_field
        if field and getattr(page, field):
            images = page._meta.get_field(field).related_model._default_manager.prefetch_renditions(self.thumbnail_spec)
            setattr(stand_in, field, images.get(pk=getattr(page, field).pk))
        return stand_in

    def is_public(self, obj: PagePart, snapshot: "Snapshot") -> bool:
        """Tell whether its page is."""
        return self.is_public_page(obj.page, snapshot)

    def is_public_page(self, page: Page, snapshot: "Snapshot") -> bool:
        """Tell whether everybody may see a page."""
        return self._pages.is_public(page, snapshot)

    def url(self, obj: PagePart, snapshot: "Snapshot") -> str:
        """Give the address of the page, with what ``part_path`` adds to it."""
        return self._pages.url(obj.page, snapshot) + self.part_path(obj)

    def part_path(self, obj: PagePart) -> str:
        """Say where below the page's address a part is; it ends in a slash where it is not empty."""
        return ""

    def updated_at(self, obj: PagePart) -> datetime | None:
        """Give the date of the page's last publication."""
        return self._pages.updated_at(obj.page)

    def identities_of(self, page: Page) -> list[Any]:
        """Give the keys of the parts of a page, which its translations share."""
        found = self.objects().filter(**{self.page_key_field: page.translation_key})
        return list(found.values_list(self.identity_field, flat=True))

    def identities_below(self, path: str) -> models.QuerySet:
        """Give the keys of the parts of pages at and below a tree path."""
        pages = self.page_model._default_manager.filter(path__startswith=path).order_by()
        found = self.objects().filter(**{f"{self.page_key_field}__in": pages.values("translation_key")})
        return found.values_list(self.identity_field, flat=True)

    @property
    def pictured_model(self) -> type[models.Model]:
        """Pictures are those of the pages."""
        return self.page_model

    def identities_showing(self, image_id: int, model: type[models.Model]) -> list[Any]:
        """Give the keys of the parts of pages with this picture."""
        pages = self._pages.objects_showing(image_id, model)
        if pages is None:
            return []
        found = self.objects().filter(**{f"{self.page_key_field}__in": pages.values("translation_key")})
        return list(found.values_list(self.identity_field, flat=True))

    @property
    def _pages(self) -> PageSource:
        source = PageSource()
        source.model, source.select_related = self.page_model, self.page_select_related
        source.prefetch_related = self.page_prefetch_related
        source.thumbnail_field, source.thumbnail_spec = self.thumbnail_field, self.thumbnail_spec
        return source
