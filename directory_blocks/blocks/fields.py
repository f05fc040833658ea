"""Fields of blocks that survive whatever is stored: a page must render though a key, a page or a number is gone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from decimal import Decimal, InvalidOperation
from itertools import chain
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from ..enums import Sort
from ..gazetteer.chooser import CommuneCodeChooser
from ..models import Commune, Term
from ..models.taxonomy import vocabulary_choices
from ..sources import registered_sources

Choices = list[tuple[str, Any]]


def source_choices() -> Choices:
    """The kinds of things that can be found on this site."""
    return [(key, source.label_plural) for key, source in registered_sources().items()]


def term_choices() -> Choices:
    """All terms as ``vocabulary:slug``, by vocabulary, in the editor's language where translated."""
    language = get_language() or ""
    names: dict[str, dict[str, str]] = {}
    terms = Term.objects.order_by("vocabulary", "sort_order", "name").select_related("locale")
    # Those of the language come last and so give the name; the others stand in where a translation is missing.
    for term in sorted(terms, key=lambda term: term.locale.language_code == language):
        names.setdefault(term.vocabulary, {})[f"{term.vocabulary}:{term.slug}"] = term.name
    return [(label, list(names[key].items())) for key, label in vocabulary_choices() if key in names]


def order_choices() -> Choices:
    """Orders that make sense without a search."""
    return [(order.value, order.label) for order in (Sort.NAME, Sort.UPDATED, Sort.DATE)]


class KeyBlock(blocks.ChoiceBlock):
    """One key out of choices that the database holds: read as stored, without a query, checked when saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("search_index", False)
        super().__init__(*args, **kwargs)

    def normalize_choice(self, value: Any) -> str:
        """Read a stored key; anything else is no choice."""
        return value if isinstance(value, str) else ""


class KeysBlock(blocks.MultipleChoiceBlock):
    """Several keys, likewise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("search_index", False)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        """Read stored keys; anything else is no choice."""
        values = value if isinstance(value, list | tuple) else [value]
        return [key for key in values if key and isinstance(key, str)]

    def normalize(self, value: Any) -> list[str]:
        """Bring a default or a form's value into the same shape."""
        return self.to_python(value)

    def clean(self, value: Any) -> list[str]:
        """Check the keys against today's choices."""
        return self.to_python(blocks.FieldBlock.clean(self, self.to_python(value)))


class CommuneBlock(blocks.FieldBlock):
    """A commune of the gazetteer, kept by its code, which survives a new load; chosen as in the forms of pages."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self._options = {"required": required, "help_text": help_text}
        super().__init__(**{"label": _("Commune"), **kwargs})

    class Meta:
        icon = "site"
        default = ""

    @cached_property
    def field(self) -> forms.Field:
        """The form field over the chooser."""
        communes = Commune.objects.all()
        return forms.ModelChoiceField(communes, to_field_name="code", widget=CommuneCodeChooser(), **self._options)

    def to_python(self, value: Any) -> str:
        """Read a stored code; anything else is no choice."""
        return value if isinstance(value, str) else ""

    def value_from_form(self, value: Any) -> str:
        """The code, of a commune that was checked or as it was sent."""
        return value.code if isinstance(value, Commune) else self.to_python(value)

    def get_form_state(self, value: Any) -> dict[str, Any] | None:
        """What the chooser shows; nothing where the commune is gone."""
        return self.field.widget.get_value_data(value)


class NumberBlock(blocks.DecimalBlock):
    """A decimal number; a stored value that is none reads as no number."""

    def to_python(self, value: Any) -> Decimal | None:
        """Read a stored number."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None


_known_pages: ContextVar[Mapping[int, Page | None]] = ContextVar("known_pages", default=MappingProxyType({}))


def read_with_pages(locale_id: int, *streams: blocks.StreamValue) -> None:
    """
    Read all values of streams, and every page their ``PageBlock``s refer to, with its translation into a language, in
    one query; without this each kind of block asks for its own. The translation is left as ``reading_translation``.
    """
    keys = {key for stream in streams for key in _page_keys(stream.raw_data)}
    chosen = Page.objects.filter(pk__in=keys).order_by()
    translated = Page.objects.filter(locale_id=locale_id, translation_key__in=chosen.values("translation_key"))
    rows = list(chosen.union(translated.order_by())) if keys else []
    in_language = {row.translation_key: row for row in rows if row.locale_id == locale_id}
    for row in rows:
        row.reading_translation = in_language.get(row.translation_key)
    by_key = {row.pk: row for row in rows}
    token = _known_pages.set({key: by_key.get(key) for key in keys})
    try:
        for block in chain.from_iterable(streams):
            _ = block.value
    finally:
        _known_pages.reset(token)


def _page_keys(raw: Any) -> Iterator[int]:
    # Stored pages are whole numbers under these names, at any depth.
    if isinstance(raw, Mapping):
        for name, value in raw.items():
            if name in {"page", "directory"} and isinstance(value, int):
                yield value
            elif name == "pages" and isinstance(value, list):
                yield from (key for item in value if isinstance(key := _item_value(item), int))
            else:
                yield from _page_keys(value)
    elif isinstance(raw, Sequence) and not isinstance(raw, str):
        for item in raw:
            yield from _page_keys(item)


def _item_value(item: Any) -> Any:
    return item.get("value") if isinstance(item, Mapping) else item


class PageBlock(blocks.PageChooserBlock):
    """A page; a stored value that is no key reads as no page."""

    def to_python(self, value: Any) -> Any:
        """Read one stored key."""
        return super().to_python(value) if isinstance(value, int) else None

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Read stored keys in one query."""
        keys = [value if isinstance(value, int) else None for value in values]
        known = _known_pages.get()
        missing = {key for key in keys if key is not None and key not in known}
        found = {**known, **(self.model_class.objects.in_bulk(missing) if missing else {})}
        return [found.get(key) for key in keys]


class SturdyListBlock(blocks.ListBlock):
    """A list; a stored value that is none reads as an empty one."""

    def to_python(self, value: Any) -> Any:
        """Read a stored list."""
        return super().to_python(value if isinstance(value, list) else [])

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Read stored lists, each child block asked once."""
        return super().bulk_to_python([value if isinstance(value, list) else [] for value in values])


class SturdyStructBlock(blocks.StructBlock):
    """A struct; a stored value that is none reads as one of defaults."""

    def to_python(self, value: Any) -> Any:
        """Read a stored struct."""
        return super().to_python(value if isinstance(value, dict) else {})

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Read stored structs, each child block asked once."""
        return super().bulk_to_python([value if isinstance(value, dict) else {} for value in values])
