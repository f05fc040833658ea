"""The value of a field before and after a change, as a reviewer reads it: escaped, with what differs marked."""

import re
from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import models
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    ChildObjectComparison,
    ChildRelationComparison,
    ChoiceFieldComparison,
    FieldComparison,
    ForeignObjectComparison,
    M2MFieldComparison,
    TextFieldComparison,
)
from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found

from directory_blocks.enums import Precision
from directory_blocks.location.parsing import display_location

# What Wagtail writes around a difference; the words inside are escaped.
MARK = re.compile(r'<span class="(addition|deletion)">([^<]*)</span>')
TAGS = {"deletion": "del", "addition": "ins"}
NOTHING = mark_safe("")


class Sides(NamedTuple):
    """Safe HTML of a value before and after; empty where there was, or is, nothing."""

    before: SafeString
    after: SafeString


class TermsComparison(M2MFieldComparison):
    """Terms compare as what they are, whatever the order in which they were chosen."""

    def get_items(self) -> tuple[list[Any], list[Any]]:
        """The terms of both sides in the order of the taxonomy."""
        order = attrgetter("sort_order", "name", "pk")
        return sorted(self.val_a, key=order), sorted(self.val_b, key=order)


class LocationComparison(TextFieldComparison):
    """An exact position, told only where the public is told it."""

    def __init__(self, field: models.Field, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.public = tuple(obj.precision == Precision.EXACT for obj in (obj_a, obj_b))


def sides_of(comparison: FieldComparison | ChildRelationComparison) -> Sides:
    """Give both sides of one of Wagtail's comparisons."""
    for kind, give in KINDS:
        if isinstance(comparison, kind):
            return give(comparison)
    return _marked(comparison, _plain(comparison.val_a), _plain(comparison.val_b))


def _words(comparison: FieldComparison) -> Sides:
    """Text, the differing words marked; an address is read as a whole."""
    if isinstance(comparison.field, models.URLField | models.EmailField):
        return _marked(comparison, comparison.val_a or "", comparison.val_b or "")
    if not comparison.has_changed():
        html = conditional_escape(comparison.htmldiff() or "")
        return Sides(html, html)
    html = comparison.htmldiff()
    return Sides(_keep(html, "deletion"), _keep(html, "addition"))


def _keep(html: str, kept: str) -> SafeString:
    tag = TAGS[kept]
    kept_only = MARK.sub(lambda m: f"<{tag}>{m[2]}</{tag}>" if m[1] == kept else "", html).strip()
    return mark_safe(kept_only)  # noqa: S308 - Wagtail has escaped the words, and the tags are its own or ours


def _items(before: list[Any], after: list[Any]) -> Sides:
    def written(items: Iterable[Any], others: list[Any], tag: str) -> SafeString:
        parts = [_mark(tag, str(item)) if item not in others else conditional_escape(item) for item in items]
        return format_html_join(", ", "{}", ((part,) for part in parts))

    return Sides(written(before, after, "del"), written(after, before, "ins"))


def _marked(comparison: FieldComparison, before: Any, after: Any) -> Sides:
    if not comparison.has_changed():
        return Sides(conditional_escape(before), conditional_escape(after))
    return Sides(_mark("del", before), _mark("ins", after))


def _mark(tag: str, value: Any) -> SafeString:
    return format_html(f"<{tag}>{{}}</{tag}>", value) if value else NOTHING


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def _position(location: str, is_public: bool) -> str:
    if not location:
        return ""
    return display_location(location) if is_public else _("An exact position is kept; the public does not see it.")


def _object(value: Any) -> Any:
    if isinstance(value, get_image_model()):
        return picture(value)
    return "" if value is None else str(value)


def picture(image: Any) -> SafeString:
    """A picture with what is read aloud for it."""
    description = image.default_alt_text if hasattr(image, "default_alt_text") else ""
    rendition = get_rendition_or_not_found(image, "max-220x220")
    tag = rendition.img_tag({"alt": description, "class": "show-transparency"})
    said = description or _("no description")
    return format_html('<span class="review-picture">{}<small>{}</small></span>', tag, said)


def _children(comparison: ChildRelationComparison) -> Sides:
    before, after = [], []
    for child in comparison.get_child_comparisons():
        told = [(one.field_label(), sides_of(one)) for one in child.get_field_comparisons()]
        if not child.is_addition():
            before.append(_child(child, [(label, sides.before) for label, sides in told]))
        if not child.is_deletion():
            after.append(_child(child, [(label, sides.after) for label, sides in told]))
    return Sides(*(format_html_join("", "{}", ((item,) for item in items)) for items in (before, after)))


def _child(child: ChildObjectComparison, told: list[tuple[Any, SafeString]]) -> SafeString:
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((label, value) for label, value in told if value))
    tag = "del" if child.is_deletion() else "ins" if child.is_addition() else "div"
    return format_html(f'<{tag} class="review-child"><dl>{{}}</dl></{tag}>', rows)


# The first kind that fits is taken.
KINDS = (
    (ChildRelationComparison, _children),
    (LocationComparison, lambda one: _marked(one, *map(_position, (one.val_a, one.val_b), one.public))),
    (TextFieldComparison | ChoiceFieldComparison, _words),
    (M2MFieldComparison, lambda one: _items(*one.get_items())),
    (ForeignObjectComparison, lambda one: _marked(one, *map(_object, one.get_objects()))),
)
