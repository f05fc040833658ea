"""When something is, as the reader's language says it. Moments are aware; what is said is local time of the site."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .opening_hours.times import time_label


def day_label(day: date) -> str:
    """Say a day with its weekday: Thursday 3 December 2026."""
    written = date_format(day, "DATE_FORMAT")
    if day.day == 1:
        # Ordinal in some languages: le 1er décembre.
        first = pgettext("the day in the date of the first of a month", "1")
        written = re.sub(r"\b1\b", first, written, count=1)
    return f"{date_format(day, 'l')} {written}"


def lasts_whole_days(starts_at: datetime, ends_at: datetime | None) -> bool:
    """Whether it goes from a local midnight to a later one."""
    starts = timezone.localtime(starts_at)
    ends = ends_at and timezone.localtime(ends_at)
    return bool(ends) and starts.time() == ends.time() == time.min and ends > starts


def last_day(starts_at: datetime, ends_at: datetime | None) -> date:
    """The last local day of it; what ends at midnight does not reach into the day that begins then."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at or starts_at)
    if ends > starts and ends.time() == time.min:
        return ends.date() - timedelta(days=1)
    return ends.date()


def times_label(starts_at: datetime, ends_at: datetime | None) -> str:
    """Say the times of a day: from 9:00 to 12:00, from 9:00, or that it is all day; of several days, how long."""
    starts = timezone.localtime(starts_at)
    last = last_day(starts_at, ends_at)
    if lasts_whole_days(starts_at, ends_at):
        return _("all day") if last == starts.date() else _("until %(day)s") % {"day": day_label(last)}
    begin = time_label(starts.time())
    if ends_at is None or ends_at == starts_at:
        return begin
    end = time_label(timezone.localtime(ends_at).time())
    if last == starts.date():
        return pgettext("times of day", "%(begin)s–%(end)s") % {"begin": begin, "end": end}
    return _("%(begin)s, until %(day)s, %(end)s") % {"begin": begin, "day": day_label(last), "end": end}


def when_label(starts_at: datetime, ends_at: datetime | None) -> str:
    """Say day and times: Thursday 3 December 2026, 9:00–12:00."""
    starts = timezone.localtime(starts_at)
    day = day_label(starts.date())
    if lasts_whole_days(starts_at, ends_at) and last_day(starts_at, ends_at) == starts.date():
        return day
    return _("%(day)s, %(times)s") % {"day": day, "times": times_label(starts_at, ends_at)}
