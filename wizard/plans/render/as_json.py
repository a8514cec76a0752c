"""A document as JSON: its fields in the order of blocks.py, without no-break spaces."""

import msgspec

from wizard.plans.document.blocks import Document
from wizard.plans.document.words import NO_BREAK


def render(document: Document) -> bytes:
    """Return the whole document; the same document gives the same bytes."""
    return msgspec.json.encode(document).replace(NO_BREAK.encode(), b" ")
