"""What the page of a date says of its registration, and who comes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory_blocks.models import Entry

from ..models.occurrence import Occurrence
from ..models.registration import Registration
from ..models.solo import SoloProfilePage
from .conditions import Conditions, Phase, conditions_of
from .words import moment_words

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
    conditions = conditions or conditions_of(page, occurrence)
    counts = conditions.phase in (Phase.OPEN, Phase.NOT_YET) and occurrence.capacity is not None
    waiting = list(_waiting(occurrence)) if counts else []
    blocking = [places for places in waiting if places <= (occurrence.capacity or 0)]
    return PanelState(
        phase=conditions.phase,
        free=0 if blocking and occurrence.free_places else occurrence.free_places,
        waiting=len(waiting),
        waiting_list=conditions.waiting_list,
        opens=moment_words(conditions.opens_at, page.zone) if conditions.opens_at else "",
        closes=moment_words(conditions.closes_at, page.zone),
    )


def _waiting(occurrence: Occurrence) -> list[int]:
    waiting = Registration.objects.filter(occurrence=occurrence.pk, state=Registration.State.WAITING)
    return list(waiting.order_by().values_list("places", flat=True))


def participants(page: "EventPage", occurrence: Occurrence) -> list[Participant]:
    """Who comes and agrees to be listed, the first before the others. Three queries at most, none where no one is."""
    if not page.lists_participants:
        return []
    confirmed = Registration.objects.filter(occurrence=occurrence.pk, state=Registration.State.CONFIRMED, listed=True)
    listed = list(confirmed.order_by("pk").values_list("name", "person"))
    urls = _profiles({person for _name, person in listed if person}, page.locale_id)
    return [Participant(name, urls.get(person, "")) for name, person in listed if name]


def _profiles(people: set[int], locale: int) -> dict[int, str]:
    """The addresses of the public profiles of people."""
    if not people:
        return {}
    keys = dict(SoloProfilePage.objects.filter(owner__in=people, live=True).values_list("translation_key", "owner"))
    entries = Entry.objects.filter(source="solo", locale=locale, translation_key__in=keys)
    return {keys[key]: path for key, path in entries.values_list("translation_key", "url_path")}
