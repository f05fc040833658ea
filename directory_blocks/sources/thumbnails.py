"""Thumbnails are made when a thing is published, not by the first visitor."""

import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

logger = logging.getLogger(__name__)


def thumbnail_url(image: Any, spec: str) -> str:
    """
    Make the rendition of a Wagtail image and give its URL; empty without an image, and for one whose file is missing
    or damaged: a broken picture must not keep anybody from publishing.
    """
    if image is None:
        return ""
    from wagtail.images.models import Filter  # noqa: PLC0415 - wagtail.images may not be installed

    try:
        try:
            return image.find_existing_rendition(Filter(spec=spec)).url
        except ObjectDoesNotExist:
            with transaction.atomic():
                return image.get_rendition(spec).url
    except Exception:
        logger.warning("No thumbnail for image %s.", image.pk, exc_info=True)
        return ""
