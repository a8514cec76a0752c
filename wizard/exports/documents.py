"""A plan as Markdown and as PDF: its document, and where it stands for good; and what to ask vendors as Markdown."""

from collections.abc import Iterator

from catalog.formatting import format_day, format_long_day
from wizard.colleagues.vendors import VendorQuestion, pack_of
from wizard.exports.copies import Copy
from wizard.plans.render import markdown, pdf
from wizard.plans.render.markdown import escape_markdown


def plan_md(copy: Copy) -> bytes:
    lasting = (
        f"Read it here: <{copy.permalink}>. This is version {copy.version.number} for good: <{copy.fixed}>. Worked out from "
        f"release {copy.version.release} of the catalog, SHA-256 `{copy.version.release_digest}`; anyone can work it out again."
    )
    replies = "".join(f"{escape_markdown(reply.title)}, {format_day(reply.on)}.\n\n" for reply in copy.replies)
    return f"{markdown.render(copy.document)}\n{replies}{lasting}\n".encode()


def plan_pdf(copy: Copy) -> bytes:
    """Return the plan as PDF/UA: one page to hand to a boss, and its evidence."""
    foot = f"Version {copy.version.number}, release {copy.version.release} of the catalog. {copy.permalink}"
    return pdf.render(copy.document, foot)


def vendors_md(copy: Copy) -> bytes:
    blocks = [
        "# What to ask sellers",
        (
            f"About version {copy.version.number} of a plan decided {format_long_day(copy.document.on)} on release "
            f"{copy.version.release} of the catalog: <{copy.fixed}>"
        ),
        escape_markdown(" ".join(copy.document.head.headline)),
    ]
    blocks += [f"{escape_markdown(reply.title)}, {format_day(reply.on)}." for reply in copy.replies]
    vendors = pack_of(copy.version, copy.basis.catalog)
    if not vendors:
        blocks.append("It leans on nothing that a seller would have to be asked about.")
    for vendor in vendors:
        blocks.append(f"## {escape_markdown(vendor.name)}")
        blocks += ["\n".join(_asked(place, asked)) for place, asked in enumerate(vendor.questions, start=1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _asked(place: int, asked: VendorQuestion) -> Iterator[str]:
    yield f"{place}. {escape_markdown(asked.text)}"
    for reversal in asked.reverses:
        yield f"   - {escape_markdown(reversal)}"
    if not asked.reverses:
        yield "   - No answer would change the plan."
