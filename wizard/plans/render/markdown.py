"""Text as Markdown shows it."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#a-zA-Z0-9]+;)")
_STARTS = re.compile(
    r"^(\d+(?=[.)](?:\s|$))|(?=[#+=-]))([#+=.)-])"
)  # what would make a heading or a list of a line
_LINES = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    line = _SPECIAL.sub(lambda match: f"\\{match[0]}", _LINES.sub(" ", text).strip())
    return _STARTS.sub(lambda match: f"{match[1]}\\{match[2]}", line)
