"""Times of day as the reader's language writes them."""

from datetime import time

from django.utils.dateformat import time_format
from django.utils.translation import pgettext


def time_label(value: time) -> str:
    """Write a time of day in the active language: 9:00 and 14:30, or 9 h and 14 h 30."""
    if value.minute == 0:
        return time_format(value, pgettext("date format of a full hour", "G:i"))
    return time_format(value, pgettext("date format of a time", "G:i"))


def minutes_label(minutes: int) -> str:
    """Write minutes since midnight; those past midnight belong to the next day."""
    if minutes == 24 * 60:
        return pgettext("time of day", "midnight")
    return time_label(time(minutes // 60 % 24, minutes % 60))
