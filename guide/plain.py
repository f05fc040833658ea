"""Chapters from plain data: a file, another site, a test."""

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail import blocks


def stream_data(
    stream_block: blocks.BaseStreamBlock, parts: Iterable[dict[str, Any]], key: str = ""
) -> list[dict[str, Any]]:
    """
    Bring ``parts`` (``{"type", "value"}``, lists without ids) into the form that a StreamField stores.

    Ids follow from ``key`` and the place: the same parts in two languages have the same ids, as translation needs.
    """
    return [
        {"type": part["type"], "id": _id(key, number), "value": _stored(stream_block, part, f"{key}/{number}")}
        for number, part in enumerate(parts)
    ]


def _id(*place: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, place))))


def _stored(stream_block: blocks.BaseStreamBlock, part: dict[str, Any], place: str) -> Any:
    return _value(stream_block.child_blocks[part["type"]], part["value"], place)


def _value(block: blocks.Block, value: Any, place: str) -> Any:
    if isinstance(block, blocks.BaseStreamBlock):
        return stream_data(block, value, place)
    if isinstance(block, blocks.ListBlock):
        return [
            {"type": "item", "id": _id(place, number), "value": _value(block.child_block, item, f"{place}/{number}")}
            for number, item in enumerate(value)
        ]
    if isinstance(block, blocks.StructBlock):
        return {name: _value(block.child_blocks[name], part, f"{place}/{name}") for name, part in value.items()}
    return value
