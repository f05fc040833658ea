"""Periods and states; calendar months, dates of the site's time zone. Knows no model."""

from calendar import monthrange
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils import timezone

from ..conf import DEFAULTS, solo_settings
from ..enums import Freshness

MOST_MONTHS = 1200


def months_of(model: type[models.Model] | models.Model) -> int:
    """
    The months after which a page of a type needs confirming again; 0: never.

    Raises ImproperlyConfigured where VERIFY_AFTER_MONTHS names another type or is no whole number.
    """
    known = periods()
    names = (parent._meta.model_name for parent in [model, *model._meta.all_parents])
    return next((known[name] for name in names if name in known), 0)


def periods() -> dict[str, int]:
    """The period of every type, by model name. Raises ImproperlyConfigured, see ``months_of``."""
    default, given = DEFAULTS["VERIFY_AFTER_MONTHS"], solo_settings.VERIFY_AFTER_MONTHS
    if not isinstance(given, dict):
        raise ImproperlyConfigured(f"SOLO_PAGES.VERIFY_AFTER_MONTHS is a dict such as {default}, not {given!r}.")
    if unknown := set(given) - set(default):
        known = ", ".join(sorted(default))
        raise ImproperlyConfigured(
            f"SOLO_PAGES.VERIFY_AFTER_MONTHS knows {known}; not {', '.join(sorted(map(str, unknown)))}."
        )
    for name, months in given.items():
        if isinstance(months, bool) or not isinstance(months, int) or not 0 <= months <= MOST_MONTHS:
            raise ImproperlyConfigured(
                f"SOLO_PAGES.VERIFY_AFTER_MONTHS[{name!r}] is a whole number of months (0: never), not {months!r}."
            )
    return {**default, **given}


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, or the last one of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def latest_day(today: date, months: int) -> date:
    """The latest day to which adding so many months gives ``today`` or an earlier day."""
    day = add_months(today, -months) if months < today.year * 12 else date.min
    # The 29th to 31st of a longer month all come to the last day of a shorter one.
    last = date(day.year, day.month, monthrange(day.year, day.month)[1])
    return last if add_months(last, months) <= today else day


def counted_from(verified_on: date | None, first_published_at: datetime | None) -> date | None:
    """The day a page counts from: its last confirmation, else its first publication; None where it had neither."""
    if verified_on is None and first_published_at is not None:
        return timezone.localdate(first_published_at)
    return verified_on


def state_on(today: date, since: date | None, months: int) -> Freshness:
    """The state of what counts from ``since``, with a period of so many months (0: it stays fresh)."""
    if not months or since is None or today < add_months(since, months):
        return Freshness.FRESH
    return Freshness.DUE if today < add_months(since, 2 * months) else Freshness.OVERDUE


def freshness_of(page: Any) -> Freshness:
    """The state of a page today."""
    since = counted_from(page.verified_on, page.first_published_at)
    return state_on(timezone.localdate(), since, months_of(page))
