"""Which addresses lead to the same mailbox."""

from ..letters.writing import ascii_address


def mailbox_of(address: str) -> str:
    """
    Give the mailbox that an address leads to, as far as an address says: in small letters, its domain as mail servers
    know it, without what follows a ``+`` (RFC 5233). Raises UnicodeError for a domain that none can know.

    >>> mailbox_of("Ada+rencontres@Example.org")
    'ada@example.org'
    """
    local, _at, domain = ascii_address(address.strip()).rpartition("@")
    # Who has nothing before the plus has no mailbox by that name.
    name = local.partition("+")[0] or local
    return f"{name}@{domain}".lower()
