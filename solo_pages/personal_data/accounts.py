"""The account itself, consents and letters."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from ..letters.readers import language_of
from ..models import AccountClosure, Consent, Letter
from .registry import Person, own_addresses


def export_account(user: Person) -> dict[str, Any]:
    """Who the person is here, and what they may do."""
    return {
        "e_mail": user.email,
        "first_name": getattr(user, "first_name", ""),
        "family_name": getattr(user, "last_name", ""),
        "language": language_of(user),
        "joined": getattr(user, "date_joined", None),
        "last_login": user.last_login,
        "groups": list(user.groups.values_list("name", flat=True)),
        "closed": AccountClosure.objects.filter(user=user).values_list("closed_at", flat=True).first(),
    }


def account_addresses(user: Person) -> list[str]:
    """The address of the account."""
    return [user.email]


def export_consents(user: Person) -> list[dict[str, Any]]:
    """What the person agreed to, in the words they were shown."""
    fields = ("purpose", "wording", "language", "given_at", "withdrawn_at")
    return list(Consent.objects.filter(user=user).order_by("given_at").values(*fields))


def erase_consents(user: Person) -> None:
    """Leave that somebody agreed, when and until when."""
    Consent.objects.in_force().filter(user=user).update(withdrawn_at=timezone.now())
    Consent.objects.filter(user=user).update(user=None)


def export_letters(user: Person) -> list[dict[str, Any]]:
    """Mails to the person that have not been delivered yet; not their texts, which may hold codes and links."""
    waiting = Letter.objects.filter(recipient__in=own_addresses(user)).order_by("pk")
    return list(waiting.values("recipient", "subject", "keep_until"))


def erase_letters(user: Person) -> None:
    """Forget mails to and from the person that wait for delivery."""
    theirs = Q()
    for address in own_addresses(user):
        theirs |= Q(recipient__iexact=address) | Q(reply_to__iexact=address) | Q(reply_to__iendswith=f"<{address}>")
    Letter.objects.filter(theirs).delete()
