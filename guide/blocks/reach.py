"""Whom to ask, and what to take along."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from .lists import heading_block


class ContactValue(blocks.StructValue):
    """Somebody to ask."""

    @property
    def tel(self) -> str:
        """The number as a ``tel:`` link dials it."""
        return re.sub(r"[^\d+]", "", self.get("phone") or "")

    @property
    def site_name(self) -> str:
        """The website without its scheme."""
        return re.sub(r"^https?://(www\.)?", "", self.get("website") or "").rstrip("/")


class ContactBlock(blocks.StructBlock):
    """Somebody to ask: by phone, on their site or through a page of ours. E-mail addresses would be harvested."""

    heading = heading_block()
    name = blocks.CharBlock(
        max_length=120, label=_("Name"), help_text=_("An organisation, or a person and their role.")
    )
    text = blocks.TextBlock(required=False, default="", rows=2, label=_("What they help with"))
    # No CharBlock: a phone number is a fact, the same in every language.
    phone = blocks.RegexBlock(
        regex=r"^[+\d][\d .\-\u00a0]{1,28}$",
        required=False,
        label=_("Phone"),
        error_messages={"invalid": _("Write a phone number with digits and spaces.")},
    )
    website = blocks.URLBlock(required=False, label=_("Website"))
    page = blocks.PageChooserBlock(required=False, label=_("Page"), help_text=_("Of this site: a contact form."))

    class Meta:
        template = "guide/blocks/contact.html"
        icon = "user"
        label = _("Contact")
        description = _("Whom to ask, with phone and website.")
        value_class = ContactValue


class DownloadBlock(blocks.StructBlock):
    """A document to take along, with its kind and size."""

    title = blocks.CharBlock(
        required=False, default="", max_length=120, label=_("Title"), help_text=_("Empty: the document’s.")
    )
    description = blocks.CharBlock(required=False, default="", max_length=200, label=_("Description"))
    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        template = "guide/blocks/download.html"
        icon = "download"
        label = _("Download")
        description = _("A document with its kind and size.")
