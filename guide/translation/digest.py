"""Telling translators once a week what there is to translate and to publish."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy

from ..conf import guide_settings
from ..models import TranslationDigest
from .rows import Row, rows_of
from .sources import listed_for
from .state import State

# A weekly cron is never a week apart to the second.
INTERVAL = timedelta(days=6, hours=12)
# Rows that a letter names; it counts the others.
NAMED = 30
ORDER = (State.STALE, State.DRAFT, State.MISSING)


@dataclass(slots=True)
class Run:
    """What one run did: letters sent, people with nothing due, people told less than a week ago, letters refused."""

    sent: int = 0
    idle: int = 0
    early: int = 0
    failed: int = 0


def send_digests(*, now: datetime | None = None, dry_run: bool = False) -> Run:
    """
    Write to each active member of ``GUIDE["TRANSLATORS_GROUP"]`` who has an address, in their language; to nobody twice
    a week, and to nobody who has nothing to do. A letter that the mail server refuses is sent by the next run.
    """
    now = now or timezone.now()
    run = Run()
    for user in translators():
        last, _created = TranslationDigest.objects.get_or_create(user=user)
        if last.sent_at and last.sent_at > now - INTERVAL:
            run.early += 1
        elif not (rows := due_for(user)):
            run.idle += 1
        elif dry_run:
            run.sent += 1
        elif _claim(last, now):
            try:
                _write(user, rows)
                run.sent += 1
            except OSError:  # every error of SMTP is one
                TranslationDigest.objects.filter(pk=last.pk).update(sent_at=last.sent_at)
                run.failed += 1
    return run


def translators() -> Iterable[Any]:
    """Who is written to."""
    users = get_user_model().objects.filter(is_active=True, groups__name=guide_settings.TRANSLATORS_GROUP)
    return users.exclude(email="").select_related("wagtail_userprofile").distinct().order_by("pk")


def due_for(user: Any) -> list[Row]:
    """What there is to do in the languages whose pages ``user`` may change: stale first, then drafts, then missing."""
    own = page_permission_policy.instances_user_has_permission_for(user, "change").order_by().values("locale")
    rows = [row for row in rows_of(listed_for(user), Locale.objects.filter(pk__in=own)) if row.state.is_due]
    return sorted(rows, key=lambda row: ORDER.index(row.state.state))


def _claim(last: TranslationDigest, now: datetime) -> bool:
    """Note the letter before it is sent: of two runs at once one sends it."""
    unsent = Q(sent_at=None) | Q(sent_at__lte=now - INTERVAL)
    return bool(TranslationDigest.objects.filter(unsent, pk=last.pk).update(sent_at=now))


def _write(user: Any, rows: list[Row]) -> None:
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else None
    base = (get_admin_base_url() or "").rstrip("/")
    with translation.override(language or translation.get_language()):
        counts = Counter(row.state.state for row in rows)
        context = {
            "base": base,
            "name": user.get_short_name() or user.get_username(),
            "language": translation.get_language(),
            "counts": [(state.label, counts[state]) for state in ORDER if counts[state]],
            "rows": rows[:NAMED],
            "more": max(0, len(rows) - NAMED),
            "report": base + reverse("guide_translations"),
        }
        subject, _newline, text = render_to_string("guide/translation/digest.txt", context).strip().partition("\n")
        html = render_to_string("guide/translation/digest.html", context)
    send_mail(subject.strip(), text.strip() + "\n", [user.email], html_message=html)
