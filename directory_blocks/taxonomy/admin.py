"""Terms in the Wagtail admin: a list by vocabulary, with what they look like."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models.taxonomy import Term, vocabulary_choices


class LookColumn(Column):
    """The icon of a term in its colour."""

    cell_template_name = "directory_blocks/admin/term_look_cell.html"

    def get_cell_context_data(self, instance: Term, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "term": instance}


class TermFilterSet(WagtailFilterSet):
    """Which terms the list shows."""

    vocabulary = django_filters.ChoiceFilter(label=_("Vocabulary"), choices=vocabulary_choices)

    class Meta:
        model = Term
        fields = ["vocabulary"]


class TermViewSet(SnippetViewSet):
    """Where editors keep the taxonomy."""

    model = Term
    icon = "tag"
    menu_label = _("Terms")
    menu_name = "directory-terms"
    menu_order = 320
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("vocabulary", label=_("Vocabulary"), accessor="get_vocabulary_display", sort_key="vocabulary"),
        "parent",
        "slug",
        LocaleColumn(),
        LookColumn("look", label=_("Looks like")),
    ]
    list_per_page = 50
    ordering = ["vocabulary", "sort_order", "name"]
    search_fields = ["name", "slug"]
    search_backend_name = None
    filterset_class = TermFilterSet

    def get_queryset(self, request: Any) -> Any:
        return Term.objects.select_related("parent", "locale")
