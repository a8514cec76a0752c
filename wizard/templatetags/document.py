"""How a plan's words are written in HTML.

Sentences stand one after the other, names on one line, guesses in italics.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.charts.svg import as_svg, drawn_twice
from catalog.formatting import format_list
from wizard.document.blocks import Block, Picture
from wizard.document.drawing import NARROW, WIDE, drawing_of
from wizard.document.forms import NO_BREAK
from wizard.document.sentences import PATTERNS
from wizard.plans.handles import HandleScale

register = template.Library()

GUESS = PATTERNS["mark"]["guess"]
# A name that is not to be broken holds a no-break space; browsers would still break it at a hyphen.
_MARKED = re.compile(rf"({re.escape(GUESS)}|\S*{NO_BREAK}[^ \n]*)")


@register.filter
def marked(text: str) -> SafeString | str:
    """Write a text with unbroken names and guesses in italics; most texts hold neither."""
    if _MARKED.search(text) is None:
        return text
    return format_html_join("", "{}", ((_piece(piece),) for piece in _MARKED.split(text)))


@register.filter(name="sentences")
def joined(says: Iterable[str]) -> SafeString:
    """Write sentences one after the other."""
    return format_html_join(" ", "{}", ((marked(text),) for text in says))


@register.filter
def above(says: Iterable[str], folded: Collection[str]) -> list[str]:
    """Return what a page shows at once."""
    return [text for text in says if text not in folded]


@register.filter
def below(says: Iterable[str], folded: Collection[str]) -> list[str]:
    """Return what a page shows at a tap."""
    return [text for text in says if text in folded]


@register.simple_tag
def label(name: str) -> str:
    """Return the label of a part of a plan, where the part itself is still to come."""
    return PATTERNS["label"][name]


@register.simple_tag
def drawn(shown: Picture) -> SafeString:
    """Draw the picture of a plan twice, once for phones; nothing where it is a sentence alone."""
    wide, narrow = drawing_of(shown, width=WIDE), drawing_of(shown, width=NARROW)
    if wide is None or narrow is None:
        return SafeString()
    return drawn_twice(wide, narrow, shown.caption, " ".join(shown.says))


@register.simple_tag
def drawn_small(shown: Picture) -> SafeString:
    """Draw a picture once, as narrow as on a phone, where no table stands behind it."""
    drawing = drawing_of(shown, width=NARROW)
    if drawing is None:
        return SafeString()
    return as_svg(replace(drawing, links=()), shown.caption, " ".join(shown.says))


@register.simple_tag
def drawn_scale(scale: HandleScale) -> SafeString:
    """Draw where the choice changes along a handle, twice; the list below it says the same."""
    names = format_list(f"{part.says}: {part.names}" for part in scale.parts)
    return drawn_twice(scale.draw(WIDE), scale.draw(NARROW), "Where the choice changes", names)


@register.filter
def template_of(block: Block) -> str:
    """Return the template of a block."""
    return f"wizard/plan_document/{block.kind}.html"


@register.filter
def spaced(slug: str) -> str:
    """Write the name of a rule in words."""
    return slug.replace("-", " ")


def _piece(text: str) -> SafeString | str:
    if text == GUESS:
        return format_html("(<em>{}</em>)", text.strip("()"))
    if _MARKED.fullmatch(text):
        return format_html('<span class="name">{}</span>', text)
    return text
