"""
A meeting as plain values: what the import compares, stores and writes.

Days and times are ISO 8601, empty where there are none. A date that differs is one text: the kind, the start by the
rule, and for one that is moved, or added with an end of its own, the new day, start, end and commune (``-``: as usual)
and the place: ``moved 2099-03-19T18:00:00 2099-03-20 09:00:00 - 32013 À la mairie``; ``moved+`` and ``cancelled+`` go
on from that date.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from directory_blocks.models import Commune, Term

from ..enums import ExceptionKind
from ..importing.values import Values, one_line, plain_text, write_position
from ..models import EventException, EventPage

LINES = (
    "title",
    "time_zone",
    "recurrence",
    "attendance",
    "place_name",
    "street_address",
    "postcode",
    "online_url",
    "organiser_name",
    "registration",
    "registration_url",
    "data_source_url",
    "data_licence",
)
MOMENTS = {"starts_on": date, "ends_on": date, "starts_time": time, "ends_time": time}
NOTHING = "-"


def values_of(page: EventPage) -> Values:
    """Everything of a meeting that a file can hold, but for who it is."""
    values: Values = {name: one_line(getattr(page, name)) for name in LINES}
    values |= {name: value.isoformat() if (value := getattr(page, name)) else "" for name in MOMENTS}
    located = page.latitude is not None and page.longitude is not None
    return values | {
        "description": plain_text(page.description),
        "is_cancelled": page.is_cancelled,
        "commune": page.commune.code if page.commune else "",
        "position": [page.latitude, page.longitude] if located else None,
        "event_types": sorted(term.slug for term in page.event_types.all()),
        "exceptions": sorted(exception_text(one, page.starts_time) for one in page.exceptions.all()),
    }


def write_values(page: EventPage, values: Values, communes: dict[str, Commune], terms: Iterable[Term]) -> None:
    """Set the fields of a meeting, unsaved. ``communes`` by code; ``terms`` of the source language."""
    by_slug = {term.slug: term for term in terms}
    for name, value in values.items():
        if name == "event_types":
            page.event_types = [by_slug[slug] for slug in value]
        elif name == "exceptions":
            usual = values.get("starts_time", page.starts_time and page.starts_time.isoformat())
            page.exceptions = [read_exception(text, usual, communes) for text in value]
        elif name == "position":
            write_position(page, value)
        elif name == "commune":
            page.commune = communes[value] if value else None
        elif name in MOMENTS:
            setattr(page, name, MOMENTS[name].fromisoformat(value) if value else None)
        else:
            setattr(page, name, value)


def exception_text(one: EventException, usual: time | None) -> str:
    """Write a date that differs as one text."""
    clock = one.occurrence_time or usual
    start = datetime.combine(one.occurrence_on, clock) if clock else one.occurrence_on
    parts = [f"{one.kind}{'+' * one.following}", start.isoformat()]
    place = one.new_place or (one.new_venue.title if one.new_venue else "")
    news = (one.new_on, one.new_from, one.new_until)
    commune = one.new_commune.code if one.new_commune else ""
    if one.kind == ExceptionKind.MOVED or (one.kind == ExceptionKind.ADDED and any((*news, commune, place))):
        parts.append(differences_text(*news, commune, place))
    return " ".join(parts)


def differences_text(new_on: date | None, begins: time | None, until: time | None, commune: str, place: str) -> str:
    """Write what holds of one date instead."""
    news = [value.isoformat() if value is not None else NOTHING for value in (new_on, begins, until)]
    return " ".join([*news, commune or NOTHING, one_line(place)]).rstrip()


def read_exception(text: str, usual: str | None, communes: dict[str, Commune]) -> EventException:
    """Make of such a text a date that differs, unsaved; at the ``usual`` time it has no time of its own."""
    kind, start, *rest = text.split(" ", 6)
    day, _t, clock = start.partition("T")
    fields: dict[str, Any] = {"kind": kind.rstrip("+"), "following": kind.endswith("+")}
    fields["occurrence_on"] = date.fromisoformat(day)
    if clock and clock != usual:
        fields["occurrence_time"] = time.fromisoformat(clock)
    for (name, read), value in zip((("new_on", date), ("new_from", time), ("new_until", time)), rest, strict=False):
        if value != NOTHING:
            fields[name] = read.fromisoformat(value)
    if len(rest) > 3 and rest[3] != NOTHING:
        fields["new_commune"] = communes[rest[3]]
    return EventException(**fields, new_place=rest[4] if len(rest) > 4 else "")
