"""What tests of the organiser's side share."""

from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from portal.accounts.models import User
from solo_pages.models import Occurrence


def editor_of(page: Page, email: str) -> User:
    group = Group.objects.create(name=email)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=change)
    user = User.objects.create_user(email, "secret")
    user.groups.add(group)
    return user


def at(name: str, occurrence: Occurrence) -> str:
    return reverse(f"solo_organiser:{name}", args=[occurrence.key])


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
