"""Model fields of people and places."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class WebsiteField(models.URLField):
    """An address on the web: http or https only, since visitors follow it from a public page."""

    default_validators = [
        URLValidator(schemes=["http", "https"], message=_("Write an address as https://example.org."))
    ]

    def formfield(self, **kwargs: Any) -> forms.Field:
        """What is typed without a scheme is taken as https."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})
