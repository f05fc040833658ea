"""When something is, as the active language says it: "jeudi 3 décembre 2026, de 18 h à 20 h"."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .opening_hours.times import minutes_label, time_label

# An evening that ends before this hour of the next morning is one evening.
NIGHT_ENDS = time(6)


def when_words(
    starts_at: datetime, ends_at: datetime | None, zone: ZoneInfo | None = None, *, all_day: bool | None = None
) -> str:
    """
    Say from when to when. The moments are aware; the words are in the time of ``zone``, which is named where clocks
    there differ from those of the site at that moment; without one in that of the site. ``all_day``: whether it lasts
    whole days; where nobody says, what goes from midnight to midnight does.
    """
    start, end = _local(starts_at, ends_at, zone)
    if lasts_whole_days(starts_at, ends_at, zone) if all_day is None else all_day:
        return _days(start.date(), _last_day(start, end))
    if start == end:
        words = _("%(day)s at %(start)s") % {"day": day_words(start.date()), "start": time_label(start.time())}
    elif _is_one_evening(start, end):
        words = _("%(day)s, %(times)s") % {"day": day_words(start.date()), "times": _times(start, end)}
    else:
        words = _("from %(day)s at %(start)s to %(last)s at %(end)s") % {
            "day": day_words(start.date()),
            "start": time_label(start.time()),
            "last": day_words(end.date()),
            "end": _clock(end.time()),
        }
    return words + _zone_words(start)


def moment_words(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """Say day and time of day, as ``when_words`` does."""
    return when_words(moment, None, zone, all_day=False)


def times_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """Say the times alone, below the day that it begins on; of several days how long. In the time of the site."""
    start, end = _local(starts_at, ends_at)
    last = _last_day(start, end)
    if lasts_whole_days(starts_at, ends_at):
        return _("all day") if last == start.date() else _("until %(day)s") % {"day": day_words(last)}
    if start == end:
        return time_label(start.time())
    if _is_one_evening(start, end):
        return _times(start, end)
    words = {"begin": time_label(start.time()), "day": day_words(end.date()), "end": _clock(end.time())}
    return _("%(begin)s, until %(day)s, %(end)s") % words


def day_words(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """Write a day out: "jeudi 3 décembre 2026"; without its weekday or its year where asked."""
    return format_date(day, _day_format(day, weekday=weekday, year=year))


def lasts_whole_days(starts_at: datetime, ends_at: datetime | None, zone: ZoneInfo | None = None) -> bool:
    """Whether it goes from a local midnight to a later one."""
    start, end = _local(starts_at, ends_at, zone)
    return start.time() == end.time() == time.min and end > start


def last_day(starts_at: datetime, ends_at: datetime | None) -> date:
    """The last day of it by the site's clocks; what ends at midnight does not reach into the day that begins then."""
    return _last_day(*_local(starts_at, ends_at))


def _local(starts_at: datetime, ends_at: datetime | None, zone: ZoneInfo | None = None) -> tuple[datetime, datetime]:
    return timezone.localtime(starts_at, zone), timezone.localtime(ends_at or starts_at, zone)


def _last_day(start: datetime, end: datetime) -> date:
    return (end - timedelta(microseconds=1)).date() if end > start else start.date()


def _is_one_evening(start: datetime, end: datetime) -> bool:
    if end.date() == start.date():
        return True
    next_morning = end.date() == start.date() + timedelta(days=1) and end.time() <= NIGHT_ENDS
    return next_morning and end - start < timedelta(days=1)


def _times(start: datetime, end: datetime) -> str:
    words = {"start": time_label(start.time()), "end": _clock(end.time())}
    return pgettext("times of day", "%(start)s to %(end)s") % words


def _clock(value: time) -> str:
    """The end at a time of day; midnight by its name."""
    return minutes_label(24 * 60) if value == time.min else time_label(value)


def _day_format(day: date, *, weekday: bool, year: bool) -> str:
    first = day.day == 1
    if not year:
        return pgettext("date format of the first of a month", "j F") if first else pgettext("date format", "j F")
    if not weekday:
        return pgettext("date format of the first of a month", "j F Y") if first else pgettext("date format", "j F Y")
    return pgettext("date format of the first of a month", "l j F Y") if first else pgettext("date format", "l j F Y")


def _days(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    begin = day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        ordinal = first.day == 1
        begin = format_date(first, pgettext("date format of the first of a month", "l j") if ordinal else "l j")
    return _("from %(first)s to %(last)s") % {"first": begin, "last": day_words(last)}


def _zone_words(start: datetime) -> str:
    if start.utcoffset() == start.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset():
        return ""
    city = str(start.tzinfo).rpartition("/")[2].replace("_", " ")
    return " " + _("(%(city)s time)") % {"city": city}
