"""What follows from saving a picture or publishing a page."""

from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Model
from django.db.models.signals import pre_save
from wagtail.images import get_image_model

from .conf import solo_settings
from .pictures.metadata import without_metadata


def strip_uploaded_picture(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Replace a newly uploaded picture by one without metadata, before it is ever stored."""
    if raw or not solo_settings.STRIP_IMAGE_METADATA or not instance.file or instance.file._committed:
        return
    clean = without_metadata(instance.file.file)
    if clean is None:
        return
    instance.file = ContentFile(clean, name=instance.file.name)
    instance.file_size = len(clean)
    instance.file_hash = ""
    instance._set_file_hash()


def connect() -> None:
    """Connect the receivers, once the host's image model is known."""
    pre_save.connect(strip_uploaded_picture, sender=get_image_model(), dispatch_uid="solo_pages.strip_picture")
