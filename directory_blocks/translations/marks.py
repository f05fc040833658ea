"""Marks for ``override_translatable_fields``; inert where wagtail-localize is not installed. Knows no model."""

from typing import Any

from django.apps import apps

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.fields import SynchronizedField, TranslatableField
else:
    SynchronizedField = TranslatableField = None


def facts(*names: str) -> list[Any]:
    """
    Fields for ``override_translatable_fields`` that follow the source page and cannot differ in a translation.

    Name every code, number, address and identifier: wagtail-localize takes any CharField or TextField for prose.
    """
    return [SynchronizedField(name, overridable=False) for name in names] if SynchronizedField else []


def prose(*names: str) -> list[Any]:
    """Fields for ``override_translatable_fields`` that a translator writes anew."""
    return [TranslatableField(name) for name in names] if TranslatableField else []


def from_source(*names: str) -> list[Any]:
    """
    Fields for ``override_translatable_fields`` that are taken from the source at first, changed by the translator where
    wished, and never counted as text to translate.
    """
    return [SynchronizedField(name, overridable=True) for name in names] if SynchronizedField else []


def own_slug() -> list[Any]:
    """The slug of a page whose address is translated, such as a section."""
    return from_source("slug")
