"""Wrong compositions are found by ``manage.py check``, before a visitor or an editor meets them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, models
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, get_page_models

from .conf import directory_settings
from .models import DirectoryPage
from .models.abstract import LocatedMixin, OpeningHoursMixin
from .sources.base import Source
from .sources.page import PageSource
from .sources.registry import registered_sources

# Parameters of every list; a vocabulary of the same name could not be filtered by.
RESERVED = frozenset(["q", "commune", "bbox", "near", "radius", "open", "from", "to", "sort", "page", "zoom", "source"])
KEY = re.compile(r"[a-z][a-z0-9_-]{0,49}")


@register()
def check_vocabularies(**kwargs: Any) -> list[CheckMessage]:
    """Every vocabulary is a query parameter of its own."""
    return [
        Error(
            f"DIRECTORY_BLOCKS['VOCABULARIES'] has the key {key!r}, which cannot be a query parameter of its own.",
            hint="Use lower-case letters, digits and hyphens, up to 30, and none of: " + ", ".join(sorted(RESERVED)),
            id="directory_blocks.E001",
        )
        for key in directory_settings.VOCABULARIES
        if key in RESERVED or len(key) > 30 or not KEY.fullmatch(key)
    ]


@register()
def check_sources(**kwargs: Any) -> list[CheckMessage]:
    """Every source is whole, and its model has what it names."""
    return [message for source in registered_sources().values() for message in _source_messages(source)]


def _source_messages(source: Source) -> Iterator[CheckMessage]:
    name = type(source).__name__
    for attribute in ("label", "label_plural"):
        if not getattr(source, attribute, None):
            yield Error(f"{name} has no {attribute}.", obj=type(source), id="directory_blocks.E002")
    if not KEY.fullmatch(source.key):
        yield Error(
            f"{name} has the key {source.key!r}: it must be up to 50 lower-case letters, digits, - and _.",
            obj=type(source),
            id="directory_blocks.E003",
        )
    if type(source).entry is Source.entry:
        yield Error(f"{name} does not define entry().", obj=type(source), id="directory_blocks.E004")
    if issubclass(source.model, Page) != isinstance(source, PageSource):
        yield Error(
            f"{name} is over {source.model._meta.label}: PageSource is for pages, Source for everything else.",
            hint="Only PageSource leaves out drafts, aliases and private pages.",
            obj=type(source),
            id="directory_blocks.E005",
        )
    if unknown := set(source.vocabularies) - set(directory_settings.VOCABULARIES):
        yield Error(
            f"{name} names unknown vocabularies: {', '.join(sorted(unknown))}.",
            hint="Add them to DIRECTORY_BLOCKS['VOCABULARIES'].",
            obj=type(source),
            id="directory_blocks.E006",
        )
    pictured = source.pictured_model
    if source.thumbnail_field and not _is_image(pictured, source.thumbnail_field):
        yield Error(
            f"{name}.thumbnail_field: {pictured._meta.label}.{source.thumbnail_field} leads to no image.",
            obj=type(source),
            id="directory_blocks.E007",
        )
    has_url = hasattr(source.model, "get_absolute_url") or type(source).url is not Source.url
    if not has_url:
        yield Warning(
            f"{name}: {source.model._meta.label} has no get_absolute_url() and the source no url().",
            hint="Entries without an address cannot be opened; ignore this where entry() gives url_path.",
            obj=type(source),
            id="directory_blocks.W001",
        )


def _is_image(model: type[models.Model], name: str) -> bool:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return bool(field.many_to_one and hasattr(field.related_model, "get_rendition"))


@register()
def check_redirects(**kwargs: Any) -> list[CheckMessage]:
    """Wagtail's automatic redirects fail where ours would not."""
    on = getattr(settings, "WAGTAILREDIRECTS_AUTO_CREATE", True)
    if not apps.is_installed("wagtail.contrib.redirects") or not on:
        return []
    return [
        Warning(
            "Wagtail creates the redirects of renamed pages itself, in one expression over all pages below: on SQLite "
            "renaming a section of some thousand pages fails after it was saved.",
            hint="Set WAGTAILREDIRECTS_AUTO_CREATE = False: directory_blocks then writes them, in batches.",
            id="directory_blocks.W002",
        )
    ]


@register(Tags.urls)
def check_urls(**kwargs: Any) -> list[CheckMessage]:
    """Maps and commune fields fetch their data; without these URLs they stay empty."""
    return [
        Warning(
            f"{module} is not among the URLs of this site, so {loss}.",
            hint=f'Before the URLs of Wagtail: path("…", include("{module}"))',
            id="directory_blocks.W004",
        )
        for module, name, args, loss in (
            ("directory_blocks.urls", "directory_blocks:communes", (), "communes cannot be looked up"),
            (
                "directory_blocks.page_urls",
                "directory_blocks_page_file",
                ("a/map.json",),
                "maps and exports are not found",
            ),
        )
        if not _routed(name, *args)
    ]


def _routed(name: str, *args: str) -> bool:
    try:
        reverse(name, args=args)
    except NoReverseMatch:
        return False
    return True


@register()
def check_translations(**kwargs: Any) -> list[CheckMessage]:
    """Coordinates and opening hours are facts; wagtail-localize would have them translated."""
    if not apps.is_installed("wagtail_localize"):
        return []
    return [
        Error(
            f"{model._meta.label}.{name} would be translated as text, and so could differ from the source page.",
            hint=f"override_translatable_fields = [*directory_blocks.translations.fields.facts({name!r}), …]",
            obj=model,
            id="directory_blocks.E008",
        )
        for model, name in _facts_as_prose()
    ]


def _facts_as_prose() -> Iterator[tuple[type[Page], str]]:
    from .translations.fields import get_translatable_fields  # noqa: PLC0415 - optional
    from .translations.marks import TranslatableField  # noqa: PLC0415 - optional

    facts = ((LocatedMixin, "location"), (LocatedMixin, "precision"), (OpeningHoursMixin, "opening_hours"))
    for model in get_page_models():
        names = {name for mixin, name in facts if issubclass(model, mixin)}
        for field in get_translatable_fields(model) if names else ():
            if field.field_name in names and isinstance(field, TranslatableField):
                yield model, field.field_name


@register(Tags.database)
def check_directories(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """What editors chose for a directory still exists; a warning, since a deployment must be able to remove it."""
    if not databases:
        return []
    try:
        pages = list(DirectoryPage.objects.only("title", "sources", "facets"))
    except DatabaseError:  # not migrated yet
        return []
    known: dict[str, Callable[[], Iterable[str]]] = {
        "sources": registered_sources,
        "facets": lambda: directory_settings.VOCABULARIES,
    }
    return [
        Warning(
            f"The directory “{page.title}” (page {page.pk}) names unknown {field}: {', '.join(sorted(unknown))}.",
            hint="Edit the page and save it.",
            id="directory_blocks.W003",
        )
        for page in pages
        for field, names in known.items()
        if (unknown := {str(name) for name in getattr(page, field) or []} - set(names()))
    ]
