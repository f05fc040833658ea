"""Keeping the index true: which rows an event concerns, and when they are written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat, Substr
from wagtail.models import Page

from .. import freshness
from ..conf import directory_settings
from ..models import Entry, Term
from ..sources.base import Source
from ..sources.page import PageBackedSource
from ..sources.page_part import PagePartSource
from ..sources.registry import registered_sources
from .snapshot import Snapshot
from .sync import remove_rows, sync_entries
from .tasks import sync_entries_task

Affected = Mapping[Source, Sequence[Any]]


def refresh(affected: Affected, *, fresh_roots: bool = False) -> bool:
    """
    Bring the rows of these identities up to date: at once, in the transaction that is open, or, where they are more
    than ``BATCH_SIZE``, in tasks of that size once it is committed. Tells whether it was at once.
    """
    size = directory_settings.BATCH_SIZE
    at_once = sum(len(identities) for identities in affected.values()) <= size
    if at_once:
        snapshot = Snapshot(fresh_roots=fresh_roots)
        for source, identities in affected.items():
            sync_entries(source, identities, snapshot=snapshot)
        return True
    for source, identities in affected.items():
        for batch in batches(identities, size):
            transaction.on_commit(partial(sync_entries_task.enqueue, source.key, [str(one) for one in batch]))
    return False


def batches(items: Iterable[Any], size: int | None = None) -> Iterator[list[Any]]:
    """Cut ``items`` into lists of at most ``size`` (default: ``BATCH_SIZE``)."""
    iterator = iter(items)
    size = size or directory_settings.BATCH_SIZE
    while batch := list(islice(iterator, size)):
        yield batch


def affected_by_entries(entries: models.QuerySet) -> Affected:
    """Give the identities of the things that these rows are about."""
    affected = defaultdict(dict)
    known = registered_sources()
    for key, object_id, translation_key in entries.values_list("source", "object_id", "translation_key"):
        if source := known.get(key):
            affected[source][translation_key if source.translatable else object_id] = None
    return {source: list(identities) for source, identities in affected.items()}


def affected_by_term(term: Term) -> Affected:
    """Give what a term, in any language, classifies directly or through a narrower term."""
    return affected_by_entries(Entry.objects.filter(entry_terms__term__translation_key=term.translation_key))


def affected_by_image(image_id: int, model: type[models.Model]) -> Affected:
    """Give what has an image of this model as its thumbnail."""
    return {source: source.identities_showing(image_id, model) for source in registered_sources().values()}


def everything(*, only_pages: bool = False) -> Affected:
    """Give all that any source has."""
    return {
        source: list(source.objects().values_list(source.identity_field, flat=True).distinct())
        for source in registered_sources().values()
        if isinstance(source, PageBackedSource) or not only_pages
    }


# --- a branch of the page tree -------------------------------------------------------------------------------------


def page_sources() -> list[PageBackedSource]:
    """Give the sources whose entries stand in the page tree."""
    return [source for source in registered_sources().values() if isinstance(source, PageBackedSource)]


def refresh_parts(page: Page, *, saved: bool = False, snapshot: Snapshot | None = None) -> bool:
    """
    Bring the rows of the parts of a page, in all its languages, up to date. With ``saved`` the object itself stands
    for what is in the database, as ``sync_entries`` has it. Tells whether the page is one of those that have parts.
    """
    sources = [
        source
        for source in registered_sources().values()
        if isinstance(source, PagePartSource) and issubclass(page.specific_class or type(page), source.page_model)
    ]
    for source in sources:
        identities = source.identities_of(page)
        if len(identities) > directory_settings.BATCH_SIZE:
            refresh({source: identities})
            continue
        whole = {page.pk: page} if saved and isinstance(page, source.page_model) else None
        sync_entries(source, identities, saved=whole, snapshot=snapshot)
    return bool(sources)


def refresh_branch(path: str, *, hide: bool = False) -> None:
    """
    Bring the rows of all pages at and below a tree path up to date. With ``hide`` the branch has become private or
    left its site: then its rows go in this transaction even where the rest has to wait for tasks.
    """
    affected = {source: list(source.identities_below(path)) for source in page_sources()}
    if not refresh(affected, fresh_roots=True) and hide:
        hide_branch(path)


def hide_branch(path: str) -> None:
    """Take out every row whose text is that of a page at or below a tree path, in the transaction that is open."""
    for batch in batches(list(branch_rows(path).values_list("pk", flat=True))):
        remove_rows(batch)


def branch_rows(path: str) -> models.QuerySet[Entry]:
    """Give the rows whose text is that of a page at or below a tree path."""
    pages = Page.objects.filter(path__startswith=path).order_by().annotate(object_id=Cast("pk", CharField()))
    return Entry.objects.filter(
        source__in=[source.key for source in page_sources()], object_id__in=pages.values("object_id")
    )


def rename_branch(path: str, old_url: str, new_url: str) -> int:
    """
    Give the rows below a page their new URLs, in one statement however many they are. Returns their number.

    Matching by page and by prefix: two sites may use the same paths, and a page type may have URLs of its own.
    """
    rows = branch_rows(path).filter(url_path__startswith=old_url)
    with transaction.atomic():
        freshness.touch()
        return rows.update(url_path=Concat(Value(new_url), Substr("url_path", len(old_url) + 1)))
