"""What a plan is taken away as, and private texts with their links."""

import re

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wizard.decision.decision import Decision
from wizard.exports.copies import PlanFormat
from wizard.exports.formats import fitting

register = template.Library()


@register.simple_tag
def takeaways(decision: Decision) -> tuple[PlanFormat, ...]:
    return fitting(decision)


_LINK = re.compile(r"(https://(?![^\s/]*@)\w[^\s<>\"]*[^\s<>\"',.;:!?)\]])")


@register.filter
def with_links(text: str) -> SafeString:
    """Write a private text with its line breaks.

    An https address in it can be followed, and learns nothing of this page.
    """
    pieces = (
        format_html('<a href="{0}" rel="noreferrer nofollow">{0}</a>', piece)
        if place % 2
        else piece
        for place, piece in enumerate(_LINK.split(text))
    )
    return linebreaksbr(format_html_join("", "{}", ((piece,) for piece in pieces)))
