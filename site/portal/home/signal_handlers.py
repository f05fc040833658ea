"""Keeps what is derived from the portal's own content true: pages that are kept, renditions that pages need."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Locale, Page
from wagtail.signals import page_published

from directory_blocks import freshness
from directory_blocks.pictures import make_renditions

from .models import HomePage, PortalSettings, PortalText, StandardPage


def connect() -> None:
    """Connect the receivers; called once, when every app is ready."""
    for signal in (post_save, post_delete):
        # What pages show beside what the index and its upkeep know of.
        for model in (PortalSettings, PortalText, Locale, Redirect, get_image_model()):
            signal.connect(renew_stamp, sender=model, dispatch_uid=f"home_stamp_{model.__name__}")
    page_published.connect(prepare_pictures, dispatch_uid="home_pictures")


def renew_stamp(sender: type[models.Model], **kwargs: Any) -> None:
    """What was kept of public pages is no longer what they say."""
    if not kwargs.get("raw"):
        freshness.touch()


def prepare_pictures(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Make the renditions of a published page now, not for its first visitor."""
    if not isinstance(instance, HomePage | StandardPage):
        return
    if isinstance(instance, HomePage):
        make_renditions(instance.hero_image, "card")
    for block in instance.body:
        if block.block_type == "picture":
            make_renditions(block.value["image"], "text")
