"""What the public pages of profiles and service points have in common: terms, neighbours, routes."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from wagtail.contrib.routable_page.models import path
from wagtail.images import get_image_model
from wagtail.models import Locale, Site

from directory_blocks.models import Entry, Term
from directory_blocks.page_files import FileRoutesMixin
from directory_blocks.pictures import rendition_specs
from directory_blocks.qr_codes import qr_svg
from directory_blocks.query import EntryQuery

from ..conf import solo_settings
from ..contact import views as contact_views
from ..sharing.card import CardText
from ..sharing.storage import card_of
from ..sharing.vcard import ContactCard
from .abstract import TermsField


class PublicPageMixin(FileRoutesMixin, models.Model):
    """A page with terms, neighbours, a contact card, a QR code and a share card."""

    # The key of the page type's entry source.
    source_key: ClassVar[str]
    # The foreign key to the picture of the share card, and the named size it is shown in on the page.
    picture_field: ClassVar[str]
    picture_size: ClassVar[str]

    class Meta:
        abstract = True

    # What a page type says of itself ------------------------------------------------------------------------------

    @property
    def public_email(self) -> str:
        """The address that may be shown to those who ask."""
        raise NotImplementedError

    def contact_card(self, url: str, photo: str) -> ContactCard:
        """Say what stands on the contact card; ``url`` and ``photo`` are absolute."""
        raise NotImplementedError

    def card_text(self, site_name: str) -> CardText:
        """Say what stands on the share card."""
        raise NotImplementedError

    def structured_data(self, url: str, picture: str) -> dict[str, Any]:
        """Describe the page in schema.org's terms; addresses are absolute."""
        raise NotImplementedError

    @property
    def picture(self) -> Any:
        """The image of the share card, or None."""
        return getattr(self, self.picture_field)

    def pictures_shown(self) -> list[tuple[Any, str]]:
        """The images of the page, each with the named size it is shown in."""
        return [(self.picture, self.picture_size)]

    # Terms and neighbours -----------------------------------------------------------------------------------------

    @cached_property
    def terms(self) -> dict[str, list[Term]]:
        """The page's terms by vocabulary, in its own language where they are translated. One query for a saved page."""
        drafts = getattr(self, "_cluster_related_objects", None) or {}
        chosen = models.Q(pk__in=[])
        for field in self._meta.many_to_many:
            if not isinstance(field, TermsField):
                continue
            if self.pk is None or field.name in drafts:
                chosen |= models.Q(pk__in=[term.pk for term in getattr(self, field.name).all()])
            else:
                rows = field.remote_field.through.objects.filter(**{field.m2m_field_name(): self.pk})
                chosen |= models.Q(pk__in=rows.values(field.m2m_reverse_field_name()))
        keys = Term.objects.filter(chosen).order_by().values("translation_key")
        own: dict[Any, Term] = {}
        for term in Term.objects.filter(translation_key__in=keys):
            if term.translation_key not in own or term.locale_id == self.locale_id:
                own[term.translation_key] = term
        return by_vocabulary(own.values())

    def terms_of(self, vocabulary: str) -> list[Term]:
        """The page's terms of one vocabulary."""
        return self.terms.get(vocabulary, [])

    def indexed_around(self) -> tuple[Entry | None, list[Entry]]:
        """The page's own entry, and the nearest others of its kind with their distance. Two queries, terms included."""
        point = self.public_point
        query = EntryQuery(locale=Locale(pk=self.locale_id), sources=(self.source_key,))
        related, without = ("commune__territory", "locale"), ("commune__territory__outline",)
        if point is None:
            own_row = query.entries().filter(translation_key=self.translation_key)
            found = list(own_row.select_related(*related).defer(*without))
        else:
            around = query.with_(near=point, radius=solo_settings.NEARBY_KM)
            found = around.nearest(solo_settings.NEARBY + 1, self.translation_key, related, without)
        own = [entry for entry in found if entry.translation_key == self.translation_key]
        others = [entry for entry in found if entry.translation_key != self.translation_key]
        entry = own[0] if own else None
        for other in others:
            # Two marks of one commune say nothing of how far apart the places are.
            if (entry and entry.stands_for_commune) or (
                other.commune_id == self.commune_id and other.stands_for_commune
            ):
                other.count_from_commune(self.commune_id)
        return entry, others[: solo_settings.NEARBY]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """
        Add ``entry`` (the page's row in the index, or None), ``neighbours``, ``around`` (both), ``terms``,
        ``structured_data``, and the absolute addresses ``share_image`` and ``page_url``.
        """
        context = super().get_context(request, *args, **kwargs)
        context["entry"], context["neighbours"] = self.indexed_around()
        if context["entry"] and not getattr(request, "is_preview", False):
            self._take_from_entry(context["entry"])
        context["around"] = [entry for entry in (context["entry"], *context["neighbours"]) if entry]
        context["terms"] = self.terms
        context["page_url"] = self.absolute(request)
        context["share_image"] = self.absolute(request, "share_card")
        context["structured_data"] = self.structured_data(context["page_url"], context["share_image"])
        return context

    def _take_from_entry(self, entry: Entry) -> None:
        """The index has read the page's terms and commune already; broader terms are only there to be searched by."""
        terms = list(entry.terms.all())
        broader = {term.parent_id for term in terms}
        self.terms = by_vocabulary(term for term in terms if term.pk not in broader)
        self.locale = entry.locale
        if entry.commune_id and entry.commune_id == self.commune_id:
            self.commune = entry.commune

    # Routes -------------------------------------------------------------------------------------------------------

    def absolute(self, request: HttpRequest, route: str = "") -> str:
        """The absolute address of the page, or of one of its routes by name."""
        url = (self.get_url(request) or "/") + (self.reverse_subpage(route) if route else "")
        return request.build_absolute_uri(url)

    @path("email/", name="email")
    def email_route(self, request: HttpRequest) -> HttpResponse:
        """Show the address to whoever presses the button."""
        return contact_views.reveal_email(request, self, self.public_email)

    @path("contact.vcf", name="vcard")
    def vcard_route(self, request: HttpRequest) -> HttpResponse:
        """Give the contact card as a file."""
        card = self.contact_card(self.absolute(request), self._photo_url(request))
        response = HttpResponse(card.write(), content_type="text/vcard; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.vcf"'
        response["X-Robots-Tag"] = "noindex"
        return response

    @path("qr.svg", name="qr")
    def qr_route(self, request: HttpRequest) -> HttpResponse:
        """Give the QR code of the page's address."""
        response = HttpResponse(qr_svg(self.absolute(request)), content_type="image/svg+xml")
        patch_cache_control(response, public=True, max_age=86400)
        return response

    @path("share.png", name="share_card")
    def share_card_route(self, request: HttpRequest) -> HttpResponse:
        """Give the share card; 304 to whoever has it."""
        digest, png = self.share_card(Site.find_for_request(request))
        etag = quote_etag(digest)
        known = etag in parse_etags(request.headers.get("If-None-Match", ""))
        response = HttpResponseNotModified() if known else HttpResponse(png, content_type="image/png")
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=3600)
        return response

    def share_card(self, site: Site | None) -> tuple[str, bytes]:
        """Give the digest and the PNG of the share card, drawn where it has not been."""
        return card_of(self, self.card_text(site.site_name if site else ""), self.picture)

    def _photo_url(self, request: HttpRequest) -> str:
        if self.picture is None:
            return ""
        try:
            return request.build_absolute_uri(self.picture.get_rendition("fill-320x320-c100|format-jpeg").url)
        except OSError:
            return ""


class WritableMixin(models.Model):
    """A page whose subject can be written to, where it has an address for that."""

    class Meta:
        abstract = True

    @path("contact/", name="contact")
    def contact_route(self, request: HttpRequest) -> HttpResponse:
        """Show and take the contact form."""
        return contact_views.contact(request, self)

    @path("contact/sent/", name="contact_sent")
    def contact_sent_route(self, request: HttpRequest) -> HttpResponse:
        """Say that the message is on its way."""
        return contact_views.sent(request, self)


def by_vocabulary(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Sort terms into their vocabularies, in the order of the taxonomy."""
    ordered = sorted(terms, key=attrgetter("vocabulary", "sort_order", "name"))
    return {key: list(group) for key, group in groupby(ordered, key=attrgetter("vocabulary"))}


def load_pictures(owners: Sequence[models.Model], fields: Sequence[tuple[str, str]]) -> None:
    """
    Read the images of ``owners`` and their renditions in one query, in two where an image has none yet: ``fields``
    gives for each owner the foreign key and the named size it is shown in.
    """
    shown = [
        (owner, field, getattr(owner, f"{field}_id")) for owner, (field, _size) in zip(owners, fields, strict=True)
    ]
    wanted = {pk for _owner, _field, pk in shown if pk}
    if not wanted:
        return
    specs = {spec for _field, size in fields for spec in rendition_specs(size)}
    images: dict[int, Any] = {}
    renditions = get_image_model().get_rendition_model().objects.filter(image_id__in=wanted, filter_spec__in=specs)
    for rendition in renditions.select_related("image"):
        image = images.setdefault(rendition.image_id, rendition.image)
        image.prefetched_renditions = [*getattr(image, "prefetched_renditions", []), rendition]
    if missing := wanted - set(images):
        images |= get_image_model().objects.in_bulk(missing)
    for owner, field, pk in shown:
        if pk:
            setattr(owner, field, images.get(pk))
