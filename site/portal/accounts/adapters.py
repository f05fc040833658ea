"""How allauth speaks and writes here."""

import ipaddress
from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from directory_blocks.limits import sender_address
from portal.home.models import PortalSettings
from solo_pages.letters import store_letter
from solo_pages.letters.readers import chosen_language
from solo_pages.letters.writing import ascii_address

# Somebody whose address is unknown shares the limits of all such.
NO_ADDRESS = "0.0.0.0"  # noqa: S104 - nothing is bound to it


class AccountAdapter(DefaultAccountAdapter):
    """Writes mails as letters, tells visitors apart as the contact form does, and says things in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("This address and this password do not go together."),
        "email_taken": _("This address belongs to another account."),
        "duplicate_email": _("This is your address already."),
        "incorrect_code": _("This is not the code that we sent. Please look again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": _("There were too many attempts. Please try again in a few minutes."),
        "rate_limited": _("A code has just been sent. Please wait a moment before asking for another."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """
        Write the letter ``<prefix>.txt`` (its first line is the subject) and have it delivered; tell the person where
        that takes time. Nothing is said to an address that no mail server can know: no account has one.
        """
        site_name = PortalSettings.for_request(self.request).name
        # Who is not logged in reads mails, as codes are, in the language of the page.
        language = chosen_language(context.get("user") or self.request.user) or get_language() or ""
        facts = {"email": email, "site_name": site_name, "site_url": self.request.build_absolute_uri("/")}
        with override(language):
            written = render_to_string(f"{template_prefix}.txt", facts | context, self.request)
        subject, _newline, text = written.strip().partition("\n")
        try:
            letter = store_letter(email, subject, text, language=language, keep_for=_validity(template_prefix))
        except UnicodeError:
            return
        if letter.is_delayed:
            messages.warning(
                self.request,
                gettext(
                    "Our mail server does not answer at the moment: your mail is kept and leaves as soon as it does. "
                    "Nothing is lost; should a code come too late, log in again and another one is sent."
                ),
            )

    def clean_email(self, email: str) -> str:
        """Refuse an address that no mail server can know."""
        try:
            ascii_address(email)
        except UnicodeError as error:
            raise ValidationError(gettext("No mail can be sent to this address.")) from error
        return email

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the visitor's address as ``DIRECTORY_BLOCKS.CLIENT_ADDRESS`` says."""
        try:
            return str(ipaddress.ip_address(sender_address(request)))
        except ValueError:
            return NO_ADDRESS

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead those who have work in the admin there, everybody else to their account."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("solo_account:dashboard")


def _validity(template_prefix: str) -> timedelta | None:
    """How long a letter is worth delivering: one with a code, as long as the code holds."""
    seconds = {
        "account/email/email_confirmation": app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
        "account/email/email_confirmation_signup": app_settings.EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
        "account/email/login_code": app_settings.LOGIN_BY_CODE_TIMEOUT,
        "account/email/password_reset_code": app_settings.PASSWORD_RESET_BY_CODE_TIMEOUT,
    }.get(template_prefix)
    return seconds and timedelta(seconds=seconds)
