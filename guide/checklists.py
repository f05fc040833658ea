"""Checklists as readers find them again: each thing to do has a name that outlives edits and translation."""

from dataclasses import dataclass

from wagtail.blocks import StreamValue

from .blocks.lists import ChecklistBlock, ChecklistValue


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist of a chapter. ``points``: the ids of what there is to do; the same in every language."""

    heading: str
    anchor: str
    points: tuple[str, ...]


def checklists_of(body: StreamValue) -> list[Checklist]:
    """The checklists of a StreamField that somebody can tick. Asks the database nothing: it reads no other block."""
    kinds = body.stream_block.child_blocks
    values: list[ChecklistValue] = [
        kinds[raw["type"]].to_python(raw["value"])
        for raw in body.raw_data
        if isinstance(kinds.get(raw["type"]), ChecklistBlock)
    ]
    return [
        Checklist(value.get("heading") or "", value.anchor, tuple(key for key, _thing in value.things if key))
        for value in values
        if value.anchor
    ]
