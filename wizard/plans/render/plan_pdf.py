"""A plan's document as PDF/UA: one A4 page for a boss, evidence and money as an annex.

The words come as JSON, so nothing an owner writes can be taken for markup.
"""

from datetime import UTC, datetime, time

import msgspec
from django.conf import settings

from catalog.charts.svg import printable
from config.environment import PROJECT
from wizard.document.blocks import Document
from wizard.document.drawing import NARROW, drawing_of
from wizard.document.sentences import PATTERNS
from wizard.plans.render.pdf import typeset

TEMPLATE = PROJECT / "templates" / "exports" / "plan.typ"


def render_pdf(document: Document, foot: str = "") -> bytes:
    """Return the file, the same bytes for the same document.

    `foot` says where it stands and which version it is.
    """
    moment = int(datetime.combine(document.on, time(), UTC).timestamp())
    logo = settings.SITE_LOGO
    site = {
        "name": settings.SITE_NAME,
        "logo": logo and {"format": logo.media_type[6:9], "bytes": [*logo.content]},
    }
    drawing = drawing_of(document.picture, width=NARROW)
    words = {
        "document": document,
        "foot": foot,
        "drawing": printable(drawing) if drawing is not None else "",
        "site": site,
        "guess": PATTERNS["mark"]["guess"],
    }
    return typeset(TEMPLATE, msgspec.json.encode(words), moment)
