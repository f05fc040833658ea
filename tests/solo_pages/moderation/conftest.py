"""A published profile with its solo, and two who review."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from portal.accounts.models import User
from solo_pages.models import SoloProfilePage
from solo_pages.moderation.workflow import set_up_review, workflow_for


@pytest.fixture
def group(site):
    """Reviewers: the admin, and publishing."""
    group = Group.objects.create(name="Reviewers")
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=permission)
    set_up_review([group], [site.section, site.english_section])
    return group


def person(email: str, *groups: Group, **kwargs) -> User:
    user = User.objects.create_user(email, "secret", **kwargs)
    user.groups.add(*groups)
    return user


@pytest.fixture
def maud(group):
    return person("maud@example.org", group, first_name="Maud", last_name="Martin")


@pytest.fixture
def rene(group):
    return person("rene@example.org", group, first_name="René", last_name="Roux")


@pytest.fixture
def solo(site):
    return person("marie@example.org", first_name="Marie")


@pytest.fixture
def profile(marie, solo):
    """The published profile, kept by its solo."""
    Page.objects.filter(pk=marie.pk).update(owner=solo)
    return SoloProfilePage.objects.get(pk=marie.pk)


@pytest.fixture
def new_profile(site, solo, auch):
    """A profile that the public has never seen."""
    return site.solo("Nina Neuve", slug="nina", owner=solo, live=False, commune=auch, headline="Elle répare des vélos")


def draft(page, user=None, **values):
    """Save a draft of a page with other values."""
    version = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(version, name, value)
    return version.save_revision(user=user, log_action=True)


def submit(page, user, **values):
    """Save a draft and send it in; gives the state of the workflow."""
    revision = draft(page, user, **values)
    page = SoloProfilePage.objects.get(pk=page.pk)
    state = page.current_workflow_state
    if state is None:
        return workflow_for(page).start(page, user)
    if state.status == state.STATUS_NEEDS_CHANGES:
        state.resume(user)
    else:
        state.current_task_state.revision = revision
        state.current_task_state.save()
    return state


def reread(page):
    return SoloProfilePage.objects.get(pk=page.pk)
