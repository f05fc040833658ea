"""What the pages of those who can be reached have in common: profiles and service points."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path
from wagtail.models import Locale

from directory_blocks.models import Entry
from directory_blocks.query import EntryQuery

from ..conf import solo_settings
from ..contact import views as contact_views
from ..sharing.vcard import ContactCard
from .public import PublicPageMixin, by_vocabulary


class ReachedPageMixin(PublicPageMixin):
    """The public page of somebody in a place: with neighbours, an e-mail address on request and a contact card."""

    # The key of the page type's entry source.
    source_key: ClassVar[str]

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

    # Neighbours ---------------------------------------------------------------------------------------------------

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
        """Add ``entry`` (the page's row in the index, or None), ``neighbours`` and ``around`` (both)."""
        entry, neighbours = self.indexed_around()
        if entry and not getattr(request, "is_preview", False):
            self._take_from_entry(entry)
        around = [one for one in (entry, *neighbours) if one]
        context = super().get_context(request, *args, **kwargs)
        return {**context, "entry": entry, "neighbours": neighbours, "around": around}

    def _take_from_entry(self, entry: Entry) -> None:
        """The index has read the page's terms and commune already; broader terms are only there to be searched by."""
        terms = list(entry.terms.all())
        broader = {term.parent_id for term in terms}
        self.terms = by_vocabulary(term for term in terms if term.pk not in broader)
        self.locale = entry.locale
        if entry.commune_id and entry.commune_id == self.commune_id:
            self.commune = entry.commune

    # Routes -------------------------------------------------------------------------------------------------------

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
