"""The workflow that pages go through to their readers, made where it is missing; editors may change it as any other."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowPage, WorkflowTask

from ..models import TranslationCheckTask


def publication_workflow() -> Workflow | None:
    """The active workflow with an active translation check in it, if there is one."""
    checks = TranslationCheckTask.objects.active()
    return Workflow.objects.active().filter(workflow_tasks__task__in=checks).order_by("pk").first()


def set_up_publication(reviewers: Iterable[Group], checkers: Iterable[Group], sections: Iterable[Page]) -> list[str]:
    """
    Have ``reviewers`` review the pages of the sections, and ``checkers`` look at their translations before they go
    out; repeatable. Gives what was new, one line each.

    What editors chose stays: a section that has a workflow of its own keeps it, tasks keep their groups and settings,
    and nothing is made again that they ended or took apart.
    """
    given = []
    workflow = publication_workflow()
    if workflow is None and not TranslationCheckTask.objects.exists():
        workflow = _make_workflow(reviewers, checkers)
        given.append(f"{workflow}: {', '.join(str(task) for task in workflow.tasks)}")
    for section in sections if workflow else ():
        if WorkflowPage.objects.get_or_create(page=section, defaults={"workflow": workflow})[1]:
            given.append(f"{workflow}: {section} ({section.locale.language_code})")
    return given


@transaction.atomic
def _make_workflow(reviewers: Iterable[Group], checkers: Iterable[Group]) -> Workflow:
    # Editors read these names, whoever runs the command.
    with translation.override(settings.LANGUAGE_CODE):
        names = gettext("Publication"), gettext("Editorial review"), gettext("Translation check")
    workflow = Workflow.objects.create(name=names[0])
    review = GroupApprovalTask.objects.create(name=names[1])
    review.groups.set(reviewers)
    check = TranslationCheckTask.objects.create(name=names[2])
    check.groups.set(checkers)
    tasks: list[Task] = [review, check]
    for number, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
    return workflow
