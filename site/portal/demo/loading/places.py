"""The invented service points."""

from typing import Any

from wagtail.models import Page

from directory_blocks.enums import Precision
from solo_pages.models import ServicePointPage

from .content import services
from .context import Loading
from .people import position


def load_places(loading: Loading, parent: Page) -> None:
    """Publish the service points below ``parent``, in English where it is written."""
    for service in services():
        key = f"service:{service['slug']}"
        if loading.ledger.knows(f"{key}:en" if "en" in service else key):
            continue
        page = loading.page(key, parent, service_point(loading, service))
        if page and "en" in service:
            loading.english_page(key, page, prose(service, "en"))


def service_point(loading: Loading, service: dict[str, Any]) -> ServicePointPage:
    """Make the page of a service point, unsaved."""
    categories = service["categories"]
    page = ServicePointPage(
        slug=service["slug"],
        commune=loading.communes[service["commune"]],
        street_address=service.get("street_address", ""),
        opening_hours=service.get("hours", ""),
        appointment_only=service.get("appointment_only", False),
        phone=service.get("phone", ""),
        email=service.get("email", ""),
        website=service.get("website", ""),
        booking_url=service.get("booking_url", ""),
        wheelchair=service.get("wheelchair", ""),
        verified_on=service.get("verified_on"),
        photo=loading.pictures.get(f"scenes/{categories[0]}", categories[0]),
        **position(service, Precision.EXACT),
        **prose(service, "fr"),
    )
    page.categories = loading.terms("category", categories)
    page.features = loading.terms("feature", service.get("features", []))
    page.languages = loading.terms("language", service["languages"])
    return page


def prose(service: dict[str, Any], language: str) -> dict[str, str]:
    """Give what is said differently in each language."""
    text = service[language]
    return {
        "title": text.get("title", service["title"]),
        "summary": text["summary"],
        "description": text["description"],
        "newcomers_get": "\n".join(text["newcomers_get"]),
    }
