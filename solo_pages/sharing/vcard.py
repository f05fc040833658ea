"""Contact cards: vCard 4.0 (RFC 6350), with the social profiles of RFC 9554."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

# Octets of a line before it is folded (RFC 6350, 3.2).
LINE_OCTETS = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """
    What a card says; give only what the page shows. ``phone`` is E.164, addresses of the web are absolute, ``networks``
    are (label, address), ``languages`` BCP 47 codes with the best first, ``point`` (latitude, longitude) in WGS 84.
    """

    uid: UUID
    name: str
    url: str
    kind: str = "individual"
    organisation: str = ""
    role: str = ""
    note: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    country: str = ""
    point: tuple[float, float] | None = None
    website: str = ""
    networks: tuple[tuple[str, str], ...] = ()
    photo: str = ""
    languages: tuple[str, ...] = ()
    revised_at: datetime | None = None

    def write(self) -> str:
        """Write the card, lines folded and ended as the RFC asks."""
        lines = ["BEGIN:VCARD", "VERSION:4.0", *self._identity(), *self._reach(), *self._place(), "END:VCARD"]
        return "".join(fold(line) + "\r\n" for line in lines)

    def _identity(self) -> Iterator[str]:
        yield f"UID:urn:uuid:{self.uid}"
        yield f"KIND:{self.kind}"
        yield f"FN:{escape(self.name)}"
        if self.kind == "individual":
            given, _space, family = self.name.strip().partition(" ")
            yield f"N:{escape(family)};{escape(given)};;;"
        for key, value in (("ORG", self.organisation), ("TITLE", self.role), ("NOTE", self.note)):
            if value:
                yield f"{key}:{escape(value)}"
        for number, language in enumerate(self.languages[:100], start=1):
            yield f"LANG;PREF={number}:{language}"
        if self.revised_at:
            yield f"REV:{self.revised_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"

    def _reach(self) -> Iterator[str]:
        if self.phone:
            yield f"TEL;VALUE=uri;TYPE=work:tel:{self.phone}"
        if self.email:
            yield f"EMAIL;TYPE=work:{escape(self.email)}"
        yield f"URL:{_one_piece(self.url)}"
        if self.website:
            yield f"URL;TYPE=work:{_one_piece(self.website)}"
        for label, address in self.networks:
            yield f"SOCIALPROFILE;SERVICE-TYPE={quoted(label)}:{_one_piece(address)}"
        if self.photo:
            yield f"PHOTO:{_one_piece(self.photo)}"

    def _place(self) -> Iterator[str]:
        if self.town:
            fields = ["", "", self.street, self.town, "", self.postcode, self.country]
            yield "ADR;TYPE=work:" + ";".join(escape(field) for field in fields)
        if self.point:
            yield "GEO:geo:{:.6f},{:.6f}".format(*self.point)


def escape(text: str) -> str:
    r"""
    Escape a text value (RFC 6350, 3.4); control characters are dropped, line breaks of any kind become ``\n``.

    >>> escape("a, b; c")
    'a\\, b\\; c'
    """
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return "\\n".join("".join(filter(_is_text, line)) for line in escaped.splitlines())


def quoted(text: str) -> str:
    """Quote a parameter value, without what cannot stand in one (RFC 6350, 3.3)."""
    return '"' + "".join(char for char in text if _is_text(char) and char != '"') + '"'


def fold(line: str) -> str:
    """Fold a line at 75 octets, never inside a character."""
    parts, current, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > LINE_OCTETS:
            parts.append(current)
            current, size = " ", 1
        current += char
        size += width
    return "\r\n".join([*parts, current])


def _is_text(char: str) -> bool:
    # Control characters and line separators; the no-break spaces of French typography are text.
    category = unicodedata.category(char)
    return category[0] != "C" and category not in {"Zl", "Zp"}


def _one_piece(address: str) -> str:
    return "".join(address.split())
