"""What the publication of a meeting means for those who registered: dates cancelled or moved, more or fewer places."""

from typing import Any

from ..enums import OccurrenceStatus
from ..events.places import Place, own_place, place_of, place_on
from ..models import EventPage, Occurrence, Registration, ServicePointPage
from . import letters
from .states import pass_on, withdraw_offers

MOVED = ("starts_at", "ends_at", "venue_id", "place", "commune_id")


def follow(
    sender: Any, occurrence: Occurrence, before: dict[str, Any], page: EventPage, words: str = "", **kwargs: Any
) -> None:
    """Receive ``occurrence_changed``: tell who registered (``words``: the organiser's), and offer what is free now."""
    if not kwargs.get("registered", True):
        return
    now_cancelled = occurrence.status == OccurrenceStatus.CANCELLED
    was_cancelled = before["status"] == OccurrenceStatus.CANCELLED
    if now_cancelled:
        if not was_cancelled:
            call_off(occurrence, page, words)
        return
    if any(before[name] != getattr(occurrence, name) for name in MOVED) or _is_usually_elsewhere(
        occurrence, before, page
    ):
        tell_of_move(occurrence, before, page, words)
    elif was_cancelled:
        tell_all(occurrence, page, "takes_place", words=words)
    pass_on(occurrence.pk)
    if _fewer(before["capacity"], occurrence.capacity):
        current = Occurrence.objects.get(pk=occurrence.pk)
        if current.capacity is not None and current.taken > current.capacity:
            letters.tell_organiser(page, current)


def call_off(occurrence: Occurrence, page: EventPage, words: str = "") -> None:
    """Tell who registered that a date does not take place; offers are taken back."""
    withdraw_offers(occurrence.pk)
    tell_all(occurrence, page, "called_off", words=words)


def tell_of_move(occurrence: Occurrence, before: dict[str, Any], page: EventPage, words: str = "") -> None:
    """Tell who registered when and where a date was and is; they are reminded anew."""
    former = letters.Former(
        starts_at=before["starts_at"], ends_at=before["ends_at"], all_day=before["all_day"], place=_old_place(before)
    )
    occurrence.registrations.filter(reminded_at__isnull=False).update(reminded_at=None)
    tell_all(occurrence, page, "moved", former=former, words=words)


def tell_all(occurrence: Occurrence, page: EventPage, kind: str, **more: Any) -> None:
    """Write to all who come or wait, the first before the others."""
    active = Registration.objects.filter(occurrence=occurrence.pk, state__in=Registration.ACTIVE)
    letters.tell_all(active, kind, page, occurrence, **more)


def _is_usually_elsewhere(occurrence: Occurrence, before: dict[str, Any], page: EventPage) -> bool:
    """Whether a date without a place of its own is elsewhere because the meeting now is."""
    own = occurrence.venue_id or occurrence.place or occurrence.commune_id
    return not own and before["usual_place"] != place_of(page).line


def _old_place(before: dict[str, Any]) -> Place:
    """Where a date was: at a place of its own, else where the meeting usually was."""
    venue = ServicePointPage.objects.filter(pk=before["venue_id"]).select_related("commune").first()
    own = Occurrence(venue=venue, place=before["place"], commune_id=before["commune_id"])
    return own_place(own) or place_on(before["usual_place"])


def _fewer(before: int | None, after: int | None) -> bool:
    return after is not None and (before is None or after < before)
