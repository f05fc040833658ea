"""What can be wrong with a file as a whole, and with one row of it."""


class UnreadableFile(Exception):  # noqa: N818 - named for what the operator reads
    """Nothing can be taken from this file; the message says why and what is expected."""


class RejectedRow(Exception):  # noqa: N818
    """One row cannot become a place; the message is the reason."""
