"""What people, organisers and time do to registrations, each in one go at the desk of the date (``desk``)."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from ..models.occurrence import Occurrence
from ..models.registration import Registration
from . import letters
from .conditions import Phase
from .desk import REFUSALS, Applicant, Desk, Registered, State, Step, at_date, at_registration
from .refusals import CancelledDateError, FullError, NotPossibleError, PastDateError

if TYPE_CHECKING:
    from ..models import EventPage


# --- what people do -------------------------------------------------------------------------------------------------


def register(occurrence: Occurrence, applicant: Applicant) -> Registered:
    """
    Give somebody places at a date, or a place on its waiting list; a letter tells them.

    Raises NotYetError, ClosedError, TooManyPlacesError, and FullError where there is no waiting list.
    """
    with at_date(occurrence.pk) as desk:
        if not desk.conditions.is_open:
            raise REFUSALS[desk.conditions.phase]
        return desk.enter(applicant, most=desk.conditions.places_each, waiting_list=desk.conditions.waiting_list)


def add_by_hand(occurrence: Occurrence, applicant: Applicant, *, waiting_list: bool = True) -> Registered:
    """
    Write somebody down for the organiser: also before registration opens, after it has closed, and at the door. They
    wait behind those who wait, where ``waiting_list`` says so; more than there are places is for the organiser to
    allow, by raising the capacity.

    Raises CancelledDateError, TooManyPlacesError and FullError.
    """
    with at_date(occurrence.pk) as desk:
        if desk.conditions.phase == Phase.CANCELLED:
            raise CancelledDateError
        waits = waiting_list and desk.conditions.waiting_list and desk.conditions.list_moves
        return desk.enter(applicant, most=None, waiting_list=waits)


def accept(registration: Registration) -> Registration:
    """
    Take the places that were offered. Once: doing it again changes nothing.

    Raises NotPossibleError where there is no offer, or no longer, and CancelledDateError.
    """
    with at_registration(registration) as (desk, current):
        if current.state == State.CONFIRMED:
            return current
        if desk.conditions.phase == Phase.CANCELLED:
            raise CancelledDateError
        desk.move(current, Step.ACCEPT)
        letters.tell(current, "confirmed", desk.page, desk.occurrence)
        return current


def admit(registration: Registration) -> Registration:
    """
    Let somebody in at the door who waited: for the organiser, once registration is closed and the list moves no more.

    Raises CancelledDateError, FullError where there are not enough places, and NotPossibleError while offers go out.
    """
    with at_registration(registration) as (desk, current):
        if desk.conditions.phase == Phase.CANCELLED:
            raise CancelledDateError
        if desk.conditions.list_moves:
            raise NotPossibleError
        if not desk.has_room(current.places):
            raise FullError(desk.room or 0)
        desk.move(current, Step.ADMIT)
        return current


def decline(registration: Registration) -> Registration:
    """Give back the places that were offered; they are offered to the next. Raises NotPossibleError."""
    with at_registration(registration) as (desk, current):
        if current.state == State.CANCELLED:
            return current
        desk.move(current, Step.DECLINE)
        letters.tell(current, "cancelled", desk.page, desk.occurrence)
        desk.serve()
        return current


def cancel(registration: Registration, *, by_organiser: bool = False) -> Registration:
    """
    Give back places, or leave the waiting list. Once: doing it again changes nothing.

    Raises PastDateError, and NotPossibleError where an offer has passed already.
    """
    with at_registration(registration) as (desk, current):
        if current.state == State.CANCELLED:
            return current
        if desk.conditions.phase == Phase.PAST:
            raise PastDateError
        desk.move(current, Step.CANCEL)
        letters.tell(current, "cancelled", desk.page, desk.occurrence, by_organiser=by_organiser)
        desk.serve()
        return current


def change(
    registration: Registration,
    *,
    places: int | None = None,
    name: str | None = None,
    answers: dict[str, str] | None = None,
    listed: bool | None = None,
    note: str | None = None,
    by_organiser: bool = False,
) -> Registration:
    """
    Change what somebody registered with; what is None stays. Fewer places are always possible; more only for who is
    confirmed, while there are so many that nobody waits for. An organiser may give more than one person may take, and
    after the closing.

    Raises NotPossibleError where the registration is over, PastDateError, TooManyPlacesError, FullError, ClosedError.
    """
    with at_registration(registration) as (desk, current):
        if current.state not in Registration.ACTIVE:
            raise NotPossibleError
        if desk.conditions.phase == Phase.PAST:
            raise PastDateError
        if places is not None and places != current.places:
            desk.resize(current, places, by_organiser=by_organiser)
        for field, value in (("name", name), ("answers", answers), ("listed", listed), ("note", note)):
            if value is not None and value != getattr(current, field):
                desk.public_changed |= field in ("name", "listed")
                setattr(current, field, value)
        desk.save(current)
        desk.serve()
        return current


def forget(registration: Registration) -> None:
    """Forget whose a registration is; places at a date to come go to somebody else. Nobody is written to."""
    with at_registration(registration) as (desk, current):
        if current.is_active and desk.conditions.phase != Phase.PAST:
            desk.move(current, Step.CANCEL)
        desk.public_changed |= current.listed
        current.letters.all().delete()
        current.forget()
        desk.save(current)
        desk.serve()


# --- what happens to dates ------------------------------------------------------------------------------------------


def pass_on(occurrence_id: int) -> None:
    """Let the offers of a date pass whose time is over, and offer what is free."""
    with at_date(occurrence_id):
        pass  # whoever holds a date does so first


def waiting_dates() -> QuerySet[Occurrence]:
    """Dates with something to pass on, perhaps: an offer whose time is over, or somebody who waits."""
    now = timezone.now()
    over = Registration.objects.filter(state=State.OFFERED, offered_until__lte=now)
    waiting = Registration.objects.filter(state=State.WAITING, occurrence__starts_at__gt=now)
    ids = (over | waiting).order_by().values("occurrence")
    return Occurrence.objects.filter(pk__in=ids).order_by("pk")


def too_few(occurrence: Occurrence, page: "EventPage | None") -> tuple[Registration, int] | None:
    """
    Give whoever is first on the waiting list, and how many places are free, where these are too few for them: all who
    wait do so until they are content with fewer. Nothing is held or changed.
    """
    return Desk(occurrence, page, timezone.now()).too_few()


def withdraw_offers(occurrence_id: int) -> None:
    """A date is cancelled: whoever was offered places waits again, first as before."""
    with at_date(occurrence_id) as desk:
        for registration in desk.active().filter(state=State.OFFERED):
            desk.move(registration, Step.WITHDRAW)
