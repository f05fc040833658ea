"""Who reads a letter."""

from typing import Any

from django.conf import settings


def language_of(user: Any) -> str:
    """The language a person chose in their account, else that of the site; ``user`` may be None."""
    return chosen_language(user) or settings.LANGUAGE_CODE


def chosen_language(user: Any) -> str:
    """The language a person chose for their letters; empty where they did not, or where the site has it no more."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.LANGUAGES) else ""
