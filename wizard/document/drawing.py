"""Drawing the picture of a plan: one function for the page, the PDF and the preview of its link."""

from catalog.charts.bars import NARROW, WIDE, bars
from catalog.charts.cost_map import cost_map
from catalog.charts.marks import Drawing
from wizard.document.blocks import Picture

MAP_HEIGHT = 340.0


def drawing_of(picture: Picture, *, width: float = WIDE) -> Drawing | None:
    """Return the drawing of a picture at a width, which its words do not leave; None where it is a sentence alone."""
    if picture.map is not None:
        return cost_map(picture.map, width=width, height=MAP_HEIGHT)
    if picture.bars:
        return bars(picture.bars, picture.dots, width=width)
    return None


__all__ = ["NARROW", "WIDE", "drawing_of"]
