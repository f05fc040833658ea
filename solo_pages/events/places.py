"""Where a date of a meeting is: there as ever, or elsewhere this time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from directory_blocks.models import Commune
from directory_blocks.models.abstract import Point

if TYPE_CHECKING:
    from ..models import EventPage, Occurrence, ServicePointPage


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
    if occurrence is not None and occurrence.venue:
        return _at(occurrence.venue)
    if occurrence is not None and (occurrence.place or occurrence.commune):
        commune = occurrence.commune
        return Place(name=occurrence.place, commune=commune, point=_point(commune))
    if page.venue:
        return _at(page.venue)
    return Place(
        name=page.place_name,
        street=page.street_address,
        postcode=page.postcode or (page.commune.postcodes.split(" ")[0] if page.commune else ""),
        commune=page.commune,
        point=page.public_point,
    )


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
