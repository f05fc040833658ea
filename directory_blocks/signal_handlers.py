"""What keeps the entry index true: receivers of the signals of pages, objects and all that entries depend on."""

from typing import Any, NamedTuple

from django.apps import apps
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Locale, Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import post_page_move

from . import freshness
from .index.snapshot import Snapshot
from .index.sync import remove_rows, sync_entries
from .index.upkeep import (
    affected_by_entries,
    affected_by_term,
    batches,
    everything,
    hide_branch,
    refresh,
    refresh_branch,
    refresh_parts,
    rename_branch,
)
from .models import Commune, CommuneAlias, Entry, Term
from .sources.base import Source
from .sources.page_part import PagePartSource
from .sources.registry import registered_sources, source_registered, sources_of

# Saved alone, these change nothing that an entry shows.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
    }
)


class Place(NamedTuple):
    """Where a page was before it was saved."""

    url_path: str
    path: str


# --- pages -------------------------------------------------------------------------------------------------------


def note_place(sender: type[Page], instance: Page, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """Remember the URL a page has had so far."""
    if raw or not instance.pk or (update_fields is not None and set(update_fields) <= BOOKKEEPING):
        return
    row = Page.objects.filter(pk=instance.pk).values_list("url_path", "path").first()
    instance._directory_place = Place(*row) if row else None


def index_saved_page(
    sender: type[Page], instance: Page, created: bool, raw: bool, update_fields: Any, **kwargs: Any
) -> None:
    """
    Index a page that was saved, inside the transaction of ``Page.save``, and give the rows below it their new URLs.

    The instance itself stands for the page where all of it is being saved: its relations are written after this.
    """
    before = instance.__dict__.pop("_directory_place", None)
    if raw or (update_fields is not None and set(update_fields) <= BOOKKEEPING):
        return
    renamed = before is not None and before.url_path != instance.url_path
    snapshot = Snapshot(fresh_roots=renamed or (created and instance.is_site_root()))
    changed = False
    for source in sources_of(instance.specific_class or type(instance)):
        whole = update_fields is None and isinstance(instance, source.model)
        saved = {instance.pk: instance} if whole else None
        changed = bool(sync_entries(source, [source.identity(instance)], saved=saved, snapshot=snapshot)) or changed
    refresh_parts(instance, saved=update_fields is None, snapshot=snapshot)
    if not changed:
        freshness.touch()
    if renamed and instance.numchild:
        follow_rename(instance, before, snapshot)


def follow_rename(page: Page, before: Place, snapshot: Snapshot) -> None:
    """Move the rows below a renamed or moved page along; those of a branch that is not public go."""
    old_url, new_url = snapshot.page_url(Page(url_path=before.url_path)), snapshot.page_url(page)
    if new_url is None or snapshot.is_restricted(page.path):
        hide_branch(page.path)
    elif old_url and old_url != new_url:
        rename_branch(page.path, old_url, new_url)


def index_moved_branch(
    sender: type[Page], *, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """Index a branch anew that came into a site or out of a private section, or the other way round."""
    snapshot = Snapshot(fresh_roots=True)
    was_in_site = snapshot.page_url(Page(url_path=kwargs["url_path_before"])) is not None
    in_site = snapshot.page_url(instance) is not None
    was_private, private = (snapshot.is_restricted(page.path) for page in (parent_page_before, parent_page_after))
    if (was_in_site, was_private) != (in_site, private):
        refresh_branch(instance.path)


def index_privacy(
    sender: type[PageViewRestriction], instance: PageViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """Hide or show a branch when a view restriction comes, changes or goes."""
    page = None if raw else Page.objects.filter(pk=instance.page_id).first()
    if page:
        refresh_branch(page.path, hide=True)


def mark_deleted_page(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page went; one of a source is also taken out of the index."""
    freshness.touch()


# --- objects of sources ------------------------------------------------------------------------------------------


def watch(source: Source) -> None:
    """Follow the objects of a source; pages are followed as they are saved whatever their type."""
    if isinstance(source, PagePartSource):
        watch_parts(source)
    for model in apps.get_models():
        if not issubclass(model, source.model):
            continue
        uid = f"directory_blocks.{model._meta.label}"
        if not issubclass(model, Page):
            post_save.connect(index_saved_object, sender=model, dispatch_uid=uid)
        post_delete.connect(forget_object, sender=model, dispatch_uid=uid)
        for field in model._meta.many_to_many:
            if field.related_model is Term:
                m2m_changed.connect(index_classified_object, sender=field.remote_field.through, dispatch_uid=uid)


def watch_parts(source: PagePartSource) -> None:
    """Follow the pages whose parts are found, as far as they are not followed as pages: what goes, and their terms."""
    for model in apps.get_models():
        if not issubclass(model, source.page_model):
            continue
        uid = f"directory_blocks.parts.{model._meta.label}"
        post_delete.connect(forget_parts, sender=model, dispatch_uid=uid)
        for field in model._meta.many_to_many:
            if field.related_model is Term:
                m2m_changed.connect(index_classified_page, sender=field.remote_field.through, dispatch_uid=uid)


def forget_parts(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A page was deleted: in its language its parts are found by a translation, or not at all."""
    refresh_parts(instance)


def index_classified_page(
    sender: type[models.Model], instance: models.Model, action: str, reverse: bool, **kwargs: Any
) -> None:
    """A page was given other terms, and so were its parts."""
    if action in {"post_add", "post_remove", "post_clear"} and not reverse:
        refresh_parts(instance)


def index_saved_object(sender: type[models.Model], instance: models.Model, raw: bool, **kwargs: Any) -> None:
    """Index an object that is not a page."""
    if not raw:
        for source in sources_of(type(instance)):
            sync_entries(source, [source.identity(instance)])


def forget_object(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Take what was deleted out of the index; what stood in for it in other languages, or the other way, follows."""
    for source in sources_of(type(instance)):
        sync_entries(source, [source.identity(instance)])


def index_classified_object(
    sender: type[models.Model], instance: models.Model, action: str, reverse: bool, **kwargs: Any
) -> None:
    """Index an object that was given other terms."""
    if action in {"post_add", "post_remove", "post_clear"} and not reverse:
        for source in sources_of(type(instance)):
            sync_entries(source, [source.identity(instance)])


# --- what entries depend on --------------------------------------------------------------------------------------


def index_term(sender: type[Term], instance: Term, raw: bool, **kwargs: Any) -> None:
    """A term was renamed, translated, or given a broader one."""
    if not raw:
        refresh(affected_by_term(instance))


def index_commune(sender: type[Commune], instance: Commune, raw: bool, **kwargs: Any) -> None:
    """A commune was renamed or its point corrected."""
    if not raw:
        refresh(affected_by_entries(Entry.objects.filter(commune=instance)))


def index_commune_alias(sender: type[CommuneAlias], instance: CommuneAlias, raw: bool = False, **kwargs: Any) -> None:
    """A commune got or lost another name."""
    if not raw:
        refresh(affected_by_entries(Entry.objects.filter(commune_id=instance.commune_id)))


def note_affected(sender: type[models.Model], instance: Term | Commune, **kwargs: Any) -> None:
    """Remember what depends on a term or commune while it is still there."""
    if isinstance(instance, Term):
        instance._directory_affected = affected_by_term(instance)
    else:
        instance._directory_affected = affected_by_entries(Entry.objects.filter(commune=instance))


def index_affected(sender: type[models.Model], instance: Term | Commune, **kwargs: Any) -> None:
    """Index what depended on a term or commune that has gone."""
    refresh(instance.__dict__.pop("_directory_affected", {}))


def index_site(sender: type[Site], instance: Site, raw: bool = False, **kwargs: Any) -> None:
    """A site came, went, or changed its root or host: pages have other URLs, or none."""
    if not raw:
        refresh(everything(only_pages=True), fresh_roots=True)


def index_locale(sender: type[Locale], instance: Locale, raw: bool, **kwargs: Any) -> None:
    """A language came: everything has a row in it."""
    if not raw:
        refresh(everything(), fresh_roots=True)


def forget_locale(sender: type[Locale], instance: Locale, **kwargs: Any) -> None:
    """A language goes with its rows."""
    for batch in batches(list(Entry.objects.filter(locale=instance).values_list("pk", flat=True))):
        remove_rows(batch)


def connect() -> None:
    """Start listening; called once, when every app is ready."""
    for model in get_page_models():
        pre_save.connect(note_place, sender=model, dispatch_uid="directory_blocks.place")
        post_save.connect(index_saved_page, sender=model, dispatch_uid="directory_blocks.page")
    post_delete.connect(mark_deleted_page, sender=Page, dispatch_uid="directory_blocks.page_deleted")
    post_page_move.connect(index_moved_branch, dispatch_uid="directory_blocks.move")
    for sender, saved, deleted in (
        (PageViewRestriction, index_privacy, index_privacy),
        (Term, index_term, index_affected),
        (Commune, index_commune, index_affected),
        (CommuneAlias, index_commune_alias, index_commune_alias),
        (Site, index_site, index_site),
        (Locale, index_locale, None),
    ):
        post_save.connect(saved, sender=sender, dispatch_uid="directory_blocks.saved")
        if deleted:
            post_delete.connect(deleted, sender=sender, dispatch_uid="directory_blocks.deleted")
    for sender in (Term, Commune):
        pre_delete.connect(note_affected, sender=sender, dispatch_uid="directory_blocks.affected")
    pre_delete.connect(forget_locale, sender=Locale, dispatch_uid="directory_blocks.locale")
    source_registered.connect(_watch_registered, dispatch_uid="directory_blocks.source")
    for source in registered_sources().values():
        watch(source)


def _watch_registered(sender: type[Source], source: Source, **kwargs: Any) -> None:
    watch(source)
