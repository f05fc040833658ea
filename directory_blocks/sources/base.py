"""The contract between the entry index and whatever is to be found in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models

from ..enums import Precision
from ..models.abstract import Point
from ..models.gazetteer import Commune
from ..models.taxonomy import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryData:
    """What one object contributes to the index in one language. Only what the public may know."""

    title: str
    summary: str = ""
    # Searched, never shown.
    body: str = ""
    url_path: str = ""
    terms: Iterable[Term] = ()
    commune: Commune | None = None
    point: Point | None = None
    precision: Precision = Precision.EXACT
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    opening_hours: str = ""
    thumbnail: str = ""
    verified_on: date | None = None
    updated_at: datetime | None = None


class Source:
    """
    A kind of thing that can be found. Subclass it in ``<app>/entry_sources.py`` and register it with
    ``@register_source``; that module is imported once every app is ready.
    """

    key: ClassVar[str]
    model: ClassVar[type[models.Model]]
    label: ClassVar[Any]
    label_plural: ClassVar[Any]
    # Vocabularies whose terms its objects carry, in the order of their facets.
    vocabularies: ClassVar[tuple[str, ...]] = ()

    def entry(self, obj: Any) -> EntryData:
        """Say what ``obj`` contributes in its own language."""
        raise NotImplementedError
