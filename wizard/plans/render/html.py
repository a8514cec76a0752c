"""A document as HTML: one template a kind of block."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wizard.plans.document.blocks import Document, DocumentPage


def render(document: Document) -> SafeString:
    """Return the article of a plan, without the buttons and forms of the page that it may stand on."""
    context = {"document": document, "head": document.head, "acts": "", "news": "", "more": ""}
    return render_to_string("wizard/document/document.html", context)


def render_page(page: DocumentPage) -> SafeString:
    """Return the article of a page below a plan, where each sentence shows what it rests on."""
    return render_to_string("wizard/document/sections.html", {"page": page})
