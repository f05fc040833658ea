"""Which opening hours are open at a moment: each distinct expression is evaluated once, for however many entries."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from ..models.gazetteer import Territory
from ..opening_hours import is_open_at
from ..querysets import EntryQuerySet
from .fields import NOW


def moment(parameter: str) -> datetime:
    """The moment that ``open=`` means: an instant for ``now``, else a naive local time of each territory."""
    return timezone.now() if parameter == NOW else datetime.strptime(parameter, "%Y-%m-%dT%H:%M")  # noqa: DTZ007


def open_condition(entries: EntryQuerySet, parameter: str) -> Q:
    """
    The condition "open at that moment", after evaluating the hours that occur among ``entries``. Two queries.

    Hours are meant in the time zone, and with the holidays, of the territory of the entry's commune; where the site has
    one territory only, of that one.
    """
    when = moment(parameter)
    territories = list(Territory.objects.order_by("pk").only("country", "timezone"))
    stated = entries.exclude(opening_hours="").order_by()
    if len(territories) < 2:
        territory = territories[0] if territories else None
        hours = stated.values_list("opening_hours", flat=True).distinct()
        return Q(opening_hours__in=[expression for expression in hours if is_open_at(expression, when, territory)])
    known = {territory.pk: territory for territory in territories}
    open_by_territory: dict[int | None, list[str]] = defaultdict(list)
    for territory_id, expression in stated.values_list("commune__territory_id", "opening_hours").distinct():
        if is_open_at(expression, when, known.get(territory_id)):
            open_by_territory[territory_id].append(expression)
    condition = Q(pk__in=[])
    for territory_id, expressions in open_by_territory.items():
        condition |= Q(commune__territory=territory_id, opening_hours__in=expressions)
    return condition
