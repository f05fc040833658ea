"""The demo's drawings, as images of the portal."""

from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from .content import IMAGES
from .ledger import Ledger

CREDIT = "Illustration: Soho-Solo portal, CC0"


class Pictures:
    """Pictures by name, made the first time that something asks for them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._model = get_image_model()

    def get(self, name: str, title: str, description: str = "") -> object | None:
        """Give the image drawn in ``images/<name>.webp``; None where there is none."""
        path = IMAGES / f"{name}.webp"
        if not path.exists():
            return None
        return self._ledger.once(f"image:{name}", self._model, lambda: self._make(path, title, description))

    def _make(self, path: Path, title: str, description: str) -> object:
        with path.open("rb") as file:
            image = self._model(
                title=title, description=description, credit=CREDIT, file=ImageFile(file, name=path.name)
            )
            image.save()
        return image
