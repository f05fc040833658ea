"""The sources known to this site, by key."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.dispatch import Signal

from .base import Source

_sources: dict[str, Source] = {}

# Sent with ``source`` when one becomes known or is forgotten, so that its model can be watched.
source_registered = Signal()
source_forgotten = Signal()


def register_source(source: type[Source]) -> type[Source]:
    """Class decorator: make a source known. Raises ImproperlyConfigured where its key is taken."""
    if source.key in _sources:
        raise ImproperlyConfigured(f"A source with the key {source.key!r} is registered already.")
    _sources[source.key] = source()
    source_registered.send(sender=Source, source=_sources[source.key])
    return source


def registered_sources() -> dict[str, Source]:
    """All sources, by key, in the order they were registered."""
    return dict(_sources)


def sources_of(model: type[models.Model]) -> list[Source]:
    """Sources of the objects of ``model``: those of the nearest class that has any."""
    for ancestor in model.__mro__:
        if found := [source for source in _sources.values() if source.model is ancestor]:
            return found
    return []


@contextmanager
def temporary_source(source: type[Source]) -> Iterator[Source]:
    """Make a source known inside a ``with`` block: for tests."""
    register_source(source)
    known = _sources[source.key]
    try:
        yield known
    finally:
        del _sources[source.key]
        source_forgotten.send(sender=Source, source=known)
