"""
Who may do what with a profile: the one place of these rules, shared by views, hooks and templates.

Each predicate takes the user first and costs at most a query or two; an anonymous user may do nothing here.
"""

from typing import Any

from wagtail.models import Page


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


def can_close_account(user: Any) -> bool:
    """Whether they may close their own account: not who may do everything, lest nobody is left to."""
    return user.is_authenticated and user.is_active and not user.is_superuser
