"""The numbers that lead from a sentence of a plan to its sources, and the forms in which it can be taken away."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wizard.colleagues.beside import Asked, Beside
from wizard.decision.decision import Decision
from wizard.exports.copies import Format
from wizard.exports.formats import fitting

register = template.Library()


@register.simple_tag
def ref(note: int) -> SafeString:
    """Write the number of a source, linked to its endnote."""
    return format_html('<sup><a class="ref" href="#s{0}" aria-label="Source {0}">{0}</a></sup>', note)


@register.simple_tag
def cites(notes: Iterable[int]) -> SafeString:
    """Write the numbers of a sentence's sources for paper, where its trail stays closed."""
    return format_html(
        '<span class="cites printonly">{}</span>', format_html_join("", "{}", ((ref(n),) for n in notes))
    )


@register.filter
def asked_about(beside: Beside, about: str) -> Asked:
    """Return what was asked about a section."""
    return beside.asked(about)


@register.filter
def decapitalised(words: str) -> str:
    """Write a sentence as a part of another; a name keeps its capital."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first in {"Twice", "The", "A"} else words


@register.simple_tag
def takeaways(decision: Decision) -> tuple[Format, ...]:
    """Return the formats in which this plan can be taken away."""
    return fitting(decision)
