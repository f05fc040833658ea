"""What the page of a date says of its registration, and who comes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from directory_blocks.dates_in_words import moment_words
from directory_blocks.models import Entry

from ..models.occurrence import Occurrence
from ..models.registration import Registration
from ..models.solo import SoloProfilePage
from .conditions import Conditions, Phase, conditions_of

if TYPE_CHECKING:
    from ..models import EventPage


@dataclass(frozen=True, slots=True)
class PanelState:
    """
    How registration for a date stands. ``free``: places that nobody waits for, None for as many as wanted; ``waiting``:
    how many people wait.
    """

    phase: Phase
    free: int | None
    waiting: int
    waiting_list: bool
    opens: str
    closes: str

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now has to wait."""
        return self.free == 0

    @property
    def can_register(self) -> bool:
        """Whether one can register now, if only for the waiting list."""
        return self.phase == Phase.OPEN and (self.waiting_list or not self.is_full)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who comes and agrees to be listed; ``url``: their profile, where they have a public one."""

    name: str
    url: str


def panel_state(page: "EventPage", occurrence: Occurrence, conditions: Conditions | None = None) -> PanelState:
    """How registration stands now, in the active language. One query at most."""
    waiting = _places_waited_for(occurrence) if occurrence.taken and occurrence.capacity else []
    return _state(page, occurrence, conditions or conditions_of(page, occurrence), waiting)


def panel(page: "EventPage", occurrence: Occurrence) -> tuple[PanelState, list[Participant]]:
    """
    How registration stands, and who comes and agrees to be listed, the first before the others: only who registered
    with the address of their account or has opened the link of their letter, lest anybody has somebody else's name
    shown. Two queries.
    """
    conditions = conditions_of(page, occurrence)
    if not page.lists_participants or conditions.phase in (Phase.PAST, Phase.CANCELLED) or not occurrence.taken:
        return panel_state(page, occurrence, conditions), []
    waits, comes = Q(state=Registration.State.WAITING), Q(state=Registration.State.CONFIRMED, listed=True)
    comes &= Q(person__isnull=False) | Q(opened_at__isnull=False)
    rows = Registration.objects.filter(waits | comes, occurrence=occurrence.pk).order_by("pk")
    waiting, listed = [], []
    for state, places, name, person in rows.values_list("state", "places", "name", "person"):
        if state == Registration.State.WAITING:
            waiting.append(places)
        elif name:
            listed.append((name, person))
    urls = _profiles({person for _name, person in listed if person}, page.locale_id)
    who = [Participant(name, urls.get(person, "")) for name, person in listed]
    return _state(page, occurrence, conditions, waiting), who


def _state(page: "EventPage", occurrence: Occurrence, conditions: Conditions, waiting: list[int]) -> PanelState:
    blocked = any(places <= (occurrence.capacity or 0) for places in waiting)
    return PanelState(
        phase=conditions.phase,
        free=0 if blocked and occurrence.free_places else occurrence.free_places,
        waiting=len(waiting),
        waiting_list=conditions.waiting_list,
        opens=moment_words(conditions.opens_at, page.zone) if conditions.opens_at else "",
        closes=moment_words(conditions.closes_at, page.zone),
    )


def _places_waited_for(occurrence: Occurrence) -> list[int]:
    waiting = Registration.objects.filter(occurrence=occurrence.pk, state=Registration.State.WAITING)
    return list(waiting.order_by().values_list("places", flat=True))


def _profiles(people: set[int], locale: int) -> dict[int, str]:
    """The addresses of the public profiles of people."""
    if not people:
        return {}
    profiles = SoloProfilePage.objects.filter(owner__in=people, live=True).order_by()
    owner = profiles.filter(translation_key=OuterRef("translation_key")).values("owner")[:1]
    entries = Entry.objects.filter(source="solo", locale=locale, translation_key__in=profiles.values("translation_key"))
    return dict(entries.annotate(person=Subquery(owner)).values_list("person", "url_path"))
