"""How profiles and service points become entries of the index: only what their pages show."""

from itertools import chain
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from directory_blocks.enums import EntryStatus, Precision
from directory_blocks.sources import EntryData, PagePart, PagePartSource, register_source, thumbnail_url

from .enums import Attendance
from .events.addresses import date_path
from .events.places import place_of
from .events.taking_part import has_free_places, is_full
from .freshness.listing import ConfirmablePageSource, stands_last
from .models import EventPage, Occurrence, ServicePointPage, SoloProfilePage


@register_source
class SoloSource(ConfirmablePageSource):
    """Professionals."""

    key: ClassVar[str] = "solo"
    model = SoloProfilePage
    label = _("Solo")
    label_plural = _("Solos")
    vocabularies: ClassVar[tuple[str, ...]] = ("sector", "skill", "language")
    thumbnail_field: ClassVar[str] = "portrait"
    thumbnail_spec: ClassVar[str] = "fill-320x320-c100|format-webp"

    def entry(self, obj: SoloProfilePage) -> EntryData:
        """Their name, headline and words; at their commune's point where they want it so."""
        return EntryData(
            title=obj.title,
            summary=obj.headline,
            body="\n".join(filter(None, [obj.organisation, obj.services, obj.presentation, obj.arrived_from])),
            terms=chain(obj.sectors.all(), obj.skills.all(), obj.languages.all()),
            commune=obj.commune,
            point=obj.public_point,
            precision=Precision(obj.precision),
            thumbnail=thumbnail_url(obj.portrait, self.thumbnail_spec),
            verified_on=obj.verified_on,
            last=stands_last(obj),
        )


@register_source
class ServiceSource(ConfirmablePageSource):
    """Places where a newcomer gets something done."""

    key: ClassVar[str] = "service"
    model = ServicePointPage
    label = _("Service")
    label_plural = _("Services")
    vocabularies: ClassVar[tuple[str, ...]] = ("category", "feature", "language")
    thumbnail_field: ClassVar[str] = "photo"
    thumbnail_spec: ClassVar[str] = "fill-480x320|format-webp"

    def entry(self, obj: ServicePointPage) -> EntryData:
        """Its name, what it is for, when it is open."""
        return EntryData(
            title=obj.title,
            summary=obj.summary,
            body="\n".join(filter(None, [obj.description, obj.newcomers_get, obj.access_notes, obj.public_street])),
            terms=chain(obj.categories.all(), obj.features.all(), obj.languages.all()),
            commune=obj.commune,
            point=obj.public_point,
            precision=Precision(obj.precision),
            opening_hours=obj.opening_hours,
            thumbnail=thumbnail_url(obj.photo, self.thumbnail_spec),
            verified_on=obj.verified_on,
            last=stands_last(obj),
        )


@register_source
class EventSource(PagePartSource):
    """The dates of meetings: each is an entry of its own, in every language of its page."""

    key: ClassVar[str] = "event"
    model = Occurrence
    page_model = EventPage
    page_key_field: ClassVar[str] = "series_id"
    page_select_related: ClassVar[tuple[str, ...]] = ("venue__commune",)
    page_prefetch_related: ClassVar[tuple[str, ...]] = ("exceptions",)
    label = _("Meeting")
    label_plural = _("Meetings")
    vocabularies: ClassVar[tuple[str, ...]] = ("event_type", "language")
    select_related: ClassVar[tuple[str, ...]] = ("venue__commune", "commune")
    thumbnail_field: ClassVar[str] = "photo"
    thumbnail_spec: ClassVar[str] = "fill-480x320|format-webp"
    has_dates: ClassVar[bool] = True
    has_online: ClassVar[bool] = True
    has_places: ClassVar[bool] = True

    def part_path(self, obj: PagePart) -> str:
        """Each date of a meeting that has several has an address of its own."""
        return date_path(obj.page, obj.part)

    def entry(self, obj: PagePart) -> EntryData:
        """What the meeting is, and when and where this date of it is."""
        page, where = obj.page, place_of(obj.page, obj.part)
        return EntryData(
            title=page.title,
            summary=page.summary,
            body="\n".join(filter(None, [page.description, where.name, page.organiser_name])),
            terms=chain(page.event_types.all(), page.languages.all()),
            commune=where.commune,
            point=where.point,
            starts_at=obj.part.starts_at,
            ends_at=obj.part.ends_at,
            online=page.attendance != Attendance.ON_SITE,
            free_places=has_free_places(page, obj.part),
            status=entry_status(page, obj.part),
            thumbnail=thumbnail_url(page.photo, self.thumbnail_spec),
        )


def entry_status(page: EventPage, date: Occurrence) -> EntryStatus | None:
    """What a reader must know of a date before anything else."""
    if date.is_cancelled:
        return EntryStatus.CANCELLED
    return EntryStatus.FULL if is_full(page, date) else None
