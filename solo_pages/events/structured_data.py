"""A date of a meeting in schema.org's terms (https://schema.org/Event), saying no more than its page does."""

import re
from typing import TYPE_CHECKING, Any

from ..enums import Attendance, RegistrationMode
from ..registration.conditions import Phase, conditions_of
from ..sharing.structured_data import CONTEXT, filled
from .location import ShownPlace
from .programme import ShownDate

if TYPE_CHECKING:
    from ..models import EventPage

MODES = {
    Attendance.ON_SITE: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.MIXED: "MixedEventAttendanceMode",
}
# Nobody can register for these any more.
OVER = (Phase.CANCELLED, Phase.PAST, Phase.CLOSED)


def event_data(page: "EventPage", date: ShownDate | None, where: ShownPlace, url: str, picture: str) -> dict[str, Any]:
    """Describe one date; nothing where there is none. Addresses are absolute."""
    if date is None:
        return {}
    return filled(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "@id": f"{url}#event",
            "name": page.title,
            "description": page.description or page.summary,
            "url": url,
            "image": picture,
            "startDate": date.machine_start,
            "endDate": date.machine_end,
            "previousStartDate": date.machine_was if date.is_moved and not date.is_cancelled else "",
            "eventStatus": f"{CONTEXT}/{_status(date)}",
            "eventAttendanceMode": f"{CONTEXT}/{MODES[Attendance(page.attendance)]}",
            "location": _location(where, url),
            "organizer": {"@type": "Organization", "name": page.organiser_name} if page.organiser_name else None,
            "offers": _offer(page, date, url),
            "inLanguage": [term.slug for term in page.terms_of("language")] or page.locale.language_code,
            "maximumAttendeeCapacity": date.occurrence.capacity,
            "remainingAttendeeCapacity": _remaining(page, date),
        }
    )


def _status(date: ShownDate) -> str:
    if date.is_cancelled:
        return "EventCancelled"
    return "EventRescheduled" if date.is_moved else "EventScheduled"


def _location(where: ShownPlace, url: str) -> Any:
    places = []
    if where.on_site and where.place:
        places.append(_place(where))
    if where.online:
        places.append({"@type": "VirtualLocation", "url": where.online_url or url})
    return places[0] if len(places) == 1 else places


def _place(where: ShownPlace) -> dict[str, Any]:
    commune, point = where.place.commune, where.place.point
    address = {
        "@type": "PostalAddress",
        "streetAddress": where.place.street,
        "postalCode": where.place.postcode,
        "addressLocality": commune.name if commune else "",
        "addressRegion": commune.territory.name if commune else "",
        "addressCountry": commune.territory.country if commune else "",
    }
    place = {"@type": "Place", "name": where.name or (commune.name if commune else ""), "address": filled(address)}
    if where.is_exact and point:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude}
    return filled(place)


def _offer(page: "EventPage", date: ShownDate, url: str) -> dict[str, Any] | None:
    """What one can take, or will be able to; nothing where it is too late."""
    amount = re.fullmatch(r"([0-9]+(?:[.,][0-9]{1,2})?)\s*€", page.price.strip())
    if page.registration == RegistrationMode.NONE and not amount:
        return None
    conditions = conditions_of(page, date.occurrence)
    if conditions.phase in OVER:
        return None
    availability = "SoldOut" if date.occurrence.free_places == 0 else "InStock"
    opens = conditions.opens_at if conditions.phase == Phase.NOT_YET else None
    offer = {
        "@type": "Offer",
        "url": page.registration_url if page.registration == RegistrationMode.ELSEWHERE else url,
        "availability": "" if opens else f"{CONTEXT}/{availability}",
        "validFrom": opens.astimezone(page.zone).isoformat() if opens else "",
        "price": amount[1].replace(",", ".") if amount else "",
        "priceCurrency": "EUR" if amount else "",
    }
    return filled(offer)


def _remaining(page: "EventPage", date: ShownDate) -> int | None:
    """How many places one can take now."""
    return date.occurrence.free_places if conditions_of(page, date.occurrence).is_open else None
