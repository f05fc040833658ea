"""The filters in use as a reader sees them: what each is called, and how to drop it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..conf import directory_settings
from ..models.gazetteer import Commune
from .taxonomy import Taxonomy

if TYPE_CHECKING:
    from .entry_query import EntryQuery


@dataclass(frozen=True, slots=True)
class Chip:
    """
    One active filter value. ``name`` and ``value`` are those of the parameter (``dates`` for from and to), ``label`` is
    for people, ``url`` is the query without it ("." for no parameter).
    """

    name: str
    value: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A filter to drop: ``count`` entries would match then."""

    chip: Chip
    count: int


def chips(query: EntryQuery, taxonomy: Taxonomy | None = None, communes: Mapping[str, str] | None = None) -> list[Chip]:
    """
    The active filters in the order of the parameters. Terms and the names of communes by code are asked of the database
    where they are not given.
    """
    taxonomy = taxonomy or query.taxonomy

    def chip(name: str, value: str, label: str) -> Chip:
        return Chip(name, value, label, query.without(name, value).querystring() or ".")

    found = [chip(name, value, label) for name, value, label in _simple_labels(query)]
    for vocabulary in directory_settings.VOCABULARIES:
        for slug in query.terms.get(vocabulary, ()):
            found.append(chip(vocabulary, slug, taxonomy.name(vocabulary, slug)))
    if query.communes:
        names = communes or dict(Commune.objects.filter(code__in=query.communes).values_list("code", "name"))
        found += [chip("commune", code, names.get(code, code)) for code in query.communes]
    return found


def _simple_labels(query: EntryQuery) -> Iterator[tuple[str, str, str]]:
    if query.text:
        yield "q", query.text, _("“%(text)s”") % {"text": query.text}
    if query.bbox:
        yield "bbox", "", _("Area of the map")
    if query.near:
        radius = query.radius or directory_settings.RADIUS_KM
        yield "near", "", _("Within %(radius)s km") % {"radius": f"{radius:g}"}
    if query.open == "now":
        yield "open", "now", _("Open now")
    elif query.open:
        when = datetime.strptime(query.open, "%Y-%m-%dT%H:%M")  # noqa: DTZ007
        yield "open", query.open, _("Open on %(when)s") % {"when": date_format(when, "SHORT_DATETIME_FORMAT")}
    if query.online:
        yield "online", "1", _("Online")
    if query.free:
        yield "free", "1", _("Places left")
    if query.since or query.until:
        since = query.since and date_format(query.since, "SHORT_DATE_FORMAT")
        until = query.until and date_format(query.until, "SHORT_DATE_FORMAT")
        if since and until:
            label = _("From %(since)s to %(until)s") % {"since": since, "until": until}
        else:
            label = _("From %(date)s") % {"date": since} if since else _("Until %(date)s") % {"date": until}
        yield "dates", "", label


def suggestions(
    query: EntryQuery, taxonomy: Taxonomy | None = None, communes: Mapping[str, str] | None = None
) -> list[Suggestion]:
    """
    Where nothing matches: the filters that, dropped alone, leave something, the most helpful first. One chip stands for
    all the values of its filter. The counts are one query.
    """
    by_name: dict[str, Chip] = {}
    for chip in chips(query, taxonomy, communes):
        by_name.setdefault(chip.name, replace(chip, url=query.without(chip.name).querystring() or "."))
        if by_name[chip.name].value != chip.value:
            first = by_name[chip.name]
            by_name[chip.name] = replace(
                first, label=_("%(first)s, %(next)s") % {"first": first.label, "next": chip.label}
            )
    names = list(by_name)
    if not names:
        return []
    counts = [
        query.queryset(skip=[name])
        .annotate(dropped=Value(number, output_field=IntegerField()))
        .values("dropped")
        .annotate(amount=Count("*"))
        .values_list("dropped", "amount")
        for number, name in enumerate(names)
    ]
    rows = counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0]
    found = [Suggestion(by_name[names[number]], amount) for number, amount in rows if amount]
    return sorted(found, key=lambda suggestion: -suggestion.count)
