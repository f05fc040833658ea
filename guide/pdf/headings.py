"""Headings that step down one level at a time, as PDF/UA asks."""

from typing import Any

from .glyphs import has_words
from .rich_text import Node


def step_down(nodes: list[Node]) -> list[Node]:
    """The nodes below one title, in place: a second-level heading that follows no first-level one becomes one."""
    _walk(nodes, seen=False)
    return nodes


def _walk(part: Any, seen: bool) -> bool:
    if isinstance(part, list):
        for item in part:
            seen = _walk(item, seen)
    elif isinstance(part, dict):
        if part.get("kind") == "heading":
            part["level"] = part["level"] if seen else 1
            return True
        seen = seen or has_words(str(part.get("heading") or ""))
        for item in part.values():
            seen = _walk(item, seen)
    return seen
