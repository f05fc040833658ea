"""The blocks editors compose the portal's own pages of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class LinkBlock(blocks.StructBlock):
    """A link out of the site."""

    label = blocks.CharBlock(label=_("Label"), max_length=40)
    url = blocks.URLBlock(label=_("Address"))


class LinkStreamBlock(blocks.StreamBlock):
    """Links out of the site."""

    link = LinkBlock(label=_("Link"), icon="link")


class PartnerBlock(blocks.StructBlock):
    """An organisation that carries the programme."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    url = blocks.URLBlock(label=_("Address"), required=False)
    logo = ImageChooserBlock(label=_("Logo"), required=False)


class PartnerStreamBlock(blocks.StreamBlock):
    """Organisations, in the order of their logos."""

    partner = PartnerBlock(label=_("Partner"), icon="group")


class PortalStreamBlock(blocks.StreamBlock):
    """Text and everything the plugins offer."""

    text = blocks.RichTextBlock(label=_("Text"), features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])
