"""The question a block asks the index: which entries, in which order, how many."""

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page

from ..enums import Sort
from ..models import Entry
from ..query import EntryQuery
from ..sources import registered_sources
from .fields import CommuneBlock, KeyBlock, KeysBlock, SturdyStructBlock, order_choices, source_choices, term_choices

MAX_ENTRIES = 24


def reading_locale(context: dict[str, Any] | None) -> Locale:
    """The language of the page that a block stands on; outside a page, the active one."""
    page = (context or {}).get("page")
    return page.locale if isinstance(page, Page) else Locale.get_active()


def whole_number(value: Any, default: int, highest: int) -> int:
    """Read a stored count, from 1 to ``highest``; ``default`` where it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return default
    return max(1, min(value, highest))


def terms_by_vocabulary(keys: Any) -> dict[str, list[str]]:
    """Read ``vocabulary:slug`` keys as the terms of a query."""
    terms: dict[str, list[str]] = defaultdict(list)
    for key in keys or ():
        vocabulary, _colon, slug = key.partition(":")
        if slug:
            terms[vocabulary].append(slug)
    return dict(terms)


class SelectionValue(blocks.StructValue):
    """Which entries: of some sources, under some terms, in a commune."""

    # What ``read_lists`` found, where it asked for many lists at once.
    found: list[Entry] | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The chosen sources that this site still knows; none: all of them."""
        known = registered_sources()
        return tuple(key for key in self.get("sources") or () if key in known)

    @property
    def order(self) -> Sort:
        """The chosen order, by name where none or an unknown one is stored."""
        stored = self.get("order")
        return Sort(stored) if stored in {Sort.NAME, Sort.UPDATED, Sort.DATE} else Sort.NAME

    @property
    def limit(self) -> int:
        """How many entries to show."""
        return whole_number(self.get("limit"), 6, MAX_ENTRIES)

    @property
    def within(self) -> str:
        """Code of the commune that entries must lie in; empty: anywhere."""
        return self.get("commune") or ""

    @property
    def parameters(self) -> dict[str, Any]:
        """The filters as query parameters of a directory."""
        parameters: dict[str, Any] = terms_by_vocabulary(self.get("terms"))
        if self.within:
            parameters["commune"] = self.within
        return parameters

    def query(self, locale: Locale, **more: Any) -> EntryQuery:
        """The question as the engine asks it."""
        return EntryQuery(
            locale=locale,
            sources=self.sources,
            terms=terms_by_vocabulary(self.get("terms")),
            communes=(self.within,) if self.within else (),
            **{"sort": self.order, **more},
        )

    def entries(self, locale: Locale) -> list[Entry]:
        """What the question finds today."""
        if self.found is not None:
            return self.found
        return list(self.query(locale).entries()[: self.limit])


def sources_block() -> KeysBlock:
    """Field for the kinds of things to list."""
    return KeysBlock(
        choices=source_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What"),
        help_text=_("Nothing chosen: everything."),
    )


def terms_block() -> KeysBlock:
    """Field for the terms entries must carry."""
    return KeysBlock(
        choices=term_choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        label=_("Only with these terms"),
        help_text=_("Several terms of one kind: any of them. Of several kinds: one of each."),
    )


class SelectionBlock(SturdyStructBlock):
    """Base of the blocks that ask for entries."""

    sources = sources_block()
    terms = terms_block()
    commune = CommuneBlock(required=False)

    class Meta:
        value_class = SelectionValue


class ListedSelectionBlock(SelectionBlock):
    """Base of the blocks that list entries in an order."""

    order = KeyBlock(choices=order_choices, default=Sort.NAME.value, label=_("Order"))
    limit = blocks.IntegerBlock(min_value=1, max_value=MAX_ENTRIES, default=6, label=_("How many"))

    class Meta:
        value_class = SelectionValue
