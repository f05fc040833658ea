"""Children of a page that have texts of their own: which there are is a fact, what they say is prose."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import TranslatableField, get_translatable_fields


def share_children(page: Page, translation: Page, accessor: str, parent: str) -> bool:
    """
    Have ``translation``, unsaved, show the children of ``page`` in their order. New ones come without their texts,
    which wait for a translator; where a text is required the whole child waits. Tells whether anything changed.
    """
    manager = getattr(translation, accessor)
    present = {child.translation_key: child for child in manager.all()}
    shared, changed = [], False
    for child in getattr(page, accessor).all():
        own = present.pop(child.translation_key, None)
        if own is None:
            own = _untold(child, translation, parent)
            changed = changed or own is not None
        else:
            changed = _copy_facts(child, own, parent) or changed
        if own is not None:
            shared.append(own)
    if changed or present:
        manager.set(shared)
    return changed or bool(present)


def merge_children(
    page: Page, accessor: str, shared: Iterable[dict[str, Any]], drafted: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """
    Give the serialised children that a revision should have: the ``shared`` ones of its page, with the texts
    ``drafted`` there, and those that so far are only drafted.
    """
    model = getattr(page, accessor).model
    keys = {str(child.translation_key) for child in getattr(page, accessor).all()}
    texts = {field.name for field in _texts(model)}
    drafts = {child.get("translation_key"): child for child in drafted}
    merged = []
    for child in shared:
        draft = drafts.pop(child["translation_key"], {})
        merged.append({**child, **{name: draft[name] for name in texts if name in draft}})
    return merged + [child for key, child in drafts.items() if key in keys]


def _texts(model: type[TranslatableMixin]) -> list[models.Field]:
    fields = (one.get_field(model) for one in get_translatable_fields(model) if isinstance(one, TranslatableField))
    return [field for field in fields if isinstance(field, models.CharField | models.TextField)]


def _fact_names(model: type[TranslatableMixin], parent: str) -> list[str]:
    own = {"translation_key", "locale", parent, *(field.name for field in _texts(model))}
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key and field.name not in own]


def _untold(child: TranslatableMixin, translation: Page, parent: str) -> TranslatableMixin | None:
    model = type(child)
    if any(not field.blank and getattr(child, field.attname) for field in _texts(model)):
        return None
    facts = {name: getattr(child, name) for name in _fact_names(model, parent)}
    return model(
        **facts,
        **{f"{parent}_id": translation.pk, "locale_id": translation.locale_id},
        translation_key=child.translation_key,
    )


def _copy_facts(child: TranslatableMixin, own: TranslatableMixin, parent: str) -> bool:
    changed = False
    for name in _fact_names(type(child), parent):
        if getattr(own, name) != getattr(child, name):
            setattr(own, name, getattr(child, name))
            changed = True
    return changed
