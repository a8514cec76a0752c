"""How results are written in tables, and the forms in which a plan can be taken away."""

from django import template

from wizard.decision.decision import Decision
from wizard.exports.copies import Format
from wizard.exports.formats import fitting

register = template.Library()


@register.filter
def decapitalised(words: str) -> str:
    """Write a sentence as a part of another; a name keeps its capital."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first in {"Twice", "The", "A"} else words


@register.simple_tag
def takeaways(decision: Decision) -> tuple[Format, ...]:
    """Return the formats in which this plan can be taken away."""
    return fitting(decision)
