"""The review in the Wagtail admin: its addresses, its menu item, and the way to it from a profile."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .. import permissions
from ..listing.menu import REQUEST_ITEM_HOOK, CountedMenuItem
from ..models import SoloProfilePage, TermProposal
from . import urls
from .drafts import TOLD
from .waiting import profile_states, reviewable_states


class ReviewsMenuItem(CountedMenuItem):
    """Profile reviews, for those who review."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Reviewers see it even while nothing waits."""
        return permissions.can_see_reviews(request.user) or self.count(request) > 0

    def count(self, request: HttpRequest) -> int:
        """The waiting ones, counted once a request."""
        if not hasattr(request, "_profile_reviews"):
            request._profile_reviews = reviewable_states(request.user).count() if profile_states().exists() else 0
        return request._profile_reviews


class TermsMenuItem(CountedMenuItem):
    """Proposed terms, for those who decide on them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a profile that they may decide for."""
        return page_permission_policy.user_has_permission(request.user, "publish")

    def count(self, request: HttpRequest) -> int:
        """The undecided ones."""
        return TermProposal.objects.pending().count()


@hooks.register("register_admin_urls")
def register_review_urls() -> list[Any]:
    """Below the admin's own address."""
    return [path("profile-reviews/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_reviews_menu_item() -> MenuItem:
    """Above the list of solos."""
    return ReviewsMenuItem(
        _("Profile reviews"), reverse_lazy("solo_reviews:list"), name="profile-reviews", icon_name="check", order=205
    )


@hooks.register(REQUEST_ITEM_HOOK)
def register_terms_menu_item() -> MenuItem:
    """Among what people ask of the editors."""
    return TermsMenuItem(
        _("Proposed terms"), reverse_lazy("solo_reviews:terms"), name="proposed-terms", icon_name="tag", order=30
    )


@hooks.register("register_log_actions")
def register_review_actions(actions: Any) -> None:
    """How decisions stand in the history of a page."""
    actions.register_action("solo_pages.add_term", _("Term added"), _("Proposed term added to the profile"))
    actions.register_action(TOLD, _("Solo told"), _("The solo was told of an unpublished draft"))


@hooks.register("register_page_header_buttons")
def review_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead a reviewer from a waiting profile to what changed in it."""
    if page.specific_class is SoloProfilePage and page.workflow_in_progress and permissions.can_review(user, page):
        yield Button(
            _("Review what changed"),
            reverse("solo_reviews:review", args=[page.pk]),
            icon_name="check",
            priority=5,
        )
