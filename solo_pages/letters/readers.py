"""Who reads a letter."""

from typing import Any

from django.conf import settings


def language_of(user: Any) -> str:
    """The language a person chose in their account, else that of the site; ``user`` may be None."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
