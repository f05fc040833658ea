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


class ChecklistValue(blocks.StructValue):
    """Things to do."""

    @property
    def things(self) -> list[tuple[str, blocks.StructValue]]:
        """(id, thing to do): edits and translations leave the id as it is; "" before it was ever saved."""
        points = self.get("points")
        return [(point.original_id or "", point.value) for point in points.bound_blocks] if points else []

    @property
    def anchor(self) -> str:
        """By which one can point at the list; "" as long as it has no ids."""
        return next((f"checklist-{key}" for key, _thing in self.things if key), "")


class ChecklistBlock(blocks.StructBlock):
    """Things to tick off: on paper, or in the browser, which remembers them."""

    heading = heading_block()
    points = blocks.ListBlock(PointBlock(), min_num=1, label=_("Things to do"))

    class Meta:
        template = "guide/blocks/checklist.html"
        icon = "tasks"
        label = _("Checklist")
        description = _("Things to tick off; readers find their ticks again, and print boxes.")
        value_class = ChecklistValue
