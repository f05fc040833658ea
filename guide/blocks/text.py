"""Running text and remarks beside it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..enums import CalloutKind


class TextBlock(blocks.RichTextBlock):
    """Running text; its second-level headings are the chapter's contents."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul"])
        super().__init__(**kwargs)

    class Meta:
        template = "guide/blocks/text.html"
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with headings, lists and links.")


class CalloutValue(blocks.StructValue):
    """A remark."""

    @property
    def kind_label(self) -> str:
        """What the remark is for, in words."""
        return self._kind.label

    @property
    def icon(self) -> str:
        """Its icon."""
        return self._kind.icon

    @property
    def _kind(self) -> CalloutKind:
        kind = self.get("kind")
        return CalloutKind(kind) if kind in CalloutKind.values else CalloutKind.INFO


class CalloutBlock(blocks.StructBlock):
    """A remark that stands out: a tip, a warning, an example."""

    kind = blocks.ChoiceBlock(
        choices=CalloutKind.choices, default=CalloutKind.INFO, label=_("Kind"), search_index=False
    )
    title = blocks.CharBlock(required=False, default="", max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=["bold", "italic", "link", "ul"], label=_("Text"))

    class Meta:
        template = "guide/blocks/callout.html"
        icon = "info-circle"
        label = _("Remark")
        description = _("A tip, a warning or an example that stands out.")
        value_class = CalloutValue
