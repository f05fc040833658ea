"""What stands above the form of a profile that waits for review."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    """Keeps others from a profile under review as Wagtail does, and leads its reviewers to what changed."""

    def get_message(self, user: Any) -> str:
        """Say to a reviewer where to look; to others what Wagtail says."""
        if self.for_user(user):
            return super().get_message(user)
        return format_html(
            '{} <a href="{}">{}</a>',
            _("This profile waits for your review."),
            reverse("solo_reviews:review", args=[self.object.pk]),
            _("Review what changed"),
        )
