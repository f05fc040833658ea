"""The step of a workflow in which a moderator looks at a solo's profile."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from ..moderation.forms import CommentNeededForm
from ..moderation.lock import ReviewLock


class ProfileReviewTask(AbstractGroupApprovalTask):
    """Members of the groups compare a profile with what is published, then approve it or send it back."""

    lock_class = ReviewLock

    class Meta:
        verbose_name = _("profile review")
        verbose_name_plural = _("profile reviews")

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """Nobody is sent back without a word."""
        return CommentNeededForm if action == "reject" else super().get_form_for_action(action)

    @classmethod
    def get_description(cls) -> str:
        """What editors read where they compose workflows."""
        return _("Members of the chosen groups look at what changed in a profile, and approve it or send it back")
