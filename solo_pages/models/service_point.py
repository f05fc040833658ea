"""A place where a newcomer gets something done."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from directory_blocks.enums import Precision
from directory_blocks.models.abstract import LocatedMixin, OpeningHoursMixin
from directory_blocks.opening_hours import opening_status, weekly_table
from directory_blocks.plain_text import PlainTextMixin
from directory_blocks.translations.fields import facts, prose

from ..conf import solo_settings
from ..enums import Wheelchair
from ..fields import WebsiteField
from ..sharing.card import CardText
from ..sharing.structured_data import service_point_data
from ..sharing.vcard import ContactCard
from .abstract import ConfirmableMixin, ReachableMixin, TermsField, lines
from .public import load_pictures
from .reached import ReachedPageMixin

# Only a link that visitors may follow: nothing is asked of it by the page.
DIRECTIONS = "https://www.openstreetmap.org/directions?to="


class ServicePointPage(
    PlainTextMixin, ReachedPageMixin, LocatedMixin, OpeningHoursMixin, ReachableMixin, ConfirmableMixin, Page
):
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

    source_key = "service"
    picture_field, picture_size = "photo", "text"
    template = "solo_pages/service_point_page.html"
    # Relations that every view of the page reads: a host that routes pages itself can join them.
    served_with = ("photo",)
    parent_page_types = solo_settings.PARENT_PAGE_TYPES
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title", heading=_("Name"), help_text=_("As it stands on the door.")),
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
            [
                FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
                FieldPanel("features", widget=forms.CheckboxSelectMultiple),
                FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
            ],
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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """
        Add ``status`` and ``hours`` (how things stand now and in the week, None without hours), and ``directions``
        (links ``osm`` and ``geo``, RFC 5870) where the public may know the exact place.
        """
        load_pictures([self], [("photo", self.picture_size)])
        context = super().get_context(request, *args, **kwargs)
        territory = self.commune.territory if self.commune else None
        context["status"] = opening_status(self.opening_hours, calendar=territory)
        context["hours"] = weekly_table(self.opening_hours, calendar=territory)
        if point := self.public_exact_point:
            place = "{:.6f},{:.6f}".format(*point)
            context["directions"] = {"osm": DIRECTIONS + place, "geo": f"geo:{place}"}
        return context

    @property
    def public_email(self) -> str:
        """The address, shown to those who ask."""
        return self.email

    @property
    def newcomers_lines(self) -> list[str]:
        """What newcomers get here, one by one."""
        return lines(self.newcomers_get)

    @property
    def public_street(self) -> str:
        """The street, where the exact place may be known."""
        return self.street_address if self.precision == Precision.EXACT else ""

    @property
    def public_postcode(self) -> str:
        """The postcode typed, or the first one of the commune."""
        return self.postcode or super().public_postcode

    @property
    def address_lines(self) -> list[str]:
        """The postal address as on an envelope; the street only where the exact place may be known."""
        town = " ".join(filter(None, [self.public_postcode, self.commune.name if self.commune else ""]))
        return [line for line in (self.public_street, town) if line]

    def contact_card(self, url: str, photo: str) -> ContactCard:
        """Say what stands on the contact card."""
        return ContactCard(
            uid=self.translation_key,
            kind="org",
            name=self.title,
            organisation=self.title,
            note=self.summary,
            url=url,
            phone=self.phone,
            email=self.email,
            street=self.public_street,
            town=self.commune.name if self.commune else "",
            postcode=self.public_postcode,
            country=self.commune.territory.country if self.commune else "",
            point=self.public_exact_point,
            website=self.website,
            photo=photo,
            languages=tuple(term.slug for term in self.terms_of("language")),
            revised_at=self.last_published_at,
        )

    def card_text(self, site_name: str) -> CardText:
        """Say what stands on the share card."""
        place = self.commune.name if self.commune else ""
        return CardText(title=self.title, subtitle=self.summary, place=place, site=site_name)

    def structured_data(self, url: str, picture: str) -> dict[str, Any]:
        """Describe the place in schema.org's terms."""
        return service_point_data(self, url, picture)
