"""The review of profiles is set up repeatably, and editors' choices stand."""

from django.contrib.auth.models import Group
from wagtail.models import Workflow, WorkflowPage

from solo_pages.models import ProfileReviewTask
from solo_pages.moderation.workflow import review_workflow, set_up_review, workflow_for


def test_the_groups_review_the_profiles_of_a_section(site):
    group = Group.objects.create(name="Reviewers")
    given = set_up_review([group], [site.section])
    assert len(given) == 2
    page = site.solo("Marie")
    workflow = page.get_workflow()
    assert workflow == workflow_for(page) == review_workflow()
    assert list(ProfileReviewTask.objects.get().groups.all()) == [group]


def test_setting_up_again_changes_nothing(site):
    group = Group.objects.create(name="Reviewers")
    set_up_review([group], [site.section])
    assert set_up_review([Group.objects.create(name="Others")], [site.section]) == []
    assert list(ProfileReviewTask.objects.get().groups.all()) == [group]


def test_a_section_keeps_the_workflow_that_editors_gave_it(site):
    own = Workflow.objects.create(name="Own")
    WorkflowPage.objects.create(page=site.section, workflow=own)
    set_up_review([], [site.section])
    assert workflow_for(site.solo("Marie")) == own


def test_a_profile_has_a_review_even_where_nobody_set_one_up(site):
    Workflow.objects.all().delete()
    assert workflow_for(site.solo("Marie")).tasks.count() == 1
