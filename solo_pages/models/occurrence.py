"""The dates of meetings, as people register for them: one row a date, shared by all languages."""

import uuid
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory_blocks.dates_in_words import when_words
from directory_blocks.models import Commune

from ..enums import OccurrenceStatus
from .service_point import ServicePointPage


class EventSeries(models.Model):
    """
    What all languages of a meeting share, and what outlives its pages: those who registered are known as long as the
    retention says, whatever becomes of the page.

    ``key`` is the ``translation_key`` of the pages. ``uid`` is what calendars know it by (RFC 5545, 3.8.4.7) and never
    changes; ``sequence`` is raised by every change of time, place or status (3.8.7.4).
    """

    key = models.UUIDField(primary_key=True)
    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    # What was last published of it: a change of this raises the sequence.
    digest = models.CharField(max_length=64, blank=True)
    # The first start and the line of the usual place, as last published: by these it is known how far and from where
    # the whole series was moved.
    begins_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=600, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    # Its pages are gone, or no longer public.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("series of dates")
        verbose_name_plural = _("series of dates")

    def __str__(self) -> str:
        return self.uid


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Dates, narrowed by when they are and what has become of them."""

    def upcoming(self) -> "OccurrenceQuerySet":
        """Those that are not over."""
        return self.filter(ends_at__gt=timezone.now())

    def past(self) -> "OccurrenceQuerySet":
        """Those that are over."""
        return self.filter(ends_at__lte=timezone.now())

    def scheduled(self) -> "OccurrenceQuerySet":
        """Those that take place or did."""
        return self.filter(status=OccurrenceStatus.SCHEDULED)


class Occurrence(models.Model):
    """
    One date of a meeting.

    ``recurrence_id`` is the start that the rule gives it (UTC): it stays when the date is moved, and with the series it
    is what calendars know it by. ``starts_at``/``ends_at`` are when it really is; whole days run from local midnight to
    local midnight. What was said of it first stays when the rule itself is changed: ``segment``, its address below its
    page, and ``announced_at``, the start that the rule gave it then (UTC).

    ``taken`` places (confirmed, or held by an offer) never exceed ``ceiling``, which is the ``capacity``, or, after
    that was lowered, what had been taken by then. The database refuses anything else.
    """

    series = models.ForeignKey(EventSeries, models.CASCADE, related_name="occurrences")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recurrence_id = models.DateTimeField()
    segment = models.CharField(max_length=24, editable=False)
    announced_at = models.DateTimeField(editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    all_day = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=OccurrenceStatus, default=OccurrenceStatus.SCHEDULED)
    # Only where it is elsewhere than the meeting usually is.
    venue = models.ForeignKey(ServicePointPage, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    commune = models.ForeignKey(Commune, models.SET_NULL, null=True, blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(default=timezone.now)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    ceiling = models.PositiveIntegerField(null=True, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("date of a meeting")
        verbose_name_plural = _("dates of meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "recurrence_id"], name="solo_occurrence_once"),
            models.UniqueConstraint(fields=["series", "segment"], name="solo_occurrence_address_once"),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(taken__lte=F("ceiling")), name="solo_occurrence_never_overbooked"
            ),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="solo_occurrence_ends_after_start"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="solo_occurrence_start")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def free_places(self) -> int | None:
        """How many places are left; None where there are as many as wanted."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def when_words(self, zone: ZoneInfo) -> str:
        """Say from when to when it is, in the active language and the time of ``zone``."""
        return when_words(self.starts_at, self.ends_at, zone, all_day=self.all_day)

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.ends_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.status == OccurrenceStatus.CANCELLED
