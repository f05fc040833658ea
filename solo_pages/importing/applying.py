"""Doing what was planned: through revisions and the log, in one transaction."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from directory_blocks.gazetteer.names import normalize_name

from ..models import ImportRecord, ServicePointPage
from .checking import CheckedPlace, Checker
from .errors import UnreadableFile
from .planning import Plan, Step
from .values import Values, write_values

SLUG_LENGTH = 80


class Applier:
    """Writes the steps of a plan below ``parent``."""

    model: ClassVar[type[Page]] = ServicePointPage

    def __init__(self, parent: Page, checker: Checker, file_name: str) -> None:
        self.parent = parent
        self.communes = checker.communes.by_code
        self.terms = checker.source_terms
        self.file_name = file_name

    @transaction.atomic
    def apply(self, plan: Plan) -> None:
        """Write every step, or none. Raises UnreadableFile where a page cannot be saved, naming the place."""
        slugs = set(self.parent.get_children().values_list("slug", flat=True))
        for step in plan.steps:
            try:
                if step.creates:
                    self._create(step, slugs)
                elif not step.unchanged:
                    self._change(step)
                self._remember(step)
            except ValidationError as error:
                reasons = "; ".join(f"{name}: {' '.join(found)}" for name, found in error.message_dict.items())
                raise UnreadableFile(
                    f"{step.place.where} ({step.place.name}): {reasons}. Nothing was written."
                ) from error

    def write_values(self, page: Page, values: Values) -> None:
        """Set the fields of a page, unsaved."""
        write_values(page, values, self.communes, self.terms)

    def identity(self, place: CheckedPlace) -> dict[str, Any]:
        """What else a new page must have so as to be known again."""
        return {}

    def _create(self, step: Step, slugs: set[str]) -> None:
        place = step.place
        page = self.model(
            title=place.values["title"],
            slug=free_slug(place.values["title"], place.external_id, slugs),
            data_source=place.data_source,
            external_id=place.external_id,
            locale=self.parent.locale,
            live=False,
            **self.identity(place),
        )
        slugs.add(page.slug)
        self.write_values(page, place.values)
        self.parent.add_child(instance=page)
        log(page, "wagtail.create", content_changed=True)
        step.page = page
        self._save(step)

    def _change(self, step: Step) -> None:
        given = {change.name: change.given for change in step.changes}
        self.write_values(step.page, given)
        step.page.full_clean()
        self._save(step)

    def _save(self, step: Step) -> None:
        names = [change.name for change in step.changes]
        log(step.page, "solo_pages.import", content_changed=bool(names), data={"file": self.file_name, "fields": names})
        revision = step.page.save_revision(changed=bool(names))
        if step.publishes:
            revision.publish()

    def _remember(self, step: Step) -> None:
        """Keep what the file said, but for what was kept back: that stays an editor's until it agrees again."""
        kept = {change.name for change in step.kept}
        said = {name: value for name, value in step.place.values.items() if name not in kept}
        record = step.record or ImportRecord(page_id=step.page.pk)
        values = record.values | said
        revision = record.revision if step.unchanged else step.page.latest_revision_id
        if values != record.values or revision != record.revision or record.pk is None:
            record.values, record.revision = values, revision
            record.save()


def free_slug(title: str, external_id: str, taken: set[str]) -> str:
    """A slug of plain letters that no sibling has; of the identifier where the title has no letters."""
    base = next(filter(None, (slug_of(text) for text in (title, external_id))), "place")
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def slug_of(text: str) -> str:
    """A text as a slug; empty where it has no Latin letter or digit."""
    return normalize_name(text).replace(" ", "-")[:SLUG_LENGTH].strip("-")
