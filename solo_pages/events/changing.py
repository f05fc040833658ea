"""
Cancelling, moving and restoring dates of a meeting that is published: one, that one and all that follow, or all.

Each change is written into the live page as an exception to its rule, or into its fields, and into the drafts that may
still be published; it is published at once, alone, and people who registered are told (``occurrence_changed``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from directory_blocks.models import Commune

from ..enums import ExceptionKind
from ..models import EventException, EventPage, Occurrence, Registration, ServicePointPage
from ..models.occurrence import OccurrenceQuerySet
from .checking import check_end, check_exceptions
from .differing import (
    cancel_from,
    drop,
    drop_sweeping,
    have_it,
    is_cancelled,
    move_series,
    overrule,
    put,
    start_by_rule,
)
from .publishing import Edit, lock_family, publish_edit
from .recurrence import moved, to_utc
from .series import leading_pages, lock_series
from .upkeep import telling


class Scope(models.TextChoices):
    """How much of a series a change is about."""

    ONE = "one", gettext_lazy("This date only")
    FOLLOWING = "following", gettext_lazy("This date and all that follow")
    ALL = "all", gettext_lazy("All dates")


@dataclass(frozen=True, slots=True)
class Change:
    """
    What became of a change: the page it was written into (the one whose dates hold for all languages), its new
    revision, and the dates to come that differ now, saved, in their order.
    """

    page: EventPage
    revision: Revision
    occurrences: list[Occurrence] = field(default_factory=list)


def concerned(occurrence: Occurrence, scope: str) -> OccurrenceQuerySet:
    """Give the dates that a change would be about: those of the scope that are not over."""
    dates = Occurrence.objects.filter(series=occurrence.series_id).upcoming()
    if scope == Scope.ONE:
        return dates.filter(pk=occurrence.pk)
    return dates.filter(recurrence_id__gte=occurrence.recurrence_id) if scope == Scope.FOLLOWING else dates


def people_concerned(occurrence: Occurrence, scope: str) -> int:
    """Count those who are registered, or wait, for what a change would be about: who will be told."""
    active = Registration.objects.filter(
        occurrence__in=concerned(occurrence, scope).values("pk"), state__in=Registration.ACTIVE
    )
    return active.order_by().values("address_key").distinct().count()


def cancel(page: EventPage, occurrence: Occurrence, scope: str, user: Any, words: str = "") -> Change:
    """
    Cancel dates. ``page`` is the meeting in any language; ``words`` of the organiser go to those who registered.

    Raises ValidationError, its messages by the names of the parameters, where that cannot be.
    """

    def edit(page: EventPage) -> None:
        start = start_by_rule(page, occurrence.recurrence_id)
        if scope == Scope.ALL:
            page.is_cancelled = True
        elif scope == Scope.FOLLOWING:
            cancel_from(page, start)
        else:
            put(page, ExceptionKind.CANCELLED, start)

    return _change(page, occurrence, scope, edit, user, words)


def move(
    page: EventPage,
    occurrence: Occurrence,
    scope: str,
    user: Any,
    *,
    new_on: date | None = None,
    new_from: time | None = None,
    new_until: time | None = None,
    new_venue: ServicePointPage | None = None,
    new_place: str = "",
    new_commune: Commune | None = None,
    words: str = "",
) -> Change:
    """
    Give dates another day, time or place; what is left empty stays. ``new_on`` is the new day of ``occurrence``: those
    that follow are shifted by as many days. Raises ValidationError as ``cancel`` does.
    """
    given = (new_on, new_from, new_until, new_venue, new_place, new_commune)
    changes = {
        name: value
        for name, value in zip(EventException.CHANGES, given, strict=True)
        if value is not None and value != ""
    }
    if not changes:
        raise ValidationError(_("Say what is different: the day, the times or the place."))
    if occurrence.is_cancelled:
        raise ValidationError(_("This date is cancelled: have it take place again first."))
    if new_until is not None:
        check_end(page, new_from or occurrence.starts_at.astimezone(page.zone).time(), new_until)
    _check_to_come(page, occurrence, changes)

    def edit(page: EventPage) -> None:
        start = start_by_rule(page, occurrence.recurrence_id)
        if scope == Scope.ALL:
            move_series(page, changes, new_on - start.date() if new_on else timedelta())
            return
        if scope == Scope.FOLLOWING:
            overrule(page, start, changes)
        put(page, ExceptionKind.MOVED, start, following=scope == Scope.FOLLOWING, **changes)

    return _change(page, occurrence, scope, edit, user, words)


def restore(page: EventPage, occurrence: Occurrence, scope: str, user: Any, words: str = "") -> Change:
    """Have cancelled dates take place again, when and where they stood. Raises ValidationError as ``cancel`` does."""
    today = timezone.localdate()

    def edit(page: EventPage) -> None:
        start = start_by_rule(page, occurrence.recurrence_id)
        if scope == Scope.ALL:
            page.is_cancelled = False
            drop_sweeping(page, ExceptionKind.CANCELLED)
            drop(page, ExceptionKind.CANCELLED, since=today)
            return
        drop(page, ExceptionKind.CANCELLED, ExceptionKind.EXCLUDED, at=start)
        if scope == Scope.FOLLOWING:
            drop_sweeping(page, ExceptionKind.CANCELLED, start)
            drop(page, ExceptionKind.CANCELLED, since=start.date())
        if is_cancelled(page, start) and not page.is_cancelled:
            have_it(page, start, following=scope == Scope.FOLLOWING)

    if page.is_cancelled and scope != Scope.ALL:
        raise ValidationError(_("The whole meeting is cancelled: have all dates take place again."))
    return _change(page, occurrence, scope, edit, user, words)


@transaction.atomic
def _change(page: EventPage, occurrence: Occurrence, scope: str, edit: Edit, user: Any, words: str) -> Change:  # noqa: PLR0917
    if occurrence.series_id != page.translation_key:
        raise ValueError("The date is one of another meeting.")
    leading = leading_pages([page.translation_key]).get(page.translation_key)
    if leading is None:
        raise ValidationError(_("The meeting is not published."))
    # Of two people who change dates at once the second sees what the first one did.
    lock_series(leading)
    lock_family(leading)
    live, edited = (EventPage.objects.get(pk=leading.pk) for _each in range(2))
    if not concerned(occurrence, scope).exists():
        raise ValidationError(_("This date is over."))
    known = {one.pk for one in live.exceptions.all()}
    edit(edited)
    _check(edited, known)
    with telling(words) as told:
        revision = publish_edit(live, edited, edit, user)
    changed = sorted((one for one, _before in told.changed), key=lambda one: one.starts_at)
    return Change(EventPage.objects.get(pk=live.pk), revision, changed)


def _check_to_come(page: EventPage, occurrence: Occurrence, changes: dict[str, Any]) -> None:
    """Refuse a time that is over, which nobody could come to, and from which nothing leads back."""
    asked = next((name for name in ("new_on", "new_until", "new_from") if name in changes), None)
    if asked is None:
        return
    start, end = (timezone.make_naive(one, page.zone) for one in (occurrence.starts_at, occurrence.ends_at))
    on_its_day = datetime.combine(changes.get("new_on", start.date()), start.time())
    begins, length = moved(page, on_its_day, end - start, EventException(**changes))
    if to_utc(begins + length, page.zone) <= timezone.now():
        raise ValidationError({asked: _("It would be over already: give a day and a time to come.")})


def _check(page: EventPage, known: Iterable[int]) -> None:
    """Refuse what cannot be; what was wrong before is none of this."""
    page.full_clean()
    for exception, messages in check_exceptions(page, list(page.exceptions.all())):
        if exception.pk is None or exception.pk not in known:
            errors: dict[str, list[str]] = {}
            for name, texts in messages.items():
                errors.setdefault(name if name in EventException.CHANGES else NON_FIELD_ERRORS, []).extend(texts)
            raise ValidationError(errors)
