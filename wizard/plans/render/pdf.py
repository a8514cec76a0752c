"""A document as PDF: one A4 page to hand to a boss, its evidence as an annex."""

from datetime import UTC, datetime, time

import msgspec
from django.conf import settings

from config.environment import PROJECT
from wizard.plans.document.blocks import Document
from wizard.plans.render.typeset import typeset

TEMPLATE = PROJECT / "templates" / "exports" / "document.typ"


def render(document: Document, foot: str = "") -> bytes:
    """Return the file, the same bytes for the same document. `foot` says where it stands and which version it is."""
    moment = int(datetime.combine(document.on, time(), UTC).timestamp())
    logo = settings.SITE_LOGO
    site = {
        "name": settings.SITE_NAME,
        "logo": logo and {"format": logo.media_type[6:9], "bytes": [*logo.content]},
    }
    return typeset(TEMPLATE, msgspec.json.encode({"document": document, "foot": foot, "site": site}), moment)
