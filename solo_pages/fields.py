"""Model fields of people and places."""

import ipaddress
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Names that lead into somebody's own network, or nowhere (RFC 2606, 6761, 6762, 8375, 9476).
PRIVATE_DOMAINS = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
RESERVED_DOMAINS = ("test", "invalid", "alt")


def validate_public_address(value: str) -> None:
    """
    Raise ValidationError for an address that visitors could not follow, or should not: a private or reserved host, or
    one with a user name or a password in it. Names are not looked up.
    """
    try:
        parts = urlsplit(value)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return  # URLValidator says so
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("Write the address without a user name or password."), code="credentials")
    if any(host == name or host.endswith(f".{name}") for name in (*PRIVATE_DOMAINS, *RESERVED_DOMAINS)):
        raise _private()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return
    mapped = getattr(address, "ipv4_mapped", None) or address
    if not mapped.is_global or mapped.is_multicast:
        raise _private()


def _private() -> ValidationError:
    return ValidationError(
        _("This address works inside a private network only; visitors could not open it."), code="private"
    )


class WebsiteField(models.URLField):
    """An address on the public web: http or https only, since visitors follow it from a public page."""

    default_validators = [
        URLValidator(schemes=["http", "https"], message=_("Write an address as https://example.org.")),
        validate_public_address,
    ]

    def formfield(self, **kwargs: Any) -> forms.Field:
        """What is typed without a scheme is taken as https; a private address is refused by any form."""
        return super().formfield(**{"assume_scheme": "https", "validators": [validate_public_address], **kwargs})


def without_controls(text: str) -> str:
    """
    A typed text with one kind of line end; what a word processor means as a line end is one. Raises ValidationError for
    characters that nobody can see and that change how others are read.
    """
    for end in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    # Marks of direction may stand in a text of two scripts; those that override it only ever deceive.
    if any((unicodedata.category(c) == "Cc" and c not in "\n\t") or c in "\u202a\u202b\u202d\u202e" for c in text):
        raise ValidationError(
            _("There is a character in it that cannot be shown. Please type it again, or paste it as plain text."),
            code="control",
        )
    return text
