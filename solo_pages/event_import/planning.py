"""Meetings of a file beside the pages that there are, and written to them."""

from typing import Any, ClassVar

from wagtail.models import Page

from ..importing.applying import Applier
from ..importing.checking import CheckedPlace
from ..importing.planning import Planner
from ..importing.values import Values
from ..models import EventPage, EventSeries
from .checking import MeetingChecker
from .values import values_of, write_values


class MeetingPlanner(Planner):
    """Compares meetings with the pages of one language."""

    model: ClassVar[type[Page]] = EventPage
    defaulted: ClassVar[tuple[str, ...]] = ("time_zone", "attendance", "registration")

    def values_of(self, page: EventPage) -> Values:
        """Everything of a meeting that a file can hold."""
        return values_of(page)


class MeetingApplier(Applier):
    """Writes the steps of a plan below an agenda."""

    model: ClassVar[type[Page]] = EventPage

    def __init__(self, parent: Page, checker: MeetingChecker, file_name: str) -> None:
        self.parent = parent
        self.communes = checker.communes.by_code
        self.terms = checker.terms.terms
        self.file_name = file_name

    def write_values(self, page: EventPage, values: Values) -> None:
        """Set the fields of a meeting, unsaved."""
        write_values(page, values, self.communes, self.terms)

    def identity(self, place: CheckedPlace) -> dict[str, Any]:
        """One that was deleted here, and comes again, is the same series: its identifier is never given twice."""
        series = EventSeries.objects.filter(uid=place.external_id).first()
        return {"translation_key": series.key} if series else {}
