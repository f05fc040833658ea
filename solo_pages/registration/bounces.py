"""Letters that came back: the reports of mail servers (RFC 3464), and the registrations whose letters they were."""

from collections.abc import Iterable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import cast

from django.utils import timezone

from ..letters.writing import ascii_address
from ..models import Registration
from .mailboxes import mailbox_of

RECIPIENT_FIELDS = ("Final-Recipient", "Original-Recipient")


def failed_recipients(report: bytes) -> set[str]:
    """
    Give the addresses, in lower case, that a mail server says it will not reach (``Action: failed``, RFC 3464 section
    2.3.3); empty where that is not what the message says: an answer of a person, a delay, anything else.
    """
    message = cast(EmailMessage, BytesParser(policy=default).parsebytes(report))
    return {
        address
        for part in message.walk()
        if part.get_content_type() == "message/delivery-status"
        for fields in part.iter_parts()
        if str(fields.get("Action", "")).strip().lower() == "failed"
        for address in _addresses(fields)
    }


def note_failed(addresses: Iterable[str]) -> int:
    """
    Mark the registrations in force of these addresses, for whoever looks after the meeting; gives how many. A domain
    counts as the same in its own script and as mail servers write it. The next letter that the mail server takes clears
    the mark, and its report sets it again.
    """
    failed = {known: mailbox_of(known) for known in map(_known_as, addresses) if known}
    active = Registration.objects.filter(state__in=Registration.ACTIVE, address_key__in=failed.values())
    theirs = [pk for pk, email in active.values_list("pk", "email") if _known_as(email) in failed]
    return active.filter(pk__in=theirs).update(mail_failed_at=timezone.now())


def _known_as(address: str) -> str:
    """An address as mail servers know it, in lower case; empty for one that none can know."""
    try:
        return ascii_address(address).lower()
    except UnicodeError:
        return ""


def _addresses(fields: EmailMessage) -> Iterable[str]:
    """The address of each field, which follows its kind: ``rfc822; ada@example.org``."""
    for name in RECIPIENT_FIELDS:
        kind, _separator, address = str(fields.get(name, "")).partition(";")
        if kind.strip().lower() in ("rfc822", "utf-8") and "@" in address:
            yield address.strip().strip("<>").lower()
