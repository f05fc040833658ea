"""What differs between two versions of a profile, field by field, with Wagtail's own comparisons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import ChildRelationComparison, FieldComparison
from wagtail.models import Page

from .values import LocationComparison, sides_of

# Fields that say nothing to the public.
INNER = frozenset({"slug", "show_in_menus", "go_live_at", "expire_at", "comments"})
LABELS = {"title": _("Name")}


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a profile in two versions."""

    name: str
    label: str
    before: SafeString
    after: SafeString
    changed: bool


def compare(page: Page, before: Page, after: Page, request: HttpRequest | None = None) -> list[Row]:
    """Compare two versions of a page, in the order of its form; fields that are empty in both are left out."""
    rows = []
    for comparison in comparisons(page, before, after, request):
        sides = sides_of(comparison)
        changed = comparison.has_changed()
        if changed or sides.before or sides.after:
            rows.append(Row(name_of(comparison), label_of(comparison), *sides, changed))
    return rows


def whole(page: Page, version: Page, request: HttpRequest | None = None) -> list[Row]:
    """All that a version of a page says."""
    return compare(page, version, version, request)


def changed_labels(page: Page, before: Page, after: Page) -> list[str]:
    """Name the fields that differ between two versions, in the language of the moment."""
    found = [label_of(one) for one in comparisons(page, before, after) if one.has_changed()]
    return list(dict.fromkeys(found))


def comparisons(
    page: Page, before: Page, after: Page, request: HttpRequest | None = None
) -> Iterator[FieldComparison | ChildRelationComparison]:
    """Wagtail's comparisons of the fields that the public reads."""
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    for make in panel.get_comparison():
        comparison = make(before, after)
        name = name_of(comparison)
        if name == "location":
            comparison = LocationComparison(comparison.field, before, after)
        if name not in INNER:
            yield comparison


def name_of(comparison: FieldComparison | ChildRelationComparison) -> str:
    """The name of the field or relation."""
    return getattr(comparison.field, "related_name", None) or comparison.field.name


def label_of(comparison: FieldComparison | ChildRelationComparison) -> Any:
    """The name of the field as its form says it."""
    return str(LABELS.get(name_of(comparison)) or capfirst(comparison.field_label()))
