"""Small marks inside tables."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.charts.marks import format_coordinate

register = template.Library()
TRACK = 72.0  # width of a track in a table
DOT = 4.0


@register.simple_tag
def track(share: Decimal | float, *, chosen: bool = False) -> SafeString:
    """Draw where a figure stands between a list's worst, at the left, and best.

    The number stands beside it.
    """
    x = DOT + float(share) * (TRACK - 2 * DOT)
    return format_html(
        '<svg class="track" viewBox="0 0 {w} 10" width="{w}" height="10" aria-hidden="true">'
        '<path class="gr" d="M0 5h{w}"/><circle class="{c}" cx="{x}" cy="5" r="{r}"/></svg>',
        w=format_coordinate(TRACK),
        c="dot-f" if chosen else "dot",
        x=format_coordinate(x),
        r=format_coordinate(DOT),
    )
