"""Texts of a calendar file as the portal has them: no escapes, no markup, nobody's mail address."""

import html
import re

from django.utils.html import strip_tags

from ..importing.columns import TEXT_LIMIT
from ..importing.errors import RejectedRow
from ..importing.values import one_line, plain_text
from .reading import Component

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ADDRESS = r"[\w.!#$%&'*+=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_][\w-]+"
_MAILBOX = re.compile(_ADDRESS)
# Also within brackets, and as links write it.
_MAIL = re.compile(rf"<(?:mailto:)?{_ADDRESS}>|(?:mailto:)?{_ADDRESS}", re.IGNORECASE)
LEFT_OUT = "…"


def line_of(event: Component, name: str, notes: list[str]) -> str:
    """Give a text of an event on one line, as ``text_of`` does."""
    return one_line(text_of(event, name, notes))


def text_of(event: Component, name: str, notes: list[str]) -> str:
    """
    Give a text of an event, empty where it has none. Mail addresses are nobody's to publish, and are left out; the
    notes say so. Raises RejectedRow for one that is too long.
    """
    found = event.first(name)
    if found is None:
        return ""
    written = unescaped(found.value)
    plain = without_markup(_MAIL.sub(LEFT_OUT, written))
    text = _MAIL.sub(LEFT_OUT, plain)
    if len(text) > TEXT_LIMIT:
        raise RejectedRow(f"{found.where} has {len(text):,} characters, more than {TEXT_LIMIT:,}")
    addresses = dict.fromkeys(_MAILBOX.findall(written) + _MAILBOX.findall(plain))
    notes += [f"{found.where}: “{address[:60]}” is a mail address: left out" for address in addresses]
    return plain_text(text).strip()


def unescaped(value: str) -> str:
    """Undo the escapes of a text (RFC 5545, 3.3.11)."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def without_markup(text: str) -> str:
    """Text of what may be HTML; what only looks a little like it stays."""
    if not _TAG.search(text):
        return text
    plain = html.unescape(strip_tags(_BREAKS.sub("\n", text)))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\xa0]+\n", "\n", plain)).strip()
