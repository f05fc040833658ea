"""What the portal's accounts know of people, beside what the plugins do."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from guide.usefulness.reading import past_answers
from solo_pages.personal_data.accounts import erase_consents
from solo_pages.personal_data.registry import Part, RetentionRule, register_part

from .models import User


def register_parts() -> None:
    """Register addresses, sessions, the second factor, what readers answer, and sign-ups that nobody confirmed."""
    register_part(
        Part(
            key="e_mail_addresses",
            export=lambda user: list(_addresses(user).values("email", "verified", "primary")),
            addresses=lambda user: list(_addresses(user).values_list("email", flat=True)),
            rules=(RetentionRule("sign-ups never confirmed", never_confirmed, forget_sign_up),),
        )
    )
    register_part(
        Part(
            key="sessions",
            export=export_sessions,
            close=end_sessions,
            erase=end_sessions,
            rules=(
                RetentionRule("sessions past their time", expired_sessions),
                RetentionRule("traces of ended sessions", ended_sessions),
            ),
        )
    )
    register_part(Part(key="second_factor", export=export_second_factor))
    # They say nothing of who gave them; a comment may.
    register_part(Part(key="answers", rules=(RetentionRule("answers about pages", past_answers),)))


def _addresses(user: User) -> QuerySet[EmailAddress]:
    return EmailAddress.objects.filter(user=user).order_by("pk")


def never_confirmed() -> QuerySet[User]:
    """Accounts whose owner signed up and never proved the address; those that somebody set up are not among them."""
    longest = timezone.now() - timedelta(days=settings.SIGNUPS_KEPT_DAYS)
    by_address = EmailAddress.objects.values("user")
    waiting = User.objects.filter(pk__in=by_address.filter(verified=False), last_login=None, date_joined__lte=longest)
    set_up = waiting.filter(Q(groups__isnull=False) | Q(owned_pages__isnull=False) | Q(is_superuser=True))
    return waiting.exclude(pk__in=by_address.filter(verified=True)).exclude(pk__in=set_up.values("pk"))


def forget_sign_up(user: User) -> None:
    """Delete an account that nobody proved to be theirs; what else knows its address is somebody's who may have it."""
    erase_consents(user)
    end_sessions(user)
    user.delete()


def export_sessions(user: User) -> list[dict[str, Any]]:
    """Where the account is open, without the keys that would let in."""
    return list(UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent", "last_seen_at"))


def end_sessions(user: User) -> None:
    """Log the person out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()


def expired_sessions() -> QuerySet[Session]:
    """Sessions that nobody can use any more."""
    return Session.objects.filter(expire_date__lt=timezone.now())


def ended_sessions() -> QuerySet[UserSession]:
    """What the list of sessions remembers of those that are gone."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    gone = [row.pk for row in UserSession.objects.iterator() if not store().exists(row.session_key)]
    return UserSession.objects.filter(pk__in=gone)


def export_second_factor(user: User) -> list[dict[str, Any]]:
    """Which second factors there are, without their secrets."""
    return list(Authenticator.objects.filter(user=user).values("type", "created_at", "last_used_at"))
