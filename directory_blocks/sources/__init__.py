"""What can be found: sources say how an object of a plugin or a host project becomes entries."""

from .base import EntryData, Source
from .page import PageSource
from .page_part import PagePart, PagePartSource
from .registry import register_source, registered_sources, sources_of, temporary_source
from .thumbnails import thumbnail_url

__all__ = [
    "EntryData",
    "PagePart",
    "PagePartSource",
    "PageSource",
    "Source",
    "register_source",
    "registered_sources",
    "sources_of",
    "temporary_source",
    "thumbnail_url",
]
