"""What of a page type is a fact and what is prose, in wagtail-localize's terms; inert where that is not installed."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Page, TranslatableMixin

from ..models.abstract import LocatedMixin
from .marks import facts, own_slug, prose

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.fields import SynchronizedField, get_translatable_fields
else:
    SynchronizedField = get_translatable_fields = None

__all__ = ["FactFields", "fact_fields", "facts", "own_slug", "prose"]


@dataclass(frozen=True, slots=True)
class FactFields:
    """
    The facts of a page type, by how they are stored; ``overridable`` may differ where a translator said so. Children
    are named by accessor, with the name of their key to the page.
    """

    columns: tuple[str, ...]
    many_to_many: tuple[str, ...]
    children: dict[str, str]
    # Children with texts of their own: which there are is a fact, what they say is prose.
    translated_children: dict[str, str]
    overridable: frozenset[str]


def fact_fields(model: type[Page]) -> FactFields:
    """
    Say what of a page type is stored once for all languages: synchronised fields, every many-to-many relation
    (wagtail-localize leaves these out), and the coordinates that follow from the location.
    """
    columns: list[str] = []
    children: dict[str, str] = {}
    translated_children: dict[str, str] = {}
    overridable = set()
    for translatable in get_translatable_fields(model):
        field = translatable.get_field(model)
        if isinstance(field, models.ManyToOneRel):
            if isinstance(field.remote_field, ParentalKey):
                translated = issubclass(field.related_model, TranslatableMixin)
                (translated_children if translated else children)[field.get_accessor_name()] = field.remote_field.name
        elif isinstance(translatable, SynchronizedField) and not field.many_to_many:
            columns.append(field.name)
            if translatable.overridable:
                overridable.add(field.name)
    # The address only follows where the page type says that it is the same in every language.
    if "slug" in overridable:
        columns.remove("slug")
    if issubclass(model, LocatedMixin):
        columns += ["latitude", "longitude"]
    many_to_many = [field.name for field in model._meta.many_to_many if not issubclass(Page, field.model)]
    return FactFields(tuple(columns), tuple(many_to_many), children, translated_children, frozenset(overridable))
