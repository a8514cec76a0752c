"""What is exported as Markdown, by its template."""

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

# Parts that a plan does not have leave empty lines in the template.
_EMPTY_LINES = re.compile(r"\n{3,}")


def markdown_of(template: str, context: Mapping[str, Any]) -> str:
    """Return what a template says in Markdown."""
    text = render_to_string(template, dict(context))
    return _EMPTY_LINES.sub("\n\n", text).strip("\n") + "\n"
