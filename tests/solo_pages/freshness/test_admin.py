"""Editors see what waits to be confirmed, and confirm it where they work."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from portal.accounts.models import User
from solo_pages.enums import Standing
from solo_pages.models import FreshnessRecord, SoloProfilePage
from tests.factories.site import publish


@pytest.fixture
def editor(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def writer(site):
    """Somebody who edits and does not publish."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group, page=site.home, permission=Permission.objects.get(codename="change_page")
    )
    user = User.objects.create_user("writer@portal.example", "secret")
    user.groups.add(group)
    return user


def test_the_first_page_of_the_admin_counts_what_waits(editor, site, profile, months_ago):
    overdue = site.solo("Anna", verified_on=months_ago(30))
    publish(overdue)
    FreshnessRecord.objects.create(translation_key=overdue.translation_key, source="solo", standing=Standing.UNLISTED)
    text = editor.get(reverse("wagtailadmin_home")).content.decode()
    solos = reverse("solos:index")
    for state in ("due", "overdue", "unlisted"):
        assert f"{solos}?freshness={state}" in text
    found = editor.get(solos, {"freshness": "unlisted"}).context["object_list"]
    assert [page.title for page in found] == ["Anna"]
    found = editor.get(solos, {"freshness": "due"}).context["object_list"]
    assert {page.title for page in found} == {"Marie Dupont"}


def test_where_nothing_waits_nothing_is_said(editor, site):
    publish(site.solo("Anna"))
    assert "?freshness=" not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_an_editor_confirms_from_the_menu_of_the_page(editor, profile, admin_user, today):
    parent = profile.get_parent()
    listing = reverse("wagtailadmin_explore", args=[parent.pk])
    url = reverse("solo_pages_confirm", args=[profile.pk])
    assert url in editor.get(listing).content.decode()
    assert url in editor.get(reverse("wagtailadmin_pages:edit", args=[profile.pk])).content.decode()
    before = SoloProfilePage.objects.get(pk=profile.pk).verified_on
    assert editor.get(url, {"next": listing}).status_code == 200
    assert SoloProfilePage.objects.get(pk=profile.pk).verified_on == before
    response = editor.post(url, {"next": listing})
    assert response["Location"] == listing
    assert SoloProfilePage.objects.get(pk=profile.pk).verified_on == today
    assert editor.post(url, {"next": "https://evil.example/"})["Location"] == listing


def test_who_may_not_publish_may_not_confirm(client, writer, profile, site):
    client.force_login(writer)
    url = reverse("solo_pages_confirm", args=[profile.pk])
    assert url not in client.get(reverse("wagtailadmin_explore", args=[profile.get_parent().pk])).content.decode()
    for method in (client.get, client.post):
        assert method(url).status_code == 302
    assert SoloProfilePage.objects.get(pk=profile.pk).needs_confirming
    assert "?freshness=" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_is_no_profile_or_place_cannot_be_confirmed(editor, site):
    assert editor.post(reverse("solo_pages_confirm", args=[site.home.pk])).status_code == 302
    assert editor.get(reverse("solo_pages_confirm", args=[10**9]), follow=True).status_code == 404
