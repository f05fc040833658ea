"""All terms of the site in one query, small enough to hold: what parameters mean and how facets are labelled."""

from collections import defaultdict
from dataclasses import dataclass

from wagtail.models import Locale

from ..conf import directory_settings
from ..models.taxonomy import Term


@dataclass(frozen=True, slots=True)
class TermLabel:
    """A term as one language shows it. ``depth`` is 0 for a term without a broader one."""

    vocabulary: str
    slug: str
    name: str
    icon: str
    colour: str
    parent: str
    sort_order: int


class Taxonomy:
    """The terms by vocabulary and slug, with their ids in every language and their name in one."""

    def __init__(self, locale: Locale) -> None:
        self.ids: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.keys: dict[int, tuple[str, str]] = {}
        self.labels: dict[str, dict[str, TermLabel]] = {key: {} for key in directory_settings.VOCABULARIES}
        rows = Term.objects.filter(vocabulary__in=directory_settings.VOCABULARIES).values_list(
            "pk", "locale_id", "vocabulary", "slug", "name", "icon", "colour", "parent__slug", "sort_order"
        )
        # Those of the language come last and replace the others, which stand in where a translation is missing.
        for pk, locale_id, vocabulary, slug, *rest in sorted(
            rows.order_by("vocabulary", "sort_order", "name", "pk"), key=lambda row: row[1] == locale.pk
        ):
            self.ids[vocabulary, slug].append(pk)
            self.keys[pk] = (vocabulary, slug)
            name, icon, colour, parent, sort_order = rest
            if slug not in self.labels[vocabulary] or locale_id == locale.pk:
                self.labels[vocabulary].pop(slug, None)
                self.labels[vocabulary][slug] = TermLabel(
                    vocabulary, slug, name, icon, colour, parent or "", sort_order
                )

    def term_ids(self, vocabulary: str, slugs: tuple[str, ...] | None = None) -> list[int]:
        """The ids, in every language, of some terms of a vocabulary or of all."""
        wanted = self.labels.get(vocabulary, {}) if slugs is None else slugs
        return [pk for slug in wanted for pk in self.ids.get((vocabulary, slug), [])]

    def name(self, vocabulary: str, slug: str) -> str:
        """The name of a term; its slug where there is none."""
        label = self.labels.get(vocabulary, {}).get(slug)
        return label.name if label else slug
