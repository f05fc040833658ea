"""When one can register for a date, and under which conditions: what the page of its meeting says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.enums import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..enums import RegistrationMode
from ..models.occurrence import Occurrence

if TYPE_CHECKING:
    from ..models import EventPage


class Phase(TextChoices):
    """Where the registration for a date stands."""

    UNNEEDED = "unneeded", _("No registration needed")
    ELSEWHERE = "elsewhere", _("On another site")
    CANCELLED = "cancelled", pgettext_lazy("state of the registration", "Cancelled")
    PAST = "past", pgettext_lazy("state of the registration", "Over")
    NOT_YET = "not_yet", pgettext_lazy("state of the registration", "Not open yet")
    OPEN = "open", pgettext_lazy("state of the registration", "Open")
    CLOSED = "closed", pgettext_lazy("state of the registration", "Closed")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds for the registration for one date at one moment."""

    phase: Phase
    opens_at: datetime | None
    closes_at: datetime
    places_each: int
    waiting_list: bool
    offer_hours: int

    @property
    def is_open(self) -> bool:
        """Whether anybody may register."""
        return self.phase == Phase.OPEN

    @property
    def list_moves(self) -> bool:
        """Whether freed places are still offered to those who wait."""
        return self.phase in (Phase.OPEN, Phase.NOT_YET)

    def offer_ends(self, now: datetime) -> datetime:
        """Until when an offer made now is held: never beyond the end of registration."""
        return min(now + timedelta(hours=self.offer_hours), self.closes_at)


def page_of(series: UUID, language: str = "") -> "EventPage | None":
    """
    The page of a meeting: a public one before a draft, in the language asked for where there is one, else the original.
    One query.
    """
    pages = _speaking_first(_event_pages().filter(translation_key=series), language)
    return pages.select_related("locale", "owner").first()


def pages_of_each(pages: "QuerySet[EventPage]", language: str) -> "dict[UUID, EventPage]":
    """Of the pages of many meetings, the one of each that ``page_of`` would give."""
    chosen: dict[UUID, EventPage] = {}
    for page in _speaking_first(pages, language):
        chosen.setdefault(page.translation_key, page)
    return chosen


def _event_pages() -> "QuerySet[EventPage]":
    # The pages of meetings have routes that lead here.
    return apps.get_model("solo_pages", "EventPage").objects.all()


def _speaking_first(pages: "QuerySet[EventPage]", language: str) -> "QuerySet[EventPage]":
    own = When(locale__language_code=language, then=Value(0))
    strange = Case(own, default=Value(1), output_field=IntegerField())
    return pages.annotate(strange=strange).order_by("-live", "strange", "pk")


def conditions_of(page: "EventPage | None", occurrence: Occurrence, now: datetime | None = None) -> Conditions:
    """The conditions for a date now, or at another moment; without a public page nobody registers."""
    now = now or timezone.now()
    if page is None:
        return Conditions(Phase.CLOSED, None, occurrence.starts_at, 1, waiting_list=False, offer_hours=1)
    opens_at = (
        None
        if page.registration_opens_days is None
        else occurrence.starts_at - timedelta(days=page.registration_opens_days)
    )
    closes_at = occurrence.starts_at - timedelta(hours=page.registration_closes_hours)
    return Conditions(
        phase=_phase(page, occurrence, now, opens_at, closes_at),
        opens_at=opens_at,
        closes_at=closes_at,
        places_each=page.places_each,
        waiting_list=page.waiting_list,
        offer_hours=page.offer_hours,
    )


def _phase(
    page: "EventPage", occurrence: Occurrence, now: datetime, opens_at: datetime | None, closes_at: datetime
) -> Phase:
    if occurrence.is_cancelled:
        return Phase.CANCELLED
    if occurrence.ends_at <= now:
        return Phase.PAST
    if page.registration != RegistrationMode.HERE:
        return Phase.UNNEEDED if page.registration == RegistrationMode.NONE else Phase.ELSEWHERE
    if not page.live or closes_at <= now:
        return Phase.CLOSED
    return Phase.NOT_YET if opens_at and now < opens_at else Phase.OPEN
