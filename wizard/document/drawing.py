"""Drawing a picture: one function for plans, their pages, the PDF and link previews."""

from catalog.charts.bars import NARROW, WIDE, Bar, bars
from catalog.charts.cost_map import cost_map
from catalog.charts.marks import Drawing
from catalog.charts.stairs import Stair, stairs
from catalog.charts.timeline import Stretch, timeline
from wizard.document.blocks import Picture

MAP_HEIGHT = 340.0


def drawing_of(picture: Picture, *, width: float = WIDE) -> Drawing | None:
    """Return the drawing of a picture whose words stay in a width; None for a lone sentence."""
    if picture.map is not None:
        return cost_map(picture.map, width=width, height=MAP_HEIGHT)
    match picture.rows:
        case (Stair(), *_):
            return stairs(picture.rows, width=width)
        case (Stretch(), *_):
            return timeline(picture.rows, width=width)
        case (Bar(), *_):
            return bars(picture.rows, picture.dots, width=width)
    return None


__all__ = ["NARROW", "WIDE", "drawing_of"]
