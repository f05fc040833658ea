"""The form of a profile in the admin: what somebody else saved meanwhile is never overwritten unseen."""

from typing import Any

from django.forms import Media
from django.utils.translation import gettext as _
from wagtail.models import Revision

from directory_blocks.location.forms import LocatedPageForm

from ..editing_at_once.opened import SCRIPT, is_out_of_date
from .comparison import changed_labels


class ProfileForm(LocatedPageForm):
    """
    Wagtail refuses its automatic saving over a newer revision, and lets the buttons do it: here they are told first.
    Saved once more, the form goes through, since by then its editor knows.
    """

    @property
    def media(self) -> Media:
        return super().media + SCRIPT

    def clean(self) -> Any:
        cleaned = super().clean()
        if is_out_of_date(self.instance, self.data):
            self.add_error(None, self._warning())
        return cleaned

    def _warning(self) -> str:
        text = _(
            "Somebody else has saved this profile while you had it open%(fields)s. Your version is still here and not "
            "saved: look at theirs in another tab first. Saving once more puts yours in its place."
        )
        fields = ", ".join(self._changed())
        return text % {"fields": f" ({fields})" if fields else ""}

    def _changed(self) -> list[str]:
        loaded = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id") or ""
        page = self.instance
        before = page.revisions.filter(pk=loaded).first() if loaded.isdecimal() else None
        latest = Revision.objects.filter(pk=page.latest_revision_id).first()
        return changed_labels(page, before.as_object(), latest.as_object()) if before and latest else []
