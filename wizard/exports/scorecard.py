"""The pilot's scoring sheet as CSV: one row a trial, safe to open in a spreadsheet."""

from catalog.formatting import UNKNOWN, format_day, format_list, format_number
from catalog.tables import write_csv
from wizard.exports.copies import Copy
from wizard.pilot.metrics import METRICS
from wizard.pilot.protocol import target_text


def scorecard(copy: Copy) -> bytes:
    """Return a sheet with a line for each trial and a column for each target, under what has to be reached."""
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
        ("Decide by", format_day(pilot.plan.decides_by)),
        ("Cases", format_number(pilot.plan.cases)),
        *(("Target", target_text(each, protocol)) for each in pilot.targets),
        ("Plan", f"{copy.permalink} (version {copy.version.number}, {format_day(copy.document.on)})"),
        (),
        columns,
        *((str(case), name, *blank) for case in range(1, pilot.plan.cases + 1) for name in protocol.names),
    )
    return b"".join(write_csv(lines))
