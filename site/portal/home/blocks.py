"""The blocks editors compose the portal's own pages of: text and signposts here, what is found from the directory."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from directory_blocks.blocks import DirectoryStreamBlock
from directory_blocks.blocks.entry_list import in_locale
from directory_blocks.blocks.fields import PageBlock
from directory_blocks.blocks.selection import reading_locale

INLINE_FEATURES = ["bold", "italic", "link"]
TEXT_FEATURES = ["h2", "h3", *INLINE_FEATURES, "ol", "ul", "hr"]

# Icons of the sprite that a signpost may carry.
ICONS = [
    ("user-round", _("Person")),
    ("users-round", _("People")),
    ("map-pin", _("Place")),
    ("map", _("Map")),
    ("building-2", _("Office")),
    ("house", _("House")),
    ("laptop", _("Computer")),
    ("wifi", _("Internet")),
    ("briefcase-business", _("Work")),
    ("handshake", _("Handshake")),
    ("heart", _("Heart")),
    ("school", _("School")),
    ("stethoscope", _("Health")),
    ("bus", _("Transport")),
    ("calendar-days", _("Calendar")),
    ("book-open", _("Book")),
    # Without a context it would name the day in calendars.
    ("sun", pgettext_lazy("icon", "Sun")),
    ("sprout", _("Seedling")),
    ("castle", _("Castle")),
    ("coffee", _("Coffee")),
    ("mail", _("Letter")),
]


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


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; the credit comes from the image."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        required=False,
        max_length=200,
        help_text=_("For those who do not see it. Empty where it only decorates."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/picture.html"


class CalloutBlock(blocks.StructBlock):
    """A remark that stands out."""

    tone = blocks.ChoiceBlock(
        [("info", _("To know")), ("tip", _("Tip")), ("warning", _("Beware")), ("example", _("Example"))],
        default="info",
        label=_("Kind"),
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=[*INLINE_FEATURES, "ul", "ol"])

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "portal/blocks/callout.html"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=[*INLINE_FEATURES, "ul", "ol"])


class AccordionBlock(blocks.StructBlock):
    """Questions that open onto their answers."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(QuestionBlock(label=_("Question")), label=_("Questions"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        template = "portal/blocks/accordion.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    quote = blocks.TextBlock(label=_("Quotation"))
    author = blocks.CharBlock(label=_("Who says so"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "portal/blocks/quote.html"


class LinkedBlock(blocks.StructBlock):
    """Base of blocks whose ``page`` is linked to in the reader's language."""

    class Meta:
        abstract = True

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``target``, the page to link to; None where it is not live."""
        context = super().get_context(value, parent_context=parent_context)
        context["target"] = in_locale(value.get("page"), reading_locale(context))
        return context


class CallToActionBlock(LinkedBlock):
    """A band that invites to a next step."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    label = blocks.CharBlock(label=_("Label of the button"), max_length=60)
    page = PageBlock(label=_("Page"))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        template = "portal/blocks/call_to_action.html"


class SignpostBlock(blocks.StructBlock):
    """A way into the site."""

    icon = blocks.ChoiceBlock(ICONS, label=_("Icon"), default="map-pin")
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=160)
    page = PageBlock(label=_("Page"))
    # Keys and slugs are the same in every language, so this is no text to translate.
    query = blocks.RegexBlock(
        r"^[\w=&%.,+-]*$",
        label=_("Filter"),
        required=False,
        max_length=200,
        search_index=False,
        help_text=_("What stands behind the question mark: sector=translation."),
    )


class SignpostsBlock(blocks.StructBlock):
    """Quick entries: cards that lead to the parts of the site people come for."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    items = blocks.ListBlock(SignpostBlock(label=_("Way in")), label=_("Ways in"), min_num=1, max_num=8)

    class Meta:
        icon = "link"
        label = _("Quick entries")
        template = "portal/blocks/signposts.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``signposts``: (item, page to link to) for those whose page is live."""
        context = super().get_context(value, parent_context=parent_context)
        locale = reading_locale(context)
        found = [(item, in_locale(item.get("page"), locale)) for item in value["items"]]
        context["signposts"] = [(item, page) for item, page in found if page is not None]
        return context


class StepBlock(blocks.StructBlock):
    """One step of a way."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False)


class StepsBlock(LinkedBlock):
    """How it works, in numbered steps."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False)
    steps = blocks.ListBlock(StepBlock(label=_("Step")), label=_("Steps"), min_num=2, max_num=6)
    label = blocks.CharBlock(label=_("Label of the button"), required=False, max_length=60)
    page = PageBlock(label=_("Page"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "portal/blocks/steps.html"


class PortalStreamBlock(DirectoryStreamBlock):
    """Text, signposts, and everything the directory offers."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, template="portal/blocks/text.html")
    picture = PictureBlock()
    callout = CalloutBlock()
    accordion = AccordionBlock()
    quote = QuoteBlock()
    signposts = SignpostsBlock()
    steps = StepsBlock()
    call_to_action = CallToActionBlock()
