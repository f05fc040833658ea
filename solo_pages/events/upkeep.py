"""Keeping the dates in the database what the published page says."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from directory_blocks.index.sync import indexing_paused
from directory_blocks.index.upkeep import refresh

from ..enums import OccurrenceStatus, RegistrationMode
from ..models import EventPage, EventSeries, Occurrence, Registration
from .addresses import give_addresses
from .horizon import Horizon, horizon_of
from .matching import match
from .places import place_of
from .recurrence import Planned, to_utc
from .series import digest_of, event_source, leading_pages, lock_series
from .signals import occurrence_changed, series_withdrawn

# What of a date people are told about when it changes, and calendars by a higher SEQUENCE.
TOLD = ("starts_at", "ends_at", "status", "venue_id", "place", "commune_id")
FACTS = (*TOLD, "all_day", "capacity")

Changed = list[tuple[Occurrence, dict[str, Any]]]


@dataclass
class Written:
    """What became of the dates of a series: how many are new, which differ (with what they were), how many are gone."""

    made: int = 0
    changed: Changed = field(default_factory=list)
    gone: int = 0


@dataclass
class Telling:
    """What goes along with changes while they are made: the organiser's ``words``; and the changes themselves."""

    words: str = ""
    changed: Changed = field(default_factory=list)


_telling: ContextVar[Telling | None] = ContextVar("solo_pages_events_telling", default=None)


@contextmanager
def telling(words: str) -> Iterator[Telling]:
    """Send ``words`` along with all changes of dates inside a ``with`` block, and collect these."""
    told = Telling(words)
    token = _telling.set(told)
    try:
        yield told
    finally:
        _telling.reset(token)


def write_occurrences(page: EventPage, *, gone: bool = False) -> Written:
    """
    Make the dates of a meeting what its public pages say (see ``leading_pages``), whichever of them ``page`` is; those
    to come are told of by ``occurrence_changed``. Without a public page they are cancelled. ``gone``: ``page`` is
    being deleted, or public no longer, and only says what the meeting was.
    """
    key = page.translation_key
    with transaction.atomic():
        leading = leading_pages([key], None if gone else page).get(key)
        if leading is not None:
            return _write(leading)
        series = EventSeries.objects.select_for_update().filter(pk=key).first()
        return _withdraw(series, page) if series else Written()


def _write(page: EventPage) -> Written:
    series = lock_series(page)
    known = list(series.occurrences.select_for_update())
    horizon = horizon_of(page)
    place = place_of(page).line
    pairs = _matched(page, series, known, horizon)
    changed = _applied(page, horizon, pairs)
    if series.begins_at and series.place != place:
        changed += _elsewhere(known, [one for one, _before in changed])
    new = [plan for start, plan in horizon.plans.items() if start not in pairs and _is_new(page, plan, known)]
    kept = {one.pk for one in pairs.values()}
    left = [one for one in known if one.pk not in kept and not one.is_past and horizon.covers(one.recurrence_id)]
    called_off, gone = _called_off(left)
    made = give_addresses(
        (_planned(_announced(series, plan), plan, page) for plan in new),
        page.zone,
        taken=(one.segment for one in known if one.pk not in gone),
    )
    written = Written(len(made), changed + called_off, len(gone))
    # Indexed together below.
    with indexing_paused():
        Occurrence.objects.filter(pk__in=gone).delete()
        Occurrence.objects.bulk_create(made)
        _save_changed(written.changed)
    usual = {"usual_place": series.place if series.begins_at else place}
    _save_series(series, page, place)
    index_series([series.key], more=[one.key for one in left])
    _tell(page, written.changed, usual)
    return written


def follow_place(page: EventPage) -> None:
    """Tell calendars that the usual place of a meeting is called or described otherwise; nobody is written to."""
    with transaction.atomic():
        series, place = lock_series(page), place_of(page).line
        if series.begins_at and series.place != place:
            own = models.Q(venue__isnull=True, place="", commune__isnull=True)
            series.occurrences.upcoming().filter(own).update(sequence=models.F("sequence") + 1)
            _save_series(series, page, place)


def _withdraw(series: EventSeries, page: EventPage) -> Written:
    """No page is public any more: what was to come does not take place."""
    changed: Changed = []
    for occurrence in series.occurrences.upcoming().select_for_update():
        if not occurrence.is_cancelled:
            changed.append((occurrence, _facts(occurrence)))
            occurrence.status = OccurrenceStatus.CANCELLED
    _save_changed(changed)
    newly = series.withdrawn_at is None
    if newly:
        series.withdrawn_at = series.updated_at = timezone.now()
        series.sequence, series.digest = series.sequence + 1, ""
        series.save()
    index_series([series.key])
    _tell(page, changed, {"usual_place": series.place})
    if newly:
        series_withdrawn.send(EventSeries, series=series, page=page)
    return Written(changed=changed)


# --- which row is which date ---------------------------------------------------------------------------------------


def _matched(
    page: EventPage, series: EventSeries, known: list[Occurrence], horizon: Horizon
) -> dict[datetime, Occurrence]:
    pairs = {one.recurrence_id: one for one in known if one.recurrence_id in horizon.plans}
    rows = [one for one in known if one.recurrence_id not in pairs and not one.is_past]
    plans = [plan for start, plan in horizon.plans.items() if start not in pairs]
    shift = timedelta()
    if series.begins_at:
        shift = page.local_start - series.begins_at.astimezone(page.zone).replace(tzinfo=None)
    alone = len(rows) == sum(not one.is_past for one in known) and len(horizon.plans) == 1
    return pairs | match(rows, plans, shift, page.zone, alone=alone)


def _applied(page: EventPage, horizon: Horizon, pairs: dict[datetime, Occurrence]) -> Changed:
    """Give the dates that differ from their plan, and have them differ no more."""
    changed: Changed = []
    for start, occurrence in pairs.items():
        # What has taken place is not changed by what becomes of the series, only by what is said of that date.
        if occurrence.is_past and page.recurrence and start not in horizon.own:
            continue
        before = _facts(occurrence)
        moved, occurrence.recurrence_id = occurrence.recurrence_id != start, start
        if before != _facts(_planned(occurrence, horizon.plans[start], page)) or moved:
            changed.append((occurrence, before))
    return changed


def _is_new(page: EventPage, plan: Planned, known: list[Occurrence]) -> bool:
    """Whether a date that has no row gets one: past ones only where nothing says yet what there was."""
    if plan.ends_at > timezone.now() or not page.recurrence or not known:
        return True
    return plan.recurrence_id > max(one.recurrence_id for one in known)


def _called_off(occurrences: list[Occurrence]) -> tuple[Changed, list[int]]:
    """Dates that are planned no more: those that somebody registered for are cancelled; the ids of the others."""
    wanted = set(
        Registration.objects.filter(occurrence__in=occurrences).order_by().values_list("occurrence", flat=True)
    )
    changed: Changed = []
    for occurrence in occurrences:
        if occurrence.pk in wanted and not occurrence.is_cancelled:
            changed.append((occurrence, _facts(occurrence)))
            occurrence.status = OccurrenceStatus.CANCELLED
    return changed, [one.pk for one in occurrences if one.pk not in wanted]


def _elsewhere(known: list[Occurrence], but: list[Occurrence]) -> Changed:
    """The meeting is at another place: so are all dates to come that have none of their own."""
    done = {one.pk for one in but}
    return [
        (one, _facts(one))
        for one in known
        if one.pk not in done and not one.is_past and not (one.venue_id or one.place or one.commune_id)
    ]


# --- writing -------------------------------------------------------------------------------------------------------


def _save_changed(changed: Changed) -> None:
    now = timezone.now()
    for occurrence, before in changed:
        same = all(before[name] == getattr(occurrence, name) for name in FACTS)
        # Where nothing of its own differs its place does, which is the meeting's, or the start that it is known by.
        if same or any(before[name] != getattr(occurrence, name) for name in TOLD):
            occurrence.sequence += 1
        occurrence.updated_at = now
    fields = [*TOLD, "recurrence_id", "all_day", "capacity", "ceiling", "sequence", "updated_at"]
    Occurrence.objects.bulk_update([one for one, _before in changed], fields, batch_size=100)


def _save_series(series: EventSeries, page: EventPage, place: str) -> None:
    """What calendars know a series by follows what was published: raised where that changed, kept otherwise."""
    digest, begins_at = digest_of(page), to_utc(page.local_start, page.zone)
    if series.digest == digest and series.withdrawn_at is None:
        return
    if series.digest or series.withdrawn_at:
        series.sequence += 1
    series.digest, series.begins_at, series.place = digest, begins_at, place
    series.withdrawn_at, series.updated_at = None, timezone.now()
    series.save()


def _tell(page: EventPage, changed: Changed, more: dict[str, Any]) -> None:
    told, now = _telling.get(), timezone.now()
    ids = [occurrence.pk for occurrence, _before in changed]
    known = set(Registration.objects.filter(occurrence__in=ids).order_by().values_list("occurrence", flat=True))
    for occurrence, before in changed:
        if max(occurrence.ends_at, before["ends_at"]) <= now:
            continue
        if told is not None:
            told.changed.append((occurrence, before))
        occurrence_changed.send(
            EventSeries,
            occurrence=occurrence,
            before=before | more,
            page=page,
            words=told.words if told else "",
            registered=occurrence.pk in known,
        )


def index_series(keys: list[UUID], more: Iterable[UUID] = ()) -> None:
    """Bring the entries of the dates of some series up to date, and those of dates with ``more`` keys, deleted ones."""
    own = Occurrence.objects.filter(series__in=keys).values_list("key", flat=True)
    refresh({event_source(): list(dict.fromkeys([*own, *more]))})


def _announced(series: EventSeries, plan: Planned) -> Occurrence:
    return Occurrence(series=series, recurrence_id=plan.recurrence_id, announced_at=plan.recurrence_id)


def _facts(occurrence: Occurrence) -> dict[str, Any]:
    return {name: getattr(occurrence, name) for name in FACTS}


def _planned(occurrence: Occurrence, plan: Planned, page: EventPage) -> Occurrence:
    """The date, as it is planned now."""
    occurrence.starts_at, occurrence.ends_at = plan.starts_at, plan.ends_at
    occurrence.status = OccurrenceStatus.CANCELLED if plan.cancelled else OccurrenceStatus.SCHEDULED
    occurrence.all_day = page.is_all_day
    occurrence.venue, occurrence.place, occurrence.commune = plan.venue, plan.place, plan.commune
    occurrence.capacity = page.capacity if page.registration == RegistrationMode.HERE else None
    occurrence.ceiling = None if occurrence.capacity is None else max(occurrence.capacity, occurrence.taken)
    return occurrence
