"""Template tags of the directory's own interface: cards, status, the map."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from ..conf import directory_settings
from ..dates_in_words import lasts_whole_days, times_words, when_words
from ..models import Entry, Term, Territory
from ..opening_hours import OpeningStatus, opening_status
from ..opening_hours.times import time_label
from ..sources import registered_sources
from ..territory_map import draw_territory

register = template.Library()

# Vocabularies worth a word on a card, the telling ones first.
CARD_VOCABULARIES = ("category", "sector", "event_type", "skill")
CARD_TERMS = 3
# Languages that write the names of languages with a capital letter inside a sentence.
CAPITAL_LANGUAGES = ("en", "de", "nl")


@register.simple_tag(takes_context=True)
def directory_assets(context: dict[str, Any]) -> SafeString:
    """The directory's stylesheet, once on a page however many blocks ask for it."""
    request = context.get("request")
    if getattr(request, "_directory_assets", False):
        return mark_safe("")
    if request is not None:
        request._directory_assets = True
    return format_html('<link rel="stylesheet" href="{}">', static("directory_blocks/css/directory.css"))


@register.filter
def status(entry: Entry) -> OpeningStatus | None:
    """Open or closed now, and until when; None where the entry has no hours."""
    return opening_status(entry.opening_hours) if entry.opening_hours else None


@register.filter
def distance(entry: Entry) -> str:
    """
    How far the asked point is, in words: metres below one kilometre, whole kilometres from ten on.

    Where either end is only known as a commune: whole kilometres, and nothing below one.
    """
    kilometres = entry.distance_km
    if kilometres is None:
        return ""
    if getattr(entry, "asked_from_commune", False) or entry.stands_for_commune:
        return f"{number_format(kilometres, 0)}\u00a0km" if kilometres >= 0.95 else ""
    if kilometres < 0.975:
        return f"{max(50, round(kilometres * 20) * 50)}\u00a0m"
    return f"{number_format(kilometres, 0 if kilometres >= 9.95 else 1)}\u00a0km"


@register.filter
def when(entry: Entry) -> str:
    """Day and times of an entry that has a date, in words."""
    return when_words(entry.starts_at, entry.ends_at) if entry.starts_at else ""


@register.filter
def times(entry: Entry) -> str:
    """The times alone, for a list under days."""
    return times_words(entry.starts_at, entry.ends_at) if entry.starts_at else ""


@register.filter
def begins(entry: Entry) -> str:
    """The time an entry begins at; empty for whole days."""
    if lasts_whole_days(entry.starts_at, entry.ends_at):
        return ""
    return time_label(timezone.localtime(entry.starts_at).time())


@register.filter
def begins_on(entry: Entry, day: date) -> bool:
    """Whether an entry begins on a local day, and not before it."""
    return timezone.localtime(entry.starts_at).date() == day


@register.filter
def foreign_language(entry: Entry) -> str:
    """Name of the language an entry's text is in, where it is not the reader's; empty otherwise."""
    reading = (get_language() or "").split("-")[0]
    if entry.text_language.split("-")[0] == reading:
        return ""
    try:
        name = str(get_language_info(entry.text_language)["name_translated"])
    except KeyError:
        return entry.text_language
    return name if reading in CAPITAL_LANGUAGES else name.lower()


@register.filter
def card_terms(entry: Entry) -> list[Term]:
    """The few terms that say most about an entry: the narrowest ones, by vocabulary."""
    terms = list(entry.terms.all())
    parents = {term.parent_id for term in terms}
    telling = [term for term in terms if term.vocabulary in CARD_VOCABULARIES and term.pk not in parents]
    return sorted(telling, key=lambda term: CARD_VOCABULARIES.index(term.vocabulary))[:CARD_TERMS]


@register.filter
def source_label(key: str) -> str:
    """What one thing of a source is called."""
    source = registered_sources().get(key)
    return str(source.label) if source else key


@register.inclusion_tag("directory_blocks/_entry_art.html")
def entry_art(entry: Entry) -> dict[str, Any]:
    """A small landscape in the colour of the entry's first term, for an entry without a picture."""
    term = next((term for term in card_terms(entry) if term.icon or term.colour), None)
    return {"term": term, "colour": term.colour if term else "", "hills": (entry.pk or 0) % 4}


@register.inclusion_tag("directory_blocks/_map.html", takes_context=True)
def entry_map(  # noqa: PLR0917 - a template names them
    context: dict[str, Any],
    points_url: str = "",
    entries: Iterable[Entry] = (),
    first_number: int = 1,
    linked: bool = False,
    height: str = "medium",
    label: str = "",
    own: Entry | None = None,
) -> dict[str, Any]:
    """
    The map: a drawing at once, and live where there is script.

    ``points_url`` answers as ``map.json`` does; ``entries`` are marked on the drawing, numbered from ``first_number``;
    ``linked``: it follows the directory's form on the same page; ``own``: the entry that the page is about.
    """
    territory = Territory.objects.default()
    config = {
        # A linked map adds the parameters of the page by itself.
        "points": points_url.split("?", maxsplit=1)[0] if linked else points_url,
        "territory": plugin_url("territory"),
        "leaflet": static("directory_blocks/vendor/leaflet/leaflet.js"),
        "leafletCss": static("directory_blocks/vendor/leaflet/leaflet.css"),
        "sprite": static("directory_blocks/icons/sprite.svg"),
        "tiles": directory_settings.MAP_TILES or None,
        "linked": linked,
        "text": map_text(),
    }
    return {
        "drawing": draw_territory(territory, entries, first_number, own),
        "own": own,
        "territory": territory,
        "config": json.dumps(config, ensure_ascii=False) if points_url else "",
        "linked": linked,
        "height": height,
        "label": label or map_label(territory),
        "request": context.get("request"),
    }


def plugin_url(name: str) -> str:
    """The address of a view of the plugin; empty where the host has not included its URLs."""
    try:
        return reverse(f"directory_blocks:{name}")
    except NoReverseMatch:
        return ""


def map_label(territory: Territory | None) -> str:
    """The name of the map for those who do not see it."""
    return _("Map of %(territory)s") % {"territory": territory.name} if territory else _("Map")


def map_text() -> dict[str, str]:
    """What the live map says, in the reader's language."""
    return {
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "several": _("%s entries here: %p"),
        "cluster": _("%s entries: zoom in"),
        "close": _("Close"),
        "showInList": _("Show in the list"),
        "error": _("The map could not be brought up to date."),
    }


@register.simple_tag
def communes_url() -> str:
    """Where commune suggestions come from; empty where the host has not included the plugin's URLs."""
    return plugin_url("communes")
