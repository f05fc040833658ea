"""The form of a profile in the admin: what somebody else saved meanwhile is never overwritten unseen."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from directory_blocks.location.forms import LocatedPageForm

from .comparison import changed_labels


class ProfileForm(LocatedPageForm):
    """
    Wagtail refuses its automatic saving over a newer revision, and lets the buttons do it: here they are told first.
    Saved once more, the form goes through, since by then its editor knows.
    """

    def clean(self) -> Any:
        cleaned = super().clean()
        if self._is_out_of_date():
            self.add_error(None, self._warning())
        return cleaned

    def _is_out_of_date(self) -> bool:
        latest = str(self.instance.latest_revision_id or "")
        if not self.instance.pk or not latest:
            return False
        if own := self.data.get("overwrite_revision_id"):
            return own != latest
        loaded = self.data.get("loaded_revision_id")
        if not loaded:
            return False
        saved_at = self.instance.latest_revision.created_at.isoformat()
        return loaded != latest or self.data.get("loaded_revision_created_at") not in (None, saved_at)

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
