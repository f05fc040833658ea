"""*Reports → Translations* in the Wagtail admin: which page is translated how far into which language."""

from typing import Any

import django_filters
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, PageQuerySet, get_page_content_types

from directory_blocks.exports import HarmlessExport

from .rows import SECTION_DEPTH, Row, count_by_section, rows_of
from .sources import listed_for, may_translate
from .state import State


def _languages() -> list[tuple[str, str]]:
    return [(locale.language_code, locale.get_display_name()) for locale in Locale.objects.all()]


def _sections(request: HttpRequest | None) -> PageQuerySet:
    """The pages whose branches can be chosen: home pages stand for themselves alone."""
    return listed_for(request.user).filter(depth__lte=SECTION_DEPTH) if request else Page.objects.none()


class SectionFilter(django_filters.ModelChoiceFilter):
    """Pages of one section."""

    def filter(self, qs: PageQuerySet, value: Page | None) -> PageQuerySet:
        """Keep the branch of a section, or one home page."""
        if value is None:
            return qs
        return qs.filter(path__startswith=value.path) if value.depth >= SECTION_DEPTH else qs.filter(pk=value.pk)


class ReportFilterSet(WagtailFilterSet):
    """Language and state are those of translations: the view applies them to the rows."""

    title = django_filters.CharFilter(label=_("Title"), field_name="title", lookup_expr="icontains")
    language = django_filters.ChoiceFilter(label=_("Language"), choices=_languages, method="of_rows")
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=State.choices, method="of_rows")
    section = SectionFilter(label=_("Section"), queryset=_sections)
    content_type = ContentTypeFilter(
        label=_("Page type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def _add_locale_filter(self) -> None:
        """Wagtail's would be of the source's language."""

    def of_rows(self, queryset: PageQuerySet, name: str, value: Any) -> PageQuerySet:
        """Leave the pages as they are."""
        return queryset


class LinkColumn(Column):
    """The state, with a link to where it is changed."""

    cell_template_name = "guide/translation/_state_cell.html"


class TranslationsReport(HarmlessExport, ReportView):
    """One row for each page and language; a page of rows costs the same number of queries whatever the site's size."""

    page_title = _("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "guide_translations"
    index_results_url_name = "guide_translations_results"
    results_template_name = "guide/translation/report_results.html"
    filterset_class = ReportFilterSet
    any_permission_required = ["change"]
    export_filename = "translations"
    verbose_name_plural = _("translations")
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda row: row.page_url, classname="title"),
        Column("page_type", label=_("Page type")),
        Column("section", label=_("Section")),
        Column("language", label=_("Language")),
        LinkColumn("label", label=_("State")),
    ]
    export_headings = {
        "title": _("Page"),
        "page_type": _("Page type"),
        "section": _("Section"),
        "source_language": _("Source language"),
        "language": _("Language"),
        "label": _("State"),
        "to_translate": _("Segments to translate"),
        "segments": _("Segments"),
    }
    list_export = list(export_headings)

    def user_has_any_permission(self, permissions: Any) -> bool:
        """Whoever may change pages or send them to be translated."""
        return may_translate(self.request.user)

    def get_queryset(self) -> PageQuerySet:
        """The source pages; the states of their translations are found once these are filtered."""
        return listed_for(self.request.user)

    def filter_queryset(self, queryset: PageQuerySet) -> list[Row]:
        """Give the rows that the filters leave."""
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        locales = Locale.objects.all()
        if language := chosen.get("language"):
            locales = locales.filter(language_code=language)
        self.all_rows = rows_of(super().filter_queryset(queryset), locales)
        states = chosen.get("state")
        return [row for row in self.all_rows if row.state.state in states] if states else self.all_rows

    def stream_csv(self, queryset: list[Row]) -> list[bytes]:
        """Write the file at once: a stream is written after the request, in whatever language is active then."""
        return list(super().stream_csv(queryset))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``states`` and ``sections``: title and, for each state, the number and the address of its list."""
        context = super().get_context_data(**kwargs)
        sections = count_by_section(self.all_rows)
        return {
            **context,
            "states": State.labels,
            "sections": [
                (title, [(number, self._address(path, state)) for state, number in numbers.items()])
                for path, title, numbers in sections
            ],
        }

    @cached_property
    def _section_ids(self) -> dict[str, int]:
        return dict(_sections(self.request).values_list("path", "pk"))

    def _address(self, path: str, state: str) -> str:
        query = {"state": state}
        if section := self._section_ids.get(path):
            query["section"] = section
        if language := self.request.GET.get("language"):
            query["language"] = language
        return f"{self.index_url}?{urlencode(query)}"
