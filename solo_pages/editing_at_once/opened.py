"""Which version of a page its form was opened with, and whether that is still the latest."""

from typing import Any

from django import forms
from wagtail.models import Page

# Wagtail's own automatic saving keeps the version that the form is about to itself.
SCRIPT = forms.Media(js=[forms.Script("solo_pages/admin/own_saves.js", type="module")])


def is_out_of_date(page: Page, data: Any) -> bool:
    """Say whether somebody saved the page since the form that sends ``data`` was opened, or last saved by itself."""
    latest = str(page.latest_revision_id or "")
    if not page.pk or not latest:
        return False
    if own := data.get("overwrite_revision_id"):
        return own != latest
    loaded = data.get("loaded_revision_id")
    if not loaded:
        return False
    saved_at = page.latest_revision.created_at.isoformat()
    return loaded != latest or data.get("loaded_revision_created_at") not in (None, saved_at)


def opened_version(page: Page, data: Any) -> Page | None:
    """Give the page as the form showed it; nothing where that is not known, or was overwritten since."""
    opened = data.get("overwrite_revision_id") or data.get("loaded_revision_id") or ""
    if not opened.isdecimal() or opened == str(page.latest_revision_id):
        return None
    revision = page.revisions.filter(pk=opened).first()
    return revision.as_object() if revision else None
