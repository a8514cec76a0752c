"""A document as HTML: one template a kind of block."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wizard.plans.document.blocks import Document, Section


def render(document: Document, acts: SafeString | str = "") -> SafeString:
    """Return the article of a document; `acts` are the buttons and forms of the page it stands on."""
    context = {"document": document, "head": document.head, "acts": acts}
    return render_to_string("wizard/document/document.html", context)


def render_sections(sections: Sequence[Section]) -> SafeString:
    """Return sections by themselves, as the page of the evidence shows them."""
    return render_to_string("wizard/document/folds.html", {"sections": sections})
