"""Publishing one change to a meeting at once, and having it in every draft that may still be published."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
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
    languages. Where there is a draft it stays the latest revision, with its workflow and its schedule.
    """
    drafts = [one for one in publishable_revisions(page) if one.pk != page.live_revision_id]
    others = list(EventPage.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk))
    _edit_drafts(drafts, edit)
    for other in others:
        _edit_drafts(publishable_revisions(other), edit)
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


def _edit_drafts(revisions: Iterable[Revision], edit: Edit) -> None:
    for revision in revisions:
        draft = revision.as_object()
        edit(draft)
        draft.derive_point()
        content = draft.serializable_data()
        revision.content = {**revision.content, **{name: content[name] for name in FIELDS}}
        revision.save(update_fields=["content"])


def _publish_beside(page: EventPage, edited: EventPage, user: Any) -> Revision:
    """Publish past Wagtail's action, which would end the workflow and the schedule of the draft."""
    edited.full_clean()
    latest = page.latest_revision
    revision = Revision.objects.create(
        content_object=edited,
        base_content_type=edited.get_base_content_type(),
        user=user,
        content=edited.serializable_data(),
        object_str=str(edited),
    )
    if latest is not None:
        # It is the newer one, and a form that is open with it is out of date.
        latest.created_at = timezone.now()
        latest.save(update_fields=["created_at"])
        edited.latest_revision_created_at = latest.created_at
    edited.live_revision, edited.last_published_at = revision, timezone.now()
    edited.save()
    page_published.send(sender=type(edited), instance=edited, revision=revision)
    log(edited, "wagtail.publish", user=user, revision=revision, content_changed=True)
    return revision
