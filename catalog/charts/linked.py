"""A drawing whose dots are links: what one points at is where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.charts.marks import Drawing, format_coordinate
from catalog.charts.svg import marked

REACH = 9.0  # around a dot, for fingers


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedDot:
    """A dot that leads somewhere."""

    x: float
    y: float
    address: str
    name: str  # with its figures, for whoever hears the page or stays on the dot
    chosen: bool = False


def as_linked_svg(
    drawing: Drawing, spots: Iterable[LinkedDot], title: str, desc: str
) -> SafeString:
    """Write a chart as a group of links.

    By keyboard one goes through the chosen ones only: the others stand in the table below, and would be many stops.
    """
    uid = f"l{crc32(f'{title}|{desc}|{drawing.width}'.encode()):08x}"
    width, height = format_coordinate(drawing.width), format_coordinate(drawing.height)
    # The chosen ones last, so that they lie on top of what they cover.
    links = format_html_join(
        "",
        '<a href="{}"{}><title>{}</title><circle class="spot" cx="{}" cy="{}" r="{}"/></a>',
        (
            (
                spot.address,
                "" if spot.chosen else format_html(' tabindex="{}"', -1),
                spot.name,
                format_coordinate(spot.x),
                format_coordinate(spot.y),
                format_coordinate(REACH),
            )
            for spot in sorted(spots, key=lambda spot: spot.chosen)
        ),
    )
    return format_html(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" aria-labelledby="{uid}-t {uid}-d">'
        '<title id="{uid}-t">{title}</title><desc id="{uid}-d">{desc}</desc>'
        '<g aria-hidden="true">{marks}</g>{links}</svg>',
        w=width,
        h=height,
        uid=uid,
        title=title,
        desc=desc,
        marks=marked(drawing),
        links=links,
    )
