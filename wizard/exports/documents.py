"""A plan as Markdown and as PDF: its document, and where it stands for good."""

from catalog.formatting import format_day
from wizard.exports.copies import Copy
from wizard.plans.render import markdown, pdf


def plan_md(copy: Copy) -> bytes:
    """Return the whole plan as Markdown."""
    lasting = (
        f"Read it here: <{copy.permalink}>. This is version {copy.version.number} for good: <{copy.fixed}>. Worked out from "
        f"release {copy.version.release} of the catalog, SHA-256 `{copy.version.release_digest}`; anyone can work it out again."
    )
    replies = "".join(f"{markdown.escape_markdown(reply.title)}, {format_day(reply.on)}.\n\n" for reply in copy.replies)
    return f"{markdown.render(copy.document)}\n{replies}{lasting}\n".encode()


def plan_pdf(copy: Copy) -> bytes:
    """Return the plan as PDF/UA: one page to hand to a boss, and its evidence."""
    foot = f"Version {copy.version.number}, release {copy.version.release} of the catalog. {copy.permalink}"
    return pdf.render(copy.document, foot)
