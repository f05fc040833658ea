"""Profiles and service points in schema.org's terms (https://schema.org), saying no more than their pages do."""

from typing import TYPE_CHECKING, Any

from directory_blocks.opening_hours import opening_hours_specification

if TYPE_CHECKING:
    from ..models import ServicePointPage, SoloProfilePage

CONTEXT = "https://schema.org"
# The narrowest type that every place of a category is; what several kinds share stays LocalBusiness.
CATEGORY_TYPES = {
    "public-services": "GovernmentOffice",
    "health": "MedicalBusiness",
    "schools": "School",
    "childcare": "ChildCare",
    "shops-food": "Store",
    "business-support": "ProfessionalService",
    "welcome-committee": "Organization",
}


def profile_data(page: "SoloProfilePage", url: str, picture: str) -> dict[str, Any]:
    """Describe a solo: a person, and the service they offer to the public."""
    person = {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": page.title,
        "jobTitle": page.headline,
        "url": url,
        "image": picture,
        "knowsLanguage": [term.slug for term in page.terms_of("language")],
        "knowsAbout": [term.name for term in page.terms_of("skill")],
        "sameAs": [address for address in [page.website, *(link.url for link in page.network_links)] if address],
    }
    service = {
        "@type": "ProfessionalService",
        "@id": f"{url}#service",
        "name": page.organisation or page.title,
        "description": page.presentation or page.headline,
        "url": url,
        "image": picture,
        "telephone": page.public_phone,
        "founder": {"@id": f"{url}#person"},
        "makesOffer": [
            {"@type": "Offer", "itemOffered": {"@type": "Service", "name": name}} for name in page.service_lines
        ],
        **_place(page),
    }
    return {"@context": CONTEXT, "@graph": [filled(person), filled(service)]}


def service_point_data(page: "ServicePointPage", url: str, picture: str) -> dict[str, Any]:
    """Describe a service point by the type of its category, with its hours."""
    kinds = dict.fromkeys(CATEGORY_TYPES.get(term.slug, "LocalBusiness") for term in page.terms_of("category"))
    territory = page.commune.territory if page.commune else None
    data = {
        "@context": CONTEXT,
        "@type": (next(iter(kinds)) if len(kinds) == 1 else list(kinds)) or "Place",
        "@id": f"{url}#place",
        "name": page.title,
        "description": page.summary or page.description,
        "url": url,
        "image": picture,
        "telephone": page.phone,
        "sameAs": page.website,
        "openingHoursSpecification": opening_hours_specification(page.opening_hours, calendar=territory),
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": term.name, "value": True}
            for term in page.terms_of("feature")
        ],
        **_place(page),
    }
    return filled(data)


def _place(page: Any) -> dict[str, Any]:
    if page.commune is None:
        return {}
    address = {
        "@type": "PostalAddress",
        "streetAddress": page.public_street,
        "postalCode": page.public_postcode,
        "addressLocality": page.commune.name,
        "addressRegion": page.commune.territory.name,
        "addressCountry": page.commune.territory.country,
    }
    place: dict[str, Any] = {"address": filled(address)}
    if point := page.public_exact_point:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    return place


def filled(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty."""
    return {key: value for key, value in data.items() if value not in ("", [], None)}
