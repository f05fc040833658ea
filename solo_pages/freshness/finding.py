"""Which pages are due: one query a page type."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from directory_blocks.sources import registered_sources

from ..enums import Freshness
from .listing import ConfirmablePageSource
from .states import add_months, latest_day, months_of, state_on


@dataclass(frozen=True, slots=True)
class DuePage:
    """A live page in all its languages: what it counts from, and the oldest of its translations."""

    source: ConfirmablePageSource
    translation_key: UUID
    since: date
    pk: int

    @property
    def months(self) -> int:
        """The period of its type."""
        return months_of(self.source.model)

    @property
    def overdue_on(self) -> date:
        """The day on which its second period has passed."""
        return add_months(self.since, 2 * self.months)


def confirmable_sources() -> list[ConfirmablePageSource]:
    """The kinds of pages that are confirmed from time to time."""
    return [source for source in registered_sources().values() if isinstance(source, ConfirmablePageSource)]


def due_pages(today: date, keys: Iterable[UUID] | None = None) -> list[DuePage]:
    """All that are due or overdue, longest unconfirmed first; only those of some ``keys`` where given."""
    found = []
    for source in confirmable_sources():
        months = months_of(source.model)
        if not months:
            continue
        pages = source.model.objects.filter(live=True, alias_of__isnull=True)
        if keys is not None:
            pages = pages.filter(translation_key__in=list(keys))
        rows = (
            with_since(pages)
            .order_by()
            .values("translation_key")
            # A translation that lags behind does not make the others older.
            .annotate(latest=Max("since"), oldest=Min("pk"))
            .filter(latest__lte=latest_day(today, months))
            .values_list("translation_key", "latest", "oldest")
        )
        found += [DuePage(source, *row) for row in rows]
    return sorted(found, key=lambda page: (page.since, page.pk))


def with_since(pages: QuerySet) -> QuerySet:
    """Add ``since``, the day a page counts from, as ``states.counted_from`` gives it."""
    return pages.annotate(since=Coalesce("verified_on", TruncDate("first_published_at")))


def in_state(pages: QuerySet, state: Freshness, today: date) -> QuerySet:
    """Narrow pages of one type to those in a state."""
    months = months_of(pages.model)
    if not months:
        return pages if state == Freshness.FRESH else pages.none()
    due, overdue = latest_day(today, months), latest_day(today, 2 * months)
    pages = with_since(pages)
    if state == Freshness.FRESH:
        # Not exclude(): what was never published counts from nothing, and is fresh.
        return pages.filter(since__gt=due) | pages.filter(since__isnull=True)
    if state == Freshness.DUE:
        return pages.filter(since__lte=due, since__gt=overdue)
    return pages.filter(since__lte=overdue)


def state_of(page: DuePage, today: date) -> Freshness:
    """The state of a due page on a day."""
    return state_on(today, page.since, page.months)


def page_of(due: DuePage) -> Any:
    """The page itself, with whom it belongs to; None where it has just gone."""
    pages = due.source.model.objects.select_related("owner", "locale", "commune__territory")
    return pages.filter(pk=due.pk).first()
