"""Who may see and change a registration: who was sent its link, and whose account it is."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ..models.registration import Registration
from .publishing import publish_change

# The registrations whose links were opened in this session, the latest last.
KEPT = "solo_registrations"
MOST = 30


def remember(request: HttpRequest, registration: Registration) -> None:
    """Keep that the link of a registration was opened, so that its secret stands in no later address."""
    known = [pk for pk in request.session.get(KEPT, []) if pk != registration.pk]
    request.session[KEPT] = [*known, registration.pk][-MOST:]


def note_opened(registration: Registration) -> None:
    """Keep when the link of a registration was first opened; who agreed to be listed is from then on."""
    if Registration.objects.filter(pk=registration.pk, opened_at=None).update(opened_at=timezone.now()):
        publish_change(registration.occurrence, turned=False)


def may_manage(request: HttpRequest, registration: Registration) -> bool:
    """Whether whoever asks may change and cancel it."""
    return registration.pk in request.session.get(KEPT, []) or is_theirs(request.user, registration)


def is_theirs(user: Any, registration: Registration) -> bool:
    """Whether it belongs to an account: made by it, or with its address."""
    if not user.is_authenticated:
        return False
    return registration.person_id == user.pk or has_address(user, registration.email)


def has_address(user: Any, address: str) -> bool:
    """Whether an address is that of an account, which the host had it prove; of no account for who has none."""
    return user.is_authenticated and bool(user.email) and address.lower() == user.email.lower()


def registrations_of(user: Any) -> QuerySet[Registration]:
    """Those of an account, by the date that they are for."""
    theirs = Q(person=user)
    if user.email:
        theirs |= Q(email__iexact=user.email)
    return Registration.objects.filter(theirs).select_related("occurrence").order_by("occurrence__starts_at", "pk")
