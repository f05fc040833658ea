"""A place where a newcomer gets something done."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from directory_blocks.enums import Precision
from directory_blocks.models.abstract import LocatedMixin, OpeningHoursMixin, VerifiedMixin
from directory_blocks.translations.fields import facts, prose

from ..conf import solo_settings
from ..enums import Wheelchair
from ..fields import WebsiteField
from .abstract import ReachableMixin, TermsField, lines


class ServicePointPage(LocatedMixin, OpeningHoursMixin, ReachableMixin, VerifiedMixin, RoutablePageMixin, Page):
    """A service point: an office, a shop, a school, a workspace."""

    categories = TermsField(vocabulary="category", verbose_name=_("categories"))
    features = TermsField(vocabulary="feature", verbose_name=_("equipment"))
    languages = TermsField(vocabulary="language", verbose_name=_("languages spoken"))
    summary = models.CharField(
        _("in one sentence"), max_length=200, blank=True, help_text=_("Stands under the name in lists.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Plain text; an empty line starts a new paragraph.")
    )
    newcomers_get = models.TextField(_("what newcomers get here"), blank=True, help_text=_("One a line."))
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=10, blank=True, help_text=_("Empty: the first one of the commune.")
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Shown on request only, so that robots do not collect it.")
    )
    website = WebsiteField(_("website"), blank=True)
    booking_url = WebsiteField(_("booking page"), blank=True)
    wheelchair = models.CharField(_("wheelchair access"), max_length=10, blank=True, choices=Wheelchair)
    access_notes = models.TextField(
        _("access for disabled people"), blank=True, help_text=_("Step, door width, lift, hearing loop, parking …")
    )
    appointment_only = models.BooleanField(_("by appointment only"), default=False)
    photo = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    external_id = models.CharField(_("identifier at the source"), max_length=100, blank=True, db_index=True)
    data_source = models.CharField(_("source"), max_length=200, blank=True)
    data_source_url = WebsiteField(_("page of the source"), blank=True)
    data_licence = models.CharField(_("licence"), max_length=100, blank=True)

    template = "solo_pages/service_point_page.html"
    parent_page_types = solo_settings.PARENT_PAGE_TYPES
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title", heading=_("Name"), placeholder=_("Name as it stands on the door")),
        MultiFieldPanel(
            [
                FieldPanel("summary"),
                FieldPanel("description"),
                FieldPanel("newcomers_get"),
                FieldPanel("photo"),
            ],
            heading=_("What it is"),
            icon="site",
        ),
        MultiFieldPanel(
            [FieldPanel("categories"), FieldPanel("features"), FieldPanel("languages")],
            heading=_("How it is found"),
            icon="tag",
        ),
        *LocatedMixin.location_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("street_address"), FieldPanel("postcode")])], heading=_("Address"), icon="home"
        ),
        MultiFieldPanel(
            [FieldPanel("opening_hours"), FieldPanel("appointment_only")], heading=_("Opening hours"), icon="time"
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("website"), FieldPanel("booking_url")]),
            ],
            heading=_("Contact"),
            icon="mail",
        ),
        MultiFieldPanel([FieldPanel("wheelchair"), FieldPanel("access_notes")], heading=_("Access"), icon="user"),
        MultiFieldPanel(
            [
                FieldPanel("verified_on"),
                FieldRowPanel([FieldPanel("data_source"), FieldPanel("data_licence")]),
                FieldRowPanel([FieldPanel("data_source_url"), FieldPanel("external_id")]),
            ],
            heading=_("Where this comes from"),
            icon="doc-full",
        ),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("newcomers_get"),
    ]

    override_translatable_fields = [
        *facts(
            "slug",
            "categories",
            "features",
            "languages",
            "street_address",
            "postcode",
            "commune",
            "location",
            "precision",
            "opening_hours",
            "appointment_only",
            "phone",
            "email",
            "website",
            "booking_url",
            "wheelchair",
            "verified_on",
            "external_id",
            "data_source",
            "data_source_url",
            "data_licence",
        ),
        *prose("title", "summary", "description", "newcomers_get", "access_notes"),
    ]

    class Meta:
        verbose_name = _("service point")
        verbose_name_plural = _("service points")

    @property
    def newcomers_lines(self) -> list[str]:
        """What newcomers get here, one by one."""
        return lines(self.newcomers_get)

    @property
    def address_lines(self) -> list[str]:
        """The postal address as on an envelope; the street only where the exact place may be known."""
        return [line for line in (self.public_street, self.town) if line]

    @property
    def public_street(self) -> str:
        """The street, where the exact place may be known."""
        return self.street_address if self.precision == Precision.EXACT else ""

    @property
    def public_postcode(self) -> str:
        """The postcode typed, or the first one of the commune."""
        return self.postcode or (self.commune.postcodes.split(" ")[0] if self.commune else "")

    @property
    def town(self) -> str:
        """Postcode and commune."""
        return " ".join(filter(None, [self.public_postcode, self.commune.name if self.commune else ""]))
