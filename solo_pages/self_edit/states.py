"""Where a profile stands, in words that a solo knows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry, WorkflowState

from ..models import SoloProfilePage


class ProfileState(models.TextChoices):
    """Where a profile stands between its solo, the moderators and the public."""

    NONE = "none", _("Not begun")
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for a moderator")
    SENT_BACK = "sent_back", _("Sent back")
    APPROVED = "approved", _("Published")
    CHANGED = "changed", _("Published, with changes not sent yet")
    UNPUBLISHED = "unpublished", _("Offline")


@dataclass(frozen=True)
class Standing:
    """A profile's state, with the review it is in or was sent back from."""

    state: ProfileState
    review: WorkflowState | None = None

    @property
    def comment(self) -> str:
        """The moderator's words where it was sent back."""
        sent_back = self.state == ProfileState.SENT_BACK and self.review and self.review.current_task_state
        return self.review.current_task_state.comment if sent_back else ""

    @property
    def waiting_since(self) -> datetime | None:
        """When the waiting review began."""
        waiting = self.state == ProfileState.WAITING and self.review and self.review.current_task_state
        return self.review.current_task_state.started_at if waiting else None


def standing_of(page: SoloProfilePage | None) -> Standing:
    """Where the profile stands. One query."""
    if page is None:
        return Standing(ProfileState.NONE)
    review = WorkflowState.objects.active().for_instance(page).select_related("current_task_state").first()
    if review is not None:
        waiting = review.status == WorkflowState.STATUS_IN_PROGRESS
        return Standing(ProfileState.WAITING if waiting else ProfileState.SENT_BACK, review)
    if page.live:
        return Standing(ProfileState.CHANGED if page.has_unpublished_changes else ProfileState.APPROVED)
    return Standing(ProfileState.UNPUBLISHED if page.first_published_at else ProfileState.DRAFT)


def state_of(page: SoloProfilePage | None) -> ProfileState:
    """Where the profile stands, in a word. One query."""
    return standing_of(page).state


def was_unpublished_by(user: Any, page: SoloProfilePage) -> bool:
    """Whether it was they who took the page offline last: what a moderator took offline comes back by approval only."""
    last = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish").order_by("-timestamp", "-pk").first()
    return last is not None and last.user_id == user.pk
