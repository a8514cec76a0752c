"""A plan as Markdown and PDF, vendor questions as Markdown, the pilot's score sheet as CSV."""

from catalog.formatting import UNKNOWN, format_day, format_list, format_number
from catalog.tables import write_csv
from wizard.colleagues.vendors import pack_with
from wizard.exports.copies import Copy
from wizard.pilot.metrics import METRICS
from wizard.plans.render.plan_markdown import markdown_of
from wizard.plans.render.plan_pdf import render_pdf


def plan_md(copy: Copy) -> bytes:
    """Return the plan as one text, and where it can be worked out again."""
    return markdown_of("exports/plan_copy.md", {"copy": copy}).encode()


def plan_pdf(copy: Copy) -> bytes:
    """Return the plan as PDF/UA: one page to hand to a boss, and its evidence."""
    foot = (
        f"Version {copy.version.number}, release {copy.version.release} of the catalog. "
        f"{copy.permalink}"
    )
    return render_pdf(copy.document, foot)


def vendors_md(copy: Copy) -> bytes:
    """Return what the plan leans on that sellers do not say, as questions to each."""
    vendors = pack_with(copy.version, copy.decided.catalog)
    return markdown_of("exports/vendors.md", {"copy": copy, "vendors": vendors}).encode()


def scorecard(copy: Copy) -> bytes:
    """Return a sheet with a line a trial and a column a metric, under what is agreed."""
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
        *(("Agreed", rule) for rule in protocol.rules),
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
