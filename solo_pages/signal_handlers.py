"""What follows from saving a picture or publishing a page."""

from functools import partial
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, pre_save
from wagtail.images import get_image_model
from wagtail.signals import page_published

from directory_blocks.pictures import make_renditions

from .conf import solo_settings
from .events import following as events
from .events.signals import occurrence_changed
from .freshness.listing import list_again
from .models import ServicePointPage, SoloProfilePage
from .models.public import PublicPageMixin
from .moderation import signal_handlers as moderation
from .pictures.checking import CheckedPicture
from .pictures.metadata import without_metadata
from .registration.following import follow
from .self_edit.kept import log_in_as_long_as_usual
from .self_edit.translation import publish_texts
from .sharing.storage import forget_cards
from .visits.counting import forget_visits


def strip_uploaded_picture(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Replace a newly uploaded picture by one without metadata, before it is ever stored."""
    if raw or not solo_settings.STRIP_IMAGE_METADATA or not instance.file or instance.file._committed:
        return
    # A checked picture is stripped already, and JPEG loses something each time it is written.
    if not isinstance(instance.file.file, CheckedPicture):
        clean = without_metadata(instance.file.file)
        if clean is None:
            return
        instance.file = ContentFile(clean, name=instance.file.name)
    instance.file_size = instance.file.size
    instance.file_hash = ""
    instance._set_file_hash()


def prepare_published_page(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Make what visitors of a published page will ask for, so that none of them waits for it."""
    if isinstance(instance, PublicPageMixin):
        transaction.on_commit(partial(_prepare, instance), robust=True)


def _prepare(page: PublicPageMixin) -> None:
    for image, size in page.pictures_shown():
        make_renditions(image, size)
    page.share_card(page.get_site())


def publish_drafted_texts(sender: type[Model], instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """What a solo wrote in other languages is published with their profile, wherever that was approved."""
    if isinstance(instance, SoloProfilePage) and revision is not None and not kwargs.get("alias"):
        publish_texts(instance, revision)


def forget_deleted_page(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """A deleted page leaves no share card behind, and no numbers."""
    forget_visits(instance)
    transaction.on_commit(partial(forget_cards, instance.pk), robust=True)


def connect() -> None:
    """Connect the receivers, once the host's image model is known."""
    moderation.connect()
    page_published.connect(prepare_published_page, dispatch_uid="solo_pages.prepare_page")
    events.connect()
    page_published.connect(publish_drafted_texts, dispatch_uid="solo_pages.publish_texts")
    occurrence_changed.connect(follow, dispatch_uid="solo_pages.follow_dates")
    user_logged_in.connect(log_in_as_long_as_usual, dispatch_uid="solo_pages.typed")
    for model in (SoloProfilePage, ServicePointPage):
        post_delete.connect(forget_deleted_page, sender=model, dispatch_uid=f"solo_pages.forget_{model.__name__}")
        pre_save.connect(list_again, sender=model, dispatch_uid=f"solo_pages.list_again_{model.__name__}")
    pre_save.connect(strip_uploaded_picture, sender=get_image_model(), dispatch_uid="solo_pages.strip_picture")
