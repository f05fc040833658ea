"""Which opening hours are open at a moment: each distinct expression is evaluated once, for however many entries."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from ..opening_hours import Calendar, is_open_at
from ..querysets import EntryQuerySet
from .fields import NOW


def moment(parameter: str) -> datetime:
    """The moment that ``open=`` means: an instant for ``now``, else a naive local time of each territory."""
    return timezone.now() if parameter == NOW else datetime.strptime(parameter, "%Y-%m-%dT%H:%M")  # noqa: DTZ007


def open_condition(entries: EntryQuerySet, parameter: str) -> Q:
    """
    The condition "open at that moment", after evaluating the hours that occur among ``entries``. One query.

    Hours are meant in the time zone, and with the holidays, of the territory of the entry's commune.
    """
    when = moment(parameter)
    entries = entries.exclude(opening_hours="").order_by()
    territory = "commune__territory__{}".format
    rows = entries.values_list("commune__territory", territory("country"), territory("timezone"), "opening_hours")
    open_hours: dict[int | None, list[str]] = defaultdict(list)
    for territory_id, country, zone, expression in rows.distinct():
        hours = open_hours[territory_id]
        if is_open_at(expression, when, Calendar(country, zone) if country else None):
            hours.append(expression)
    # Said again for the index that only has the entries with hours.
    stated = ~Q(opening_hours="")
    if len(open_hours) == 1:
        return stated & Q(opening_hours__in=next(iter(open_hours.values())))
    condition = Q(pk__in=[])
    for territory_id, expressions in open_hours.items():
        place = Q(commune__territory=territory_id) if territory_id else Q(commune__territory__isnull=True)
        condition |= place & Q(opening_hours__in=expressions)
    return stated & condition
