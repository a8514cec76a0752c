"""How the words of a plan are written in HTML: names on one line, guesses in italics, links, and what can be taken away."""

import re

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wizard.document.blocks import Block
from wizard.document.forms import GUESS, NO_BREAK
from wizard.exports.copies import PlanFormat
from wizard.exports.formats import fitting
from wizard.method.decision import Decision

register = template.Library()


@register.simple_tag
def takeaways(decision: Decision) -> tuple[PlanFormat, ...]:
    return fitting(decision)


_LINK = re.compile(r"(https://(?![^\s/]*@)\w[^\s<>\"]*[^\s<>\"',.;:!?)\]])")


@register.filter
def with_links(text: str) -> SafeString:
    """Write a private text with its line breaks; an https address in it can be followed, and learns nothing of this page."""
    pieces = (
        format_html('<a href="{0}" rel="noreferrer nofollow">{0}</a>', piece)
        if place % 2
        else piece
        for place, piece in enumerate(_LINK.split(text))
    )
    return linebreaksbr(format_html_join("", "{}", ((piece,) for piece in pieces)))


# A name that holds a no-break space must not be broken, nor a number or a short word after a hyphen, as browsers do.
_MARKED = re.compile(
    rf"({re.escape(GUESS)}|[^\s]*{NO_BREAK}[^ \n]*|[^\s-]+-\d[^\s,;:]*|\b[^\W\d_]{{2,9}}-[^\W\d_]{{2,9}}\b)"
)


@register.filter
def worded(text: str) -> SafeString | str:
    """Write a text with names that are not broken and guesses in italics; most texts hold neither."""
    if _MARKED.search(text) is None:
        return text
    return format_html_join("", "{}", ((_piece(each),) for each in _MARKED.split(text)))


def _piece(text: str) -> SafeString | str:
    if text == GUESS:
        return format_html("(<em>{}</em>)", GUESS[1:-1])
    if _MARKED.fullmatch(text):
        return format_html('<span class="name">{}</span>', text)
    return text


@register.filter(name="template")
def template_of(block: Block, reasons: str = "reasons") -> str:
    """Return the template of a block; `reasons` names that of sentences, which the plan shows without their trails."""
    return f"wizard/document/{reasons if block.kind == 'reasons' else block.kind}.html"


@register.filter
def spaced(slug: str) -> str:
    return slug.replace("-", " ")
