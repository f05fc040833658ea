"""What all languages of a meeting share: which page speaks for it, who else may be writing, what calendars know."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from wagtail.models import Page

from directory_blocks.index.snapshot import Snapshot
from directory_blocks.sources import PagePartSource
from directory_blocks.sources.base import default_language
from directory_blocks.sources.registry import registered_sources

from ..models import EventPage, EventSeries
from .places import place_of

FACTS = (
    "starts_on",
    "starts_time",
    "ends_on",
    "ends_time",
    "time_zone",
    "recurrence",
    "is_cancelled",
    "attendance",
    "online_url",
)
DIFFERENCES = (
    "kind",
    "occurrence_on",
    "occurrence_time",
    "following",
    "new_on",
    "new_from",
    "new_until",
    "new_venue_id",
    "new_place",
    "new_commune_id",
)


def event_source() -> PagePartSource:
    """The source that the dates of meetings are found by."""
    return registered_sources()["event"]


def leading_pages(keys: Iterable[UUID], saved: EventPage | None = None) -> dict[UUID, EventPage]:
    """
    Give for each series that has a public page the one whose dates hold: that of the default language, else the oldest.
    ``saved`` stands for itself.
    """
    default, by_key = default_language(), defaultdict(list)
    source, snapshot = event_source(), Snapshot()
    pages = source.pages().filter(translation_key__in=list(keys)).select_related("locale")
    for page in pages.prefetch_related("exceptions"):
        if source.is_public_page(page, snapshot):
            by_key[page.translation_key].append(page)
    leading = {
        key: min(found, key=lambda page: (page.locale.language_code != default, page.pk))
        for key, found in by_key.items()
    }
    if saved is not None and saved.translation_key in leading and leading[saved.translation_key].pk == saved.pk:
        leading[saved.translation_key] = saved
    return leading


def lock_series(page: Page) -> EventSeries:
    """Give the series of a meeting, made where there is none, locked until the transaction ends."""
    key = page.translation_key
    if not EventSeries.objects.filter(pk=key).exists():
        own = f"{key}@{_host(page)}"
        uid = page.external_id[:255] or own
        if EventSeries.objects.filter(uid=uid).exists():
            uid = own
        try:
            with transaction.atomic():
                EventSeries.objects.get_or_create(key=key, defaults={"uid": uid})
        except IntegrityError:
            # Somebody else has just taken the identifier that the source gives.
            EventSeries.objects.get_or_create(key=key, defaults={"uid": own})
    return EventSeries.objects.select_for_update().get(pk=key)


def digest_of(page: EventPage) -> str:
    """Give what calendars are told anew when it changes: when and where the meeting is, and whether it is."""
    facts = [getattr(page, name) for name in FACTS]
    differing = [[getattr(one, name) for name in DIFFERENCES] for one in page.exceptions.all()]
    said: list[Any] = [facts, sorted(differing, key=repr), place_of(page).line]
    return sha256(repr([_plain(one) for one in said]).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, list) else "" if value is None else str(value)


def _host(page: Page) -> str:
    site = page.get_site()
    return site.hostname if site else "localhost"
