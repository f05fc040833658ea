"""The link of a letter by which somebody changes or cancels a registration without an account."""

from uuid import UUID

from django.core import signing
from django.urls import NoReverseMatch, reverse

from ..models.registration import Registration

SALT = "solo_pages.registration"


def token_of(registration: Registration) -> str:
    """Write the secret of a link: it names the registration, and nobody else can write it."""
    return signing.dumps(registration.key.hex, salt=SALT)


def read_token(token: str) -> Registration | None:
    """The registration that a link is about; None for one that was forged or cut off, or whose registration is gone."""
    try:
        key = UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError, AttributeError):
        return None
    return Registration.objects.known().filter(key=key).first()


def manage_path(registration: Registration) -> str:
    """The path of the link in the active language; empty where the host has no ``registration.urls``."""
    try:
        return reverse("solo_registration:open", args=[token_of(registration)])
    except NoReverseMatch:
        return ""
