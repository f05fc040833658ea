"""A profile that an editor created, the editor, and people who may be its solo."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from portal.accounts.models import User
from solo_pages.models import SoloProfilePage


def group_with(name, *codenames):
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)
    return group


def person(email, *groups, **kwargs):
    user = User.objects.create_user(email, "secret", **kwargs)
    user.groups.add(*groups)
    return user


@pytest.fixture
def editor(site):
    return person("elie@example.org", group_with("Writers", "change_page"), first_name="Élie", last_name="Rédacteur")


@pytest.fixture
def moderator(site):
    return person("maud@example.org", group_with("Publishers", "change_page", "publish_page"), first_name="Maud")


@pytest.fixture
def anna(db):
    return person("anna@example.org", first_name="Anna")


@pytest.fixture
def bob(db):
    return person("bob@example.org", first_name="Bob")


@pytest.fixture
def page(marie, editor, site):
    """Created by an editor, in two languages."""
    site.translated(marie, headline="She translates")
    Page.objects.filter(translation_key=marie.translation_key).update(owner=editor)
    return SoloProfilePage.objects.get(pk=marie.pk)


def owners(page):
    pages = SoloProfilePage.objects.filter(translation_key=page.translation_key)
    return set(pages.values_list("owner__email", flat=True))
