"""Blocks for the StreamField of any site: each holds a question to the entry index, never a copy of its answers."""

from wagtail import blocks

from .entry_list import EntryListBlock
from .highlight import HighlightBlock
from .key_figures import KeyFiguresBlock
from .map import MapBlock
from .nearby import NearbyBlock
from .upcoming import AgendaBlock


class DirectoryStreamBlock(blocks.StreamBlock):
    """Mixin for a StreamBlock of a host: everything the directory offers, under permanent names."""

    entry_list = EntryListBlock()
    agenda = AgendaBlock()
    entry_map = MapBlock()
    highlight = HighlightBlock()
    key_figures = KeyFiguresBlock()
    nearby = NearbyBlock()


__all__ = [
    "AgendaBlock",
    "DirectoryStreamBlock",
    "EntryListBlock",
    "HighlightBlock",
    "KeyFiguresBlock",
    "MapBlock",
    "NearbyBlock",
]
