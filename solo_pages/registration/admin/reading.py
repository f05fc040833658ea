"""Who is registered for a date, as organisers read it: in order, with answers in words, searched, counted."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory_blocks.search.words import fold

from ...models import EventPage, EventQuestion, Occurrence, Registration
from ..questions import answers_in_words

State = Registration.State
# Who comes stands before who may, and these before those who do not.
ORDER = {State.CONFIRMED: 0, State.OFFERED: 1, State.WAITING: 2, State.CANCELLED: 3, State.LAPSED: 4}


@dataclass(frozen=True, slots=True)
class Row:
    """One registration; ``position`` on the waiting list from 1, ``answers`` in the order of the questions."""

    registration: Registration
    position: int | None
    answers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there are: registrations by state, places of those who come, and what is known of who came."""

    confirmed: int
    places: int
    offered: int
    waiting: int
    waiting_places: int
    gone: int
    came: int
    came_places: int
    undelivered: int


def questions_of(page: EventPage | None) -> list[EventQuestion]:
    """What is asked of those who register. One query."""
    return list(page.questions.all()) if page else []


def read_rows(occurrence: Occurrence, questions: Iterable[EventQuestion]) -> list[Row]:
    """
    Give all registrations of a date: who comes by name, then who is offered a place, then the waiting list in its
    order, then those who do not come. One query.
    """
    found = list(Registration.objects.filter(occurrence=occurrence.pk).order_by("pk"))
    waiting = [one.pk for one in found if one.state == State.WAITING]
    positions = {pk: position for position, pk in enumerate(waiting, start=1)}
    found.sort(key=_place)
    return [Row(one, positions.get(one.pk), answers_in_words(one, questions)) for one in found]


def _place(registration: Registration) -> tuple[int, str, int]:
    in_line = registration.state in (State.OFFERED, State.WAITING)
    return ORDER[registration.state], "" if in_line else fold(registration.name), registration.pk


def search_rows(rows: Iterable[Row], typed: str) -> list[Row]:
    """Give those whose name, address or note has all the words typed, blind to accents and case."""
    wanted = fold(typed).split()
    return [row for row in rows if all(word in _searched(row.registration) for word in wanted)]


def _searched(registration: Registration) -> str:
    return fold(f"{registration.name} {registration.email} {registration.note}")


def totals_of(rows: Iterable[Row]) -> Totals:
    """Count."""
    all_of = [row.registration for row in rows]
    confirmed = [one for one in all_of if one.state == State.CONFIRMED]
    waiting = [one for one in all_of if one.state == State.WAITING]
    came = [one for one in confirmed if one.attended]
    return Totals(
        confirmed=len(confirmed),
        places=sum(one.places for one in confirmed),
        offered=sum(one.state == State.OFFERED for one in all_of),
        waiting=len(waiting),
        waiting_places=sum(one.places for one in waiting),
        gone=sum(not one.is_active for one in all_of),
        came=len(came),
        came_places=sum(one.places for one in came),
        undelivered=sum(one.is_active and one.mail_failed_at is not None for one in all_of),
    )
