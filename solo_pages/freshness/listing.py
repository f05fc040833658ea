"""Where pages that wait to be confirmed stand in lists: the index reads it here."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Subquery

from directory_blocks.sources import PageSource

from ..enums import Freshness, Standing
from ..models.freshness_record import FreshnessRecord

if TYPE_CHECKING:
    from directory_blocks.index.snapshot import Snapshot


class ConfirmablePageSource(PageSource):
    """A page type that is confirmed from time to time: what is unlisted is in no list, map, export or sitemap."""

    def objects(self) -> models.QuerySet:
        """Read the standing along."""
        records = FreshnessRecord.objects.filter(translation_key=OuterRef("translation_key"))
        return super().objects().annotate(read_standing=Subquery(records.values("standing")))

    def is_public(self, obj: Any, snapshot: "Snapshot") -> bool:
        """Tell whether the page is public, and not unlisted."""
        return super().is_public(obj, snapshot) and standing_of(obj) != Standing.UNLISTED


def standing_of(page: Any) -> str:
    """Where a page stands: a value of Standing, or nothing. One query, none for what a source has read."""
    if "read_standing" in page.__dict__:
        return page.read_standing or ""
    records = FreshnessRecord.objects.filter(translation_key=page.translation_key)
    return records.values_list("standing", flat=True).first() or ""


def unlisted_keys() -> models.QuerySet:
    """The translation keys of what is in no list any more, for a subquery."""
    return FreshnessRecord.objects.filter(standing=Standing.UNLISTED).values("translation_key")


def stands_last(page: Any) -> bool:
    """Whether a page stands behind all others."""
    return standing_of(page) == Standing.LAST


def list_again(sender: type[models.Model], instance: Any, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """A page is saved as confirmed, by whomever: it stands where it did, before the index reads it."""
    touched = update_fields is None or "verified_on" in update_fields
    if not raw and touched and instance.pk and instance.freshness == Freshness.FRESH:
        FreshnessRecord.objects.filter(translation_key=instance.translation_key).delete()
