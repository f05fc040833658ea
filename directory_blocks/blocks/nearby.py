"""What is around a place: a chosen commune, or wherever the page itself is."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page

from ..conf import directory_settings
from ..enums import Precision, Sort
from ..models import Commune, Entry
from ..models.abstract import Point
from ..query import EntryQuery
from .entry_list import directory_address
from .fields import CommuneBlock, NumberBlock, PageBlock, SturdyStructBlock
from .place import asked_place
from .selection import MAX_ENTRIES, SelectionValue, reading_locale, sources_block, terms_block


class Centre(NamedTuple):
    """
    The point that distances are counted from (WGS 84 degrees), and its name; ``commune_id`` where the point is a
    commune's.
    """

    latitude: float
    longitude: float
    name: str
    commune_id: int | None = None

    @classmethod
    def of(cls, commune: Commune) -> "Centre":
        """The point of a commune."""
        return cls(commune.latitude, commune.longitude, commune.name, commune.pk)


class NearbyValue(SelectionValue):
    """Entries around a centre, the nearest first."""

    # The place of its own commune, where ``read_lists`` asked for many lists at once.
    own_centre: Centre | None = None

    @property
    def within(self) -> str:
        """The commune is the centre here, not a filter."""
        return ""

    @property
    def radius(self) -> float:
        """Kilometres around the centre."""
        radius = self.get("radius")
        return min(float(radius or directory_settings.RADIUS_KM), directory_settings.MAX_RADIUS_KM)

    def centre(self, page: Page | None) -> Centre | None:
        """The chosen commune, or the public point of the page."""
        if self.own_centre:
            return self.own_centre
        if code := self.get("commune"):
            commune = Commune.objects.filter(code=code).first()
            return commune and Centre.of(commune)
        point = getattr(page, "public_point", None)
        if not point:
            return None
        own = page.precision == Precision.EXACT and page.latitude is not None
        return Centre(point.latitude, point.longitude, page.title, None if own else page.commune_id)

    def query_around(self, centre: Centre, locale: Locale, page: Page | None = None) -> EntryQuery:
        """The question for what is nearest, without the ``page`` that asks."""
        return self.query(
            locale,
            sort=Sort.DISTANCE,
            near=Point(centre.latitude, centre.longitude),
            radius=self.radius,
            excluding=(page.translation_key,) if isinstance(page, Page) else (),
        )

    def entries_around(self, centre: Centre, query: EntryQuery) -> list[Entry]:
        """The nearest entries, with their distance."""
        known = self.found is not None and centre == self.own_centre
        entries = self.found if known else query.nearest(self.limit)
        if commune_id := centre.commune_id:
            for entry in entries:
                entry.count_from_commune(commune_id)
        return entries


class NearbyBlock(SturdyStructBlock):
    """A short list of the nearest entries with their distance."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    commune = CommuneBlock(
        required=False, label=_("Around"), help_text=_("No commune: around the place that the page is about.")
    )
    radius = NumberBlock(required=False, min_value=1, max_value=200, label=_("Within (km)"))
    sources = sources_block()
    terms = terms_block()
    limit = blocks.IntegerBlock(min_value=1, max_value=MAX_ENTRIES, default=4, label=_("How many"))
    reader_chooses = blocks.BooleanBlock(
        required=False,
        label=_("Let readers choose the commune"),
        help_text=_("Shows a form. Until somebody answers, and on paper, the list is of the place above."),
    )
    directory = PageBlock(
        page_type="directory_blocks.DirectoryPage",
        required=False,
        label=_("Directory to continue in"),
        help_text=_("Linked below the list, around the same place."),
    )

    class Meta:
        template = "directory_blocks/blocks/nearby.html"
        icon = "site"
        label = _("Nearby")
        description = _("What is around a commune, or around the page’s own place.")
        value_class = NearbyValue

    def get_context(self, value: NearbyValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """
        Add ``centre`` (or None), ``entries`` with their distance and ``more_url``; ``asked`` where readers may choose,
        which a page for paper (``paper`` in its context) and one without a request do not let them.
        """
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        may_ask = value.get("reader_chooses") and request is not None and not context.get("paper")
        asked = asked_place(request) if may_ask else None
        context |= {"asked": asked, "centre": None, "entries": [], "more_url": ""}
        if asked and asked.form.errors:
            return context
        centre = Centre.of(asked.commune) if asked and asked.commune else value.centre(context.get("page"))
        if centre:
            query = value.query_around(centre, reading_locale(context), context.get("page"))
            context |= {"centre": centre, "entries": value.entries_around(centre, query)}
            if address := directory_address(value.get("directory"), context):
                context["more_url"] = f"{address}{query.querystring()}"
        return context
