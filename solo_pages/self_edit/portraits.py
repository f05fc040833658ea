"""
Pictures: what was uploaded becomes an image of the site; a portrait is cut to a square by its focal area.

An image that anybody may have seen is never changed: another cut or another description is another image, so that it
goes through review as everything else.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django.db import transaction
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from ..models import UploadedPicture
from ..pictures.checking import CheckedPicture, checked_picture

# Pixels a side: less looks poor, more is of no use; the square is never cut smaller than the page shows it.
SMALLEST, LARGEST, CUT = 240, 2000, 480


@dataclass(frozen=True)
class Cut:
    """The square of a portrait, in percent: how far right and down it lies, and how close it is."""

    across: int = 50
    down: int = 35
    closeness: int = 0

    def focal_area(self, width: int, height: int) -> dict[str, int]:
        """The square as the focal area of an image, in pixels."""
        widest = min(width, height)
        side = round(widest - (widest - min(widest, CUT)) * self.closeness / 100)
        left, top = (width - side) * self.across / 100, (height - side) * self.down / 100
        return {
            "focal_point_x": round(left + side / 2),
            "focal_point_y": round(top + side / 2),
            "focal_point_width": side,
            "focal_point_height": side,
        }

    @classmethod
    def of(cls, image: AbstractImage | None) -> "Cut":
        """The square of an image; where none was chosen, what a new one has."""
        if image is None or not image.has_focal_point():
            return cls()
        widest, side = min(image.width, image.height), image.focal_point_width
        room = widest - min(widest, CUT)
        return cls(
            across=_percent(image.focal_point_x - side / 2, image.width - side),
            down=_percent(image.focal_point_y - side / 2, image.height - side),
            closeness=_percent(widest - side, room),
        )


def _percent(part: float, whole: float) -> int:
    return max(0, min(100, round(100 * part / whole))) if whole > 0 else 50


def uploaded(file: IO[bytes], name: str) -> CheckedPicture:
    """The picture in a file that somebody chose, no larger than needed. Raises ValidationError for anything else."""
    checked = checked_picture(file, name=name, smallest=SMALLEST)
    if max(checked.width, checked.height) <= LARGEST:
        return checked
    with Picture.open(BytesIO(checked.read())) as picture:
        image_format, profile = picture.format, picture.info.get("icc_profile")
        picture.thumbnail((LARGEST, LARGEST), Picture.Resampling.LANCZOS)
        smaller = BytesIO()
        picture.save(smaller, image_format, quality=90, **({"icc_profile": profile} if profile else {}))
    return CheckedPicture(smaller.getvalue(), name=checked.name)


@transaction.atomic
def make_picture(
    file: CheckedPicture, title: str, description: str, user: Any, cut: Cut | None = None
) -> AbstractImage:
    """Keep a picture as an image of the site, marked as one that a solo uploaded."""
    image = get_image_model()(title=title, file=file, uploaded_by_user=user)
    if hasattr(image, "description"):
        image.description = description
    if cut is not None:
        for name, value in cut.focal_area(image.width, image.height).items():
            setattr(image, name, value)
    image.save()
    UploadedPicture.objects.create(image=image)
    return image


def same_portrait(image: AbstractImage | None, file: CheckedPicture | None, description: str, cut: Cut) -> bool:
    """Whether an image is what a form asks for, so that none has to be made."""
    if image is None or getattr(image, "description", description) != description or Cut.of(image) != cut:
        return False
    return file is None or file.open().read() == _content(image)


def _content(image: AbstractImage) -> bytes:
    with image.file.open("rb") as file:
        return file.read()


def cut_anew(image: AbstractImage, description: str, user: Any, cut: Cut | None = None) -> AbstractImage:
    """The same picture with another cut or description, as an image of its own."""
    # It was checked when it was uploaded: written anew, it would only lose.
    return make_picture(CheckedPicture(_content(image), name=image.filename), image.title, description, user, cut)
