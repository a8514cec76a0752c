"""The questions to send to vendors as Markdown, each with the answer that would turn the plan."""

from collections.abc import Iterator

from catalog.formatting import format_day, format_long_day, inline_label
from wizard.engine.vendors import VendorQuestion
from wizard.exports.copies import Copy
from wizard.plans.render.markdown import plain


def vendors_md(copy: Copy) -> bytes:
    """Return what to ask about a version, vendor by vendor."""
    blocks = [
        "# What to ask vendors",
        (
            f"About version {copy.number} of a plan decided {format_long_day(copy.on)} on release {copy.release} of the "
            f"catalog: <{copy.fixed}>"
        ),
        plain(copy.decision.verdict),
    ]
    vendors = copy.vendors()
    if not vendors:
        blocks.append("It leans on nothing that a vendor would have to be asked about.")
    for vendor in vendors:
        blocks.append(f"## {plain(vendor.name)}")
        blocks += ["\n".join(_asked(place, asked)) for place, asked in enumerate(vendor.questions, start=1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _asked(place: int, asked: VendorQuestion) -> Iterator[str]:
    yield f"{place}. {plain(asked.text)}"
    if asked.known:
        said = f", {inline_label(asked.fact.voice)}, {format_day(asked.fact.as_of)}" if asked.fact else ""
        yield f"   - Today we hold: {plain(asked.now)}{said}."
    else:
        yield "   - Nobody states it."
    if asked.reply:
        yield f"   - {plain(asked.reply.title)}, {format_day(asked.reply.on)}."
    for reversal in asked.reverses:
        yield f"   - {plain(reversal.sentence)}"
    if not asked.reverses:
        yield "   - No answer would turn the plan."
