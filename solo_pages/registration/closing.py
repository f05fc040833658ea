"""Dates whose registration is over by now, which no one saves: the index has to be told."""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from directory_blocks.index.upkeep import refresh
from directory_blocks.models import Entry

from ..enums import RegistrationMode
from ..events.series import event_source
from ..models import EventPage, Occurrence


def follow_closings() -> int:
    """
    Have the index say of dates that are not yet begun, and for which it is too late to register, that nobody gets a
    place there any more. Gives how many there were; as many queries as there are numbers of hours before the start.
    """
    now, source = timezone.now(), event_source()
    series = defaultdict(set)
    pages = EventPage.objects.live().filter(registration=RegistrationMode.HERE, registration_closes_hours__gt=0)
    for hours, key in pages.order_by().values_list("registration_closes_hours", "translation_key"):
        series[hours].add(key)
    closed = set()
    for hours, keys in series.items():
        dates = Occurrence.objects.filter(
            series__in=keys, starts_at__gt=now, starts_at__lte=now + timedelta(hours=hours)
        )
        entries = Entry.objects.filter(source=source.key, free_places=True, translation_key__in=dates.values("key"))
        closed.update(entries.order_by().values_list("translation_key", flat=True))
    refresh({source: sorted(closed)})
    return len(closed)
