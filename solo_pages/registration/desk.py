"""
The state machine of registrations: what can become of one, and the desk of a date, where it happens.

Everything happens in a transaction that holds the row of the date from its first statement on, so that whoever comes
at the same moment waits their turn; nothing holds two dates. ``Occurrence.taken`` follows every change, and the
database refuses more than the ceiling. The waiting list is served in the order of the ids: a freed place is offered to
whoever is first; where they want more than there is, those behind them wait as well, until they are content with less:
they are told how many are free, once for each number.
Offers that have passed are passed on by whoever holds the date next, and by ``manage.py pass_on_offers``: none is lost
when that does not run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from ..events.taking_part import unclaimed_places
from ..models.occurrence import Occurrence
from ..models.registration import Registration
from . import letters
from .conditions import Conditions, Phase, conditions_of, page_of
from .mailboxes import mailbox_of
from .publishing import publish_change
from .refusals import (
    CancelledDateError,
    ClosedError,
    FullError,
    GoneDateError,
    NotPossibleError,
    NotYetError,
    PastDateError,
    RefusedError,
    TooManyPlacesError,
)

if TYPE_CHECKING:
    from ..models import EventPage

State = Registration.State
# Who sends a form again within this time pressed the button twice.
TWICE = timedelta(minutes=2)


class Step(StrEnum):
    """What can happen to a registration."""

    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    ADMIT = "admit"


# A registration begins as confirmed or waiting; from there on this is all that can become of it.
TRANSITIONS: dict[tuple[str, Step], State] = {
    (State.WAITING, Step.OFFER): State.OFFERED,
    (State.WAITING, Step.CANCEL): State.CANCELLED,
    (State.WAITING, Step.ADMIT): State.CONFIRMED,
    (State.OFFERED, Step.ACCEPT): State.CONFIRMED,
    (State.OFFERED, Step.DECLINE): State.CANCELLED,
    (State.OFFERED, Step.CANCEL): State.CANCELLED,
    (State.OFFERED, Step.LAPSE): State.LAPSED,
    # The date was cancelled: should it take place after all, they are first again.
    (State.OFFERED, Step.WITHDRAW): State.WAITING,
    (State.CONFIRMED, Step.CANCEL): State.CANCELLED,
}

REFUSALS: dict[Phase, type[RefusedError]] = {
    Phase.CANCELLED: CancelledDateError,
    Phase.PAST: PastDateError,
    Phase.NOT_YET: NotYetError,
    Phase.CLOSED: ClosedError,
    Phase.UNNEEDED: ClosedError,
    Phase.ELSEWHERE: ClosedError,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Who wants to come, checked by a form. ``email`` may be empty only where an organiser writes somebody down."""

    name: str
    email: str
    places: int = 1
    answers: dict[str, str] | None = None
    listed: bool = False
    language: str = ""
    person: Any = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """A registration, and whether it is new: who registers again is not registered twice."""

    registration: Registration
    created: bool


@contextmanager
def at_date(occurrence_id: int) -> Iterator["Desk"]:
    """
    Hold a date alone. What had to happen by now happens first, and stays where what is wanted is refused; the public
    sees the change once it is committed. Raises GoneDateError.
    """
    refusal = None
    with transaction.atomic():
        occurrence = Occurrence.objects.select_for_update().filter(pk=occurrence_id).first()
        if occurrence is None:
            raise GoneDateError
        desk = Desk(occurrence, page_of(occurrence.series_id), timezone.now())
        desk.let_pass()
        desk.serve()
        try:
            with transaction.atomic():
                yield desk
        except RefusedError as error:
            refusal = error
        desk.publish()
    if refusal:
        raise refusal


@contextmanager
def at_registration(registration: Registration) -> Iterator[tuple["Desk", Registration]]:
    """Hold the date of a registration, and give the registration as it is by then."""
    with at_date(registration.occurrence_id) as desk:
        yield desk, Registration.objects.get(pk=registration.pk)


class Desk:
    """A date that is held, with what its page says and what time it is; ``publish`` ends the work."""

    def __init__(self, occurrence: Occurrence, page: "EventPage | None", now: datetime) -> None:
        self.occurrence = occurrence
        self.page = page
        self.now = now
        self.conditions: Conditions = conditions_of(page, occurrence, now)
        self.was_full = self.room == 0
        self.public_changed = False

    def active(self) -> QuerySet[Registration]:
        """Those who come or wait, the first before the others."""
        return self.occurrence.registrations.filter(state__in=Registration.ACTIVE).order_by("pk")

    def waiting(self) -> QuerySet[Registration]:
        """The waiting list."""
        return self.occurrence.registrations.waiting(self.occurrence.capacity)

    @property
    def room(self) -> int | None:
        """How many places there are that nobody waits for; None for as many as wanted."""
        return unclaimed_places(self.occurrence) if self.conditions.list_moves else self.occurrence.free_places

    def has_room(self, places: int) -> bool:
        """Whether there are so many places that nobody waits for."""
        return self.room is None or places <= self.room

    def enter(self, applicant: Applicant, *, most: int | None, waiting_list: bool) -> Registered:
        """Register somebody, or find that they are."""
        key = mailbox_of(applicant.email) if applicant.email else ""
        known = self.active().filter(address_key=key).first() if key else None
        if known is not None and self.now - known.created_at < TWICE:
            return Registered(known, created=False)
        # Refused alike whether the address is known or not: nobody learns who comes.
        self._check_places(applicant.places, most)
        fits = self.has_room(applicant.places)
        if not fits and not waiting_list:
            raise FullError(self.room or 0)
        if known is not None:
            letters.tell_again(known, self.page, self.occurrence)
            return Registered(known, created=False)
        made = Registration(
            occurrence=self.occurrence,
            state=State.CONFIRMED if fits else State.WAITING,
            name=applicant.name,
            email=applicant.email,
            places=applicant.places,
            answers=applicant.answers or {},
            listed=applicant.listed,
            language=applicant.language,
            person=applicant.person,
            note=applicant.note,
        )
        made.address_key = key or f"none:{made.key}"
        if not fits and not self.waiting().exists():
            made.told_free = self.occurrence.free_places or 0
        made.save()
        self._take(made.places if fits else 0)
        self.public_changed = True
        letters.tell(made, "confirmed" if fits else "waiting", self.page, self.occurrence, free=made.told_free)
        return Registered(made, created=True)

    def _check_places(self, places: int, most: int | None) -> None:
        limits = [limit for limit in (most, self.occurrence.capacity) if limit is not None]
        if limits and places > min(limits):
            raise TooManyPlacesError(min(limits))

    def move(self, registration: Registration, step: Step) -> None:
        """Let something happen to a registration. Raises NotPossibleError where it cannot."""
        target = TRANSITIONS.get((registration.state, step))
        if target is None:
            raise NotPossibleError
        held = registration.state in Registration.HOLDING
        holds = target in Registration.HOLDING
        registration.state = target
        registration.offered_until = self.conditions.offer_ends(self.now) if step == Step.OFFER else None
        self.save(registration)
        self._take(registration.places * (holds - held))
        self.public_changed = True

    def resize(self, registration: Registration, places: int, *, by_organiser: bool = False) -> None:
        """Change how many places somebody has, or waits for."""
        more = places - registration.places
        if more > 0:
            self._check_places(places, None if by_organiser else self.conditions.places_each)
            if not (self.conditions.is_open or by_organiser):
                raise REFUSALS[self.conditions.phase]
            if registration.state != State.CONFIRMED or not self.has_room(more):
                raise FullError(self.room or 0)
        registration.places = places
        if registration.state in Registration.HOLDING:
            self._take(more)
        self.public_changed = True

    def save(self, registration: Registration) -> None:
        """Keep a registration, and when it changed."""
        registration.changed_at = self.now
        registration.save()

    def let_pass(self) -> None:
        """End the offers whose time is over, or that outlast the registration since the date was moved."""
        for offered in self.occurrence.registrations.filter(state=State.OFFERED).order_by("pk"):
            if self.conditions.phase != Phase.CANCELLED and self.now >= self._end_of(offered):
                self.move(offered, Step.LAPSE)
                letters.tell(offered, "lapsed", self.page, self.occurrence)

    def _end_of(self, offered: Registration) -> datetime:
        return min(offered.offered_until or self.now, self.conditions.closes_at)

    def serve(self) -> None:
        """Offer what is free to whoever is first, as long as it is enough for them."""
        if not self.conditions.list_moves:
            return
        for first in self.waiting():
            free = self.occurrence.free_places
            if free is not None and first.places > free:
                self._tell_how_many(first, free)
                break
            self.move(first, Step.OFFER)
            letters.tell(first, "offered", self.page, self.occurrence)

    def _tell_how_many(self, first: Registration, free: int) -> None:
        """Say to whoever is first that fewer places are free than they want; they may ask for fewer."""
        if first.told_free == free:
            return
        first.told_free = free
        Registration.objects.filter(pk=first.pk).update(told_free=free)
        if free:
            letters.tell(first, "too_few", self.page, self.occurrence, free=free)

    def too_few(self) -> tuple[Registration, int] | None:
        """Whoever is first on the list, and how many places are free, where these are too few for them; one query."""
        free = self.occurrence.free_places
        first = self.waiting().first() if free and self.conditions.list_moves else None
        return (first, free) if first and free else None

    def _take(self, places: int) -> None:
        """
        Count places taken (or given back, below 0); a ceiling that stood above a lowered capacity comes down with them,
        and never goes up here, so that the database refuses what must not be.
        """
        if not places:
            return
        self.occurrence.taken += places
        changed: dict[str, Any] = {"taken": F("taken") + places}
        if places < 0 and self.occurrence.capacity is not None:
            self.occurrence.ceiling = changed["ceiling"] = max(self.occurrence.capacity, self.occurrence.taken)
        Occurrence.objects.filter(pk=self.occurrence.pk).update(**changed)

    def publish(self) -> None:
        """Have the public see what has changed."""
        if self.public_changed:
            publish_change(self.occurrence, turned=self.was_full != (self.room == 0))
