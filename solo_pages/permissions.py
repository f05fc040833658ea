"""
Who may do what with a profile: the one place of these rules, shared by views, hooks and templates.

Each predicate takes the user first and costs at most a query or two; an anonymous user may do nothing here.
"""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.models import GroupPagePermission, Page

from .models import ProfileReviewTask

# What those who work in the admin have, and solos do not.
ADMIN = "wagtailadmin.access_admin"


def owns(user: Any, page: Page) -> bool:
    """Whether the profile is theirs."""
    return user.is_authenticated and user.is_active and page.owner_id == user.pk


def can_edit_profile(user: Any, page: Page) -> bool:
    """Whether they may change, submit, withdraw, unpublish and republish the profile without the admin."""
    return owns(user, page)


def can_confirm(user: Any, page: Page) -> bool:
    """Whether they may say that a page is still true: its owner, and who may publish it."""
    return owns(user, page) or can_publish(user, page)


def can_publish(user: Any, page: Page) -> bool:
    """Whether they may publish the page in the admin."""
    return user.is_authenticated and user.is_active and page.permissions_for_user(user).can_publish()


def can_manage_profile(user: Any, page: Page) -> bool:
    """Whether they may change the profile in the admin, invite its person and hand it over."""
    return user.is_authenticated and user.is_active and page.permissions_for_user(user).can_edit()


def can_organise(user: Any, page: Page | None) -> bool:
    """
    Whether they may see and keep the registrations of a meeting: who may change its original page; of a meeting whose
    pages are gone, who may change every page.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if page is not None:
        return page.permissions_for_user(user).can_edit()
    everywhere = GroupPagePermission.objects.filter(group__user=user, page__depth=1, permission__codename="change_page")
    return user.is_superuser or everywhere.exists()


def can_close_account(user: Any) -> bool:
    """Whether they may close their own account: not who may do everything, lest nobody is left to."""
    return user.is_authenticated and user.is_active and not user.is_superuser


def can_review(user: Any, page: Page) -> bool:
    """Whether they may approve or send back the change that waits on the profile."""
    task = page.current_workflow_task if user.is_authenticated and user.is_active else None
    return bool(task) and any(action[0] == "approve" for action in task.get_actions(page, user))


def can_see_reviews(user: Any) -> bool:
    """Whether they are among those who review profiles, be there any waiting or not."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or ProfileReviewTask.objects.active().filter(groups__in=user.groups.all()).exists()


def is_kept(page: Page) -> bool:
    """Whether the profile has a solo: its owner, unless they are one of those who work in the admin."""
    return page.owner is not None and not works_in_admin(page.owner)


def works_in_admin(user: Any) -> bool:
    """Whether they are, or were before their account was closed, one of those who work in the admin."""
    if user.is_superuser or user.has_perm(ADMIN):
        return True
    if user.is_active:
        return False
    app_label, codename = ADMIN.split(".")
    held = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
    return held.filter(Q(user=user) | Q(group__user=user)).exists()


def is_kept_by_solo(page: Page) -> bool:
    """Whether the profile has a solo who can be written to."""
    return is_kept(page) and page.owner.is_active


def can_be_claimed(page: Page) -> bool:
    """Whether somebody may ask to take the profile over: the public sees it, and it has no solo yet."""
    return page.live and not is_kept(page)


def can_moderate(user: Any, page: Page) -> bool:
    """Whether they may decide for the profile without its solo: on proposed terms, and on who takes it over."""
    return can_publish(user, page)


def can_begin_profile(user: Any) -> bool:
    """Whether they may write a profile of their own; that they have none yet is checked where it is made."""
    return user.is_authenticated and user.is_active


def can_change_meeting(user: Any, page: Page) -> bool:
    """Whether they may change a meeting in the admin."""
    return user.is_authenticated and user.is_active and page.permissions_for_user(user).can_edit()


def can_add_meeting(user: Any, parent: Page) -> bool:
    """Whether they may add a meeting below a page."""
    return user.is_authenticated and user.is_active and parent.permissions_for_user(user).can_add_subpage()


def can_see_dates(user: Any, page: Page) -> bool:
    """Whether they may see in the admin what dates a meeting has, and how many come: who may change the meeting."""
    return can_change_meeting(user, page)


def can_change_dates(user: Any, page: Page, leading: Page) -> bool:
    """
    Whether they may cancel, move and restore dates of a meeting: it is published at once, so who may publish its page,
    and the ``leading`` one, which the changes are written into.
    """
    return can_publish(user, page) and (leading.pk == page.pk or can_publish(user, leading))
