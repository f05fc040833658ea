"""The map with a pin, over a text input that works without it."""

from typing import Any

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtailgeowidget.widgets import LeafletField

from ..widgets import TemplateWidgetMixin
from .parsing import display_location


class PinMap(TemplateWidgetMixin, LeafletField):
    """
    wagtailgeowidget's Leaflet field on our own copy of Leaflet, with no geocoder and no tile server unless set.

    The value is theirs, "SRID=4326;POINT(lng lat)"; it is shown, and may be typed, as "latitude, longitude". The map
    draws the territory and its communes, follows the commune chooser of the same form (``commune_field``), and the pin
    is put by a click, moved by dragging, or with the keyboard through the buttons below.
    """

    input_type = "text"
    template_name = "directory_blocks/admin/pin_map.html"

    def __init__(self, *args: Any, commune_field: str = "commune", **kwargs: Any) -> None:
        self.commune_field = commune_field
        super().__init__(*args, **kwargs)

    @cached_property
    def media(self) -> forms.Media:
        """Our copy of Leaflet, where theirs loads it from a CDN."""
        return forms.Media(
            css={"all": ["directory_blocks/vendor/leaflet/leaflet.css", "directory_blocks/admin/pin-map.css"]},
            js=["directory_blocks/vendor/leaflet/leaflet.js", "directory_blocks/admin/pin-map.js"],
        )

    def format_value(self, value: Any) -> str:
        return display_location(str(value or ""))

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return {
            "placeholder": _("Latitude, longitude"),
            "autocomplete": "off",
            "maxlength": 100,
            **base_attrs,
            **(extra_attrs or {}),
        }

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["territory_url"] = _reverse("directory_blocks:territory")
        context["commune_url"] = _reverse("directory_communes_chooser:chosen", "0")
        context["commune_field"] = self.commune_field
        return context

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        return self._render(self.template_name, self.get_context(name, value, attrs), renderer)


def _reverse(name: str, *args: str) -> str:
    """An address, or nothing where a host has not included the plugin's URLs: the map then draws no territory."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
