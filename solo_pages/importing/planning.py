"""What an import would do: places of a file beside the pages that there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from wagtail.models import Locale, Page

from ..models import ImportRecord, ServicePointPage
from .checking import CheckedPlace
from .values import Values, values_of


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one page: what stands there, what the file says."""

    name: str
    current: Any
    given: Any


@dataclass(slots=True)
class Step:
    """
    What is to be done for one place. ``page`` is its latest revision, None where it is to be created; ``kept`` are the
    fields that an editor has changed since; ``waiting`` says why nothing of it may be published now.
    """

    place: CheckedPlace
    page: Page | None = None
    record: ImportRecord | None = None
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    locked: bool = False
    waiting: str = ""
    publishes: bool = False

    @property
    def creates(self) -> bool:
        """Whether the place is new here."""
        return self.page is None

    @property
    def unchanged(self) -> bool:
        """Whether page and file agree, but for what is kept back."""
        return not self.creates and not self.changes and not self.publishes


@dataclass(slots=True)
class Plan:
    """Every step, and the pages of the same sources that the file does not speak of."""

    steps: list[Step]
    missing: list[Page]


class Planner:
    """Compares places with the pages of one language; another page type has a planner of its own."""

    model: ClassVar[type[Page]] = ServicePointPage
    # Fields with something in them that nobody chose.
    defaulted: ClassVar[tuple[str, ...]] = ("precision",)

    def __init__(self, locale: Locale, *, overwrite: bool = False, publish: bool = True) -> None:
        self.locale = locale
        self.overwrite = overwrite
        self.publish = publish

    def values_of(self, page: Page) -> Values:
        """Everything of a page that a file can hold."""
        return values_of(page)

    def plan(self, places: list[CheckedPlace]) -> Plan:
        """Say what is to be done; writes nothing."""
        pages = self._pages(places)
        records = {record.page_id: record for record in ImportRecord.objects.filter(page__locale=self.locale)}
        steps = []
        for place in places:
            found = pages.get((place.data_source, place.external_id), [])
            if len(found) > 1:
                place.warnings.append(
                    f"{len(found)} pages carry this identifier; the oldest, “{found[0].title}”, is meant"
                )
            steps.append(self._step(place, found[0], records.get(found[0].pk)) if found else self._new(place))
        taken = {step.page.pk for step in steps if step.page}
        sources = {place.data_source for place in places} - {""}
        missing = [page for found in pages.values() for page in found if page.pk not in taken]
        return Plan(steps, [page for page in missing if page.data_source in sources])

    def _pages(self, places: Iterable[CheckedPlace]) -> dict[tuple[str, str], list[Page]]:
        """Pages of the sources of the file, by who they are; without a source, by their translation key."""
        ours = self.model.objects.filter(locale=self.locale, alias_of=None).order_by("pk")
        found: dict[tuple[str, str], list[Page]] = {}
        for page in ours.filter(data_source__in={place.data_source for place in places} - {""}).exclude(external_id=""):
            found.setdefault((page.data_source, page.external_id), []).append(page)
        if sourceless := [place.external_id for place in places if not place.data_source]:
            keys = [UUID(external_id) for external_id in sourceless]
            for page in ours.filter(data_source="", external_id__in=sourceless):
                found.setdefault(("", page.external_id), []).append(page)
            for page in ours.filter(data_source="", external_id="", translation_key__in=keys):
                found.setdefault(("", str(page.translation_key)), []).append(page)
        return found

    def _new(self, place: CheckedPlace) -> Step:
        empty = self.values_of(self.model())
        changes = [Change(name, empty[name], given) for name, given in place.values.items() if given != empty[name]]
        return Step(place, changes=changes, publishes=self.publish)

    def _step(self, place: CheckedPlace, live: Page, record: ImportRecord | None) -> Step:
        page = live.get_latest_revision_as_object()
        step = Step(place, page, record, locked=page.get_lock() is not None, waiting=self._waiting(page, record))
        current = self.values_of(page)
        imported = record.values if record else {}
        for name, given in place.values.items():
            change = Change(name, current[name], given)
            if self._by_editor(change, imported) and not self.overwrite:
                step.kept.append(change)
            elif given != current[name]:
                step.changes.append(change)
        if step.locked:
            step.kept, step.changes = step.kept + step.changes, []
        drafted = not page.live or page.has_unpublished_changes
        step.publishes = self.publish and not step.waiting and not step.locked and bool(step.changes or drafted)
        return step

    def _by_editor(self, change: Change, imported: Values) -> bool:
        """Whether what stands there is an editor's: it is not what the last import wrote, nor what the file says."""
        if change.current == change.given:
            return False
        if change.name in imported:
            return change.current != imported[change.name]
        return bool(change.current) and change.name not in self.defaulted

    def _waiting(self, page: Page, record: ImportRecord | None) -> str:
        """Why an import must not publish this page; empty where it may."""
        if not page.live and page.first_published_at:
            return "it has been taken offline"
        ours = record is not None and record.revision == page.latest_revision_id
        drafted = page.has_unpublished_changes or not page.live
        return "an editor's draft is waiting" if drafted and not ours else ""
