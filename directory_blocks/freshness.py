"""
One stamp for everything public: it changes, in the same transaction, with every change of the index or of a page.

Whatever is computed from public content may be kept under the stamp that was read *before* computing: it is then never
older than its stamp says. The stamp is random, so that one of a transaction rolled back never comes again.
"""

import uuid

from .models.entry import IndexStamp


def stamp() -> str:
    """The stamp of now. One query."""
    token = IndexStamp.objects.values_list("token", flat=True).first()
    return (token or touch()).hex


def touch() -> uuid.UUID:
    """Public content changed: give it a new stamp."""
    token = uuid.uuid4()
    if not IndexStamp.objects.update(token=token):
        IndexStamp.objects.get_or_create(pk=1, defaults={"token": token})
    return token


def hold() -> None:
    """
    Let nobody else write to the index until the transaction ends. Whoever writes to it holds the stamp before any row:
    so nobody waits for one who waits for them. One query.
    """
    if IndexStamp.objects.select_for_update().values_list("pk", flat=True).first() is None:
        touch()
