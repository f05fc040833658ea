"""The forms of accounts: allauth's, in our words, and signing up."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from solo_pages.contact.guarded import one_line
from solo_pages.letters.readers import language_of
from solo_pages.personal_data import record_consent

from .models import User
from .signal_handlers import SIGNED_UP_HERE

CONSENT_PURPOSE = "account"


def consent_wording() -> str:
    """What somebody who signs up agrees to, in the language being read."""
    return gettext(
        "I agree that my name, my address and what I write in my profile are kept to run this directory, as the page "
        "on privacy says. I can take this back at any time by deleting my account."
    )


LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "code": _("Code"),
}
PASSWORD_HELP = _("Ten characters or more; a short sentence is easy to remember.")
# What phones need to know to offer the right keys and the right words.
CODE_INPUT = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "20"}


class OurWords(forms.Form):
    """Says the same things the same way in every form, and asks for a password once: a code helps who mistypes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields.pop("password2", None)
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
        if "password1" in self.fields:
            self.fields["password1"].help_text = PASSWORD_HELP
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= CODE_INPUT
        if "login" in self.fields:
            self.fields["login"].widget.attrs["autocomplete"] = "username"


class LoginForm(OurWords, allauth_forms.LoginForm):
    """Address and password."""


class RequestLoginCodeForm(OurWords, allauth_forms.RequestLoginCodeForm):
    """The address that the code goes to."""


class ConfirmLoginCodeForm(OurWords, allauth_forms.ConfirmLoginCodeForm):
    """The code that was sent."""


class ConfirmEmailVerificationCodeForm(OurWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that was sent."""


class ConfirmPasswordResetCodeForm(OurWords, allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that was sent."""


class ResetPasswordForm(OurWords, allauth_forms.ResetPasswordForm):
    """The address that the code goes to."""


class ResetPasswordKeyForm(OurWords, allauth_forms.ResetPasswordKeyForm):
    """The new password."""


class ChangePasswordForm(OurWords, allauth_forms.ChangePasswordForm):
    """The present password and the new one."""


class SetPasswordForm(OurWords, allauth_forms.SetPasswordForm):
    """The new password."""


class ReauthenticateForm(OurWords, allauth_forms.ReauthenticateForm):
    """The password once more."""


class AddEmailForm(OurWords, allauth_forms.AddEmailForm):
    """The new address."""


class AuthenticateForm(OurWords, mfa_forms.AuthenticateForm):
    """The code of the app, or a recovery code."""


class MFAReauthenticateForm(OurWords, mfa_forms.ReauthenticateForm):
    """The code of the app, or a recovery code."""


class ActivateTOTPForm(OurWords, totp_forms.ActivateTOTPForm):
    """The code that the app shows first."""


class MailLanguageForm(forms.Form):
    """In which language one is written to."""

    language = forms.ChoiceField(
        label=_("We write to you in"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose one of these languages.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"language": language_of(user)}, label_suffix="", **kwargs)
        self.user = user
        self.use_required_attribute = False
        # Each in its own words: who chooses may not read the page well.
        self.fields["language"].choices = [
            (code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES
        ]

    def save(self) -> None:
        """Keep the choice where all letters look."""
        profile = UserProfile.get_for_user(self.user)
        profile.preferred_language = self.cleaned_data["language"]
        profile.save(update_fields=["preferred_language"])


class SignupForm(OurWords, allauth_forms.SignupForm):
    """Name, address, password, consent. ``nickname`` is a trap that people do not see."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=150,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    consent = forms.BooleanField(
        error_messages={"required": _("Without your agreement we may keep nothing of you, so there is no account.")}
    )
    nickname = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    field_order = ("first_name", "last_name", "email", "password1", "consent", "nickname")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent_wording()
        self.fields["password1"].label = _("Password")

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """
        Make the account; where the address has one, tell its owner by mail instead, and nobody else: the answer is the
        same and takes as long.
        """
        if self.cleaned_data["nickname"]:
            return None, get_adapter().respond_email_verification_sent(request, None)
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            return super().try_save(request)
        except IntegrityError:
            # The same form sent twice: the other one was quicker.
            self.account_already_exists = True
            return super().try_save(request)

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """Keep the account, its language and the consent, all or nothing."""
        user = super().save(request)
        language = get_language() or ""
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        record_consent(user, CONSENT_PURPOSE, str(self.fields["consent"].label), language)
        request.session[SIGNED_UP_HERE] = user.pk
        return user
