"""When one date of a meeting is, in words of the reader's language."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory_blocks.opening_hours.times import minutes_label, time_label

# An evening that ends before this hour of the next morning is one evening.
NIGHT_ENDS = time(6)


def when_words(starts_at: datetime, ends_at: datetime, zone: ZoneInfo, *, all_day: bool) -> str:
    """
    Say from when to when: "jeudi 3 décembre 2026, de 18 h à 20 h". The moments are aware; the words are in the time of
    ``zone``, which is named where clocks there differ from those of the site at that moment.
    """
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if all_day:
        return _days(start.date(), (end - timedelta(microseconds=1)).date() if end > start else start.date())
    return _moments(start, end) + _zone_words(start)


def day_words(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """Write a day out: "jeudi 3 décembre 2026"; without its weekday or its year where asked."""
    return format_date(day, _day_format(day, weekday=weekday, year=year))


def clock_words(value: time) -> str:
    """Write a time of day; midnight by its name."""
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
    if (first.year, first.month) == (last.year, last.month):
        begin = (
            format_date(first, "l j")
            if first.day != 1
            else format_date(first, pgettext("date format of the first of a month", "l j"))
        )
        return _("from %(first)s to %(last)s") % {"first": begin, "last": day_words(last)}
    return _("from %(first)s to %(last)s") % {"first": day_words(first), "last": day_words(last)}


def _moments(start: datetime, end: datetime) -> str:
    words = {
        "day": day_words(start.date()),
        "start": time_label(start.time()),
        "last": day_words(end.date()),
        "end": clock_words(end.time()),
    }
    if start == end:
        return _("%(day)s at %(start)s") % words
    same_evening = end.date() == start.date() or (
        end.date() == start.date() + timedelta(days=1) and end.time() <= NIGHT_ENDS and end - start < timedelta(days=1)
    )
    if same_evening:
        return _("%(day)s, %(start)s to %(end)s") % words
    return _("from %(day)s at %(start)s to %(last)s at %(end)s") % words


def _zone_words(start: datetime) -> str:
    if start.utcoffset() == start.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset():
        return ""
    city = str(start.tzinfo).rpartition("/")[2].replace("_", " ")
    return " " + _("(%(city)s time)") % {"city": city}
