"""Revisions that may still be published: what is true of a page at once has to be true in them, too."""

from django.db.models import Q, QuerySet
from wagtail.models import Page, Revision, TaskState


def publishable_revisions(page: Page) -> QuerySet[Revision]:
    """The live revision of a page, the latest, a scheduled one, and one in a workflow."""
    in_workflow = TaskState.objects.filter(
        workflow_state__object_id=str(page.pk),
        workflow_state__base_content_type=page.get_base_content_type(),
        status=TaskState.STATUS_IN_PROGRESS,
    )
    return Revision.page_revisions.filter(object_id=str(page.pk)).filter(
        Q(pk__in=[pk for pk in (page.live_revision_id, page.latest_revision_id) if pk])
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=in_workflow.values("revision_id"))
    )
