"""The page that lists entries: editors choose what it lists and how it can be filtered."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.models import Page

from .. import views
from ..conf import directory_settings
from ..page_files import FileRoutesMixin
from ..query import Period
from ..sources import registered_sources


class DirectoryPageForm(WagtailAdminPageForm):
    """Sources and facets as boxes to tick; what a removed plugin left behind is dropped on saving."""

    sources = forms.MultipleChoiceField(
        label=_("What it lists"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: everything."),
    )
    facets = forms.MultipleChoiceField(
        label=_("Filters"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: those that fit what it lists."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sources" in self.fields:
            self.fields["sources"].choices = [
                (source.key, source.label_plural) for source in registered_sources().values()
            ]
        if "facets" in self.fields:
            self.fields["facets"].choices = list(directory_settings.VOCABULARIES.items())


class DirectoryPage(FileRoutesMixin, Page):
    """A list and a map over the entries of some sources; the sources' pages usually are its children."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])
    sources = models.JSONField(_("what it lists"), default=list, blank=True, help_text=_("Nothing chosen: everything."))
    facets = models.JSONField(_("filters"), default=list, blank=True)
    show_map = models.BooleanField(_("with a map"), default=True)

    template = "directory_blocks/directory_page.html"
    base_form_class = DirectoryPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("sources"), FieldPanel("facets"), FieldPanel("show_map")], heading=_("List")),
    ]

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")

    @property
    def listed_sources(self) -> tuple[str, ...]:
        """The keys of the sources that it lists and that this site still knows; none for all."""
        known = registered_sources()
        return tuple(key for key in self.sources or () if key in known)

    @property
    def listed_period(self) -> Period | None:
        """The dates that it is about, as long as nobody asks for others; None: whatever is listed."""
        return None

    @property
    def offered_facets(self) -> list[str]:
        """The vocabularies one can filter by: those chosen, else those of the sources."""
        chosen = [key for key in self.facets or () if key in directory_settings.VOCABULARIES]
        if chosen:
            return chosen
        known = registered_sources()
        listed = self.listed_sources or tuple(known)
        carried = dict.fromkeys(key for source in listed for key in known[source].vocabularies)
        return [key for key in carried if key in directory_settings.VOCABULARIES]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """
        Add what was found.

        - ``form``: the bound EntryFilterForm; ``form.errors`` where a parameter is wrong. Then ``query``, ``entries``
          and ``result_count`` are None, and ``facets`` have no counts.
        - ``query``: the EntryQuery. ``query.order`` is the order in use, ``query.near`` the place of distances.
        - ``entries``: a page of Django's paginator: iterate it for the entries (``title``, ``summary``, ``url_path``,
          ``text_language``, ``commune``, ``terms.all``, ``thumbnail``, ``distance_km``, …), ``entries.number``,
          ``entries.has_next``, ``entries.paginator.num_pages``, ``entries.start_index``.
        - ``result_count``: how many match.
        - ``facets``: list of Facet (``vocabulary``, ``label``, ``selected``, ``values``) with values (``slug``,
          ``label``, ``term.icon``, ``term.colour``, ``count``, ``selected``, ``depth``, ``url``). The checkbox is
          ``name=vocabulary value=slug``.
        - ``chips``: list of Chip (``name``, ``value``, ``label``, ``url`` of the page without it).
        - ``suggestions``: where nothing was found, list of Suggestion (``chip``, ``count`` entries without it).
        - ``sort_options``: list of SortOption (``value``, ``label``, ``url``, ``selected``).
        - ``map_url``: ``map.json`` for the same query, empty without a map. Add ``zoom`` and ``view`` (the part in
          sight, as ``bbox``); ``exports``: dict of the URLs ``geojson`` and ``csv``.
        - ``canonical_url`` (absolute), ``previous_url``, ``next_url`` (empty where there is none), ``reset_url``.

        Every ``url`` of facets, chips and orders is relative to the page (``?…``, or "." for no parameter at all).
        """
        return super().get_context(request, *args, **kwargs) | views.directory_context(self, request)

    @path("")
    def list_entries(self, request: HttpRequest) -> HttpResponse:
        """The page itself; 400 where a parameter is wrong, with the message beside the filter."""
        return views.directory(self, request)

    @path("map.json")
    def map_json(self, request: HttpRequest) -> HttpResponse:
        """What the map shows."""
        return views.map_json(self, request)

    @path("entries.geojson")
    def entries_geojson(self, request: HttpRequest) -> HttpResponse:
        """Everything found, as GeoJSON."""
        return views.entries_geojson(self, request)

    @path("entries.csv")
    def entries_csv(self, request: HttpRequest) -> HttpResponse:
        """Everything found, as a table."""
        return views.entries_csv(self, request)
