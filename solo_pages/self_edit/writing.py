"""
The one way in which a solo changes their profile: values become a revision, the revision goes to review, and the log
says so.

Each function locks the page for its transaction, asks for permission again, and may be called twice: the second call
changes nothing. Notices follow from Wagtail's own signals, so that they are the same for what editors do in the admin.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageLogEntry, Revision, TaskState

from ..models import SoloProfilePage
from ..moderation.workflow import workflow_for
from ..permissions import can_edit_profile
from .completeness import problems
from .content import FIELDS, PROSE, Content, content_at, current_content, values_of, written
from .profiles import free_slug
from .refusals import Conflict, Incomplete, Locked, Refused
from .states import ProfileState, Standing, standing_of, was_unpublished_by
from .translation import page_for_text, translations_of


@dataclass(frozen=True)
class Saved:
    """What became of a save: the newest revision, and whether this call made it."""

    revision_id: int
    changed: bool


def locked(pk: int) -> SoloProfilePage:
    """The page as it is now, locked until the end of the transaction; whoever approves it may do so, too."""
    # The row of Page alone, and only then the profile: joined with it, other rows would be read as they were before.
    Page.objects.select_for_update().get(pk=pk)
    return SoloProfilePage.objects.get(pk=pk)


@contextmanager
def _opened(page: SoloProfilePage, user: Any) -> Iterator[tuple[SoloProfilePage, Standing]]:
    with transaction.atomic():
        current = locked(page.pk)
        if not can_edit_profile(user, current):
            raise PermissionDenied
        yield current, standing_of(current)


def save(page: SoloProfilePage, user: Any, values: Mapping[str, Any], base: int) -> Saved:
    """
    Write plain ``values`` (see ``content``) into a draft. ``base`` is the revision that the form was made from.

    What is as it was makes no revision. Raises Conflict where somebody else changed the same fields since, Incomplete
    where a profile that waits for a moderator would lack what it needs, Locked where an editor holds the page.
    """
    if unknown := set(values) - set(FIELDS):
        raise ValueError(f"Not a solo's to write: {', '.join(sorted(unknown))}.")
    with _opened(page, user) as (current, standing):
        _check_lock(current)
        content = current_content(current)
        changes = _merged(current, content, values, base, content_at(current, base))
        if not changes:
            return Saved(current.latest_revision_id or 0, changed=False)
        content = written(content, {**changes, "verified_on": timezone.localdate().isoformat()})
        if "title" in changes and current.first_published_at is None:
            content["slug"] = _renamed(current, changes["title"])
        draft = current.with_content_json(content)
        draft.derive_point()
        if standing.state == ProfileState.WAITING and (errors := problems(draft)):
            raise Incomplete(errors)
        return Saved(_revise(draft, user, standing).pk, changed=True)


def save_text(page: SoloProfilePage, user: Any, locale: Locale, values: Mapping[str, str], base: int) -> Saved:
    """
    Write the prose of another language into a draft of the translation, which is made at the first word.

    The profile itself gets a new revision that says the same: so it counts as changed, and a moderator who was looking
    at it is told to look again. Raises as ``save``.
    """
    if set(values) - set(PROSE):
        raise ValueError("Only prose is translated.")
    with _opened(page, user) as (current, standing):
        _check_lock(current)
        if not any(values.values()) and not current.has_translation(locale):
            return Saved(0, changed=False)
        translation = page_for_text(current, locale, user)
        _check_lock(translation)
        # A form without a revision was made when there was no text at all.
        origin = content_at(translation, base) if base else {}
        changes = _merged(translation, current_content(translation), values, base, origin)
        if not changes:
            return Saved(translation.latest_revision_id or 0, changed=False)
        draft = translation.with_content_json(written(current_content(translation), changes))
        revision = draft.save_revision(user=user, log_action=True, clean=False)
        _revise(current.with_content_json(current_content(current)), user, standing)
        return Saved(revision.pk, changed=True)


def submit(page: SoloProfilePage, user: Any) -> bool:
    """
    Have a moderator look at the draft, for the first time or again; gives whether this call sent it.

    Raises Incomplete where something is missing.
    """
    with _opened(page, user) as (current, standing):
        if standing.state in (ProfileState.WAITING, ProfileState.APPROVED):
            return False
        if errors := problems(current.with_content_json(current_content(current))):
            raise Incomplete(errors)
        if standing.state == ProfileState.SENT_BACK:
            standing.review.resume(user)
            return True
        if current.latest_revision_id is None:
            current.save_revision(user=user, clean=False)
        workflow_for(current).start(current, user)
        return True


def withdraw(page: SoloProfilePage, user: Any) -> bool:
    """Take back what waits for a moderator; it stays as a draft. Gives whether anything waited."""
    with _opened(page, user) as (_current, standing):
        if standing.state != ProfileState.WAITING:
            return False
        standing.review.cancel(user)
        return True


def unpublish(page: SoloProfilePage, user: Any) -> bool:
    """Take the profile offline in every language, and back from the moderators. Gives whether it was online."""
    with _opened(page, user) as (current, standing):
        if not current.live:
            return False
        if standing.review is not None:
            standing.review.cancel(user)
        for one in [*translations_of(current).live(), current]:
            # Theirs to take offline, though they may publish nothing: so Wagtail is not asked.
            UnpublishPageAction(one, user=user).execute(skip_permission_checks=True)
        return True


def republish(page: SoloProfilePage, user: Any) -> bool:
    """
    Bring a profile back that its solo took offline, as it was approved last; what is newer stays a draft.

    Raises Refused where a moderator took it offline: then it goes through review.
    """
    with _opened(page, user) as (current, standing):
        if standing.state != ProfileState.UNPUBLISHED:
            return False
        if not was_unpublished_by(user, current):
            raise Refused(_("A moderator took your profile offline: it comes back when it has been looked at again."))
        for one in [current, *translations_of(current)]:
            if not one.live and one.first_published_at and was_unpublished_by(user, one):
                _approved(one, user).publish(user=user, skip_permission_checks=True)
        return True


def _check_lock(page: SoloProfilePage) -> None:
    if page.locked:
        raise Locked


def _merged(
    page: SoloProfilePage, content: Content, values: Mapping[str, Any], base: int, origin: Content | None
) -> dict[str, Any]:
    """
    What of ``values`` is to be written onto ``content``: what the person changed since revision ``base``, which said
    ``origin``, where nobody else changed it, too. Raises Conflict where somebody did, or where nobody knows.
    """
    now = values_of(content, values)
    new = {name: value for name, value in values.items() if value != now[name]}
    if origin is None:
        if new:
            raise Conflict({name: now[name] for name in new}, page.latest_revision_id or 0)
        return {}
    before = values_of(origin, new)
    mine = {name: value for name, value in new.items() if value != before[name]}
    moved = base != (page.latest_revision_id or 0)
    if moved and (theirs := {name: now[name] for name in mine if now[name] != before[name]}):
        raise Conflict(theirs, page.latest_revision_id or 0)
    return mine


def _renamed(page: SoloProfilePage, name: str) -> str:
    """The address that follows from another name, as long as nobody can know the old one; the page has it at once."""
    slug = free_slug(page.get_parent(), name, page)
    page.title, page.slug = name, slug
    page.save()
    return slug


def _revise(draft: SoloProfilePage, user: Any, standing: Standing) -> Revision:
    """Save a revision; where one waits for a moderator, it is this one that waits from now on."""
    revision = draft.save_revision(user=user, log_action=True, clean=False)
    if standing.state == ProfileState.WAITING:
        waiting = TaskState.objects.filter(workflow_state=standing.review, status=TaskState.STATUS_IN_PROGRESS)
        waiting.update(revision=revision)
    return revision


def _approved(page: SoloProfilePage, user: Any) -> Revision:
    """The revision that was published last: the one that the log names, else one made of the page as it stands."""
    live = page.serializable_data()
    publications = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", revision__isnull=False)
    last = publications.select_related("revision").order_by("-timestamp", "-pk").first()
    if last is not None and _says_the_same(last.revision.content, live):
        return last.revision
    return Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        # Older than any draft, so that none of them seems to be published with it.
        created_at=page.last_published_at,
        content=live,
        object_str=str(page),
    )


def _says_the_same(one: Content, other: Content) -> bool:
    names = (*FIELDS, "verified_on", "slug")
    return values_of(one, names) == values_of(other, names)
