"""What the public sees of registrations: free places, who comes. Renewed once a change is committed."""

from functools import partial

from django.db import transaction

from directory_blocks import freshness
from directory_blocks.index.upkeep import refresh
from directory_blocks.sources.registry import registered_sources

from ..models.occurrence import Occurrence


def publish_change(occurrence: Occurrence, *, turned: bool) -> None:
    """
    Show anew what was kept of public pages; ``turned``: the date has become full or free, which the index says, too.

    Only after the commit: the stamp of public content is one row, for which all who register at the same moment would
    wait, and who publishes a page holds it before the dates.
    """
    transaction.on_commit(partial(_publish, occurrence, turned=turned), robust=True)


def _publish(occurrence: Occurrence, *, turned: bool) -> None:
    with transaction.atomic():
        if turned:
            refresh({registered_sources()["event"]: [occurrence.key]})
        freshness.touch()
