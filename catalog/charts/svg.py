"""Drawings as SVG: for pages by classes, which follow the theme; for paper with colours."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from zlib import crc32

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.charts.marks import ChartLink, Drawing, Mark, TextMark, format_coordinate
from catalog.charts.printed import FONT, LOOKS


def marked(drawing: Drawing) -> SafeString:
    """Write the marks; neighbours of one sort and style are one element."""
    marks = [_alike(kind, style, group) for kind, style, group in _groups(drawing)]
    return _joined(marks)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


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
    links = [_linked(link) for link in drawing.links]
    return format_html(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="{role}" '
        'aria-labelledby="{uid}-t {uid}-d">'
        '<title id="{uid}-t">{title}</title><desc id="{uid}-d">{desc}</desc>{marks}{links}</svg>',
        w=format_coordinate(drawing.width),
        h=format_coordinate(drawing.height),
        role="group" if links else "img",
        uid=uid,
        title=title,
        desc=desc,
        marks=marked(drawing),
        links=_joined(links),
    )


def _linked(link: ChartLink) -> SafeString:
    """Write a link as an outline that lies above what it belongs to."""
    outline = "".join(mark.d for mark in link.outlines)
    return format_html(
        '<a class="hit" href="{}"{}><title>{}</title><path d="{}"/></a>',
        link.address,
        "" if link.is_stop else format_html(' tabindex="{}"', -1),
        link.label,
        outline,
    )


def printable(drawing: Drawing, *, title: str = "", desc: str = "") -> str:
    """Return the same drawing as a file of its own.

    Raises KeyError for a style that paper does not know.
    """
    width, height = format_coordinate(drawing.width), format_coordinate(drawing.height)
    marks = "".join(_with_colours(*group) for group in _groups(drawing))
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
    outline = "".join(mark.d for mark in group)
    return format_html('<path class="{}" d="{}"/>', style, outline)


def _with_colours(kind: type[Mark], style: str, group: Iterable[Any]) -> str:
    look = LOOKS[style]
    if kind is not TextMark:
        outline = "".join(mark.d for mark in group)
        return f'<path {look} d="{outline}"/>'
    return "".join(
        format_html("<text {} ", _placed(text)) + look + format_html(">{}</text>", text.words)
        for text in group
    )


def _placed(text: TextMark) -> SafeString:
    """Write where words stand; that they start there needs no saying."""
    position = format_html('x="{}" y="{}"', format_coordinate(text.x), format_coordinate(text.y))
    if text.anchor == "start":
        return position
    return position + format_html(' text-anchor="{}"', text.anchor)
