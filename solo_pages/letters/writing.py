"""From a template to a letter that waits for delivery."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from directory_blocks.plain_text import plain_text

from ..models.letter import Letter, end_of_keeping
from .tasks import deliver_letter

if TYPE_CHECKING:
    from ..models.registration import Registration

MAX_SUBJECT = 150
# Letters to many that are delivered at once; a mail server takes about a tenth of a second for each.
AT_ONCE = 20
# RFC 5321.
MAX_ADDRESS = 254


def post_letter(
    kind: str,
    recipient: str,
    context: dict[str, Any] | None = None,
    *,
    language: str = "",
    reply_to: str = "",
    about: "Registration | None" = None,
) -> Letter:
    """
    Write the letter ``solo_pages/email/<kind>.txt`` to an address, and have it delivered once the transaction is
    committed.

    The template is plain text inside ``{% autoescape off %}``: its first line is the subject. ``language``: that of the
    reader, the site's by default. ``about``: the registration that shows when the letter
    cannot be delivered. Ask the letter's ``is_delayed`` afterwards to tell somebody that it is late.
    """
    return keep_letter(written_letter(kind, recipient, context, language=language, reply_to=reply_to, about=about))


def written_letter(
    kind: str,
    recipient: str,
    context: dict[str, Any] | None = None,
    *,
    language: str = "",
    reply_to: str = "",
    about: "Registration | None" = None,
) -> Letter:
    """Write a letter as ``post_letter`` does, and keep it nowhere: ``store_letters`` keeps many."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        written = render_to_string(f"solo_pages/email/{kind}.txt", {"language": language, **(context or {})})
    subject, _newline, text = written.strip().partition("\n")
    return new_letter(recipient, subject, text, language=language, reply_to=reply_to, about=about)


def store_letter(
    recipient: str,
    subject: str,
    text: str,
    *,
    language: str,
    reply_to: str = "",
    keep_for: timedelta | None = None,
    about: "Registration | None" = None,
) -> Letter:
    """
    Keep a letter that is already written, and have it delivered once the transaction is committed.

    ``keep_for``: how long it is worth delivering, at most ``LETTERS_KEPT_HOURS``, which is the default.
    """
    return keep_letter(
        new_letter(recipient, subject, text, language=language, reply_to=reply_to, keep_for=keep_for, about=about)
    )


def keep_letter(letter: Letter) -> Letter:
    """Keep a letter, and have it delivered once the transaction is committed."""
    letter.save()
    transaction.on_commit(partial(deliver_letter.enqueue, letter.pk), robust=True)
    return letter


def store_letters(letters: Iterable[Letter]) -> int:
    """
    Keep many letters in one go; gives how many. The first are delivered once the transaction is committed, the others
    by ``manage.py deliver_letters``: no request waits for hundreds of them.
    """
    stored = Letter.objects.bulk_create(letters, batch_size=500)
    for letter in stored[:AT_ONCE]:
        transaction.on_commit(partial(deliver_letter.enqueue, letter.pk), robust=True)
    return len(stored)


def new_letter(
    recipient: str,
    subject: str,
    text: str,
    *,
    language: str,
    reply_to: str = "",
    keep_for: timedelta | None = None,
    about: "Registration | None" = None,
) -> Letter:
    """Write a letter that nobody keeps yet."""
    longest = end_of_keeping()
    return Letter(
        recipient=ascii_address(recipient),
        subject=one_line(subject),
        text=plain_text(text).strip() + "\n",
        language=language,
        reply_to=one_line(reply_to, 400),
        about=about,
        keep_until=min(longest, timezone.now() + keep_for) if keep_for else longest,
    )


def ascii_address(address: str) -> str:
    """Write the domain of an address as mail servers know it (IDNA). Raises UnicodeError for one that none can know."""
    local, _at, domain = address.rpartition("@")
    known = f"{local}@{domain.encode('idna').decode('ascii')}"
    if len(known) > MAX_ADDRESS:
        raise UnicodeError("An address of a mailbox has no more than 254 characters.")
    return known


def one_line(text: str, length: int = MAX_SUBJECT) -> str:
    """Fit a text on one header line: nothing typed can begin another header."""
    return " ".join(plain_text(text).split())[:length]
