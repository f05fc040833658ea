"""The e-mails of the contact form: plain text, in the language of whoever reads them."""

from email.utils import formataddr
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..letters.readers import language_of

MAX_SUBJECT = 150


def contact_messages(page: Page, letter: dict[str, Any], url: str, *, copy: bool) -> list[EmailMessage]:
    """
    Write the message to the solo and, if asked for, the copy to its sender. ``letter`` has name, email, message, valid.

    Of the visitor's words only the name and the address stand in headers: the form takes both on one line only, the
    subject is fitted on one line, and formataddr() quotes the answer address.
    """
    connection = get_connection()
    context = {"page": page, "url": url, **letter}
    with translation.override(recipient_language(page)):
        messages = [
            EmailMessage(
                subject=one_line(_("A message for you from %(name)s") % {"name": letter["name"]}),
                body=render_to_string("solo_pages/email/message.txt", context),
                to=[page.email],
                reply_to=[formataddr((letter["name"], ascii_address(letter["email"])))],
                headers={"Auto-Submitted": "auto-generated"},
                connection=connection,
            )
        ]
    if copy:
        messages.append(
            EmailMessage(
                subject=one_line(_("Your message to %(name)s") % {"name": page.title}),
                body=render_to_string("solo_pages/email/copy.txt", context),
                to=[ascii_address(letter["email"])],
                headers={"Auto-Submitted": "auto-generated"},
                connection=connection,
            )
        )
    return messages


def recipient_language(page: Page) -> str:
    """Say which language the solo reads: the one chosen in their account, else that of the site."""
    return language_of(page.owner)


def ascii_address(address: str) -> str:
    """Write the domain of an address as mail servers know it (IDNA)."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def one_line(text: str) -> str:
    """Fit a subject on one header line."""
    return " ".join(text.split())[:MAX_SUBJECT]
