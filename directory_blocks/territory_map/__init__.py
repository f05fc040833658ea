"""The territory as a drawing: on paper, without script, and as the ground of the live map."""

from .drawing import Drawing, Mark, draw_territory

__all__ = ["Drawing", "Mark", "draw_territory"]
