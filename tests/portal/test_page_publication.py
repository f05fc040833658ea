"""Who publishes the pages of the portal."""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command

from guide.models import TranslationCheckTask
from guide.publication.workflow import publication_workflow
from portal.accounts.models import User
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
