"""A plan as Markdown and as PDF, what to ask vendors as Markdown, and the sheet on which the pilot is scored as CSV."""

from catalog.formatting import UNKNOWN, format_day, format_list, format_long_day, format_number
from catalog.markdown import escape_markdown
from catalog.tables import write_csv
from wizard.colleagues.vendors import pack_of
from wizard.exports.copies import Copy
from wizard.pilot.metrics import METRICS
from wizard.pilot.protocol import rule_words
from wizard.plans.render.plan_markdown import render_markdown
from wizard.plans.render.plan_pdf import render_pdf


def plan_md(copy: Copy) -> bytes:
    lasting = (
        f"Read it here: <{copy.permalink}>. This is version {copy.version.number} for good: <{copy.fixed}>. Worked out from "
        f"release {copy.version.release} of the catalog, SHA-256 `{copy.version.release_digest}`; anyone can work it out again."
    )
    replies = "".join(
        f"{escape_markdown(reply.title)}, {format_day(reply.on)}.\n\n" for reply in copy.replies
    )
    return f"{render_markdown(copy.document)}\n{replies}{lasting}\n".encode()


def plan_pdf(copy: Copy) -> bytes:
    """Return the plan as PDF/UA: one page to hand to a boss, and its evidence."""
    foot = f"Version {copy.version.number}, release {copy.version.release} of the catalog. {copy.permalink}"
    return render_pdf(copy.document, foot)


def vendors_md(copy: Copy) -> bytes:
    blocks = [
        "# What to ask sellers",
        (
            f"About version {copy.version.number} of a plan decided {format_long_day(copy.document.on)} on release "
            f"{copy.version.release} of the catalog: <{copy.fixed}>"
        ),
        escape_markdown(copy.document.head.headline),
    ]
    blocks += [f"{escape_markdown(reply.title)}, {format_day(reply.on)}." for reply in copy.replies]
    vendors = pack_of(copy.version, copy.decided.catalog)
    if not vendors:
        blocks.append("It leans on nothing that a seller would have to be asked about.")
    for vendor in vendors:
        blocks.append(f"## {escape_markdown(vendor.name)}")
        lines = (
            f"{place}. {escape_markdown(question.text)}"
            for place, question in enumerate(vendor.questions, start=1)
        )
        blocks.append("\n".join(lines))
    return ("\n\n".join(blocks) + "\n").encode()


def scorecard(copy: Copy) -> bytes:
    """Return a sheet with a line for each trial and a column for each metric, under what is agreed."""
    pilot = copy.frame
    if pilot is None:
        raise ValueError("A plan without a pilot has no trials.")
    protocol = pilot.protocol
    columns = ("Case", "Model", *(metric.column for metric in METRICS))
    blank = ("",) * len(METRICS)
    lines = (
        ("Scorecard of the pilot", copy.heading),
        ("Job", protocol.job),
        ("Models to try", format_list(protocol.names) or UNKNOWN),
        ("Decide by", format_day(pilot.decides_by)),
        ("Cases", format_number(protocol.cases)),
        *(("Agreed", rule) for rule in rule_words(protocol)),
        (
            "Plan",
            f"{copy.permalink} (version {copy.version.number}, {format_day(copy.document.on)})",
        ),
        (),
        columns,
        *(
            (str(case), name, *blank)
            for case in range(1, protocol.cases + 1)
            for name in protocol.names
        ),
    )
    return b"".join(write_csv(lines))
