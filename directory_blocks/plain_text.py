"""
What people type is text; some characters in it are none.

Control characters begin headers and cells; overrides of the writing direction turn around whatever stands behind them,
in lists, mails and file names. Marks that a writer in Arabic or Hebrew needs (U+200E, U+200F, U+061C) stay.
"""

import re
from typing import Any

from django.db import models

# Controls but tab and line feed, line and paragraph separators; embeddings and overrides of the direction.
DECEPTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a\u202b\u202d\u202e]")
# And what programs leave behind unseen: the end of an embedding, isolates, a byte order mark.
FORBIDDEN = re.compile(f"{DECEPTIVE.pattern}|[\u202c\u2066-\u2069\ufeff]")
LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def plain_text(text: str) -> str:
    """Text of several lines, without what is no text; every line break is a line feed."""
    return FORBIDDEN.sub("", with_line_feeds(text))


def with_line_feeds(text: str) -> str:
    """Text whose every line break is a line feed."""
    return LINE_BREAK.sub("\n", text)


def plain_line(text: str) -> str:
    """Text of one line: line breaks and tabs become spaces."""
    return " ".join(re.split(r"[\n\t]+", plain_text(text))).strip()


class PlainTextMixin(models.Model):
    """
    Has every text field hold text and nothing else when an object is checked: lines in a ``CharField``, texts in a
    ``TextField``.
    """

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Take out what is no text before anything is checked: what is left may be nothing."""
        self.keep_plain_text()
        super().full_clean(*args, **kwargs)

    def keep_plain_text(self) -> None:
        """Take out what is no text, here and in children that are saved along (django-modelcluster checks none)."""
        for field in self._meta.concrete_fields:
            if (clean := _cleaner(field)) and isinstance(value := getattr(self, field.attname), str):
                setattr(self, field.attname, clean(value))
        for children in getattr(self, "_cluster_related_objects", {}).values():
            for child in children:
                if isinstance(child, PlainTextMixin):
                    child.keep_plain_text()


def _cleaner(field: models.Field) -> Any:
    # Fields of narrower types (addresses, hours, slugs) say themselves what they hold.
    if not field.editable:
        return None
    return {models.CharField: plain_line, models.TextField: plain_text}.get(type(field))
