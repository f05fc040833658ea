"""Pages to a file that the import reads back."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Locale

from ..models import ServicePointPage
from .adapters import PlaceFormat
from .values import values_of


def export(place_format: PlaceFormat, locale: Locale) -> str:
    """All published places of one language as the text of a file, in an order that the content alone decides."""
    return place_format.write(sorted(_places(locale), key=lambda p: (p["data_source"], p["external_id"], p["title"])))


def _places(locale: Locale) -> Iterator[dict[str, Any]]:
    pages = ServicePointPage.objects.live().public().filter(locale=locale, alias_of=None)
    for page in pages.select_related("commune__territory").prefetch_related("categories", "languages", "features"):
        yield _cells(page)


def _cells(page: ServicePointPage) -> dict[str, Any]:
    """
    Column name → cell. A place that an editor made has no identifier at a source: its translation key stands for one.

    Where the public may know the commune only, the file holds neither the position nor the street.
    """
    values = values_of(page)
    exact = page.precision == "exact"
    latitude, longitude = (exact and values.pop("position", None)) or (None, None)
    return values | {
        "external_id": page.external_id or str(page.translation_key),
        "data_source": page.data_source,
        "commune_code": values["commune"],
        "commune": page.commune.name if page.commune else "",
        "latitude": latitude,
        "longitude": longitude,
        "street_address": values["street_address"] if exact else "",
    }
