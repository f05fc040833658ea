"""The blocks chapters are made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ChapterStreamBlock(blocks.StreamBlock):
    """The content of a chapter."""

    text = blocks.RichTextBlock(label=_("Text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])
