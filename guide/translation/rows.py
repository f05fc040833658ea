"""Page by language, as the report and the digest list them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_type_label
from wagtail.models import Locale, Page

from .state import State, TranslationState, translation_states

# A section is a child of a language's home page.
SECTION_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One page in one other language."""

    page: Page
    state: TranslationState
    section: str
    source_language: str

    @property
    def title(self) -> str:
        """The page's title, as the admin shows it."""
        return self.page.get_admin_display_title()

    @property
    def page_url(self) -> str:
        """Where the page itself is found, also by those who may not edit it."""
        return reverse("wagtailadmin_explore", args=[self.page.pk])

    @property
    def page_type(self) -> str:
        """What kind of page it is."""
        return capfirst(get_content_type_label(self.page.cached_content_type))

    @property
    def language(self) -> str:
        """The language to translate into."""
        return self.state.locale.get_display_name()

    @property
    def label(self) -> str:
        """The state in words."""
        return str(self.state.state.label)

    @property
    def segments(self) -> int:
        """How many segments the page has."""
        return self.state.segments

    @property
    def to_translate(self) -> int:
        """How many of them wait for words."""
        return self.state.to_translate

    @property
    def detail(self) -> str:
        """What there is to do."""
        state = self.state
        if state.to_translate:
            said = _("Segments to translate: %(number)d of %(all)d")
            return said % {"number": state.to_translate, "all": state.segments}
        if state.translation_id and not state.managed:
            if state.state == State.STALE:
                return _("The source was published later.")
            return _("Kept by hand, outside the segment editor.")
        return _("All translated, to be published.") if state.translation_id and state.is_due else ""

    @property
    def url(self) -> str:
        """Where it is translated: the segment editor, or the form that begins the translation."""
        return self.state.edit_url or reverse("wagtail_localize:submit_page_translation", args=[self.page.pk])


def rows_of(pages: Iterable[Page], locales: Iterable[Locale]) -> list[Row]:
    """Give a row for each of the source ``pages`` and each of ``locales``, in their order."""
    pages, locales = list(pages), list(locales)
    states = translation_states(pages, locales)
    sections = dict(Page.objects.filter(path__in={section_path(page) for page in pages}).values_list("path", "title"))
    # Named once: Locale asks for the names of all languages each time.
    languages = {locale.pk: locale.get_display_name() for locale in Locale.objects.all()}
    return [
        Row(page, state, sections.get(section_path(page), ""), languages.get(page.locale_id, ""))
        for page in pages
        for state in states[page.pk]
    ]


def section_path(page: Page) -> str:
    """The tree path of the section that a page is in; a home page is in its own."""
    return page.path[: SECTION_DEPTH * Page.steplen]


def count_by_section(rows: Iterable[Row]) -> list[tuple[str, str, dict[str, int]]]:
    """Count ``rows`` by section and state: path, title and number by state, in the order of the rows."""
    counts: dict[str, Counter[str]] = {}
    titles: dict[str, str] = {}
    for row in rows:
        path = section_path(row.page)
        titles[path] = row.section
        counts.setdefault(path, Counter())[str(row.state.state)] += 1
    return [(path, titles[path], {state: found[state] for state in State.values}) for path, found in counts.items()]
