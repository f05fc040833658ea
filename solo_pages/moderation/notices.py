"""What reviewers and solos are told of a profile, each thing once, and nobody of what they did themselves."""

from typing import Any

from django.utils import timezone
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from .. import permissions
from ..models import SoloProfilePage, TermProposal
from .comparison import changed_labels
from .correspondence import Context, admin_url, write_about

PUBLISH, UNPUBLISH = "wagtail.publish", "wagtail.unpublish"


class ReviewWanted(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Tells those who may take a step of a workflow, as Wagtail chooses them and as they wish, by a letter of ours."""

    def send_notifications(self, template_set: Context, context: Context, recipients: set[Any], **kwargs: Any) -> bool:
        """Write to each in their language; delivery is the letters' business."""
        page = context["page"]
        version = page.get_latest_revision_as_object()
        more = {
            "title": version.title,
            "headline": version.headline,
            "is_new": not page.live,
            "review_url": admin_url(page, "solo_reviews:review", page.pk),
        }
        for recipient in sorted(recipients, key=lambda user: user.pk):
            write_about(page, recipient, "review_wanted", more)
        return True


tell_reviewers = ReviewWanted()


def tell_of_approval(state: WorkflowState, user: Any) -> None:
    """Tell the solo that their profile, or their change, is public."""
    page = profile_in(state)
    if page and is_told(page, user):
        more = {"comment": comment_of(state), "is_new": page.first_published_at == page.last_published_at}
        _write_with_terms(page, "profile_approved", more)


def tell_of_sending_back(state: WorkflowState, user: Any) -> None:
    """Give the solo the reviewer's words."""
    page = profile_in(state)
    if page and is_told(page, user):
        _write_with_terms(page, "profile_sent_back", {"comment": comment_of(state)})


def tell_of_publication(entry: PageLogEntry) -> None:
    """Tell the solo that an editor has published their profile, and what changed by it."""
    page = SoloProfilePage.objects.filter(pk=entry.page_id, alias_of=None).first()
    if not page or not is_told(page, entry.user) or is_of_approval(entry, page):
        return
    was_public, before = public_before(entry)
    if was_public and not _labels(page, before, entry.revision):
        return
    _write_with_terms(
        page,
        "profile_changed",
        # Called in the language of the letter.
        lambda: {"was_public": was_public, "fields": _labels(page, before, entry.revision), "locale": page.locale},
    )


def tell_of_unpublication(entry: PageLogEntry) -> None:
    """Tell the solo that an editor has taken their profile off the site."""
    page = SoloProfilePage.objects.filter(pk=entry.page_id, alias_of=None).first()
    if page and is_told(page, entry.user):
        write_about(page, page.owner, "profile_unpublished", {"locale": page.locale})


def is_told(page: SoloProfilePage, user: Any) -> bool:
    """Whether the solo is told of what a user did; what no user did is told by the program that did it."""
    return permissions.is_kept_by_solo(page) and (user is None or page.owner_id != user.pk)


def profile_in(state: WorkflowState) -> SoloProfilePage | None:
    """The profile that goes through a workflow; None where something else does."""
    if state.content_type.model_class() is not SoloProfilePage:
        return None
    return SoloProfilePage.objects.filter(pk=state.object_id).first()


def comment_of(state: WorkflowState) -> str:
    """What the reviewer said."""
    return state.current_task_state.comment if state.current_task_state else ""


def is_of_approval(entry: PageLogEntry, page: SoloProfilePage) -> bool:
    """Whether a publication is what an approval of the profile does, in any of its languages: that is told already."""
    approvals = PageLogEntry.objects.filter(
        action="wagtail.workflow.approve",
        user=entry.user_id,
        page__in=[page.pk, *page.get_translations().values_list("pk", flat=True)],
    )
    if entry.uuid:
        return approvals.filter(uuid=entry.uuid).exists()
    # Done by a program: the first publication since then.
    approval = approvals.order_by("-timestamp", "-pk").first()
    since = _publications(entry).filter(action=PUBLISH)
    return bool(approval) and not since.filter(timestamp__gte=approval.timestamp).exists()


def public_before(entry: PageLogEntry) -> tuple[bool, Revision | None]:
    """Whether the public saw the page before a publication, and the revision that it saw or that came before."""
    last = _publications(entry).first()
    published = _publications(entry).filter(action=PUBLISH, revision__isnull=False).first()
    before = Revision.objects.filter(pk=published.revision_id).first() if published else None
    if before is None:
        before = entry.revision.get_previous() if _has_previous(entry.revision) else None
    was_public = last.action == PUBLISH if last else before is not None and not _is_first(entry)
    return was_public, before


def _publications(entry: PageLogEntry) -> Any:
    entries = PageLogEntry.objects.filter(page=entry.page_id, action__in=[PUBLISH, UNPUBLISH]).exclude(pk=entry.pk)
    return entries.order_by("-timestamp", "-pk")


def _has_previous(revision: Revision) -> bool:
    others = Revision.objects.filter(base_content_type=revision.base_content_type_id, object_id=revision.object_id)
    return others.filter(created_at__lt=revision.created_at).exists()


def _is_first(entry: PageLogEntry) -> bool:
    page = SoloProfilePage.objects.get(pk=entry.page_id)
    return page.first_published_at == page.last_published_at


def _labels(page: SoloProfilePage, before: Revision | None, after: Revision | None) -> list[str]:
    if before is None or after is None:
        return []
    return changed_labels(page, before.as_object(), after.as_object())


def _write_with_terms(page: SoloProfilePage, kind: str, more: Any) -> None:
    """Write to the solo, and tell what was decided on the terms that they proposed; once."""
    decided = list(TermProposal.objects.untold().filter(page__translation_key=page.translation_key))

    def context() -> Context:
        return {**(more() if callable(more) else more), "proposals": decided}

    if write_about(page, page.owner, kind, context):
        TermProposal.objects.filter(pk__in=[one.pk for one in decided]).update(told_at=timezone.now())


def is_profile_step(state: TaskState) -> bool:
    """Whether a step of a workflow is about a profile."""
    return state.workflow_state.content_type.model_class() is SoloProfilePage


def is_asked_by_solo(state: WorkflowState) -> bool:
    """Whether a solo has sent in their own profile: they have no use for the admin's own mails."""
    page = profile_in(state)
    return bool(page) and state.requested_by_id == page.owner_id and permissions.is_kept_by_solo(page)
