"""The territory with its marks, as a picture for paper."""

from collections.abc import Iterable

from directory_blocks.models import Entry, Territory
from directory_blocks.territory_map.drawing import draw_territory

LAND, EDGE, MARK = "#f3e6c2", "#c9a557", "#a86412"


def map_svg(entries: Iterable[Entry]) -> tuple[str, float] | None:
    """
    The drawing of the site's territory as an SVG, with its height by its width; None where no gazetteer is loaded and
    nothing has a place.
    """
    drawing = draw_territory(Territory.objects.default(), entries)
    if drawing is None:
        return None
    marks = "".join(
        f'<circle cx="{mark.x}" cy="{mark.y}" r="13" fill="{MARK}" stroke="#ffffff" stroke-width="4"/>'
        for mark in drawing.marks
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawing.view_box}">'
        f'<path d="{drawing.outline}" fill="{LAND}" stroke="{EDGE}" stroke-width="4"/>{marks}</svg>'
    )
    return svg, drawing.height / drawing.width
