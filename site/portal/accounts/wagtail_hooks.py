"""What accounts have to do with the Wagtail admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from .models import User


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def vouch_for_edited_address(request: HttpRequest, user: User) -> None:
    """An address that somebody in charge typed needs no proof."""
    user.vouch_for_address()


@hooks.register("register_account_menu_item")
def lead_to_account(request: HttpRequest) -> dict[str, str]:
    """From the admin's page on oneself to what is kept outside of it."""
    return {
        "url": reverse("account_email"),
        "label": _("E-mail address, password, second factor"),
        "help_text": _("They are changed on the site, where everybody changes theirs."),
    }
