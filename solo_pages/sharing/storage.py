"""Where drawn share cards are kept: one file per page and language, drawn anew when what stands on it changes."""

import logging
from contextlib import suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.models import Page

from .card import CardText, draw_card

logger = logging.getLogger(__name__)
FOLDER = "share-cards"


def card_of(page: Page, text: CardText, portrait: object = None, part: str = "") -> tuple[str, bytes]:
    """
    Give the card's digest (its ETag) and the PNG, from the storage where it has been drawn already. ``part`` names one
    of several cards of a page.
    """
    digest = text.digest(getattr(portrait, "file_hash", "") or str(getattr(portrait, "pk", "")))
    name = f"{_folder(page.pk)}/{part}.{digest}.png" if part else f"{_folder(page.pk)}/{digest}.png"
    with suppress(FileNotFoundError), default_storage.open(name) as file:
        return digest, file.read()
    drawn = draw_card(text, _opened(portrait))
    forget_cards(page.pk, part)
    default_storage.save(name, ContentFile(drawn))
    return digest, drawn


def forget_cards(key: int, part: str | None = None) -> None:
    """Delete what was drawn for the page with this primary key, or for one part of it."""
    folder = _folder(key)
    with suppress(FileNotFoundError):
        for name in default_storage.listdir(folder)[1]:
            if part is None or name.rpartition(".")[0].rpartition(".")[0] == part:
                default_storage.delete(f"{folder}/{name}")


def _folder(key: int) -> str:
    return f"{FOLDER}/{key}"


def _opened(portrait: object) -> Image.Image | None:
    """Read a square of the portrait around its focal point; a damaged picture is no reason to have no card."""
    if portrait is None:
        return None
    try:
        with portrait.get_rendition("fill-250x250|format-png").file.open() as file, Image.open(file) as picture:
            picture.load()
            return picture
    except Exception:
        logger.warning("No portrait on the share card: image %s.", getattr(portrait, "pk", ""), exc_info=True)
        return None
