"""Upkeep that concerns too many rows for one request; run by whichever backend ``TASKS`` names."""

from django_tasks import task

from ..sources.registry import registered_sources
from .snapshot import Snapshot
from .sync import sync_entries


@task()
def sync_entries_task(source_key: str, identities: list[str]) -> None:
    """Bring one batch of rows up to date, in a transaction of its own."""
    if source := registered_sources().get(source_key):
        sync_entries(source, identities, snapshot=Snapshot(fresh_roots=True))
