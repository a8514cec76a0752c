"""Drawing a picture: one function for plans, the pages below them, the PDF and the preview of a link."""

from catalog.charts.bars import NARROW, WIDE, bars
from catalog.charts.cost_map import cost_map
from catalog.charts.marks import Drawing
from catalog.charts.stairs import stairs
from catalog.charts.timeline import timeline
from wizard.document.blocks import Picture

MAP_HEIGHT = 340.0


def drawing_of(picture: Picture, *, width: float = WIDE) -> Drawing | None:
    """Return the drawing of a picture at a width, which its words do not leave; None where it is a sentence alone."""
    if picture.map is not None:
        return cost_map(picture.map, width=width, height=MAP_HEIGHT)
    if picture.stairs:
        return stairs(picture.stairs, width=width)
    if picture.stretches:
        return timeline(picture.stretches, width=width)
    if picture.bars:
        return bars(picture.bars, picture.dots, width=width)
    return None


__all__ = ["NARROW", "WIDE", "drawing_of"]
