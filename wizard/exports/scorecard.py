"""The pilot's scoring sheet as CSV: one row a trial, safe to open in a spreadsheet."""

from collections.abc import Sequence

from catalog.formatting import UNKNOWN, format_day, format_list, format_number
from catalog.tables import write_csv
from wizard.exports.copies import Copy
from wizard.pilot.context import Frame
from wizard.pilot.metrics import METRICS
from wizard.pilot.protocol import target_text


def scorecard(copy: Copy) -> bytes:
    """Return a sheet with a line for each trial and a column for each target, under what has to be reached."""
    pilot = copy.frame
    if pilot is None:
        raise ValueError("A plan without a pilot has no trials.")
    return b"".join(write_csv((*_heading(copy, pilot), *_trials(pilot))))


def _heading(copy: Copy, pilot: Frame) -> Sequence[Sequence[str]]:
    return (
        ("Scorecard of the pilot", copy.heading),
        ("Job", pilot.protocol.job),
        ("Models to try", format_list(pilot.protocol.names) or UNKNOWN),
        ("Decide by", format_day(pilot.plan.decides_by)),
        ("Cases", format_number(pilot.plan.cases)),
        *(("Target", target_text(each, pilot.protocol)) for each in pilot.targets),
        ("Plan", f"{copy.permalink} (version {copy.version.number}, {format_day(copy.document.on)})"),
        (),
    )


def _trials(pilot: Frame) -> Sequence[Sequence[str]]:
    columns = ("Case", "Model", *(metric.column for metric in METRICS))
    blank = ("",) * (len(columns) - 2)
    cases = range(1, pilot.plan.cases + 1)
    return (columns, *((str(case), name, *blank) for case in cases for name in pilot.protocol.names))
