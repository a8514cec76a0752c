"""Drawings as SVG: for pages by classes, which follow the theme; for paper with colours."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.charts.marks import ChartLink, Drawing, Mark, TextMark, format_coordinate

# What the classes of a drawing mean on paper; the stylesheet says it for screens.
INK, SECOND, THIRD, RULE = "#221c15", "#5c5246", "#857968", "#dcd2c1"
FLAME, LEAF, WASH, PAPER = "#d9540b", "#2a6440", "#e6eee2", "#fffdf8"
WINE = "#8c2f39"
PRINTED: Mapping[str, str] = {
    "paid": f'fill="{INK}"',
    "paid-f": f'fill="{FLAME}"',
    "setup": f'fill="{SECOND}"',
    "setup-f": f'fill="{FLAME}" fill-opacity="0.7"',
    "unread": f'fill="{WINE}" fill-opacity="0.6"',
    "unread-f": f'fill="{WINE}" fill-opacity="0.6"',
    "left": f'fill="{SECOND}"',
    "left-f": f'fill="{FLAME}"',
    "out": f'fill="{RULE}"',
    "out-f": f'fill="{RULE}"',
    "time": f'fill="{THIRD}" fill-opacity="0.55"',
    "time-f": f'fill="{FLAME}" fill-opacity="0.38"',
    "spare": f'fill="{INK}"',
    "rest": f'fill="{RULE}"',
    "frame": f'fill="none" stroke="{INK}" stroke-width="1.5"',
    "lim": f'fill="none" stroke="{INK}" stroke-width="2"',
    "zone": f'fill="{WASH}"',
    "even": f'fill="none" stroke="{LEAF}" stroke-width="2" stroke-dasharray="7 5"',
    "gr": f'fill="none" stroke="{RULE}"',
    "ax": f'fill="none" stroke="{THIRD}"',
    "dot": f'fill="{SECOND}"',
    "dot-f": f'fill="{FLAME}"',
    "dot-q": f'fill="{PAPER}" stroke="{SECOND}" stroke-dasharray="2.6 2.2"',
    "dot-o": f'fill="{PAPER}" stroke="{SECOND}"',
    "span": f'fill="none" stroke="{SECOND}" stroke-width="2"',
    "span-f": f'fill="none" stroke="{FLAME}" stroke-width="2"',
    "sq": f'fill="{PAPER}" stroke="{INK}" stroke-width="2"',
}
WORDS_PRINTED: Mapping[str, str] = {
    "t14": f'fill="{INK}"',
    "t14 tx2": f'fill="{SECOND}"',
    "t14 txb": f'fill="{INK}" font-weight="600"',
    "t14 txf": 'fill="#ab3a08" font-weight="600"',
    "t14 txl": f'fill="{LEAF}"',
}
FONT = 'font-family="Pilotlight Sans, Source Sans 3, sans-serif" font-size="14"'


def marked(drawing: Drawing) -> SafeString:
    """Write the marks; neighbours of one sort and style are one element."""
    return format_html_join(
        "", "{}", ((_alike(kind, style, group),) for kind, style, group in _groups(drawing))
    )


def drawn_twice(
    wide: Drawing, narrow: Drawing, title: str, desc: str, *, broad: bool = False
) -> SafeString:
    """Write a chart twice, once for phones; the one that does not fit is not displayed."""
    return format_html(
        '<div class="{}">{}</div><div class="narrow-only">{}</div>',
        "broad-only" if broad else "wide-only",
        as_svg(wide, title, desc),
        as_svg(narrow, title, desc),
    )


def as_svg(drawing: Drawing, title: str, desc: str) -> SafeString:
    """Write a chart that says its finding.

    What has links is no picture to those who hear it, but a group of them.
    """
    uid = f"c{crc32(f'{title}|{desc}|{drawing.width}'.encode()):08x}"
    width, height = format_coordinate(drawing.width), format_coordinate(drawing.height)
    return format_html(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="{role}" '
        'aria-labelledby="{uid}-t {uid}-d">'
        '<title id="{uid}-t">{title}</title><desc id="{uid}-d">{desc}</desc>{marks}{links}</svg>',
        w=width,
        h=height,
        role="group" if drawing.links else "img",
        uid=uid,
        title=title,
        desc=desc,
        marks=marked(drawing),
        links=format_html_join("", "{}", ((_linked(link),) for link in drawing.links)),
    )


def _linked(link: ChartLink) -> SafeString:
    """Write a link as an outline that lies above what it belongs to."""
    return format_html(
        '<a class="hit" href="{}"{}><title>{}</title><path d="{}"/></a>',
        link.address,
        "" if link.is_stop else format_html(' tabindex="{}"', -1),
        link.label,
        "".join(outline.d for outline in link.outlines),
    )


def printable(
    drawing: Drawing, *, title: str = "", desc: str = "", styles: Mapping[str, str] | None = None
) -> str:
    """Return the same drawing as a file of its own, with styles beside the usual ones.

    Raises KeyError for a style that paper does not know.
    """
    width, height = format_coordinate(drawing.width), format_coordinate(drawing.height)
    looks = {**PRINTED, **WORDS_PRINTED, **(styles or {})}
    marks = "".join(_with_colours(*group, looks) for group in _groups(drawing))
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    words = format_html("<title>{}</title><desc>{}</desc>", title, desc) if title else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT}>{words}{marks}</svg>'


def _groups(drawing: Drawing) -> Iterator[tuple[type[Mark], str, list[Any]]]:
    groups = groupby(drawing.marks, key=lambda mark: (type(mark), mark.style))
    return ((kind, style, [*group]) for (kind, style), group in groups)


def _alike(kind: type[Mark], style: str, group: Iterable[Any]) -> SafeString:
    if kind is TextMark:
        rows = ((style, _placed(text), text.words) for text in group)
        return format_html_join("", '<text class="{}" {}>{}</text>', rows)
    return format_html('<path class="{}" d="{}"/>', style, "".join(mark.d for mark in group))


def _with_colours(
    kind: type[Mark], style: str, group: Iterable[Any], looks: Mapping[str, str]
) -> str:
    look = looks[style]
    if kind is not TextMark:
        return f'<path {look} d="{"".join(mark.d for mark in group)}"/>'
    return "".join(
        format_html("<text {} ", _placed(text)) + look + format_html(">{}</text>", text.words)
        for text in group
    )


def _placed(text: TextMark) -> SafeString:
    """Write where words stand; that they start there needs no saying."""
    place = format_html('x="{}" y="{}"', format_coordinate(text.x), format_coordinate(text.y))
    return (
        place if text.anchor == "start" else place + format_html(' text-anchor="{}"', text.anchor)
    )
