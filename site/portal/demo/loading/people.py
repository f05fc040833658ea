"""The invented solos."""

from typing import Any

from wagtail.models import Page

from directory_blocks.enums import Precision
from solo_pages.models import SoloProfilePage

from .accounts import owners
from .content import solos
from .context import Loading


def load_people(loading: Loading, parent: Page) -> None:
    """Publish the solos below ``parent``, in English where it is written."""
    owner_of = owners(loading.users)
    for solo in solos():
        key = f"solo:{solo['slug']}"
        if loading.ledger.knows(f"{key}:en" if "en" in solo else key):
            continue
        page = loading.page(key, parent, profile(loading, solo), owner_of.get(solo["slug"]))
        if page and "en" in solo:
            loading.english_page(key, page, prose(solo, "en"))


def profile(loading: Loading, solo: dict[str, Any]) -> SoloProfilePage:
    """Make the page of a solo, unsaved."""
    slug, arrived = solo["slug"], solo.get("arrived", [None])
    page = SoloProfilePage(
        title=solo["name"],
        slug=slug,
        organisation=solo.get("organisation", ""),
        commune=loading.communes[solo["commune"]],
        email=f"{slug}@soho-solo.example",
        show_email=solo.get("show_email", False),
        phone=solo.get("phone", ""),
        show_phone=solo.get("show_phone", False),
        website=solo.get("website", ""),
        works_on_site=solo.get("on_site", False),
        arrived_in=arrived[0],
        welcomes_newcomers=solo.get("welcomes", False),
        verified_on=solo.get("verified_on"),
        portrait=loading.pictures.get(f"portraits/{slug}", solo["name"]),
        **position(solo, Precision.COMMUNE),
        **prose(solo, "fr"),
    )
    page.sectors = loading.terms("sector", solo["sectors"])
    page.skills = loading.terms("skill", solo["skills"])
    page.languages = loading.terms("language", solo["languages"])
    return page


def prose(solo: dict[str, Any], language: str) -> dict[str, str]:
    """Give what is said differently in each language."""
    text = solo[language]
    came_from = solo.get("arrived", [None, ""])[1]
    return {
        "headline": text["headline"],
        "presentation": text["presentation"],
        "services": "\n".join(text["services"]),
        "arrived_from": text.get("arrived_from", came_from),
    }


def position(item: dict[str, Any], without: Precision) -> dict[str, Any]:
    """Give the exact place in the fields of a page, or only how little is known of it."""
    if "position" not in item:
        return {"precision": without}
    latitude, longitude = item["position"]
    return {"location": f"SRID=4326;POINT({longitude} {latitude})", "precision": Precision.EXACT}
