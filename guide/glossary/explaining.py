"""Finding the words of the glossary in HTML."""

import re
from collections.abc import Iterable
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale

from directory_blocks.search.words import fold

from ..models.glossary import GlossaryTerm

_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)", re.IGNORECASE)
# Where a button may not stand, or would say the wrong thing.
_LEFT_ALONE = frozenset(
    [
        "a",
        "button",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "label",
        "summary",
        "dfn",
        "code",
        "pre",
        "script",
        "style",
        "svg",
    ]
)

_APOSTROPHE = "(?:['’]|&#x27;|&#39;)"
# « l’ », « qu’ » and their like belong to the word that follows.
_ELIDED = rf"((?i:[cdjlmnst]|qu){_APOSTROPHE})?"


def terms_in(locale: Locale) -> list[GlossaryTerm]:
    """The published terms of a language, in the order of a dictionary. One query."""
    terms = GlossaryTerm.objects.filter(locale=locale, live=True)
    return sorted(terms, key=lambda term: (fold(term.term), term.pk))


class Explainer:
    """
    Marks the first appearance of each term on one page as a button that opens its explanation; ``explained`` are the
    terms met so far, which the page then explains.
    """

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self.explained: list[GlossaryTerm] = []
        self._by_group: list[GlossaryTerm] = []
        spellings = [(spelling, term) for term in terms for spelling in term.spellings]
        # The longest first: « micro-entreprise » before « entreprise ».
        spellings.sort(key=lambda pair: -len(pair[0]))
        patterns = []
        for spelling, term in spellings:
            patterns.append(f"({_pattern(spelling)})")
            self._by_group.append(term)
        self._search = re.compile(rf"(?<![\w&#-]){_ELIDED}(?:{'|'.join(patterns)})(?![\w-])") if patterns else None

    def mark(self, html: str) -> SafeString:
        """The same HTML, our own or Wagtail's clean one, with buttons around words of its text."""
        if self._search is None:
            return mark_safe(html)  # noqa: S308 - as it came
        pieces, closed_by = [], ""
        for number, piece in enumerate(_TAG.split(html)):
            if number % 2:
                closed_by = _left_alone(piece, closed_by)
                pieces.append(piece)
            else:
                pieces.append(piece if closed_by else self._search.sub(self._button, piece))
        return mark_safe("".join(pieces))  # noqa: S308 - text that was escaped, and buttons around it

    def _button(self, match: re.Match[str]) -> str:
        # The first group is the elided article.
        term = self._by_group[match.lastindex - 2]
        if term in self.explained:
            return match[0]
        self.explained.append(term)
        button = format_html(
            '<button type="button" class="term" popovertarget="{}">{}</button>',
            term.anchor,
            mark_safe(match[match.lastindex]),  # noqa: S308
        )
        if not match[1]:
            return button
        # A line would break before a button, whatever stands there.
        return format_html('<span class="term-line">{}{}</span>', mark_safe(match[1]), button)  # noqa: S308


def _left_alone(tag: str, until: str) -> str:
    """The name of the element whose end is waited for after ``tag``, or "" where text may be marked again."""
    name = (found := _TAG_NAME.match(tag)) and found[1].lower()
    if until:
        return "" if name == until and tag.startswith("</") else until
    return name if name in _LEFT_ALONE and not tag.startswith("</") and not tag.endswith("/>") else ""


def _pattern(spelling: str) -> str:
    """Capitals alone are an abbreviation, found as such; other words in any case, and with a plural « s » or « x »."""
    if spelling.isupper():
        return _literal(spelling)
    words = [_literal(word) + ("" if word[-1:] in "sx" else "[sx]?") for word in spelling.split()]
    spaced = r"\s+".join(words)
    return f"(?i:{spaced})"


def _literal(word: str) -> str:
    """A word as it stands in HTML, with either apostrophe."""
    return re.sub(r"['’]", _APOSTROPHE, re.escape(escape(word, quote=False)))
