"""A page got another address: its old ones lead to it from the moment that the change is committed."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from .tasks import redirect_branch


def redirect_renamed(sender: type[Page], instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """Redirect a page with another slug and all below it."""
    _redirect(instance.pk, instance_before.url_path, instance.url_path)


def redirect_moved(
    sender: type[Page], instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    """Redirect a page that was moved and all below it; reordering changes no address."""
    _redirect(instance.pk, url_path_before, url_path_after)


def _redirect(page_id: int, before: str, after: str) -> None:
    # Where Wagtail writes its own, ours would only come second.
    if before != after and not getattr(settings, "WAGTAILREDIRECTS_AUTO_CREATE", True):
        transaction.on_commit(partial(redirect_branch.enqueue, page_id, before))


def connect() -> None:
    """Start listening."""
    page_slug_changed.connect(redirect_renamed, dispatch_uid="directory_blocks.redirects.renamed")
    post_page_move.connect(redirect_moved, dispatch_uid="directory_blocks.redirects.moved")
