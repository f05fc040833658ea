"""Model fields of people and places."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory_blocks.plain_text import DECEPTIVE, plain_text, with_line_feeds

from .hosts import is_private


def validate_public_address(value: str) -> None:
    """
    Raise ValidationError for an address that visitors could not follow, or should not: a private or reserved host, or
    one with a user name or a password in it. Names are not looked up.
    """
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return  # URLValidator says so
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("Write the address without a user name or password."), code="credentials")
    if is_private(host):
        raise ValidationError(
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
    if DECEPTIVE.search(with_line_feeds(text)):
        raise ValidationError(
            _("There is a character in it that cannot be shown. Please type it again, or paste it as plain text."),
            code="control",
        )
    return plain_text(text)
