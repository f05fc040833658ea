"""The gazetteer in the Wagtail admin, and the chooser with which pages take their commune."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenView,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from ..models.gazetteer import Commune, CommuneAlias, Intercommunality, Territory
from .chooser import CommuneChooser
from .search import MAX_QUERY, CommuneQuerySet


class CommuneFilterForm(BaseFilterForm):
    """Search by name, former name or postcode."""

    q = forms.CharField(
        label=_("Name or postcode"),
        max_length=MAX_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name or postcode")}),
    )

    def filter(self, objects: CommuneQuerySet) -> CommuneQuerySet:
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.search(text)


class CommuneChoiceMixin:
    """Communes with what tells them apart, in one query."""

    filter_form_class = CommuneFilterForm

    def get_object_list(self) -> CommuneQuerySet:
        return Commune.objects.select_related("intercommunality")

    @property
    def columns(self) -> list[Column]:
        """The name, then postcodes, and the name it was found by where that is another."""
        return [
            self.title_column,
            Column(
                "matched_alias", label=_("Found as"), accessor=lambda commune: getattr(commune, "matched_alias", "")
            ),
            Column("postcodes", label=_("Postcodes")),
            Column("intercommunality", label=_("Intercommunality")),
        ]


class ChooseCommuneView(CommuneChoiceMixin, ChooseView):
    """The modal."""


class ChooseCommuneResultsView(CommuneChoiceMixin, ChooseResultsView):
    """The list in the modal."""


class ChosenCommuneView(ChosenView):
    """What the page form learns of the chosen commune: also its point, for the pin map."""

    def get_display_title(self, instance: Commune) -> str:
        return instance.label

    def get_chosen_response_data(self, item: Commune) -> dict[str, Any]:
        return {
            **super().get_chosen_response_data(item),
            "latitude": item.latitude,
            "longitude": item.longitude,
        }


class CommuneChooserViewSet(ChooserViewSet):
    """The chooser of every foreign key to a commune in admin forms."""

    model = Commune
    icon = CommuneChooser.icon
    choose_one_text = CommuneChooser.choose_one_text
    choose_another_text = CommuneChooser.choose_another_text
    per_page = 12
    choose_view_class = ChooseCommuneView
    choose_results_view_class = ChooseCommuneResultsView
    chosen_view_class = ChosenCommuneView
    base_widget_class = CommuneChooser


class LoadedPolicy(ModelPermissionPolicy):
    """Rows that come from a gazetteer's file: corrected here, but neither added nor deleted."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)


class CommuneFilterSet(WagtailFilterSet):
    """Which communes the list shows."""

    q = django_filters.CharFilter(label=_("Name or postcode"), method="by_name")

    class Meta:
        model = Commune
        fields = ["territory", "intercommunality", "district"]

    def by_name(self, communes: CommuneQuerySet, name: str, text: str) -> CommuneQuerySet:
        """Search as everywhere else."""
        return communes.search(text)


class CommuneViewSet(ModelViewSet):
    """The communes of the territories."""

    model = Commune
    icon = "site"
    permission_policy = LoadedPolicy(Commune)
    form_fields = ["name", "postcodes", "district", "population", "intercommunality", "latitude", "longitude"]
    list_display = ["name", "code", "postcodes", "population", "district", "intercommunality"]
    list_filter = None
    filterset_class = CommuneFilterSet
    list_per_page = 50
    inspect_view_enabled = True
    add_to_admin_menu = False


class TerritoryViewSet(ModelViewSet):
    """The territories, with their credits and outline."""

    model = Territory
    icon = "globe"
    permission_policy = LoadedPolicy(Territory)
    form_fields = ["name", "country", "timezone", "credits"]
    list_display = ["name", "code", "country", "timezone"]
    add_to_admin_menu = False


class IntercommunalityViewSet(ModelViewSet):
    """The groups of communes."""

    model = Intercommunality
    icon = "group"
    permission_policy = LoadedPolicy(Intercommunality)
    form_fields = ["name"]
    list_display = ["name", "code"]
    add_to_admin_menu = False


class AliasViewSet(ModelViewSet):
    """Other names of communes: those of the file, and those an editor adds."""

    model = CommuneAlias
    icon = "tag"
    form_fields = ["commune", "name"]
    list_display = ["name", "commune", "code"]
    search_fields = ["name"]
    add_to_admin_menu = False


class GazetteerViewSetGroup(ModelViewSetGroup):
    """The gazetteer's menu."""

    menu_label = _("Gazetteer")
    menu_icon = "site"
    menu_order = 330
    items = (CommuneViewSet, AliasViewSet, IntercommunalityViewSet, TerritoryViewSet)
