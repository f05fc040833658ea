"""What of a page type is a fact and what is prose, in wagtail-localize's terms; inert where that is not installed."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from ..models.abstract import LocatedMixin
from .marks import facts, own_slug, prose

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.fields import SynchronizedField, get_translatable_fields
else:
    SynchronizedField = get_translatable_fields = None

__all__ = ["FactFields", "fact_fields", "facts", "own_slug", "prose"]


@dataclass(frozen=True, slots=True)
class FactFields:
    """The facts of a page type, by how they are stored; ``overridable`` may differ where a translator said so."""

    columns: tuple[str, ...]
    many_to_many: tuple[str, ...]
    children: tuple[str, ...]
    overridable: frozenset[str]


def fact_fields(model: type[Page]) -> FactFields:
    """
    Say what of a page type is stored once for all languages: synchronised fields, every many-to-many relation
    (wagtail-localize leaves these out), and the coordinates that follow from the location.
    """
    found: dict[str, list[str]] = {"columns": [], "many_to_many": [], "children": []}
    overridable = set()
    for translatable in get_translatable_fields(model):
        if not isinstance(translatable, SynchronizedField):
            continue
        field = translatable.get_field(model)
        if field.many_to_many:
            continue
        if isinstance(field, models.ManyToOneRel):
            if isinstance(field.remote_field, ParentalKey):
                found["children"].append(field.get_accessor_name())
            continue
        found["columns"].append(field.name)
        if translatable.overridable:
            overridable.add(field.name)
    if issubclass(model, LocatedMixin):
        found["columns"] += ["latitude", "longitude"]
    found["many_to_many"] = [field.name for field in model._meta.many_to_many if not issubclass(Page, field.model)]
    # The address only follows where the page type says that it is the same in every language.
    if "slug" in overridable:
        found["columns"].remove("slug")
    return FactFields(**{kind: tuple(names) for kind, names in found.items()}, overridable=frozenset(overridable))
