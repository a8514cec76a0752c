"""A document as HTML: one template a kind of block."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wizard.plans.document.blocks import Document, Page


def render(document: Document, acts: SafeString | str = "") -> SafeString:
    """Return the article of a plan; `acts` are the buttons and forms of the page it stands on."""
    context = {"document": document, "head": document.head, "acts": acts}
    return render_to_string("wizard/document/document.html", context)


def render_page(page: Page) -> SafeString:
    """Return the article of a page below a plan, where each sentence shows what it rests on."""
    return render_to_string("wizard/document/sections.html", {"page": page})
