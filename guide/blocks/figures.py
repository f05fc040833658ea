"""Figures that say where they come from."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .lists import heading_block


class FigureBlock(blocks.StructBlock):
    """One figure; without source and year it would be a claim."""

    value = blocks.CharBlock(max_length=30, label=_("Figure"), help_text=_("With its unit: 98 %, 1 h 10."))
    label = blocks.CharBlock(max_length=160, label=_("What it counts"))
    source = blocks.CharBlock(max_length=120, label=_("Source"))
    year = blocks.IntegerBlock(min_value=1800, max_value=2200, label=_("Year"))
    url = blocks.URLBlock(required=False, label=_("Page of the source"))


class FiguresBlock(blocks.StructBlock):
    """Figures, each with source and year."""

    heading = heading_block()
    figures = blocks.ListBlock(FigureBlock(), min_num=1, label=_("Figures"))

    class Meta:
        template = "guide/blocks/figures.html"
        icon = "order"
        label = _("Figures")
        description = _("Numbers with their source and year.")
