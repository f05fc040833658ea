"""
A place as plain values: what the import compares, stores and writes, and what the export writes.

Values are canonical (one line without stray spaces, terms sorted, phone in E.164), so that two ways of writing the same
thing are no change, and a file that was exported comes back as it went.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from directory_blocks.models import Commune, Term
from directory_blocks.models.abstract import LocatedMixin

from ..models import ServicePointPage
from ..phones import normalize_phone

Values = dict[str, Any]

LINES = (
    "title",
    "summary",
    "street_address",
    "postcode",
    "opening_hours",
    "email",
    "website",
    "booking_url",
    "wheelchair",
    "precision",
    "data_source_url",
    "data_licence",
)
# What a file does not hold where the page shows its commune only; empty there, it says nothing about ours.
WITHHELD = ("position", "street_address")
TEXTS = ("description", "newcomers_get", "access_notes")
TERMS = {"categories": "category", "languages": "language", "features": "feature"}


def one_line(text: str) -> str:
    """Without control characters, runs of white space as one space."""
    return " ".join(_printable(text).split())


def plain_text(text: str) -> str:
    """Without control characters but line breaks and tabs."""
    return _printable(text)


def _printable(text: str) -> str:
    # Cc: controls, which PostgreSQL refuses (NUL) or terminals obey (ESC); Cs: lone surrogates, which are no UTF-8.
    return "".join(c for c in text if c in "\n\r\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def canonical_phone(phone: str, region: str) -> str:
    """E.164 where the number is one, else as it stands."""
    try:
        return normalize_phone(phone, region)
    except ValidationError:
        return one_line(phone)


def values_of(page: ServicePointPage) -> Values:
    """Everything of a page that a file can hold, but for who it is (``data_source``, ``external_id``)."""
    values: Values = {name: one_line(getattr(page, name)) for name in LINES}
    values |= {name: plain_text(getattr(page, name)) for name in TEXTS}
    values |= {name: sorted(term.slug for term in getattr(page, name).all()) for name in TERMS}
    located = page.latitude is not None and page.longitude is not None
    return values | {
        "commune": page.commune.code if page.commune else "",
        "position": [page.latitude, page.longitude] if located else None,
        "phone": canonical_phone(page.phone, page.commune.territory.country if page.commune else ""),
        "appointment_only": page.appointment_only,
        "verified_on": page.verified_on.isoformat() if page.verified_on else "",
    }


def write_values(page: ServicePointPage, values: Values, communes: dict[str, Commune], terms: Iterable[Term]) -> None:
    """Set the fields of a page, unsaved. ``communes`` by code; ``terms`` of the source language."""
    by_slug = {(term.vocabulary, term.slug): term for term in terms}
    for name, value in values.items():
        if name in TERMS:
            setattr(page, name, [by_slug[TERMS[name], slug] for slug in value])
        elif name == "position":
            write_position(page, value)
        elif name == "commune":
            page.commune = communes[value] if value else None
        elif name == "verified_on":
            page.verified_on = date.fromisoformat(value) if value else None
        else:
            setattr(page, name, value)


def write_position(page: LocatedMixin, position: list[float] | None) -> None:
    """Set where a page is: [latitude, longitude] in WGS 84, or nowhere."""
    page.latitude, page.longitude = position or (None, None)
    page.location = f"SRID=4326;POINT({page.longitude!r} {page.latitude!r})" if position else ""


def shown(value: Any) -> str:
    """A value for a report: short, on one line, and harmless to a terminal."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    text = re.sub(r"[^\S ]+", " ⏎ ", _printable(text))
    return f"“{text[:77]}…”" if len(text) > 80 else f"“{text}”" if text else "nothing"
