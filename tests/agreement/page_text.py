"""The words of a page."""

import re
from html import unescape


def text_of(html: str) -> str:
    """Return what a part of a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
