"""Handing letters to the mail server: each once, again where it could not be reached, and none after its time."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import BadHeaderError
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ..conf import solo_settings
from ..models.letter import Letter
from .markup import paragraphs

logger = logging.getLogger(__name__)

# How long a process that took a letter may need; only then does another take it.
LEASE = timedelta(minutes=10)
# Minutes until the next attempt, by the number of those that failed; the last one repeats.
WAITS = (2, 10, 30, 60, 180)


def deliver(pk: int) -> bool:
    """
    Deliver a letter that is due, and forget it. Gives whether it was handed over; where not, it is tried again later.

    Two processes never take the same letter: whoever moves ``send_after`` has it.
    """
    taken = Letter.objects.due().filter(pk=pk).update(send_after=timezone.now() + LEASE)
    if not taken:
        return False
    letter = Letter.objects.get(pk=pk)
    try:
        message(letter).send()
    except (OSError, BadHeaderError, ValueError) as error:  # SMTP errors are OSErrors
        # Only its kind: what the server answered has addresses in it.
        logger.warning("Letter %s was not delivered (%s).", pk, type(error).__name__)
        wait = WAITS[min(letter.attempts, len(WAITS) - 1)]
        Letter.objects.filter(pk=pk).update(
            attempts=F("attempts") + 1, send_after=timezone.now() + timedelta(minutes=wait)
        )
        return False
    letter.delete()
    if letter.about and letter.about.mail_failed_at:
        letter.about.mail_failed_at = None
        letter.about.save(update_fields=["mail_failed_at"])
    return True


def deliver_due() -> tuple[int, int, int]:
    """Try every letter that is due and give up those past their time; gives delivered, failed and given up."""
    delivered = failed = 0
    for pk in list(Letter.objects.due().values_list("pk", flat=True)):
        if deliver(pk):
            delivered += 1
        else:
            failed += 1
    given_up = Letter.objects.expired().give_up()
    if given_up:
        logger.error("%s letters could not be delivered in time and were deleted.", given_up)
    return delivered, failed, given_up


def give_up(letter: Letter) -> None:
    """Forget a letter that could not be delivered."""
    Letter.objects.filter(pk=letter.pk).give_up()


def message(letter: Letter) -> EmailMultiAlternatives:
    """The letter as plain text, and the same as HTML; servers return it to ``BOUNCES_TO`` where that is set."""
    headers = {"Auto-Submitted": "auto-generated"}
    if bounces_to := solo_settings.BOUNCES_TO:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    with translation.override(letter.language):
        html = render_to_string("solo_pages/email/letter.html", {"letter": letter, "parts": paragraphs(letter.text)})
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=bounces_to or None,
        to=[letter.recipient],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers,
    )
    mail.attach_alternative(html, "text/html")
    return mail
