"""Figures of the territory with their source and year, or counted live in the index."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from ..models import Entry, EntryTerm
from ..sources import registered_sources
from .fields import KeyBlock, NumberBlock, SturdyListBlock, SturdyStructBlock, source_choices, term_choices
from .selection import reading_locale


class KeyFigureValue(blocks.StructValue):
    """One figure; ``count`` is filled in by the block where it is counted live."""

    count: int | None = None

    @property
    def is_live(self) -> bool:
        """Whether the index gives the number."""
        return self.get("count_source") in registered_sources()

    @property
    def condition(self) -> Q:
        """What the live count counts."""
        condition = Q(source=self.get("count_source"))
        vocabulary, _colon, slug = (self.get("count_term") or "").partition(":")
        if slug:
            terms = EntryTerm.objects.filter(entry=OuterRef("pk"), term__vocabulary=vocabulary, term__slug=slug)
            condition &= Q(Exists(terms))
        return condition

    @property
    def number(self) -> Decimal | int | None:
        """The number to show, live or typed."""
        return self.count if self.is_live else self.get("value")

    @property
    def formatted(self) -> str:
        """The number as the reader's language groups its digits."""
        if self.number is None:
            return ""
        number = self.number.normalize() if isinstance(self.number, Decimal) else self.number
        return number_format(f"{number:f}" if isinstance(number, Decimal) else number, force_grouping=True)

    @property
    def source_url(self) -> str:
        """The link to the source, only to the web."""
        url = self.get("url") or ""
        return url if isinstance(url, str) and url.startswith(("https://", "http://")) else ""


class KeyFigureBlock(SturdyStructBlock):
    """One number, what it counts, who says so and when."""

    value = NumberBlock(required=False, label=_("Number"))
    unit = blocks.CharBlock(required=False, max_length=20, label=_("Unit"), help_text=_("Behind the number: %, km."))
    label = blocks.CharBlock(max_length=120, label=_("What it counts"))
    source = blocks.CharBlock(required=False, max_length=120, label=_("Source"))
    year = blocks.IntegerBlock(required=False, min_value=1800, max_value=2200, label=_("Year"))
    url = blocks.URLBlock(required=False, label=_("Link to the source"))
    count_source = KeyBlock(
        choices=source_choices,
        required=False,
        label=_("Count live instead"),
        help_text=_("The number of these on the site today replaces the number above."),
    )
    count_term = KeyBlock(choices=term_choices, required=False, label=_("… only with this term"))

    class Meta:
        icon = "order"
        label = _("Figure")
        value_class = KeyFigureValue


class KeyFiguresBlock(SturdyStructBlock):
    """A row of figures."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    figures = SturdyListBlock(KeyFigureBlock(), default=[], max_num=12, label=_("Figures"))

    class Meta:
        template = "directory_blocks/blocks/key_figures.html"
        icon = "order"
        label = _("Key figures")
        description = _("Numbers with their source and year, or counted live.")

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """
        Add ``figures`` that have a number, all live ones counted in one query, or by the ``tallies`` (``Tallies``) that
        the page has read.
        """
        context = super().get_context(value, parent_context=parent_context)
        figures = list(value.get("figures") or ())
        count_live([figure for figure in figures if figure.is_live], context)
        context["figures"] = [figure for figure in figures if figure.number is not None]
        return context


def count_live(figures: list[KeyFigureValue], context: dict[str, Any]) -> None:
    """Fill in ``count`` of each figure, in the reader's language."""
    if tallies := context.get("tallies"):
        for figure in figures:
            figure.count = None if figure.get("count_term") else tallies.total(figure["count_source"])
        figures = [figure for figure in figures if figure.count is None]
    if not figures:
        return
    locale: Locale = reading_locale(context)
    counts = Entry.objects.filter(locale=locale).aggregate(
        **{f"figure_{index}": Count("pk", filter=figure.condition) for index, figure in enumerate(figures)}
    )
    for index, figure in enumerate(figures):
        figure.count = counts[f"figure_{index}"]
