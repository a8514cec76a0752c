"""The pilot's scoring sheet as CSV: one row a trial, safe to open in a spreadsheet."""

from collections.abc import Sequence

from catalog.formatting import UNKNOWN, format_day, format_list, format_number
from catalog.tables import write_csv
from wizard.engine.decision import Pilot, Target
from wizard.exports.copies import Copy

MOST_ROWS = 2_000  # trials that one sheet has lines for; more are counted in the heading

_COLUMNS = {
    "minutes": "Minutes, checks included",
    "accepted": "Used without a redo (yes or no)",
    "usd": "Cost in US dollars",
}


def scorecard(copy: Copy) -> bytes:
    """Return a sheet with a line for each trial and a column for each target, under what has to be reached."""
    pilot = copy.decision.pilot
    if pilot is None:
        raise ValueError("A plan without a pilot has no trials.")
    return b"".join(write_csv((*_heading(copy, pilot), *_trials(pilot))))


def _heading(copy: Copy, pilot: Pilot) -> Sequence[Sequence[str]]:
    measured = "The first look comes at the end. The targets stay as they are."
    return (
        ("Scorecard of the pilot", copy.sheet.heading),
        ("Job", pilot.workflow),
        ("Models to try", _to_try(copy, pilot)),
        ("Runs", f"{format_day(pilot.begins)} to {format_day(pilot.ends)}. {measured}"),
        ("Trials needed", format_number(pilot.trials) + _cut(pilot)),
        *(("Target", target.text, f"settled by {format_number(target.trials)} trials") for target in pilot.targets),
        ("Plan", f"{copy.permalink} (version {copy.number}, {format_day(copy.on)})"),
        (),
    )


def _cut(pilot: Pilot) -> str:
    return f"; this sheet has lines for the first {format_number(MOST_ROWS)}" if pilot.trials > MOST_ROWS else ""


def _trials(pilot: Pilot) -> Sequence[Sequence[str]]:
    columns = ("Trial", "Day", "Model", "What it was", *(_column(target) for target in pilot.targets), "Remarks")
    blank = ("",) * (len(columns) - 1)
    return (columns, *((str(place), *blank) for place in range(1, min(pilot.trials, MOST_ROWS) + 1)))


def _column(target: Target) -> str:
    return _COLUMNS.get(target.slug, target.text)


def _to_try(copy: Copy, pilot: Pilot) -> str:
    part = copy.decision.part(pilot.part)
    found = [part.candidate(slug) for slug in (part.chosen, part.runner_up)] if part else []
    return format_list([candidate.name for candidate in found if candidate is not None]) or UNKNOWN
