"""The money table: minutes, fees and savings of a month, low, likely and high, and what pays the set-up back."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from wizard.engine.answers import Answers, Span
from wizard.engine.decision import CostRow
from wizard.engine.lanes import NOTHING, Lane, Triple, tenth
from wizard.engine.words import CENT, counted, lower_first, money, number

MANY_TIMES = 100  # beyond it a factor says no more than "never"


def costs(answers: Answers, lanes: Sequence[Lane]) -> tuple[tuple[CostRow, ...], str]:
    """Return the money table for a month over all parts, and the break-even in a sentence."""
    volumes = [lane.need.output.per_month for lane in lanes]
    known = [volume for volume in volumes if volume is not None]
    if len(known) < len(lanes):
        return _single_costs(lanes), "How many results a month there are is not known, so no month is reckoned."
    rows: list[CostRow] = []
    minutes = _monthly(known, [lane.minutes for lane in lanes])
    fees = _monthly(known, [lane.fees for lane in lanes])
    today = _minutes_a_month(lanes, known)
    wage = answers.usd_per_hour
    rows.append(_row("minutes", "Minutes of a person in a month", "min", minutes, today))
    rows.append(_row("fees", "Model fees in a month", "usd", fees, None))
    people = minutes.by(*(wage / 60,) * 3) if minutes is not None and wage is not None else None
    total = people + fees if people is not None and fees is not None else None
    usd_today = today * wage / 60 if today is not None and wage is not None else None
    rows.append(_row("total", "Cost of a month", "usd", total, usd_today))
    saved = None
    if total is not None and usd_today is not None:
        saved = Triple(low=usd_today - total.low, likely=usd_today - total.likely, high=usd_today - total.high)
        rows.append(_row("saved", "Saved in a month", "usd", saved, None))
    if saved is not None and answers.setup_usd is not None:
        rows.append(_payback(answers.setup_usd, saved))
    return tuple(rows), _break_even(answers, lanes, known, saved, usd_today)


def _single_costs(lanes: Sequence[Lane]) -> tuple[CostRow, ...]:
    """Return what one usable result of each part takes, where months cannot be reckoned."""
    rows: list[CostRow] = []
    for lane in lanes:
        piece = f"one {lane.part.unit}" + (f": {lower_first(lane.part.name)}" if len(lanes) > 1 else "")
        rows.append(_row("fees", f"Model fees for {piece}", "usd", lane.fees, None))
        if lane.minutes is not None and not lane.need.transcript:
            rows.append(_row("minutes", f"Minutes of a person for {piece}", "min", lane.minutes, lane.minutes_today))
    return tuple(rows)


def _monthly(volumes: Sequence[Span], each: Sequence[Triple | None]) -> Triple | None:
    total = NOTHING
    for volume, amount in zip(volumes, each, strict=True):
        if amount is None:
            return None
        total += amount.by(volume.middle, volume.middle, volume.middle)
    return total


def _minutes_a_month(lanes: Sequence[Lane], volumes: Sequence[Span]) -> Decimal | None:
    """Return a person's minutes a month as it is done today."""
    total = Decimal(0)
    for lane, volume in zip(lanes, volumes, strict=True):
        if lane.need.transcript:
            continue
        if lane.minutes_today is None:
            return None
        total += lane.minutes_today * volume.middle
    return total


def _row(slug: str, label: str, unit: str, amount: Triple | None, today: Decimal | None) -> CostRow:
    return CostRow(
        slug=slug,
        label=label,
        unit=unit,
        low=_cents(amount.low) if amount else None,
        likely=_cents(amount.likely) if amount else None,
        high=_cents(amount.high) if amount else None,
        today=_cents(today) if today is not None else None,
    )


def _cents(value: Decimal) -> Decimal:
    """Round to cents; a fee below a cent keeps two figures."""
    if value != 0 and abs(value) < CENT:
        return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), ROUND_HALF_UP)
    return value.quantize(CENT, ROUND_HALF_UP)


def _payback(setup: Span, saved: Triple) -> CostRow:
    def months(cost: Decimal, saving: Decimal) -> Decimal | None:
        return tenth(cost / saving) if saving > 0 else None

    return CostRow(
        slug="payback",
        label="Months to pay back the set-up",
        unit="months",
        low=months(setup.low, saved.low),
        likely=months(setup.middle, saved.likely),
        high=months(setup.high, saved.high),
    )


def _break_even(
    answers: Answers, lanes: Sequence[Lane], volumes: Sequence[Span], saved: Triple | None, today: Decimal | None
) -> str:
    """Return from how many results on the set-up is paid back within a year, or why that cannot be said."""
    if saved is None or today is None:
        return "What a month saves cannot be reckoned, because a price, the minutes by hand or the cost of an hour is not known."
    if saved.likely <= 0:
        return "On the likely figures this saves no money. It may still save time or make more possible; the pilot shows it."
    if answers.setup_usd is None:
        return (
            f"On the likely figures a month saves {money(saved.likely)}. Set-up costs are not counted: you named none."
        )
    return _set_up_words(answers.setup_usd.middle, saved.likely, lanes, volumes)


def _set_up_words(setup: Decimal, saved: Decimal, lanes: Sequence[Lane], volumes: Sequence[Span]) -> str:
    """Return from how much work on a set-up is paid back within a year; `saved` is a month's and positive."""
    if not setup:
        return f"On the likely figures a month saves {money(saved)}, and there is no set-up to pay back."
    share = setup / (saved * 12)
    if len({lane.part.output for lane in lanes}) > 1:
        return _share_of_all(share)
    part = lanes[0].part
    named = volumes[0].middle
    fewest = max(1, math.ceil(named * share))
    if share > 1:
        return (
            f"The set-up is paid back within a year only from {counted(fewest, part.unit, part.unit_plural)} a month "
            f"on; you named {number(named)}."
        )
    return f"From {counted(fewest, part.unit, part.unit_plural)} a month on, the set-up is paid back within a year."


def _share_of_all(share: Decimal) -> str:
    """Return the break-even of several outputs, as a share of the work that was named."""
    if share > 1:
        times = number(share) if share < MANY_TIMES else "more than a hundred"
        return (
            f"At the amounts you named the set-up is not paid back within a year; it would take {times} times the work."
        )
    percent = max(1, math.ceil(share * 100))
    return f"The set-up is paid back within a year if the work is at least {percent} % of what you named."
