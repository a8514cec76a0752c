"""A plan as Markdown and as PDF: its document, and where it stands for good."""

from catalog.formatting import format_day
from wizard.exports.copies import Copy
from wizard.plans.render import markdown, pdf


def plan_md(copy: Copy) -> bytes:
    """Return the whole plan as Markdown."""
    lasting = (
        f"Read it here: <{copy.permalink}>. This is version {copy.number} for good: <{copy.fixed}>. Worked out from "
        f"release {copy.release} of the catalog, SHA-256 `{copy.digest}`; anyone can work it out again."
    )
    replies = "".join(f"{markdown.escape_markdown(reply.title)}, {format_day(reply.on)}.\n\n" for reply in copy.replies)
    return f"{markdown.render(copy.document)}\n{replies}{lasting}\n".encode()


def plan_pdf(copy: Copy) -> bytes:
    """Return the plan as PDF/UA: one page to hand to a boss, and its evidence."""
    return pdf.render(copy.document, f"Version {copy.number}, release {copy.release} of the catalog. {copy.permalink}")
