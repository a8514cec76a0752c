"""Cells of CSV files that a spreadsheet must not take for formulas."""

import re

_FORMULA = re.compile(r"'* *[=+\-@\t\r\n]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what begins like a formula gets an apostrophe in front."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that `guarded` put in front of it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
