"""
The terms of an entry in one text, a character each.

Databases join and search texts faster than they join rows: what a thousand entries are classified by is one value.
"""

from collections.abc import Iterable

# Past ASCII, where some characters mean something to a database.
FIRST = 0x100
SURROGATES = range(0xD800, 0xE000)


def term_char(term_id: int) -> str:
    """The character of a term. Raises ValueError for ids above a million, which no taxonomy has."""
    code = FIRST + term_id
    return chr(code if code < SURROGATES.start else code + len(SURROGATES))


def term_id(char: str) -> int:
    """The id of the term that has a character."""
    code = ord(char)
    return (code if code < SURROGATES.start else code - len(SURROGATES)) - FIRST


def term_chars(term_ids: Iterable[int]) -> str:
    """The characters of some terms, in the order of their ids."""
    return "".join(map(term_char, sorted(term_ids)))
