"""The letters of the contact form, each in the language of whoever reads it."""

from email.utils import formataddr
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from wagtail.models import Page

from directory_blocks.plain_text import plain_line

from ..letters import post_letter
from ..letters.readers import language_of
from ..letters.writing import ascii_address
from ..models.letter import Letter


@transaction.atomic
def post_messages(page: Page, words: dict[str, Any], url: str, *, copy: bool) -> Letter:
    """
    Write the message to the solo and, if asked for, the copy to its sender; gives the message. ``words`` has name,
    email and message, valid. Raises UnicodeError where no mail server can know an address.

    Of the visitor's words only the name and the address stand in headers: the form takes both on one line only, the
    subject is fitted on one line, and formataddr() quotes the answer address.
    """
    context = {"page": page, "url": url, **words}
    answer_to = formataddr((plain_line(words["name"]), ascii_address(words["email"])))
    message = post_letter("message", page.email, context, language=language_of(page.owner), reply_to=answer_to)
    if copy:
        post_letter("copy", words["email"], context, language=get_language() or "")
    return message
