"""Where a meeting is, as its page shows it: with the way there, and what its service point says of access."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from directory_blocks.models import Commune, Entry

from ..enums import Attendance, RegistrationMode
from .places import Place, place_of, place_told, public_venues

if TYPE_CHECKING:
    from ..models import EventPage, Occurrence, ServicePointPage

# Only a link that visitors may follow: nothing is asked of it by the page.
DIRECTIONS = "https://www.openstreetmap.org/directions?to="


@dataclass(frozen=True)
class ShownPlace:
    """
    The place of one date, and the usual one, both as the reader's language has them. ``online_url`` is only what
    everybody may know.
    """

    place: Place
    usual: Place
    on_site: bool
    online: bool
    online_url: str

    @property
    def name(self) -> str:
        """What it is called, in the reader's language where it has a page."""
        return self.place.name

    @property
    def venue(self) -> "ServicePointPage | None":
        """Its service point, where that is public."""
        return self.place.venue if self.place.venue and self.place.venue.live else None

    @property
    def address_lines(self) -> list[str]:
        """Street and town, as on an envelope."""
        commune = self.place.commune
        town = " ".join(filter(None, [self.place.postcode, commune.name if commune else ""]))
        return [line for line in (self.place.street, town) if line]

    @property
    def is_other(self) -> bool:
        """Whether the meeting is usually somewhere else."""
        return self.on_site and bool(self.usual) and self.place != self.usual

    @property
    def is_exact(self) -> bool:
        """Whether the point is that of the place, and not of its commune."""
        commune, point = self.place.commune, self.place.point
        return point is not None and (commune is None or tuple(point) != (commune.latitude, commune.longitude))

    @property
    def directions(self) -> dict[str, str]:
        """Links to the way there: ``osm`` and ``geo`` (RFC 5870); none where only the commune is known."""
        if not self.is_exact:
            return {}
        place = "{:.6f},{:.6f}".format(*self.place.point)
        return {"osm": DIRECTIONS + place, "geo": f"geo:{place}"}

    @property
    def marks(self) -> list[Entry]:
        """The same in a list, empty where there is nothing to mark."""
        return [self.mark] if self.mark else []

    @cached_property
    def mark(self) -> Entry | None:
        """What stands on the map."""
        point = self.place.point if self.on_site else None
        if point is None:
            return None
        return Entry(
            title=self.name or (self.place.commune.name if self.place.commune else ""),
            commune=self.place.commune,
            latitude=point.latitude,
            longitude=point.longitude,
        )


def shown_place(page: "EventPage", occurrence: "Occurrence | None") -> ShownPlace:
    """Give the place of a date of a meeting, or its usual one. At most two queries: communes, and the venue's page."""
    on_site = page.attendance != Attendance.ONLINE
    place = usual = Place()
    if on_site:
        _load_communes(page, occurrence)
        place, usual = place_of(page, occurrence), place_of(page)
        venues = public_venues((one.venue, page.locale_id) for one in (place, usual) if one.venue)
        place, usual = (place_told(one, page.locale_id, venues) for one in (place, usual))
    return ShownPlace(
        place=place,
        usual=usual,
        on_site=on_site,
        online=page.attendance != Attendance.ON_SITE,
        online_url=page.online_url if page.registration != RegistrationMode.HERE else "",
    )


def _load_communes(page: "EventPage", occurrence: "Occurrence | None") -> None:
    """Read all communes at once, with what their territories are called and without their drawings."""
    owners = [one for one in (page, page.venue, occurrence, occurrence and occurrence.venue) if one]
    owners = [one for one in owners if not _knows_commune(one)]
    wanted = {owner.commune_id for owner in owners if owner.commune_id}
    if not wanted:
        return
    communes = Commune.objects.select_related("territory").defer("territory__outline").in_bulk(wanted)
    for owner in owners:
        if owner.commune_id in communes:
            owner.commune = communes[owner.commune_id]


def _knows_commune(owner: "EventPage | ServicePointPage | Occurrence") -> bool:
    field = owner._meta.get_field("commune")
    return field.is_cached(owner) and (owner.commune is None or Commune.territory.is_cached(owner.commune))
