"""How the words of a plan are written in Markdown: as they are, whatever an owner typed."""

from collections.abc import Iterable
from datetime import date

from django import template

from catalog.formatting import format_day, format_long_day
from catalog.markdown import escape_markdown

register = template.Library()


@register.filter
def md(text: str | Iterable[str]) -> str:
    """Write a text, or sentences one after the other."""
    sentences = (text,) if isinstance(text, str) else text
    return " ".join(escape_markdown(sentence) for sentence in sentences)


@register.filter
def day_as_text(day: date) -> str:
    """Write a day without any markup."""
    return format_day(day)


@register.filter
def long_day_as_text(day: date) -> str:
    """Write a day with its month in full, without any markup."""
    return format_long_day(day)
