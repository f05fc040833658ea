"""Approving a profile or sending it back: once, and only what was looked at."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page, TaskState

from .. import permissions
from ..models import SoloProfilePage


class NotWaitingError(Exception):
    """The profile does not wait (any more); ``decided`` is what became of it last, if anything did."""

    def __init__(self, decided: TaskState | None) -> None:
        super().__init__()
        self.decided = decided


class MovedError(Exception):
    """Somebody has saved the profile since the reviewer looked at it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile in all its languages: the page that is reviewed, and its translations."""

    page: SoloProfilePage
    translations: tuple[SoloProfilePage, ...]

    @property
    def seen(self) -> str:
        """What a reviewer looks at, as text: the newest revision of each language."""
        pages = sorted((self.page, *self.translations), key=lambda page: page.pk)
        return ",".join(f"{page.pk}:{page.latest_revision_id or 0}" for page in pages)


def profile_of(page: Page) -> Profile:
    """Read a profile in all its languages."""
    pages = SoloProfilePage.objects.filter(translation_key=page.translation_key, alias_of=None)
    found = {one.pk: one for one in pages.select_related("locale", "latest_revision", "owner").order_by("pk")}
    return Profile(found.pop(page.pk), tuple(found.values()))


def last_decision(page: Page) -> TaskState | None:
    """What a reviewer decided last on a page."""
    decided = TaskState.objects.for_instance(page).filter(finished_at__isnull=False)
    return decided.select_related("finished_by").order_by("-finished_at", "-pk").first()


def approve(page: Page, user: Any, *, seen: str, comment: str = "") -> None:
    """
    Approve what ``seen`` names, which publishes it. Raises NotWaitingError, MovedError and PermissionDenied; nothing is
    decided then.
    """
    _decide(page, user, "approve", seen, comment)


def send_back(page: Page, user: Any, *, seen: str, comment: str) -> None:
    """Send a profile back with the reviewer's words; raises what approve() does."""
    _decide(page, user, "reject", seen, comment)


@transaction.atomic
def _decide(page: Page, user: Any, action: str, seen: str, comment: str) -> None:
    profile = lock(page)
    state = profile.page.current_workflow_task_state
    if state is None:
        raise NotWaitingError(last_decision(page))
    if not permissions.can_review(user, profile.page):
        raise PermissionDenied
    if seen != profile.seen:
        raise MovedError
    follow(state, profile.page)
    state.task.specific.on_action(state, user, action, comment=comment)


def lock(page: Page) -> Profile:
    """Read a profile and keep others from changing it until the transaction ends."""
    rows = Page.objects.select_for_update().filter(translation_key=page.translation_key).order_by("pk")
    list(rows.values_list("pk", flat=True))
    return profile_of(page)


def follow(state: TaskState, page: Page) -> None:
    """Have a step of a workflow name the newest revision, which is the one that its approval publishes."""
    if state.revision_id != page.latest_revision_id:
        state.revision_id = page.latest_revision_id
        TaskState.objects.filter(pk=state.pk).update(revision=page.latest_revision_id)
