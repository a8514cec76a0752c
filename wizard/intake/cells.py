"""Single cells as people and programs write them: yes and no, points, minutes, money, the number of a trial."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from catalog import parsing
from catalog.parsing import Bounds, Problem, tidy

YES = {"yes", "y", "true", "1", "ok", "okay", "accepted", "used", "usable", "good", "pass", "passed", "x", "✓", "✔", "ja", "j"}  # fmt: skip
NO = {"no", "n", "false", "0", "rejected", "redone", "unusable", "bad", "fail", "failed", "-", "✗", "✘", "nein"}
POINTS = (0, 1, 2)
HIGHEST_TRIAL = 1_000_000
LONGEST_MODEL, LONGEST_WHAT, LONGEST_REMARK = 80, 120, 400
MINUTE = Decimal("0.0001")  # the last digit of minutes and dollars that is kept
DOLLAR = Decimal("0.000001")
# What the editors count a euro and a pound for; the wizard's own rates, so that target and result are counted alike.
TIMES = {"minute": Decimal(1), "second": Decimal(1) / 60, "hour": Decimal(60), "millisecond": Decimal(1) / 60_000}

_BOUNDS_MINUTES = Bounds("the minutes", "1.5 or 90 s", most=Decimal(100_000), comma_in_doubt=True)
_BOUNDS_COST = Bounds("the cost", "0.04 or $0.04", most=Decimal(1_000_000), comma_in_doubt=True)
_CLOCK = re.compile(r"^\d{1,3}:\d{2}$")  # a stopwatch means minutes and seconds by it, a spreadsheet hours and minutes
_EXACT = re.compile(r"^(?:(\d{1,3}):(\d{2}):(\d{2})|(\d{1,4}) ?m(?:in\w*)?\.? ?(\d{1,2}) ?s(?:ec\w*)?\.?)$")


def yes_or_no(text: str) -> bool | Problem | None:
    """Read whether a result was good enough; nothing where the cell is empty."""
    word = tidy(text).casefold().rstrip(".!")
    if not word:
        return None
    if word in YES:
        return True
    if word in NO:
        return False
    return Problem("Write yes or no")


def points(text: str) -> int | Problem | None:
    """Read one rater's points; nothing where the cell is empty."""
    line = tidy(text)
    if not line:
        return None
    found = parsing.parse_number(
        line, Bounds("the points", "2", least=Decimal(POINTS[0]), most=Decimal(POINTS[-1]), whole=True)
    )
    return found if isinstance(found, Problem) else int(found)


def minutes(text: str, unit: str = "minute") -> Decimal | Problem | None:
    """Read a time, in minutes where no unit is written; `unit` is what the heading of the column says."""
    line = tidy(text)
    if not line:
        return None
    if doubt := _time_in_doubt(line):
        return doubt
    if exact := _EXACT.match(line.casefold()):
        hours, whole, seconds = (Decimal(exact[a] or exact[b] or 0) for a, b in ((1, 1), (2, 4), (3, 5)))
        line, unit = str((hours * 60 + whole + seconds / 60).quantize(MINUTE, ROUND_HALF_UP)), "minute"
    bare = parsing.parse_number(line, _BOUNDS_MINUTES)
    if not isinstance(bare, Problem):
        return (bare * TIMES[unit]).quantize(MINUTE, ROUND_HALF_UP)
    found = parsing.parse_minutes(line, _BOUNDS_MINUTES)
    if isinstance(found, Problem):
        return found
    if found.low != found.high:
        return Problem("Write one time, not a range, for example 1.5")
    return found.low.quantize(MINUTE, ROUND_HALF_UP)


def cost(text: str, rates: Callable[[str], Decimal], currency: str = "USD") -> Decimal | Problem | None:
    """Read an amount in dollars; `currency` is what the heading says, and what is written in the cell wins over it."""
    line = tidy(text)
    if not line:
        return None
    bare = parsing.parse_number(line, _BOUNDS_COST)
    if not isinstance(bare, Problem):
        return (bare * rates(currency)).quantize(DOLLAR, ROUND_HALF_UP)
    found = parsing.parse_money(line, _BOUNDS_COST)
    if isinstance(found, Problem):
        return found
    if found.low != found.high:
        return Problem("Write one amount, not a range, for example 0.04")
    return (found.low * rates(found.currency)).quantize(DOLLAR, ROUND_HALF_UP)


def trial(text: str) -> int | Problem | None:
    """Read the number of a trial; nothing where the cell is empty."""
    line = tidy(text).lstrip("#")
    if not line:
        return None
    found = parsing.parse_number(
        line, Bounds("the number of the trial", "12", least=Decimal(1), most=Decimal(HIGHEST_TRIAL), whole=True)
    )
    return found if isinstance(found, Problem) else int(found)


def words(text: str, what: str, most: int) -> str | Problem:
    """Read words on one line."""
    return parsing.parse_text(text, what, most)


def _time_in_doubt(line: str) -> Problem | None:
    """Return what to ask where a clock can be read in two ways."""
    if not _CLOCK.match(line):
        return None
    first, second = line.split(":")
    return Problem(f"“{line}” may be {first} min {second} s or {first} h {second}; write one of these")
