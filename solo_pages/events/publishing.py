"""Publishing one change to a meeting at once, and having it in every draft that may still be published."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import page_published

from directory_blocks.revisions import publishable_revisions

from ..models import EventPage

Edit = Callable[[EventPage], None]

# What changes to dates are written into.
FIELDS = (
    "exceptions",
    "is_cancelled",
    "starts_on",
    "starts_time",
    "ends_on",
    "ends_time",
    "venue",
    "place_name",
    "street_address",
    "postcode",
    "commune",
    "location",
    "latitude",
    "longitude",
)


def publish_edit(page: EventPage, edited: EventPage, edit: Edit, user: Any) -> Revision:
    """
    Publish ``edited``, which is the live ``page`` with the edit made, and make the edit in the open drafts of all
    languages. Where there is a draft, the draft with the edit becomes the latest revision, and takes over its workflow
    and its schedule: a form that is open with the one before is out of date.
    """
    drafts = [one for one in publishable_revisions(page) if one.pk != page.live_revision_id]
    others = list(EventPage.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk))
    edited.latest_revision = _edit_drafts(page, drafts, edit, user)
    for other in others:
        was_live = other.live_revision_id == other.latest_revision_id
        other.latest_revision = _edit_drafts(other, publishable_revisions(other), edit, user)
        if was_live:
            other.live_revision = other.latest_revision
        edit(other)
        other.save(clean=False)
    if not drafts and page.live_revision_id == page.latest_revision_id:
        revision = edited.save_revision(user=user, log_action=True)
        revision.publish(user=user, skip_permission_checks=True)
        return revision
    return _publish_beside(page, edited, user)


def lock_family(page: EventPage) -> None:
    """Have whoever saves a draft of the meeting meanwhile come before or after, never in between."""
    family = Page.objects.filter(translation_key=page.translation_key).order_by("pk")
    list(family.select_for_update().values_list("pk", flat=True))


def _edit_drafts(page: EventPage, revisions: Iterable[Revision], edit: Edit, user: Any) -> Revision | None:
    """Make the edit in revisions of a page; gives the one that is the latest then."""
    latest = page.latest_revision
    for revision in revisions:
        draft = revision.as_object()
        edit(draft)
        draft.derive_point()
        edited = draft.serializable_data()
        content = {**revision.content, **{name: edited[name] for name in FIELDS}}
        if revision.pk == page.latest_revision_id:
            latest = _succeed(revision, content, user)
        else:
            revision.content = content
            revision.save(update_fields=["content"])
    return latest


def _succeed(revision: Revision, content: dict[str, Any], user: Any) -> Revision:
    """Put a newer revision in the place of the latest, also where it waits to be published."""
    newer = Revision.objects.create(
        content_type=revision.content_type,
        base_content_type=revision.base_content_type,
        object_id=revision.object_id,
        user=user,
        content=content,
        object_str=revision.object_str,
        approved_go_live_at=revision.approved_go_live_at,
    )
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    TaskState.objects.filter(revision=revision, status=TaskState.STATUS_IN_PROGRESS).update(revision=newer)
    return newer


def _publish_beside(page: EventPage, edited: EventPage, user: Any) -> Revision:
    """Publish past Wagtail's action, which would end the workflow and the schedule of the draft."""
    edited.full_clean()
    latest = edited.latest_revision
    revision = Revision.objects.create(
        content_object=edited,
        base_content_type=edited.get_base_content_type(),
        user=user,
        content=edited.serializable_data(),
        object_str=str(edited),
    )
    if latest is not None:
        # It is the newer one.
        latest.created_at = timezone.now()
        latest.save(update_fields=["created_at"])
        edited.latest_revision_created_at = latest.created_at
    edited.live_revision, edited.last_published_at = revision, timezone.now()
    edited.save()
    page_published.send(sender=type(edited), instance=edited, revision=revision)
    log(edited, "wagtail.publish", user=user, revision=revision, content_changed=True)
    return revision
