"""Pictures that say what they show."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from directory_blocks.blocks.fields import SturdyStructBlock


class PictureValue(blocks.StructValue):
    """A picture."""

    @property
    def alt(self) -> str:
        """What it shows, in words; empty where it only decorates."""
        return "" if self.get("decorative") else self.get("description") or ""

    @property
    def shown_credit(self) -> str:
        """Who made it, as said here or with the image."""
        return self.get("credit") or getattr(self.get("image"), "credit", "") or ""


class PictureBlock(SturdyStructBlock):
    """A picture with its caption; what it shows is said in words, unless it only decorates."""

    image = ImageChooserBlock(label=_("Picture"))
    description = blocks.CharBlock(
        required=False,
        default="",
        max_length=250,
        label=_("What it shows"),
        help_text=_("Read aloud to people who do not see it."),
    )
    decorative = blocks.BooleanBlock(
        required=False, default=False, label=_("Only decorates"), help_text=_("Whoever does not see it misses nothing.")
    )
    caption = blocks.CharBlock(required=False, default="", max_length=250, label=_("Caption"))
    credit = blocks.CharBlock(
        required=False,
        default="",
        max_length=250,
        label=_("Credit"),
        help_text=_("Author and licence. Empty: the image’s."),
    )

    class Meta:
        template = "guide/blocks/picture.html"
        icon = "image"
        label = _("Picture")
        description = _("A photograph or a drawing with its caption and credit.")
        value_class = PictureValue

    def clean(self, value: PictureValue) -> PictureValue:
        """A picture that shows something says what."""
        cleaned = super().clean(value)
        if not cleaned["decorative"] and not cleaned["description"].strip():
            message = _("Say what the picture shows, or tick that it only decorates.")
            raise StructBlockValidationError({"description": ValidationError(message)})
        return cleaned


def pictures_in(stream: blocks.StreamValue) -> list[Any]:
    """The images of its pictures, each once."""
    values = [block.value for block in stream if isinstance(block.block, PictureBlock)]
    return list({value["image"].pk: value["image"] for value in values if value.get("image")}.values())
