"""What the money of a plan rests on: every figure with its range, where it comes from, and what may replace it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from catalog.formatting import format_count
from wizard.engine.decision import Assumed, Assumptions, Figure, Reason
from wizard.engine.ranges import amount_range, wilson
from wizard.engine.terms import Trial
from wizard.engine.vocabulary import Basis, Input

MOST_TRIES = 3  # a result that fails its check so often is given up
LEAST_SHARE = Decimal("0.05")  # of results accepted; below this no plan is worth the reckoning
MEASURED_RISK = 0.05  # that the truth lies beyond either end of a measured range
FEWEST = 2  # trials; one says nothing of a range
ONE = Decimal(1)


IN_PLACE_OF: Mapping[Input, tuple[Input, ...]] = {
    Input.FEE: (Input.PRICE, Input.UNITS, Input.TRIES),
    Input.MINUTES: (Input.HANDLING, Input.CHECKING),
}


def with_measured(assumptions: Assumptions, part: str, trials: Sequence[Trial]) -> Assumptions:
    """Return them with what the pilot of one part measured in the place of what was assumed.

    Fees replace price, length and asking again; minutes replace checking and handling. What nobody measured stays.
    """
    found = assumptions
    judged = [trial.usable for trial in trials if trial.usable is not None]
    if len(judged) >= FEWEST:
        span = wilson(sum(judged), len(judged), MEASURED_RISK)
        figure = _figure(span.low or 0.0, span.value, span.high or 1.0, least=LEAST_SHARE)
        found = _set(found, Input.ACCEPTED, part, unit="share", figure=figure, count=len(judged))
    for kind, unit, values in (
        (Input.MINUTES, "min", [trial.minutes for trial in trials if trial.minutes is not None]),
        (Input.FEE, "usd", [trial.usd for trial in trials if trial.usd is not None]),
    ):
        if len(values) >= FEWEST:
            span = amount_range([float(value) for value in values], MEASURED_RISK)
            low = span.value if span.low is None else span.low
            high = span.value if span.high is None else span.high
            found = _set(found, kind, part, unit=unit, figure=_figure(low, span.value, high), count=len(values))
    return found


def _figure(low: float, likely: float, high: float, least: Decimal = Decimal(0)) -> Figure:
    ends = [max(Decimal(repr(round(value, 9))), least) for value in (low, likely, high)]
    return Figure.of(*ends)


def _set(  # noqa: PLR0913 - a figure has as many sides
    assumptions: Assumptions, kind: Input, part: str, *, unit: str, figure: Figure, count: int
) -> Assumptions:
    """Put a measured figure in the place of the ones it stands for."""
    gone = {kind, *IN_PLACE_OF.get(kind, ())}
    line = next((line for line in assumptions.lines if line.part == part), None)
    if line is None:
        return assumptions
    text = f"Measured on {format_count(count, line.unit, line.unit_plural)} of your pilot."
    row = Assumed(
        kind=kind,
        about=part,
        title=kind.label,
        unit=unit,
        figure=figure,
        basis=Basis.MEASURED,
        reason=Reason(text=text, told=(), rule="measured-replaces", facts=()),
    )
    place = next((at for at, old in enumerate(assumptions.rows) if old.kind in gone and old.about == part), 0)
    kept = [old for old in assumptions.rows if old.kind not in gone or old.about != part]
    return replace(assumptions, rows=(*kept[:place], row, *kept[place:]))
