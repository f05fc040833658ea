"""Keeping the dates in the database what the published page says."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from directory_blocks.index.upkeep import refresh
from directory_blocks.sources.registry import registered_sources

from ..conf import solo_settings
from ..enums import OccurrenceStatus, RegistrationMode
from ..models import EventPage, EventSeries, Occurrence, Registration
from .recurrence import Planned, planned_dates
from .signals import occurrence_changed

# What of a date people are told about when it changes, and calendars by a higher SEQUENCE.
TOLD = ("starts_at", "ends_at", "status", "venue_id", "place", "commune_id")


def write_occurrences(page: EventPage) -> None:
    """Make the dates of a live meeting what it says; those to come are told of by ``occurrence_changed``."""
    with transaction.atomic():
        series = lock_series(page)
        known = {one.recurrence_id: one for one in series.occurrences.select_for_update()}
        plans = {plan.recurrence_id: plan for plan in _plans(page)}
        befores: list[tuple[Occurrence, dict[str, Any]]] = []
        made = []
        for recurrence_id, plan in plans.items():
            occurrence = known.get(recurrence_id)
            if occurrence is None:
                made.append(_planned(Occurrence(series=series, recurrence_id=recurrence_id), plan, page))
                continue
            before = _facts(occurrence)
            if before != _facts(_planned(occurrence, plan, page)):
                befores.append((occurrence, before))
        gone = [one for recurrence_id, one in known.items() if recurrence_id not in plans and not one.is_past]
        befores += _withdraw(gone)
        Occurrence.objects.bulk_create(made)
        _save_changed(befores)
        index_series([series.key])
        for occurrence, before in befores:
            if not occurrence.is_past:
                occurrence_changed.send(EventSeries, occurrence=occurrence, before=before, page=page)


def _withdraw(occurrences: list[Occurrence]) -> list[tuple[Occurrence, dict[str, Any]]]:
    """Dates that are planned no more: those that somebody registered for are cancelled, the others deleted."""
    wanted = set(
        Registration.objects.filter(occurrence__in=occurrences).order_by().values_list("occurrence", flat=True)
    )
    Occurrence.objects.filter(pk__in=[one.pk for one in occurrences if one.pk not in wanted]).delete()
    changed = []
    for occurrence in occurrences:
        if occurrence.pk in wanted and not occurrence.is_cancelled:
            changed.append((occurrence, _facts(occurrence)))
            occurrence.status = OccurrenceStatus.CANCELLED
    return changed


def _save_changed(changed: list[tuple[Occurrence, dict[str, Any]]]) -> None:
    now = timezone.now()
    for occurrence, before in changed:
        if any(before[name] != getattr(occurrence, name) for name in TOLD):
            occurrence.sequence += 1
        occurrence.updated_at = now
    fields = [*TOLD, "all_day", "capacity", "ceiling", "sequence", "updated_at"]
    Occurrence.objects.bulk_update([one for one, _before in changed], fields, batch_size=100)


def lock_series(page: Page) -> EventSeries:
    """Give the series of a meeting, made where there is none, locked until the transaction ends."""
    uid = page.external_id or f"{page.translation_key}@{_host(page)}"
    EventSeries.objects.get_or_create(key=page.translation_key, defaults={"uid": uid})
    return EventSeries.objects.select_for_update().get(pk=page.translation_key)


def index_series(keys: list[UUID]) -> None:
    """Bring the entries of the dates of some series up to date."""
    source = registered_sources()["event"]
    identities = Occurrence.objects.filter(series__in=keys).values_list("key", flat=True)
    refresh({source: list(identities)})


def _plans(page: EventPage) -> list[Planned]:
    today = timezone.localdate(timezone=page.zone)
    until = max(today, page.starts_on) + timedelta(days=solo_settings.OCCURRENCES_DAYS)
    return planned_dates(page, _since(page), until, solo_settings.OCCURRENCES_MOST)


def _since(page: EventPage) -> date:
    return page.starts_on


def _facts(occurrence: Occurrence) -> dict[str, Any]:
    return {name: getattr(occurrence, name) for name in (*TOLD, "all_day", "capacity")}


def _planned(occurrence: Occurrence, plan: Planned, page: EventPage) -> Occurrence:
    """The date, as it is planned now."""
    occurrence.starts_at, occurrence.ends_at = plan.starts_at, plan.ends_at
    occurrence.status = OccurrenceStatus.CANCELLED if plan.cancelled else OccurrenceStatus.SCHEDULED
    occurrence.all_day = page.is_all_day
    occurrence.venue, occurrence.place, occurrence.commune = plan.venue, plan.place, plan.commune
    occurrence.capacity = page.capacity if page.registration == RegistrationMode.HERE else None
    occurrence.ceiling = None if occurrence.capacity is None else max(occurrence.capacity, occurrence.taken)
    return occurrence


def _host(page: Page) -> str:
    site = page.get_site()
    return site.hostname if site else "localhost"
