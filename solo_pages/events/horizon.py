"""Which dates of a meeting are written, of those that it may have without end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from ..conf import solo_settings
from ..enums import ExceptionKind
from ..models import EventPage
from .recurrence import Planned, planned_dates, start_of, to_utc

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Horizon:
    """
    The dates that are written, by their start by the rule. ``end``: what begins later is left as it is. ``own``: the
    starts of dates of which the page says something by themselves.
    """

    plans: dict[datetime, Planned]
    end: datetime
    own: frozenset[datetime]

    def covers(self, start: datetime) -> bool:
        """Whether a date with this start would have been planned, were it still one."""
        return start <= self.end


def horizon_of(page: EventPage) -> Horizon:
    """
    Give the dates to come for ``OCCURRENCES_DAYS`` days, at most ``OCCURRENCES_MOST``, as many that are past, and all
    that were added one by one.
    """
    now, today = timezone.now(), timezone.localdate(timezone=page.zone)
    span, most = timedelta(days=solo_settings.OCCURRENCES_DAYS), solo_settings.OCCURRENCES_MOST
    since = max(page.starts_on, today - span) if page.recurrence else page.starts_on
    until = max(today, page.starts_on) + span
    usual = page.starts_time or time.min
    plans = planned_dates(page, since, until, _most(since, until))
    for day in {start_of(one, usual).date() for one in _added(page)}:
        if not since <= day <= until:
            plans += planned_dates(page, day, day, most)
    plans.sort(key=lambda plan: plan.recurrence_id)
    past = [plan for plan in plans if plan.ends_at <= now][-most:]
    coming = [plan for plan in plans if plan.ends_at > now]
    end = coming[most - 1].recurrence_id if len(coming) > most else datetime.combine(until, time.max, page.zone)
    own = {to_utc(start_of(one, usual), page.zone) for one in page.exceptions.all() if not one.following}
    return Horizon(
        plans={plan.recurrence_id: plan for plan in (*past, *coming[:most])},
        end=end.astimezone(UTC),
        own=frozenset(own),
    )


def _most(since: date, until: date) -> int:
    """One a day, and those that were added."""
    return 2 * ((until - since) // DAY + 1) + 1000


def _added(page: EventPage) -> list:
    return [one for one in page.exceptions.all() if one.kind == ExceptionKind.ADDED]
