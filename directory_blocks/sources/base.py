"""The contract between the entry index and whatever is to be found in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import models
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import TranslatableMixin

from ..enums import EntryStatus, Precision
from ..models.abstract import Point
from ..models.gazetteer import Commune
from ..models.taxonomy import Term

if TYPE_CHECKING:
    from ..index.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryData:
    """
    What one object contributes to the index in one language. Only what the public may know.

    ``url_path`` is only needed where ``Source.url`` cannot work it out; ``updated_at`` where the source's default (a
    page's last publication) is not meant. The names of terms and of the commune are searchable without being in
    ``body``.
    """

    title: str
    summary: str = ""
    # Searched, never shown.
    body: str = ""
    url_path: str = ""
    terms: Iterable[Term] = ()
    commune: Commune | None = None
    point: Point | None = None
    precision: Precision = Precision.EXACT
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    # None: the question does not arise. ``free_places`` counts until it starts.
    online: bool | None = None
    free_places: bool | None = None
    status: EntryStatus | None = None
    opening_hours: str = ""
    thumbnail: str = ""
    verified_on: date | None = None
    updated_at: datetime | None = None
    # Behind all others where names give the order.
    last: bool = False

    def __post_init__(self) -> None:
        """Keep the terms: they are read once for each language, and may come from an iterator."""
        object.__setattr__(self, "terms", tuple(self.terms))


class Source:
    """
    A kind of thing that can be found. Subclass it in ``<app>/entry_sources.py`` and register it with
    ``@register_source``; that module is imported once every app is ready.

    Any Django model will do; one with Wagtail's ``TranslatableMixin`` has an entry per translation, another stands
    with its one text in every language of the site. For pages see ``PageSource``.
    """

    key: ClassVar[str]
    model: ClassVar[type[models.Model]]
    label: ClassVar[Any]
    label_plural: ClassVar[Any]
    # Vocabularies whose terms its objects carry, in the order of their facets.
    vocabularies: ClassVar[tuple[str, ...]] = ()
    # Read along with the objects when many are indexed; relations to Term and Commune always are.
    select_related: ClassVar[tuple[str, ...]] = ()
    prefetch_related: ClassVar[tuple[Any, ...]] = ()
    # Whether its objects have dates, can be taken part in online, may run out of places: lists offer such filters then.
    has_dates: ClassVar[bool] = False
    has_online: ClassVar[bool] = False
    has_places: ClassVar[bool] = False
    # Foreign key to the image whose rendition is the thumbnail, read along with its renditions.
    thumbnail_field: ClassVar[str] = ""
    thumbnail_spec: ClassVar[str] = "fill-480x320"

    def entry(self, obj: Any) -> EntryData:
        """Say what ``obj`` contributes in its own language."""
        raise NotImplementedError

    def objects(self) -> models.QuerySet:
        """Give the objects that may be entries, without an order; narrow it where some never are."""
        return self.model._default_manager.order_by()

    def is_public(self, obj: Any, snapshot: "Snapshot") -> bool:
        """Tell whether everybody may see ``obj``; a draft never is public."""
        return getattr(obj, "live", True)

    def url(self, obj: Any, snapshot: "Snapshot") -> str:
        """Give the path of the public page of ``obj``."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else ""

    def updated_at(self, obj: Any) -> datetime | None:
        """Say when ``obj`` last changed, where the source knows."""
        return None

    @property
    def translatable(self) -> bool:
        """Whether objects have translations of their own."""
        return issubclass(self.model, TranslatableMixin)

    @property
    def identity_field(self) -> str:
        """The field that all translations of one thing share."""
        return "translation_key" if self.translatable else "pk"

    def identity(self, obj: Any) -> Any:
        """Give what all translations of one thing share."""
        return getattr(obj, self.identity_field)

    def entry_key(self, identity: Any) -> UUID:
        """Turn an identity into ``Entry.translation_key``."""
        return (
            UUID(str(identity)) if self.translatable else uuid5(NAMESPACE_URL, f"{self.model._meta.label}:{identity}")
        )

    def language(self, obj: Any) -> str:
        """Give the code of the content language that the text of ``obj`` is in."""
        return obj.locale.language_code if self.translatable else default_language()

    def load(self, identities: Sequence[Any], saved: Mapping[Any, Any]) -> list[Any]:
        """
        Give the objects with these identities, and all that ``entry`` reads of them, in a fixed number of queries.
        ``saved`` (primary key → object) stands for what is being saved and not wholly in the database yet.
        """
        queryset = self.objects().filter(**{f"{self.identity_field}__in": identities})
        if saved:
            queryset = queryset.exclude(pk__in=saved)
        return [*with_relations(self, queryset), *saved.values()]

    @property
    def pictured_model(self) -> type[models.Model]:
        """The model that ``thumbnail_field`` is one of."""
        return self.model

    def objects_showing(self, image_id: int, model: type[models.Model]) -> models.QuerySet | None:
        """Give the objects with a picture, an image of ``model``, as their thumbnail; None where none ever has."""
        if not self.thumbnail_field or self.model._meta.get_field(self.thumbnail_field).related_model is not model:
            return None
        return self.objects().filter(**{self.thumbnail_field: image_id})

    def identities_showing(self, image_id: int, model: type[models.Model]) -> list[Any]:
        """Give the identities of what has a picture, an image of ``model``, as its thumbnail."""
        found = self.objects_showing(image_id, model)
        return [] if found is None else list(found.values_list(self.identity_field, flat=True).distinct())


def default_language() -> str:
    """Give the content language of the site's default language."""
    return get_supported_content_language_variant(settings.LANGUAGE_CODE)


def with_relations(source: Source, queryset: models.QuerySet) -> models.QuerySet:
    """Join communes and the thumbnail's image to ``queryset`` and prefetch terms and renditions."""
    joined, fetched = list(source.select_related), list(source.prefetch_related)
    for field in source.model._meta.get_fields():
        if not field.is_relation or field.auto_created:
            continue
        if field.many_to_many and field.related_model is Term:
            fetched.append(field.name)
        elif field.many_to_one and field.related_model in (Commune, Term):
            joined.append(field.name)
    if source.translatable:
        joined.append("locale")
    if source.thumbnail_field:
        images = source.model._meta.get_field(source.thumbnail_field).related_model._default_manager
        fetched.append(
            models.Prefetch(source.thumbnail_field, queryset=images.prefetch_renditions(source.thumbnail_spec))
        )
    already = {getattr(lookup, "prefetch_to", lookup) for lookup in source.prefetch_related}
    fetched = [lookup for lookup in fetched if lookup in source.prefetch_related or _path(lookup) not in already]
    return queryset.select_related(*joined).prefetch_related(*dict.fromkeys(fetched))


def _path(lookup: str | models.Prefetch) -> str:
    return lookup.prefetch_to if isinstance(lookup, models.Prefetch) else lookup
