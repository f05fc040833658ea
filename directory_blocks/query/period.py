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
    ``next_only``: of each thing only the first such date, before all of those that take place. ``with_undated``: and
    whatever has no date at all.

    No parameter of an address says it: it belongs to the list itself, as its sources do.
    """

    since: datetime | None = None
    starts_from: datetime | None = None
    until: datetime | None = None
    over_by: datetime | None = None
    next_only: bool = False
    with_undated: bool = False

    @property
    def is_past(self) -> bool:
        """Whether it looks back, so that the latest come first."""
        return self.over_by is not None

    def of(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Narrow entries to it."""
        condition = self._condition()
        if self.next_only:
            condition &= self._is_next()
        if self.with_undated:
            condition |= Q(starts_at__isnull=True)
        return _measured(entries).filter(condition)

    def _condition(self) -> Q:
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
        return condition

    def _is_next(self) -> Q:
        """No date of the same thing is better: one that takes place than one that does not, then a sooner one."""
        same = {name: OuterRef(name) for name in ("locale", "source", "object_id")}
        others = _measured(Entry.objects.order_by()).filter(self._condition(), **same)
        sooner = Q(starts_at__lt=OuterRef("starts_at")) | Q(starts_at=OuterRef("starts_at"), pk__lt=OuterRef("pk"))
        taking_place = others.exclude(status=EntryStatus.CANCELLED)
        cancelled = others.filter(status=EntryStatus.CANCELLED)
        best = Q(~Exists(taking_place)) & Q(~Exists(cancelled.filter(sooner)))
        return (~Q(status=EntryStatus.CANCELLED) & Q(~Exists(taking_place.filter(sooner)))) | (
            Q(status=EntryStatus.CANCELLED) & best
        )


def _measured(entries: EntryQuerySet) -> EntryQuerySet:
    return entries.alias(_over_at=Coalesce("ends_at", "starts_at"))
