"""The blocks editors compose the portal's own pages of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PortalStreamBlock(blocks.StreamBlock):
    """Text and everything the plugins offer."""

    text = blocks.RichTextBlock(label=_("Text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])
