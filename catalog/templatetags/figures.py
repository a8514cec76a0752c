"""Charts whose parts lead somewhere, and small marks inside tables."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.charts.linked import as_linked_svg
from catalog.charts.marks import format_coordinate

register = template.Library()
TRACK = 72.0  # width of a track in a table
DOT = 4.0


@register.simple_tag
def linked_chart(figure: Any) -> SafeString:
    """Draw a figure twice, for wide and for narrow screens, with links on its dots: `{% linked_chart picture %}`."""
    wide, narrow = (
        as_linked_svg(figure.draw(*size), figure.spots(*size), figure.title, figure.desc)
        for size in figure.sizes
    )
    kind = "broad" if figure.broad else "wide"
    return format_html(
        '<div class="{}-only">{}</div><div class="narrow-only">{}</div>', kind, wide, narrow
    )


@register.simple_tag
def track(share: Decimal | float, *, chosen: bool = False) -> SafeString:
    """Draw where a figure stands between the worst, at the left, and the best of a list; the number stands beside it."""
    x = DOT + float(share) * (TRACK - 2 * DOT)
    return format_html(
        '<svg class="track" viewBox="0 0 {w} 10" width="{w}" height="10" aria-hidden="true">'
        '<path class="gr" d="M0 5h{w}"/><circle class="{c}" cx="{x}" cy="5" r="{r}"/></svg>',
        w=format_coordinate(TRACK),
        c="dot-f" if chosen else "dot",
        x=format_coordinate(x),
        r=format_coordinate(DOT),
    )
