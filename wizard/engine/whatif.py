"""A chain run once: what gets through it and what that takes; and the same if one thing goes another way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import CENT
from wizard.engine.assumptions import LEAST_SHARE, ONE
from wizard.engine.bill import added, fees_of, minutes_of, paid, share_of, through, times
from wizard.engine.decision import Assumptions, Figure, Line, WhatIf
from wizard.engine.lanes import tenth, whole
from wizard.engine.vocabulary import Basis, Input

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a chain does: shares that pass, and what one piece that comes through takes."""

    first_pass: Decimal  # share that passes every check at the first try
    through: Decimal  # share that comes through in the end, sent back at most twice at each check
    minutes: Figure | None
    usd: Figure | None


def run(assumptions: Assumptions, lines: Sequence[Line]) -> Run:
    """Return what the lines of one chain do, with the likely shares accepted."""
    first_pass = in_the_end = ONE
    for line in lines:
        if not line.transcript:
            share = share_of(assumptions, line.part)
            first_pass *= share.likely
            in_the_end *= through(share).likely
    minutes = [minutes_of(assumptions, line) for line in lines]
    fees = [fees_of(assumptions, line) for line in lines]
    wage = assumptions.figure(Input.WAGE)
    timed = added(*(figure for figure in minutes if figure)) if None not in minutes else None
    priced = added(*(figure for figure in fees if figure)) if None not in fees else None
    usd = added(paid(timed, wage), priced) if timed and priced and wage else None
    return Run(first_pass=first_pass, through=in_the_end, minutes=timed, usd=usd)


def fails_twice_as_often(assumptions: Assumptions, line: Line) -> Assumptions:
    """Return the figures of a world in which twice as many results of one line are sent back."""
    share = share_of(assumptions, line.part)
    ends = (max(ONE - (ONE - end) * 2, LEAST_SHARE) for end in (share.low, share.likely, share.high))
    return assumptions.replaced(f"{Input.ACCEPTED}:{line.part}", Figure.of(*ends), Basis.OWN)


def price_doubles(assumptions: Assumptions, line: Line) -> Assumptions:
    """Return the figures of a world in which the model of one line costs twice as much."""
    kind = Input.FEE if assumptions.figure(Input.FEE, line.part) else Input.PRICE
    figure = assumptions.figure(kind, line.part)
    if figure is None:
        return assumptions
    return assumptions.replaced(f"{kind}:{line.part}", times(figure, 2), Basis.OWN)


def model_retires(assumptions: Assumptions, line: Line, own_usd: Decimal | None = None) -> Assumptions | None:
    """Return the figures with the spare model of a line in the place of its own; None where there is none with a price.

    A fee that was measured goes up or down as the price does; `own_usd` is that of the line's own model.
    """
    if not line.spare or line.spare_usd is None:
        return None
    lines = tuple(replace(row, model=row.spare, spare="") if row == line else row for row in assumptions.lines)
    moved, fee = replace(assumptions, lines=lines), assumptions.figure(Input.FEE, line.part)
    if fee is not None and own_usd:
        return moved.replaced(f"{Input.FEE}:{line.part}", times(fee, line.spare_usd / own_usd), Basis.ESTIMATE)
    if assumptions.row(Input.PRICE, line.part) is None:
        return None
    return moved.replaced(f"{Input.PRICE}:{line.part}", Figure.of(line.spare_usd), Basis.CATALOG)


def what_ifs(assumptions: Assumptions, lines: Sequence[Line], line: Line) -> tuple[WhatIf, ...]:
    """Return what becomes of a chain if its weakest line goes another way."""
    found = [
        ("fails-twice", f"Of {line.name} twice as many are sent back", fails_twice_as_often(assumptions, line)),
        ("price-doubles", f"{line.model} costs twice as much", price_doubles(assumptions, line)),
        (
            "model-retires",
            f"{line.model} is taken off sale and {line.spare} steps in",
            model_retires(assumptions, line),
        ),
    ]
    return tuple(_what_if(slug, label, run(other, lines)) for slug, label, other in found if other is not None)


def _what_if(slug: str, label: str, found: Run) -> WhatIf:
    return WhatIf(
        slug=slug,
        label=label,
        first_pass_percent=whole(found.first_pass * HUNDRED),
        through_percent=tenth(found.through * HUNDRED),
        minutes=tenth(found.minutes.likely) if found.minutes else None,
        usd=found.usd.likely.quantize(CENT, ROUND_HALF_UP) if found.usd else None,
    )
