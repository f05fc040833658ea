"""Reading the facts of a page as plain data, and giving them to another page of the same type."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import ClusterableModel, get_field_value, get_serializable_data_for_fields
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from .children import share_children
from .fields import FactFields

Child = dict[str, Any]


def read_facts(page: Page, fields: FactFields) -> dict[str, Any]:
    """Give the facts by name, as the content of a revision has them."""
    found: dict[str, Any] = {name: get_field_value(page._meta.get_field(name), page) for name in fields.columns}
    found |= {name: sorted(one.pk for one in getattr(page, name).all()) for name in fields.many_to_many}
    found |= {name: [serialised(child) for child in getattr(page, name).all()] for name in fields.children}
    return plain(found)


def plain(value: Any) -> Any:
    """Give data as it comes back from JSON."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def same_children(some: list[Child], others: list[Child], parent: str) -> bool:
    """Tell whether two lists of children say the same, whatever rows they are and whichever page they belong to."""
    own = {"pk", "sort_order", parent}
    given, present = ([{key: child[key] for key in child if key not in own} for child in one] for one in (some, others))
    return given == present


def apply_facts(page: Page, facts: dict[str, Any], translation: Page, fields: FactFields) -> bool:
    """Set on ``translation``, without saving it, what differs from ``page``. Tells whether anything did."""
    present = read_facts(translation, fields)
    changed = False
    for name, value in facts.items():
        if name in fields.children:
            if same_children(value, present[name], fields.children[name]):
                continue
            page.copy_child_relation(_relation(page, name), translation)
        elif value == present[name]:
            continue
        elif name in fields.many_to_many:
            getattr(translation, name).set(list(getattr(page, name).all()))
        elif not _copy_column(page, translation, name):
            continue
        changed = True
    for name, parent in fields.translated_children.items():
        changed = share_children(page, translation, name, parent) or changed
    return changed


def serialised(child: models.Model) -> Child:
    if isinstance(child, ClusterableModel):
        return child.serializable_data()
    return get_serializable_data_for_fields(child)


def _relation(page: Page, accessor: str) -> models.ManyToOneRel:
    return next(
        relation
        for relation in page._meta.related_objects
        if relation.one_to_many and relation.get_accessor_name() == accessor
    )


def _copy_column(page: Page, translation: Page, name: str) -> bool:
    attname = page._meta.get_field(name).attname
    value = getattr(page, attname)
    if name == "slug":
        value = find_available_slug(translation.get_parent(), value, ignore_page_id=translation.pk)
    if getattr(translation, attname) == value:
        return False
    setattr(translation, attname, value)
    if name == "title":
        translation.draft_title = value
    return True
