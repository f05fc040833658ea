"""The workflow *Publication* is set up repeatably, and editors' choices stand."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage

from guide.models import TranslationCheckTask
from guide.publication.workflow import publication_workflow, set_up_publication


@pytest.fixture
def groups(db):
    return [Group.objects.create(name=name) for name in ("Reviewers", "Checkers")]


def set_up(groups, *sections):
    return set_up_publication(groups[:1], groups[1:], sections)


def test_a_page_is_reviewed_then_its_translations_are_looked_at(guide, groups):
    given = set_up(groups, guide)
    assert len(given) == 2
    workflow = guide.get_workflow()
    assert workflow == publication_workflow()
    review, check = (task.specific for task in workflow.tasks)
    assert isinstance(review, GroupApprovalTask)
    assert isinstance(check, TranslationCheckTask)
    assert [group.name for task in (review, check) for group in task.groups.all()] == ["Reviewers", "Checkers"]


def test_names_are_in_the_language_of_the_site(guide, groups):
    set_up(groups, guide)
    assert publication_workflow().name == "Publication"
    assert [task.name for task in publication_workflow().tasks] == ["Relecture", "Contrôle des traductions"]


def test_setting_up_again_changes_nothing(guide, groups):
    set_up(groups, guide)
    TranslationCheckTask.objects.get().groups.clear()
    TranslationCheckTask.objects.update(hold=False, name="Autre nom")
    assert set_up(groups, guide) == []
    check = TranslationCheckTask.objects.get()
    assert (check.hold, check.name, check.groups.count()) == (False, "Autre nom", 0)


def test_a_section_keeps_the_workflow_that_editors_gave_it(guide, groups):
    own = Workflow.objects.create(name="Own")
    WorkflowPage.objects.create(page=guide, workflow=own)
    set_up(groups, guide)
    assert guide.get_workflow() == own


def test_a_workflow_that_editors_ended_is_not_made_again(guide, groups):
    set_up(groups, guide)
    publication_workflow().deactivate()
    assert set_up(groups, guide) == []
    assert publication_workflow() is None
