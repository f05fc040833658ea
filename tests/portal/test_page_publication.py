"""Who publishes the pages of the portal."""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Workflow, WorkflowPage

from guide.models import TranslationCheckTask
from guide.publication.workflow import publication_workflow
from portal.accounts.models import User
from portal.home.models import StandardPage
from tests.factories.guide import ChapterPageFactory, GuidePageFactory


def setup_groups() -> str:
    out = StringIO()
    call_command("setup_groups", stdout=out)
    return out.getvalue()


def member(name: str) -> User:
    user = User.objects.create_user(f"{name.lower()}@soho-solo.example")
    user.groups.add(Group.objects.get(name=name))
    return user


def test_guides_and_standard_pages_of_every_language_go_through_the_workflow(portal) -> None:
    guide = GuidePageFactory(parent=portal.home, locale=portal.home.locale)
    assert "Publication" in setup_groups()
    workflow = publication_workflow()
    chapter = ChapterPageFactory(parent=guide)
    assert {page.get_workflow() for page in (chapter, portal.about, portal.history, portal.about_en)} == {workflow}
    assert portal.home.get_workflow() != workflow
    assert "nothing to give" in setup_groups()


def test_a_new_page_goes_the_same_way_unless_editors_chose_another(portal) -> None:
    setup_groups()
    new = portal.home.add_child(instance=StandardPage(title="Presse", slug="presse", locale=portal.home.locale))
    below = new.add_child(instance=StandardPage(title="Logos", slug="logos", locale=portal.home.locale))
    assert new.get_workflow() == below.get_workflow() == publication_workflow()
    assert WorkflowPage.objects.filter(page__in=(new, below)).count() == 1
    own = Workflow.objects.create(name="Own")
    WorkflowPage.objects.create(page=portal.home, workflow=own)
    other = portal.home.add_child(instance=StandardPage(title="Autre", slug="autre", locale=portal.home.locale))
    assert other.get_workflow() == own


def test_each_group_approves_its_own_step(portal) -> None:
    setup_groups()
    review, check = (task.specific for task in publication_workflow().tasks)
    page = portal.about
    may = {
        name: [bool(task.get_actions(page, user)) for task in (review, check)]
        for name in ("Editors", "Moderators", "Translators", "Advisers")
        for user in [member(name)]
    }
    assert may == {
        "Editors": [False, True],
        "Moderators": [True, True],
        "Translators": [False, True],
        "Advisers": [False, False],
    }


def test_a_site_without_such_pages_has_nothing_to_set_up(db) -> None:
    setup_groups()
    assert not TranslationCheckTask.objects.exists()
