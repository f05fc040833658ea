"""Where a date of a meeting is: there as ever, or elsewhere this time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, Q, Value

from directory_blocks.models import Commune
from directory_blocks.models.abstract import Point

if TYPE_CHECKING:
    from ..models import EventPage, Occurrence, ServicePointPage

# The public pages of service points, by translation key and the language (a locale's id) that a reader has.
Venues = Mapping[tuple[UUID, int], "ServicePointPage"]


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place as the public may know it. ``point``: WGS 84. ``venue``: the service point that it is, in whatever language;
    it may be a draft by now. All are empty for a meeting that is only online.
    """

    name: str = ""
    street: str = ""
    postcode: str = ""
    commune: Commune | None = None
    point: Point | None = None
    venue: "ServicePointPage | None" = None

    def __bool__(self) -> bool:
        return bool(self.name or self.street or self.commune)

    @property
    def line(self) -> str:
        """Everything on one line, as calendars want it."""
        town = " ".join(filter(None, [self.postcode, self.commune.name if self.commune else ""]))
        return ", ".join(filter(None, [self.name, self.street, town]))


def place_of(page: "EventPage", occurrence: "Occurrence | None" = None) -> Place:
    """Give the place of a date; without one, the usual place of the meeting."""
    if occurrence is not None and (own := own_place(occurrence)):
        return own
    if page.venue:
        return _at(page.venue)
    return Place(
        name=page.place_name,
        street=page.street_address,
        postcode=page.postcode or (page.commune.postcodes.split(" ")[0] if page.commune else ""),
        commune=page.commune,
        point=page.public_point,
    )


def own_place(occurrence: "Occurrence") -> Place | None:
    """Give the place that a date has of its own, or None."""
    if occurrence.venue:
        return _at(occurrence.venue)
    if not occurrence.place and not occurrence.commune:
        return None
    commune = occurrence.commune
    return Place(name=occurrence.place, commune=commune, point=_point(commune))


def place_told(place: Place, locale_id: int, venues: Venues | None = None) -> Place:
    """
    Give a place as readers of a language know it: a service point by its page there. With ``venues``, read for many
    places, no query; else one where its page is not in that language.
    """
    if place.venue is None:
        return place
    if venues is None:
        venues = public_venues([(place.venue, locale_id)])
    shown = venues.get((place.venue.translation_key, locale_id))
    return replace(place, name=shown.title, venue=shown) if shown else place


def public_venues(wanted: Iterable[tuple["ServicePointPage", int]]) -> Venues:
    """
    Give the pages that the public sees of service points, each in the language asked for; where it has none there in
    its own, else in any. At most one query.
    """
    found: dict[tuple[UUID, int], ServicePointPage] = {}
    missing: dict[tuple[UUID, int], ServicePointPage] = {}
    for venue, locale_id in wanted:
        known = found if venue.live and venue.locale_id == locale_id else missing
        known[venue.translation_key, locale_id] = venue
    if not missing:
        return found
    live: dict[UUID, dict[int, ServicePointPage]] = {}
    pages = apps.get_model("solo_pages", "ServicePointPage").objects.live().select_related("locale").order_by("pk")
    for page in pages.filter(translation_key__in={key for key, _locale in missing}):
        live.setdefault(page.translation_key, {})[page.locale_id] = page
    for (key, locale_id), venue in missing.items():
        pages_there = live.get(key, {})
        shown = pages_there.get(locale_id) or pages_there.get(venue.locale_id) or next(iter(pages_there.values()), None)
        if shown:
            found[key, locale_id] = shown
    return found


def place_on(line: str) -> Place:
    """Give back the place that a line is of: a service point, where there still is one, else its words. One query."""
    venues = apps.get_model("solo_pages", "ServicePointPage").objects.select_related("commune")
    for venue in venues.annotate(line=Value(line)).filter(Q(line__startswith=F("title"))):
        place = _at(venue)
        if place.line == line:
            return place
    return Place(name=line)


def _at(venue: Any) -> Place:
    return Place(
        name=venue.title,
        street=venue.public_street,
        postcode=venue.public_postcode,
        commune=venue.commune,
        point=venue.public_point,
        venue=venue,
    )


def _point(commune: Commune | None) -> Point | None:
    return Point(commune.latitude, commune.longitude) if commune else None
