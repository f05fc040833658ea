"""What all public pages have in common: terms, structured data, a share card and a QR code."""

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
from wagtail.models import Site

from directory_blocks.models import Term
from directory_blocks.page_files import FileRoutesMixin
from directory_blocks.pictures import rendition_specs
from directory_blocks.qr_codes import qr_svg

from ..sharing.card import CardText
from ..sharing.storage import card_of
from .abstract import TermsField


class PublicPageMixin(FileRoutesMixin, models.Model):
    """A page with terms, a QR code and a share card."""

    # The foreign key to the picture of the share card, and the named size it is shown in on the page.
    picture_field: ClassVar[str]
    picture_size: ClassVar[str]

    class Meta:
        abstract = True

    # What a page type says of itself ------------------------------------------------------------------------------

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

    # Terms --------------------------------------------------------------------------------------------------------

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``terms``, ``structured_data``, and the absolute addresses ``share_image`` and ``page_url``."""
        context = super().get_context(request, *args, **kwargs)
        context["terms"] = self.terms
        context["page_url"] = self.shown_url(request)
        context["share_image"] = self.shown_url(request, "share_card")
        context["structured_data"] = self.structured_data(context["page_url"], context["share_image"])
        return context

    # Routes -------------------------------------------------------------------------------------------------------

    def absolute(self, request: HttpRequest, route: str = "") -> str:
        """The absolute address of the page, or of one of its routes by name."""
        url = (self.get_url(request) or "/") + (self.reverse_subpage(route) if route else "")
        return request.build_absolute_uri(url)

    def shown_url(self, request: HttpRequest, route: str = "") -> str:
        """The absolute address of what is shown, or of one of its routes; a page may show several things."""
        return self.absolute(request, route)

    @path("qr.svg", name="qr")
    def qr_route(self, request: HttpRequest) -> HttpResponse:
        """Give the QR code of the page's address."""
        return qr_response(self.absolute(request))

    @path("share.png", name="share_card")
    def share_card_route(self, request: HttpRequest) -> HttpResponse:
        """Give the share card; 304 to whoever has it."""
        return png_response(request, *self.share_card(Site.find_for_request(request)))

    def share_card(self, site: Site | None) -> tuple[str, bytes]:
        """Give the digest and the PNG of the share card, drawn where it has not been."""
        return card_of(self, self.card_text(site.site_name if site else ""), self.picture)


def qr_response(address: str) -> HttpResponse:
    """Answer with the QR code of an absolute address."""
    response = HttpResponse(qr_svg(address), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=86400)
    return response


def png_response(request: HttpRequest, digest: str, png: bytes) -> HttpResponse:
    """Answer with a share card; 304 to whoever has it."""
    etag = quote_etag(digest)
    known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if known else HttpResponse(png, content_type="image/png")
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=3600)
    return response


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
