"""A message of the organiser to all who come to a date, or wait to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet, TextChoices
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from ...letters.writing import new_letter, store_letters
from ...models import EventPage, Letter, Occurrence, Registration
from ..conditions import page_of
from ..letters import context_of, root_of
from ..links import manage_path
from ..states import at_date

MESSAGE_ACTION = "solo_pages.write_to_registered"


class Audience(TextChoices):
    """Who is written to."""

    CONFIRMED = "confirmed", _("Those who come")
    WAITING = "waiting", _("Those on the waiting list")
    ALL = "all", _("Both")


STATES = {
    Audience.CONFIRMED: (Registration.State.CONFIRMED,),
    Audience.WAITING: (Registration.State.WAITING, Registration.State.OFFERED),
    Audience.ALL: Registration.ACTIVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is written to whom; ``key`` tells one message from another with the same words."""

    key: UUID
    audience: str
    subject: str
    text: str


def readers(occurrence: Occurrence, audience: str) -> QuerySet[Registration]:
    """Those who can be written to."""
    found = Registration.objects.filter(occurrence=occurrence.pk, state__in=STATES[Audience(audience)])
    return found.exclude(email="").order_by("pk")


def without_address(occurrence: Occurrence, audience: str) -> int:
    """How many have to be told in another way."""
    found = Registration.objects.filter(occurrence=occurrence.pk, state__in=STATES[Audience(audience)])
    return found.filter(email="").count()


def write_to_all(page: EventPage, occurrence: Occurrence, message: Message, user: Any) -> int | None:
    """
    Store a letter for each reader, in their language, and note in the history of the page that it was written. Gives to
    how many; None where this message was sent already.
    """
    # Who holds the date is alone: the second click waits here, and finds the message sent.
    with at_date(occurrence.pk):
        if sent_messages(page).filter(data__key=str(message.key)).exists():
            return None
        found = list(readers(occurrence, message.audience))
        number = store_letters(_letters(page, occurrence, message, found, page.organiser_email or user.email))
        data = {
            "key": str(message.key), "date": str(occurrence.key), "audience": message.audience,
            "subject": message.subject, "text": message.text, "number": number,
        }  # fmt: skip
        log(page, MESSAGE_ACTION, user=user, data=data)
        return number


def sent_messages(page: EventPage) -> QuerySet[PageLogEntry]:
    """What was written, the latest first."""
    return PageLogEntry.objects.filter(page=page.pk, action=MESSAGE_ACTION).order_by("-timestamp")


def _letters(
    page: EventPage, occurrence: Occurrence, message: Message, found: list[Registration], reply_to: str
) -> Iterator[Letter]:
    known = dict(settings.LANGUAGES)
    for language in sorted({one.language for one in found}):
        spoken = language if language in known else settings.LANGUAGE_CODE
        shown = page_of(occurrence.series_id, spoken) or page
        with translation.override(spoken):
            context = {**context_of(shown, occurrence), "words": message.text}
            root = root_of(shown)
            for one in (reader for reader in found if reader.language == language):
                path = manage_path(one)
                own = {"name": one.name, "registration": one, "manage_url": f"{root}{path}" if path else ""}
                text = render_to_string("solo_pages/email/registration_message.txt", {**context, **own})
                yield new_letter(one.email, message.subject, text, language=spoken, reply_to=reply_to, about=one)
