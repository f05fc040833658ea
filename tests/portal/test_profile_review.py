"""Who reviews profiles in the portal."""

from io import StringIO

from django.contrib.auth.models import Group
from django.core.management import call_command

from directory_blocks.models import DirectoryPage
from portal.accounts.models import User
from solo_pages.models import ProfileReviewTask
from tests.factories.solo_pages import SoloProfilePageFactory


def setup_groups() -> str:
    out = StringIO()
    call_command("setup_groups", stdout=out)
    return out.getvalue()


def test_moderators_review_the_profiles_of_every_section_that_lists_solos(portal) -> None:
    solos = portal.home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire", sources=["solo"]))
    services = portal.home.add_child(instance=DirectoryPage(title="Services", slug="services", sources=["service"]))
    assert "Annuaire" in setup_groups()
    task = ProfileReviewTask.objects.get()
    assert [group.name for group in task.groups.all()] == ["Moderators"]
    profile, other = SoloProfilePageFactory(parent=solos), SoloProfilePageFactory(parent=services)
    assert [one.specific for one in profile.get_workflow().tasks] == [task]
    assert task not in [one.specific for one in other.get_workflow().tasks]
    moderator, editor = (User.objects.create_user(f"{name}@example.org") for name in ("m", "e"))
    moderator.groups.add(Group.objects.get(name="Moderators"))
    editor.groups.add(Group.objects.get(name="Editors"))
    assert "approve" in [action[0] for action in task.get_actions(profile, moderator)]
    assert task.get_actions(profile, editor) == []
    assert "nothing to give" in setup_groups()


def test_names_are_in_the_language_of_the_site(portal) -> None:
    portal.home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire", sources=["solo"]))
    setup_groups()
    assert ProfileReviewTask.objects.get().name == "Relire un profil"


def test_a_new_site_without_a_section_has_nothing_to_set_up(portal) -> None:
    setup_groups()
    assert not ProfileReviewTask.objects.exists()
