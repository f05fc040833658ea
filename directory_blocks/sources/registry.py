"""The sources known to this site, by key."""

from django.core.exceptions import ImproperlyConfigured

from .base import Source

_sources: dict[str, Source] = {}


def register_source(source: type[Source]) -> type[Source]:
    """Class decorator: make a source known. Raises ImproperlyConfigured where its key is taken."""
    if source.key in _sources:
        raise ImproperlyConfigured(f"A source with the key {source.key!r} is registered already.")
    _sources[source.key] = source()
    return source


def registered_sources() -> dict[str, Source]:
    """All sources, by key, in the order they were registered."""
    return dict(_sources)
