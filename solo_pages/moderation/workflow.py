"""The workflow that profiles go through, made where it is missing; editors may change it as any other."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from ..models import ProfileReviewTask


def review_workflow() -> Workflow:
    """The active workflow with a profile review in it; made, with no group to approve, where there is none."""
    found = Workflow.objects.active().filter(workflow_tasks__task__in=ProfileReviewTask.objects.active()).first()
    return found or _make_workflow()


@transaction.atomic
def _make_workflow() -> Workflow:
    # Editors read these names: commands run without a language, and a solo's request in theirs.
    with translation.override(settings.LANGUAGE_CODE):
        names = gettext("Profile review"), gettext("Look at a profile")
    workflow = Workflow.objects.create(name=names[0])
    task = ProfileReviewTask.objects.active().first() or ProfileReviewTask.objects.create(name=names[1])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def workflow_for(page: Page) -> Workflow:
    """The workflow that a profile goes through: the one that editors chose for its section, else the profile review."""
    return page.get_workflow() or review_workflow()


def set_up_review(groups: Iterable[Group], sections: Iterable[Page]) -> list[str]:
    """
    Have the groups review the profiles of the sections; repeatable. Gives what was new, one line each.

    A section that has a workflow of its own keeps it, and an existing review keeps its groups.
    """
    given = []
    workflow = review_workflow()
    task = ProfileReviewTask.objects.active().filter(workflow_tasks__workflow=workflow).first()
    if task and not task.groups.exists():
        task.groups.set(groups)
        given.append(f"{task}: {', '.join(str(group) for group in task.groups.all())}")
    for section in sections:
        if WorkflowPage.objects.get_or_create(page=section, defaults={"workflow": workflow})[1]:
            given.append(f"{workflow}: {section}")
    return given
