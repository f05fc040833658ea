"""What an opening hours expression must be to be kept."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, ParserError

MAX_LENGTH = 500
EXAMPLE = "Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00; PH off"
POSITION = re.compile(r"--> \d+:(\d+)")


def validate_opening_hours(text: str) -> None:
    """Raise ValidationError, naming the part that is not understood, unless ``text`` is empty or a valid expression."""
    if not text:
        return
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("These opening hours are too long (%(length)d characters, %(limit)d at most): group the days alike.")
            % {"length": len(text), "limit": MAX_LENGTH},
            code="too_long",
        )
    if any(ord(char) < 32 for char in text):
        raise ValidationError(_("Write the opening hours on one line, without control characters."), code="control")
    if not text.strip():
        raise ValidationError(_("Leave the opening hours empty, or write some."), code="blank")
    try:
        OpeningHours(text)
    except ParserError as error:
        raise ValidationError(_message(text, str(error)), code="invalid") from None


def _message(text: str, error: str) -> str:
    found = POSITION.search(error)
    part = text[int(found[1]) - 1 :].strip() if found else text
    if not part:
        return _("The opening hours stop too early. Write them like this: %(example)s") % {"example": EXAMPLE}
    return _("“%(part)s” is not understood in the opening hours. Write them like this: %(example)s") % {
        "part": part[:60],
        "example": EXAMPLE,
    }
