"""Addresses below the agenda."""

from datetime import date

from directory_blocks.query import EntryQuery


def month_path(day: date) -> str:
    """The path of the calendar of the month that a day is in: ``2026-12/``."""
    return f"{day:%Y-%m}/"


def day_query(query: EntryQuery, day: date) -> str:
    """The parameters of the list of one day, under the filters of a query."""
    return query.with_(since=day, until=day, sort="").querystring()
