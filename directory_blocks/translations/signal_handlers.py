"""When translations follow their source page."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page, get_page_models
from wagtail.signals import page_published
from wagtail_localize.models import Translation

from ..conf import directory_settings
from .detached import keep_words
from .drafts import guard
from .sharing import share_publication


def share_published_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page was published: in the same request no translation says otherwise."""
    if directory_settings.SYNCHRONISE_TRANSLATIONS and not kwargs.get("alias"):
        share_publication(instance)


def share_saved_page(
    sender: type[Page], instance: Page, raw: bool, created: bool, update_fields: Any, **kwargs: Any
) -> None:
    """A live page was saved by a program, past publication; its relations are written by the time of the commit."""
    whole = update_fields is None and not raw and not created and sender is not Page
    if whole and instance.live and directory_settings.SYNCHRONISE_TRANSLATIONS:
        transaction.on_commit(partial(share_publication, instance))


def connect() -> None:
    """Start listening."""
    guard()
    pre_save.connect(keep_words, sender=Translation, dispatch_uid="directory_blocks.translations.attached")
    page_published.connect(share_published_page, dispatch_uid="directory_blocks.translations.published")
    for model in get_page_models():
        post_save.connect(share_saved_page, sender=model, dispatch_uid="directory_blocks.translations.saved")
