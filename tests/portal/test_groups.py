"""What each group may do, and that nobody's decision is undone."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.signal_handlers import set_up_groups_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups(portal):
    call_command("setup_groups", stdout=StringIO())


def member(name: str) -> User:
    user = User.objects.create_user(f"{name.lower()}@soho-solo.example", "secret")
    user.groups.add(Group.objects.get(name=name))
    return user


def may(user: User, page) -> dict[str, bool]:
    tester = page.permissions_for_user(user)
    return {"edit": tester.can_edit(), "publish": tester.can_publish(), "delete": tester.can_delete()}


def test_editors_write_and_moderators_publish(portal) -> None:
    assert may(member("Editors"), portal.about) == {"edit": True, "publish": False, "delete": False}
    assert may(member("Moderators"), portal.about) == {"edit": True, "publish": True, "delete": True}


def test_translators_change_translations_only(portal) -> None:
    translator = member("Translators")
    assert may(translator, portal.about_en)["edit"]
    assert not may(translator, portal.about)["edit"]
    assert translator.has_perm("wagtail_localize.submit_translation")


def test_advisers_see_the_admin_and_the_pages_and_change_nothing(portal, client) -> None:
    adviser = member("Advisers")
    assert may(adviser, portal.about) == {"edit": False, "publish": False, "delete": False}
    client.force_login(adviser)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    listing = client.get(reverse("wagtailadmin_explore", args=[portal.home.pk]))
    assert "À propos" in listing.content.decode()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[portal.about.pk])).status_code == 302


@pytest.mark.parametrize("name", ["Editors", "Moderators", "Translators", "Advisers"])
def test_everybody_enters_the_admin(client, name) -> None:
    client.force_login(member(name))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_only_moderators_change_the_settings_of_the_site() -> None:
    allowed = {name for name in ("Editors", "Moderators", "Translators", "Advisers")
               if member(name).has_perm("home.change_portalsettings")}  # fmt: skip
    assert allowed == {"Moderators"}


def test_repeating_gives_nothing_twice_and_takes_nothing_away() -> None:
    group = Group.objects.get(name="Advisers")
    extra = Permission.objects.get(codename="add_redirect")
    group.permissions.add(extra)
    out = StringIO()
    call_command("setup_groups", stdout=out)
    assert "nothing to give" in out.getvalue()
    assert extra in group.permissions.all()


def test_a_later_migrate_does_not_give_back_what_an_operator_took() -> None:
    group = Group.objects.get(name="Editors")
    group.permissions.clear()
    set_up_groups_once()
    assert not group.permissions.exists()
