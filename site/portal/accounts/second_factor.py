"""The second factor: its secrets are kept encrypted, so that a copy of the database is no key to accounts."""

import base64
import hashlib

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.home.models import PortalSettings


class SecondFactorAdapter(DefaultMFAAdapter):
    """Encrypts secrets with a key made of ``SECRET_KEY``; those of ``SECRET_KEY_FALLBACKS`` still open them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not the code. Take the one that the app shows now.")
    }

    def encrypt(self, text: str) -> str:
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _ciphers().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Give the name under which the app lists the account."""
        return PortalSettings.for_request(get_adapter().request).name


def _ciphers() -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(f"portal.second_factor:{secret}".encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
