"""What can be found: sources say how an object of a plugin or a host project becomes entries."""

from .base import EntryData, Source
from .registry import register_source, registered_sources

__all__ = ["EntryData", "Source", "register_source", "registered_sources"]
