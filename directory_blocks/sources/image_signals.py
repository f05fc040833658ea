"""Thumbnails follow their images: another file or focal point, a rendition thrown away, an image deleted."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.images import get_image_model

from ..index.upkeep import affected_by_image, refresh


def index_saved_image(
    sender: type[models.Model], instance: models.Model, created: bool, raw: bool, **kwargs: Any
) -> None:
    """An image got another focal point or file."""
    if not created and not raw:
        refresh(affected_by_image(instance.pk, sender))


def note_affected(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Remember whose thumbnail an image is while it is still there."""
    instance._directory_affected = affected_by_image(instance.pk, sender)


def index_affected(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Index what has no picture any more."""
    refresh(instance.__dict__.pop("_directory_affected", {}))


def renew_rendition(sender: type[models.Model], instance: models.Model, origin: Any, **kwargs: Any) -> None:
    """Renditions are thrown away when the file is replaced: make the thumbnail anew, unless the image goes, too."""
    if getattr(origin, "model", type(origin)) is not sender:
        return
    # Wagtail forgets the cached rendition only after this.
    instance.purge_from_cache()
    refresh(affected_by_image(instance.image_id, sender._meta.get_field("image").related_model))


def connect() -> None:
    """Start listening."""
    image, uid = get_image_model(), "directory_blocks.images"
    post_save.connect(index_saved_image, sender=image, dispatch_uid=uid)
    pre_delete.connect(note_affected, sender=image, dispatch_uid=uid)
    post_delete.connect(index_affected, sender=image, dispatch_uid=uid)
    post_delete.connect(renew_rendition, sender=image.get_rendition_model(), dispatch_uid=uid)
