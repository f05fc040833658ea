"""Settings of the plugin: one dict, ``DIRECTORY_BLOCKS``, over these defaults."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from django.utils.translation import gettext_lazy as _

DEFAULTS: dict[str, Any] = {
    # Code of the territory that forms and maps start from; empty: the first one loaded.
    "TERRITORY": "",
    # Taxonomies a Term may belong to; the key is the query parameter of its facet.
    "VOCABULARIES": {
        "sector": _("Sector"),
        "skill": _("Skill"),
        "category": _("Service"),
        "language": _("Language"),
        "feature": _("Equipment"),
        "event_type": _("Kind of event"),
    },
    "PAGE_SIZE": 24,
    # Up to so many matches the map draws every point; above, clusters counted by the database.
    "MAP_POINT_LIMIT": 500,
    "RADIUS_KM": 20,
    "MAX_RADIUS_KM": 200,
    # A pin farther than this from its commune's point is taken for a mistake; more where communes are huge.
    "PIN_KM_FROM_COMMUNE": 30,
    # ISO 3166-1 code whose public holidays apply where no territory says otherwise.
    "COUNTRY": "FR",
    # Rows written or moved in one statement when many change at once.
    "BATCH_SIZE": 500,
    # With wagtail-localize: publishing a source page gives its facts to the translations at once.
    "SYNCHRONISE_TRANSLATIONS": True,
    # Dotted path of a full-text backend; empty: the one of the database in use.
    "SEARCH_BACKEND": "",
    # Tile server of the maps: {"url": ..., "attribution": ...}; empty: no request leaves the site.
    "MAP_TILES": {},
    # Entry of request.META that tells visitors apart; behind a proxy, the header that it sets (last address counts).
    "CLIENT_ADDRESS": "REMOTE_ADDR",
}


class PluginSettings:
    """Attribute access to one settings dict; an unknown key is ImproperlyConfigured, not a silent default."""

    def __init__(self, name: str, defaults: dict[str, Any]) -> None:
        self._name = name
        self._defaults = defaults
        self._values: dict[str, Any] | None = None

    def __getattr__(self, key: str) -> Any:
        if self._values is None:
            given = getattr(settings, self._name, {})
            if unknown := set(given) - set(self._defaults):
                raise ImproperlyConfigured(f"{self._name} has no setting {', '.join(sorted(unknown))}.")
            self._values = {**self._defaults, **given}
        try:
            return self._values[key]
        except KeyError:
            raise AttributeError(f"{self._name} has no setting {key}.") from None

    def reload(self, *, setting: str, **kwargs: Any) -> None:
        """Forget what was read when the setting changes (receiver of ``setting_changed``)."""
        if setting == self._name:
            self._values = None


directory_settings = PluginSettings("DIRECTORY_BLOCKS", DEFAULTS)
setting_changed.connect(directory_settings.reload)
