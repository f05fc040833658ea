"""Bringing translations up to date when their source page is published."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from ..sources.base import default_language
from .fields import FactFields, fact_fields

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
    of the text is new. No text is published, and no translated segment is lost.
    """
    if not page.live or page.alias_of_id:
        return
    translations = list(page.get_translations().filter(alias_of__isnull=True).select_related("locale"))
    if not translations or not is_original(page, translations):
        return
    facts = fact_fields(type(page))
    with transaction.atomic():
        for translation in translations:
            share_facts(page, translation, facts)
        refresh_segments(page)


def is_original(page: Page, translations: Iterable[Page]) -> bool:
    """Tell whether the others are translations of ``page``, directly or not, and not the other way round."""
    targets = Translation.objects.filter(source__object_id=page.translation_key)
    target_locales = set(targets.values_list("target_locale_id", flat=True))
    candidates = [one for one in (page, *translations) if one.locale_id not in target_locales]
    if not candidates:
        return False
    default = default_language()
    return min(candidates, key=lambda one: (one.locale.language_code != default, one.pk)).pk == page.pk


def share_facts(page: Page, translation: Page, facts: FactFields) -> bool:
    """Give ``translation`` the facts of ``page``, in its row and its open revisions. Tells whether any changed."""
    kept = _overridden(translation) & facts.overridable
    columns = [name for name in facts.columns if name not in kept]
    changed = any(
        [
            *[_copy_column(page, translation, name) for name in columns],
            *[_copy_many_to_many(page, translation, name) for name in facts.many_to_many],
            *[_copy_children(page, translation, name) for name in facts.children],
        ]
    )
    if changed:
        translation.save(clean=False)
    return _patch_revisions(translation, [*columns, *facts.many_to_many], facts.children) or changed


def refresh_segments(page: Page) -> None:
    """Tell wagtail-localize that the text changed; segments that did not keep their translation."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source and _text_of(page.serializable_data()) != _text_of(json.loads(source.content_json)):
        source.update_from_db()


def _text_of(content: dict[str, Any]) -> Any:
    # Through JSON, as dates and decimals are stored as text.
    return json.loads(json.dumps({key: content[key] for key in content if key not in BOOKKEEPING}, default=str))


def _overridden(translation: Page) -> set[str]:
    overrides = SegmentOverride.objects.filter(
        locale=translation.locale_id, context__object_id=translation.translation_key
    )
    return set(overrides.values_list("context__path", flat=True))


def _copy_column(page: Page, translation: Page, name: str) -> bool:
    attname = page._meta.get_field(name).attname
    value = getattr(page, attname)
    if name == "slug" and translation.slug != value:
        value = find_available_slug(translation.get_parent(), value, ignore_page_id=translation.pk)
    if getattr(translation, attname) == value:
        return False
    setattr(translation, attname, value)
    if name == "title":
        translation.draft_title = value
    return True


def _copy_many_to_many(page: Page, translation: Page, name: str) -> bool:
    given, present = (list(getattr(one, name).all()) for one in (page, translation))
    if {one.pk for one in given} == {one.pk for one in present}:
        return False
    getattr(translation, name).set(given)
    return True


def _copy_children(page: Page, translation: Page, name: str) -> bool:
    if _children(page.serializable_data(), name, page) == _children(translation.serializable_data(), name, translation):
        return False
    page.copy_child_relation(_relation_name(page, name), translation)
    return True


def _relation_name(page: Page, accessor: str) -> str:
    return next(
        relation.name
        for relation in page._meta.related_objects
        if relation.one_to_many and relation.get_accessor_name() == accessor
    )


def _children(content: dict[str, Any], name: str, page: Page) -> list[dict[str, Any]]:
    parent = page._meta.get_field(_relation_name(page, name)).field.name
    rows = content.get(name) or []
    return [{key: value for key, value in row.items() if key not in {"pk", parent}} for row in rows]


def _patch_revisions(translation: Page, names: Iterable[str], children: Iterable[str]) -> bool:
    """
    Write the facts into the revisions that may still be published: the live, the latest, a scheduled one, and one in
    a workflow. A new revision would make the translator's open draft look older than it is.
    """
    in_workflow = TaskState.objects.filter(
        workflow_state__object_id=str(translation.pk),
        workflow_state__base_content_type=translation.get_base_content_type(),
        status=TaskState.STATUS_IN_PROGRESS,
    )
    revisions = Revision.page_revisions.filter(object_id=str(translation.pk)).filter(
        Q(pk__in=[pk for pk in (translation.live_revision_id, translation.latest_revision_id) if pk])
        | Q(approved_go_live_at__isnull=False)
        | Q(pk__in=in_workflow.values("revision_id"))
    )
    facts: dict[str, Any] | None = None
    patched = False
    for revision in revisions:
        facts = facts or json.loads(translation.to_json())
        differing = {name: facts[name] for name in names if revision.content.get(name) != facts[name]}
        for name in children:
            if _children(revision.content, name, translation) != _children(facts, name, translation):
                differing[name] = facts[name]
        if differing:
            revision.content = {**revision.content, **differing}
            revision.save(update_fields=["content"])
            patched = True
    return patched
