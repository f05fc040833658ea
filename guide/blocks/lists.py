"""What to do: in order, or to tick off."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def heading_block() -> blocks.CharBlock:
    """A heading of the chapter: it stands in the contents."""
    return blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Heading"),
        help_text=_("Stands in the contents of the chapter."),
    )


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=120, label=_("Step"))
    text = blocks.RichTextBlock(required=False, features=["bold", "italic", "link", "ul"], label=_("How"))


class StepsBlock(blocks.StructBlock):
    """Things to do in this order."""

    heading = heading_block()
    steps = blocks.ListBlock(StepBlock(), min_num=1, label=_("Steps"))

    class Meta:
        template = "guide/blocks/steps.html"
        icon = "list-ol"
        label = _("Steps")
        description = _("Things to do one after the other.")


class PointBlock(blocks.StructBlock):
    """One thing to tick off."""

    text = blocks.CharBlock(max_length=200, label=_("To do"))
    detail = blocks.TextBlock(required=False, default="", rows=2, label=_("Detail"))


class ChecklistBlock(blocks.StructBlock):
    """Things to tick off on paper."""

    heading = heading_block()
    points = blocks.ListBlock(PointBlock(), min_num=1, label=_("Things to do"))

    class Meta:
        template = "guide/blocks/checklist.html"
        icon = "tasks"
        label = _("Checklist")
        description = _("Things to tick off; prints with boxes.")
