"""Bringing translations up to date when their source page is published."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from ..revisions import publishable_revisions
from ..sources.base import default_language
from .children import merge_children
from .facts import apply_facts, plain, read_facts, same_children, serialised
from .fields import FactFields, fact_fields
from .following import follow, recall, settled

# What publishing changes in a page's serialised content without changing what the page says.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "path",
        "url_path",
        "wagtail_admin_comments",
    }
)


def share_publication(page: Page) -> None:
    """
    Give the facts of a live source page to all its translations, live ones and drafts, and tell wagtail-localize what
    of the text is new. Live translations follow where that needs no new words; otherwise they stay as they were. No
    untranslated text is published, and no translated segment is lost.
    """
    if not page.live or page.alias_of_id:
        return
    translations = list(page.get_translations().filter(alias_of__isnull=True).select_related("locale"))
    if not translations or not is_original(page, translations):
        return
    fields = fact_fields(type(page))
    with transaction.atomic():
        facts = read_facts(page, fields)
        for translation in translations:
            share_facts(page, facts, translation, fields)
        refresh_segments(page, fields)


def is_original(page: Page, translations: Iterable[Page]) -> bool:
    """Tell whether the others are translations of ``page``, directly or not, and not the other way round."""
    targets = Translation.objects.filter(source__object_id=page.translation_key)
    target_locales = set(targets.values_list("target_locale_id", flat=True))
    candidates = [one for one in (page, *translations) if one.locale_id not in target_locales]
    if not candidates:
        return False
    default = default_language()
    return min(candidates, key=lambda one: (one.locale.language_code != default, one.pk)).pk == page.pk


def share_facts(page: Page, facts: dict[str, Any], translation: Page, fields: FactFields) -> bool:
    """Give ``translation`` the facts of ``page``, in its row and its open revisions. Tells whether its row changed."""
    kept = _overridden(translation) & fields.overridable
    wanted = {name: value for name, value in facts.items() if name not in kept}
    changed = apply_facts(page, wanted, translation, fields)
    if changed:
        translation.save(clean=False)
        wanted = {name: value for name, value in read_facts(translation, fields).items() if name not in kept}
    _patch_revisions(page, translation, wanted, fields)
    return changed


def refresh_segments(page: Page, fields: FactFields) -> None:
    """Tell wagtail-localize that the text changed; segments that did not keep their translation."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None:
        return
    model = type(page)
    before, now = _said(model, json.loads(source.content_json)), _said(model, page.serializable_data())
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    if not changed:
        return
    following = settled(source)
    source.update_from_db()
    recall(source)
    if changed - {*fields.columns, *fields.many_to_many, *fields.children}:
        follow(source, following)


def _said(model: type[Page], content: dict[str, Any]) -> dict[str, Any]:
    said = plain({key: value for key, value in content.items() if key not in BOOKKEEPING})
    return _with_streams(model, said)


def _with_streams(model: type[Model], content: dict[str, Any]) -> dict[str, Any]:
    """
    Give serialised ``content`` with its streams as data. Their text is no measure: PostgreSQL keeps the keys of JSON in
    an order of its own, so that what was just written reads otherwise than the same from the database.
    """
    streams = {field.name for field in model._meta.fields if isinstance(field, StreamField)}
    children = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(model)}
    read = {}
    for name, value in content.items():
        if name in streams:
            read[name] = json.loads(value)
        elif name in children:
            read[name] = [_with_streams(children[name], child) for child in value]
        else:
            read[name] = value
    return read


def _overridden(translation: Page) -> set[str]:
    overrides = SegmentOverride.objects.filter(
        locale=translation.locale_id, context__object_id=translation.translation_key
    )
    return set(overrides.values_list("context__path", flat=True))


def _patch_revisions(page: Page, translation: Page, facts: dict[str, Any], fields: FactFields) -> None:
    """
    Write the facts into the revisions that may still be published. A new revision would make the translator's open
    draft look older than it is.
    """
    shared = {
        name: plain([serialised(child) for child in getattr(translation, name).all()])
        for name in fields.translated_children
    }
    for revision in publishable_revisions(translation):
        differing = _differing(revision.content, facts, fields)
        for name, children in shared.items():
            drafted = revision.content.get(name) or []
            merged = merge_children(page, name, children, drafted)
            if merged != drafted:
                differing[name] = merged
        if differing:
            revision.content = {**revision.content, **differing}
            revision.save(update_fields=["content"])


def _differing(content: dict[str, Any], facts: dict[str, Any], fields: FactFields) -> dict[str, Any]:
    differing = {}
    for name, value in facts.items():
        drafted = content.get(name)
        if name in fields.children:
            same = same_children(drafted or [], value, fields.children[name])
        elif name in fields.many_to_many:
            same = sorted(drafted or []) == value
        else:
            same = drafted == value
        if not same:
            differing[name] = value
    return differing
