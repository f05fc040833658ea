"""Which dates a list is about at all, whatever its filters ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from ..enums import EntryStatus
from ..models.entry import Entry
from ..querysets import EntryQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """
    The entries with a date that are not over by ``since``, begin from ``starts_from`` on and before ``until``, and are
    over by ``over_by``; each moment is aware, and may be left out. What has no end is over when it begins.
    ``next_only``: of each thing only the first such date that takes place.

    No parameter of an address says it: it belongs to the list itself, as its sources do.
    """

    since: datetime | None = None
    starts_from: datetime | None = None
    until: datetime | None = None
    over_by: datetime | None = None
    next_only: bool = False

    @property
    def is_past(self) -> bool:
        """Whether it looks back, so that the latest come first."""
        return self.over_by is not None

    def of(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Narrow entries to it."""
        entries = self._dated(entries)
        if self.next_only:
            here = ("locale", "source", "object_id")
            taking_place = self._dated(Entry.objects.exclude(status=EntryStatus.CANCELLED)).order_by()
            others = taking_place.filter(**{name: OuterRef(name) for name in here})
            sooner = Q(starts_at__lt=OuterRef("starts_at")) | Q(starts_at=OuterRef("starts_at"), pk__lt=OuterRef("pk"))
            entries = entries.exclude(status=EntryStatus.CANCELLED).exclude(Exists(others.filter(sooner)))
        return entries

    def _dated(self, entries: EntryQuerySet) -> EntryQuerySet:
        condition = Q(starts_at__isnull=False)
        if self.starts_from:
            condition &= Q(starts_at__gte=self.starts_from)
        if self.until:
            condition &= Q(starts_at__lt=self.until)
        if self.since:
            condition &= Q(_over_at__gt=self.since)
        if self.over_by:
            # Said of the start as well, since that has an index.
            condition &= Q(starts_at__lte=self.over_by, _over_at__lte=self.over_by)
        return entries.alias(_over_at=Coalesce("ends_at", "starts_at")).filter(condition)
