"""Profiles that wait for a reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, TaskState

from directory_blocks.models import Commune, Term

from ..models import SoloProfilePage


@dataclass(slots=True)
class Waiting:
    """A profile as it waits: what its reviewer reads in the list."""

    page: SoloProfilePage
    state: TaskState
    title: str
    headline: str
    commune: Commune | None = None
    sectors: list[Term] = field(default_factory=list)

    @property
    def since(self) -> datetime:
        """Since when it waits."""
        return self.state.started_at

    @property
    def is_new(self) -> bool:
        """Whether the public does not see it yet."""
        return not self.page.live


def profile_states() -> QuerySet[TaskState]:
    """The steps of workflows that profiles wait in, whoever may take them."""
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__content_type=ContentType.objects.get_for_model(SoloProfilePage),
    )


def reviewable_states(user: Any) -> QuerySet[TaskState]:
    """Those that a user may take, the one that has waited longest first."""
    reviewable = TaskState.objects.reviewable_by(user).filter(pk__in=profile_states().values("pk"))
    return reviewable.order_by("started_at", "pk")


def waiting_for(user: Any) -> list[Waiting]:
    """The profiles that a user may review, the one that has waited longest first. A fixed number of queries."""
    states = list(reviewable_states(user).select_related("workflow_state"))
    pages = SoloProfilePage.objects.select_related("latest_revision", "locale", "owner").in_bulk(
        [int(state.workflow_state.object_id) for state in states]
    )
    found = []
    for state in states:
        if page := pages.get(int(state.workflow_state.object_id)):
            content = page.latest_revision.content if page.latest_revision else {}
            title, headline = content.get("title") or page.title, content.get("headline") or page.headline
            found.append(Waiting(page, state, title, headline))
    _add_facts(found)
    return found


def next_for(user: Any, *, after: Page | None = None) -> Page | None:
    """The page that has waited longest for this user, ``after`` left out."""
    for state in reviewable_states(user).select_related("workflow_state"):
        if after is None or state.workflow_state.object_id != str(after.pk):
            return Page.objects.filter(pk=int(state.workflow_state.object_id)).first()
    return None


def _add_facts(waiting: Iterable[Waiting]) -> None:
    drafts = {one.page.pk: one.page.latest_revision.content for one in waiting if one.page.latest_revision}
    communes = Commune.objects.in_bulk({draft["commune"] for draft in drafts.values() if draft.get("commune")})
    terms = Term.objects.in_bulk({pk for draft in drafts.values() for pk in draft.get("sectors") or ()})
    for one in waiting:
        draft = drafts.get(one.page.pk, {})
        one.commune = communes.get(draft.get("commune"))
        one.sectors = [terms[pk] for pk in draft.get("sectors") or () if pk in terms]
