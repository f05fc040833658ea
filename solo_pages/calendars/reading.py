"""What calendars say of meetings, read in a fixed number of queries however many there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from directory_blocks.models import Term

from ..events.addresses import date_path, has_several
from ..events.places import Place, Venues, place_of, place_told, public_venues
from ..models.occurrence import EventSeries, Occurrence

if TYPE_CHECKING:
    from ..models import EventPage

VOCABULARY = "event_type"


@dataclass(frozen=True)
class Meeting:
    """
    One meeting in the language of its page. ``url`` is absolute, empty where the public has no page of it;
    ``occurrences`` are in the order of their starts by the rule; ``shows_online_address``: it is for somebody who takes
    part; ``venues``: the service points that it is at, as its readers know them.
    """

    page: "EventPage"
    series: EventSeries
    occurrences: list[Occurrence]
    url: str = ""
    categories: tuple[str, ...] = ()
    shows_online_address: bool = field(default=False, kw_only=True)
    venues: Venues = field(default_factory=dict, kw_only=True)

    @cached_property
    def language(self) -> str:
        """The language that its texts are in (BCP 47)."""
        return self.page.locale.language_code

    @cached_property
    def has_several(self) -> bool:
        """Whether it may have more than one date."""
        return has_several(self.page)

    def url_of(self, occurrence: Occurrence) -> str:
        """Give the absolute address of one date."""
        return self.url and self.url + date_path(self.page, occurrence)

    def place_of(self, occurrence: Occurrence | None = None) -> Place:
        """Give the place of one date, or the usual one."""
        return place_told(place_of(self.page, occurrence), self.page.locale_id, self.venues)

    @property
    def changed_at(self) -> datetime:
        """When what it says changed last."""
        return max(filter(None, [self.page.last_published_at, self.series.updated_at]))


def read_meetings(pages: Any, urls: Mapping[int, str], absolute: Callable[[str], str]) -> list[Meeting]:
    """
    Give the meetings of some pages (a manager's), by page id with the path of one date of each; in the order given,
    those without dates left out. Seven queries.
    """
    pages = pages_of(pages.filter(pk__in=urls)).in_bulk()
    found = (pages[pk] for pk in urls if pk in pages)
    meetings = meetings_of(found, lambda page: absolute(_page_path(page, urls[page.pk])))
    return [meeting for meeting in meetings if meeting.occurrences]


def _page_path(page: "EventPage", path: str) -> str:
    """The path of a page from that of one of its dates."""
    return path.rstrip("/").rpartition("/")[0] + "/" if has_several(page) else path


def pages_of(pages: Any) -> Any:
    """Add to a queryset of pages what calendars read of them."""
    return pages.select_related("locale", "commune", "venue__commune").prefetch_related("exceptions", "event_types")


def meetings_of(
    pages: Iterable["EventPage"], url_of: Callable[["EventPage"], str], occurrences: Iterable[Occurrence] | None = None
) -> list[Meeting]:
    """Give the meetings of pages read by ``pages_of``, with all their dates, or with some (``occurrences``)."""
    pages = list(pages)
    keys = {page.translation_key for page in pages}
    series = EventSeries.objects.in_bulk(keys)
    by_series: dict[UUID, list[Occurrence]] = defaultdict(list)
    if occurrences is None:
        occurrences = dates_of(Occurrence.objects.filter(series__in=keys))
    for occurrence in sorted(occurrences, key=lambda one: (one.recurrence_id, one.pk)):
        by_series[occurrence.series_id].append(occurrence)
    names = _names_of_kinds()
    parts = ((page, part) for page in pages for part in (page, *by_series[page.translation_key]))
    venues = public_venues((part.venue, page.locale_id) for page, part in parts if part.venue)
    return [
        Meeting(
            page,
            series[page.translation_key],
            by_series[page.translation_key],
            url_of(page),
            tuple(sorted({names(term, page.locale_id) for term in page.event_types.all()})),
            venues=venues,
        )
        for page in pages
        if page.translation_key in series
    ]


def dates_of(occurrences: Any) -> Any:
    """Add to a queryset of dates what calendars read of them."""
    return occurrences.select_related("venue__commune", "commune")


def _names_of_kinds() -> Callable[[Term, int], str]:
    """Give the name of a kind of event in a language, or in its own where it has none there. One query."""
    names = {(term.translation_key, term.locale_id): term.name for term in Term.objects.filter(vocabulary=VOCABULARY)}
    return lambda term, locale: names.get((term.translation_key, locale), term.name)
