"""Which fields are facts, stored once for every language, and which are prose; inert without wagtail-localize."""

from typing import Any

from django.apps import apps

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.fields import SynchronizedField, TranslatableField
else:
    SynchronizedField = TranslatableField = None


def facts(*names: str) -> list[Any]:
    """Fields that follow the source page and cannot differ in a translation."""
    return [SynchronizedField(name, overridable=False) for name in names] if SynchronizedField else []


def prose(*names: str) -> list[Any]:
    """Fields that a translator writes anew."""
    return [TranslatableField(name) for name in names] if TranslatableField else []
