"""A solo's profile: who they are, what they do, where, and how to reach them."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from directory_blocks.models.abstract import LocatedMixin
from directory_blocks.plain_text import PlainTextMixin
from directory_blocks.translations.fields import facts, prose

from ..conf import solo_settings
from ..fields import WebsiteField
from ..moderation.edit_form import ProfileForm
from ..sharing.card import CardText
from ..sharing.structured_data import profile_data
from ..sharing.vcard import ContactCard
from ..widgets import FilterableCheckboxes
from .abstract import ConfirmableMixin, ReachableMixin, TermsField, lines
from .public import load_pictures
from .reached import ReachedPageMixin, WritableMixin

# What is said anew in every language; all else is the same in each.
PROSE = ("headline", "presentation", "services", "arrived_from")


class SoloProfilePage(
    PlainTextMixin, ReachedPageMixin, WritableMixin, LocatedMixin, ReachableMixin, ConfirmableMixin, Page
):
    """A professional's page in the directory; the page's title is their name, its owner is the solo."""

    headline = models.CharField(
        _("headline"), max_length=140, help_text=_("What you do, in one sentence: it stands under the name everywhere.")
    )
    organisation = models.CharField(_("business name"), max_length=140, blank=True)
    presentation = models.TextField(
        _("presentation"), blank=True, help_text=_("Plain text; an empty line starts a new paragraph.")
    )
    services = models.TextField(_("services offered"), blank=True, help_text=_("One a line."))
    sectors = TermsField(vocabulary="sector", verbose_name=_("sectors"))
    skills = TermsField(vocabulary="skill", verbose_name=_("skills"))
    languages = TermsField(vocabulary="language", verbose_name=_("languages"))
    works_on_site = models.BooleanField(_("works at the client's"), default=False)
    works_remotely = models.BooleanField(_("works remotely"), default=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
        help_text=_("Cut to a square around the focal point; without one, the initials are drawn."),
    )
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Messages of the contact form go here; without an address the page has no form."),
    )
    show_email = models.BooleanField(
        _("show the e-mail address"), default=False, help_text=_("On request only, so that robots do not collect it.")
    )
    show_phone = models.BooleanField(_("show the phone number"), default=False)
    website = WebsiteField(_("website"), blank=True)
    arrived_in = models.PositiveSmallIntegerField(
        _("settled here in"), null=True, blank=True, validators=[MinValueValidator(1900)], help_text=_("A year.")
    )
    arrived_from = models.CharField(_("came from"), max_length=100, blank=True)
    welcomes_newcomers = models.BooleanField(
        _("glad to talk to newcomers"),
        default=False,
        help_text=_("A badge on the page tells people who think of coming."),
    )

    base_form_class = ProfileForm
    source_key = "solo"
    picture_field, picture_size = "portrait", "portrait"
    template = "solo_pages/solo_profile_page.html"
    # Relations that every view of the page reads: a host that routes pages itself can join them.
    served_with = ("portrait",)
    parent_page_types = solo_settings.PARENT_PAGE_TYPES
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel(
            "title", heading=_("Name"), help_text=_("First name and family name, the same in every language.")
        ),
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("organisation"),
                FieldPanel("presentation"),
                FieldPanel("services"),
                FieldRowPanel([FieldPanel("works_on_site"), FieldPanel("works_remotely")]),
            ],
            heading=_("What they do"),
            icon="user",
        ),
        MultiFieldPanel(
            [
                FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
                FieldPanel("skills", widget=FilterableCheckboxes),
                FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("How they are found"),
            icon="tag",
        ),
        *LocatedMixin.location_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("email"), FieldPanel("show_email")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("show_phone")]),
                FieldPanel("website"),
                InlinePanel("networks", label=_("network"), heading=_("Networks")),
            ],
            heading=_("Contact"),
            icon="mail",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("arrived_in"), FieldPanel("arrived_from")]),
                FieldPanel("welcomes_newcomers"),
            ],
            heading=_("Settling here"),
            icon="home",
        ),
        MultiFieldPanel(
            [FieldPanel("portrait"), InlinePanel("gallery", label=_("picture"), heading=_("Gallery"), max_num=8)],
            heading=_("Pictures"),
            icon="image",
        ),
        FieldPanel("verified_on"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("headline"),
        index.SearchField("organisation"),
        index.SearchField("presentation"),
        index.SearchField("services"),
    ]

    override_translatable_fields = [
        *facts(
            "title",
            "slug",
            "organisation",
            "sectors",
            "skills",
            "languages",
            "works_on_site",
            "works_remotely",
            "commune",
            "location",
            "precision",
            "email",
            "show_email",
            "phone",
            "show_phone",
            "website",
            "networks",
            "arrived_in",
            "welcomes_newcomers",
            "verified_on",
        ),
        *prose(*PROSE),
    ]

    class Meta:
        verbose_name = _("solo profile")
        verbose_name_plural = _("solo profiles")

    def clean(self) -> None:
        """Nothing can be shown that is not there, and nobody settles in the future."""
        super().clean()
        errors = {}
        if self.show_email and not self.email:
            errors["show_email"] = _("There is no e-mail address to show.")
        if self.show_phone and not self.phone:
            errors["show_phone"] = _("There is no phone number to show.")
        if self.arrived_in and self.arrived_in > timezone.localdate().year:
            errors["arrived_in"] = _("This year is yet to come.")
        if errors:
            raise ValidationError(errors)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``gallery``, with all pictures read together."""
        gallery = list(self.gallery.all())
        load_pictures([self, *gallery], [("portrait", self.picture_size), *[("image", "text") for _item in gallery]])
        return super().get_context(request, *args, **kwargs) | {"gallery": [item for item in gallery if item.image]}

    def pictures_shown(self) -> list[tuple[Any, str]]:
        """The portrait and the gallery."""
        return [*super().pictures_shown(), *[(item.image, "text") for item in self.gallery.all()]]

    @cached_property
    def network_links(self) -> list["SoloNetworkLink"]:
        """Where else to find them, read once."""
        return list(self.networks.all())

    @property
    def public_phone(self) -> str:
        """The number, where they want it shown."""
        return self.phone if self.show_phone else ""

    @property
    def public_email(self) -> str:
        """The address, where they want it shown."""
        return self.email if self.show_email else ""

    @property
    def service_lines(self) -> list[str]:
        """The services offered, one by one."""
        return lines(self.services)

    @property
    def initials(self) -> str:
        """What stands for a portrait: the first letters of the first and the last name."""
        names = self.title.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()

    def contact_card(self, url: str, photo: str) -> ContactCard:
        """Say what stands on the contact card: what the page shows."""
        return ContactCard(
            uid=self.translation_key,
            name=self.title,
            organisation=self.organisation,
            role=self.headline,
            url=url,
            phone=self.public_phone,
            email=self.public_email,
            town=self.commune.name if self.commune else "",
            postcode=self.public_postcode,
            country=self.commune.territory.country if self.commune else "",
            point=self.public_exact_point,
            website=self.website,
            networks=tuple((link.label, link.url) for link in self.network_links),
            photo=photo,
            languages=tuple(term.slug for term in self.terms_of("language")),
            revised_at=self.last_published_at,
        )

    def card_text(self, site_name: str) -> CardText:
        """Say what stands on the share card."""
        place = self.commune.name if self.commune else ""
        return CardText(title=self.title, subtitle=self.headline, place=place, site=site_name, initials=self.initials)

    def structured_data(self, url: str, picture: str) -> dict[str, Any]:
        """Describe the solo in schema.org's terms."""
        return profile_data(self, url, picture)


class SoloNetworkLink(Orderable, PlainTextMixin):
    """Where else to find a solo."""

    page = ParentalKey(SoloProfilePage, on_delete=models.CASCADE, related_name="networks")
    label = models.CharField(_("network"), max_length=40)
    url = WebsiteField(_("address"))

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("url")])]

    def __str__(self) -> str:
        return self.label


class SoloGalleryImage(TranslatableMixin, Orderable, PlainTextMixin):
    """A picture of a solo's work; what it shows is told in every language."""

    page = ParentalKey(SoloProfilePage, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(get_image_model_string(), models.CASCADE, related_name="+", verbose_name=_("picture"))
    alt_text = models.CharField(
        _("what it shows"),
        max_length=200,
        blank=True,
        help_text=_("Read aloud to people who do not see it; empty: the image's own description."),
    )
    caption = models.CharField(_("caption"), max_length=140, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt_text"), FieldPanel("caption")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("picture of the gallery")
        verbose_name_plural = _("pictures of the gallery")

    def __str__(self) -> str:
        return self.caption or self.alt_text

    @property
    def description(self) -> str:
        """What is read aloud for the picture."""
        return self.alt_text or self.image.default_alt_text or self.caption
