"""The money table: what a usable result, a month and a year take, low, likely and high, and what pays the set-up back."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import CENT, format_count, format_money, format_rounded
from wizard.engine.bill import MONTHS, Bill, Usable, bill, times
from wizard.engine.decision import Assumptions, CostRow, Figure
from wizard.engine.lanes import tenth
from wizard.engine.vocabulary import Input

MANY_TIMES = 100  # beyond it a factor says no more than "never"
NO_MONTH = "How many results a month there are is not known, so no month is reckoned."


def costs(assumptions: Assumptions) -> tuple[tuple[CostRow, ...], str]:
    """Return the money table over all outputs, and the break-even in a sentence."""
    found = bill(assumptions)
    if not _volumes(assumptions, found):
        return _single_costs(found), NO_MONTH
    wage = assumptions.figure(Input.WAGE)
    rows = [
        _row("minutes", "Minutes of a person in a month", "min", found.minutes, found.today_minutes),
        _row("fees", "Model fees in a month", "usd", found.fees, None),
        _row("total", "Cost of a month", "usd", found.total, found.today_usd),
    ]
    if found.total is not None:
        today = times(found.today_usd, MONTHS) if found.today_usd else None
        rows.append(_row("year", "Cost of a year", "usd", found.year, today))
    if found.saved is not None:
        rows.append(_row("saved", "Saved in a month", "usd", found.saved, None))
    setup = assumptions.figure(Input.SETUP)
    if found.saved is not None and setup is not None:
        shortest, likely, longest = (None if value is None else tenth(value) for value in found.payback)
        rows.append(
            CostRow(
                slug="payback",
                label="Months to pay back the set-up",
                unit="months",
                low=shortest,
                likely=likely,
                high=longest,
            )
        )
        if len(found.usable) == 1 and setup.high:
            rows.append(_break_even_row(found))
    return tuple(rows), _break_even(assumptions, found, saved=found.saved if wage else None)


def usable_rows(assumptions: Assumptions) -> tuple[CostRow, ...]:
    """Return what one usable result of each output costs, beside today's way; nothing where no hour has a price."""
    found = bill(assumptions).usable
    return tuple(
        _row(
            "usable",
            f"One usable {each.unit}" + (f": {each.name}" if len(found) > 1 else ""),
            "usd",
            each.usd,
            each.today_usd,
        )
        for each in found
        if each.usd is not None
    )


def _single_costs(found: Bill) -> tuple[CostRow, ...]:
    """Return what one usable result of each output takes, where months cannot be reckoned."""
    rows: list[CostRow] = []
    for each in found.usable:
        piece = f"one {each.unit}" + (f": {each.name}" if len(found.usable) > 1 else "")
        rows.append(_row("fees", f"Model fees for {piece}", "usd", each.fees, None))
        if each.minutes is not None:
            rows.append(_row("minutes", f"Minutes of a person for {piece}", "min", each.minutes, each.today_minutes))
    return tuple(rows)


def _volumes(assumptions: Assumptions, found: Bill) -> list[tuple[Usable, Figure]]:
    """Return the outputs of which it is known how many a month there are."""
    pairs = [(each, assumptions.figure(Input.VOLUME, each.output)) for each in found.usable]
    return [(each, volume) for each, volume in pairs if volume is not None]


def _row(slug: str, label: str, unit: str, amount: Figure | None, today: Figure | None) -> CostRow:
    return CostRow(
        slug=slug,
        label=label,
        unit=unit,
        low=_cents(amount.low) if amount else None,
        likely=_cents(amount.likely) if amount else None,
        high=_cents(amount.high) if amount else None,
        today=_cents(today.likely) if today is not None else None,
    )


def _cents(value: Decimal) -> Decimal:
    """Round to cents; a fee below a cent keeps two figures."""
    if value != 0 and abs(value) < CENT:
        return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), ROUND_HALF_UP)
    return value.quantize(CENT, ROUND_HALF_UP)


def _break_even_row(found: Bill) -> CostRow:
    each = found.usable[0]
    fewest, likely, most = (None if value is None else Decimal(max(1, math.ceil(value))) for value in found.break_even)
    return CostRow(
        slug="break-even",
        label=f"{each.unit_plural[:1].upper()}{each.unit_plural[1:]} a month that pay it back in a year",
        unit="count",
        low=fewest,
        likely=likely,
        high=most,
    )


def _break_even(assumptions: Assumptions, found: Bill, *, saved: Figure | None) -> str:
    """Return from how many results on the set-up is paid back within a year, or why that cannot be said."""
    if saved is None:
        return "What a month saves cannot be reckoned, because a price, the minutes by hand or the cost of an hour is not known."
    if saved.likely <= 0:
        return "On the likely figures this saves no money. It may still save time or make more possible; the pilot shows it."
    setup = assumptions.figure(Input.SETUP)
    if setup is None:
        return f"On the likely figures a month saves {format_money(saved.likely)}. Set-up costs are not counted: you named none."
    return _set_up_words(setup.likely, saved.likely, _volumes(assumptions, found))


def _set_up_words(setup: Decimal, saved: Decimal, known: Sequence[tuple[Usable, Figure]]) -> str:
    """Return from how much work on a set-up is paid back within a year; `saved` is a month's and positive."""
    if not setup:
        return f"On the likely figures a month saves {format_money(saved)}, and there is no set-up to pay back."
    share = setup / (saved * 12)
    if len(known) > 1:
        return _share_of_all(share)
    each, volume = known[0]
    fewest = max(1, math.ceil(volume.likely * share))
    if share > 1:
        return (
            f"The set-up is paid back within a year only from {format_count(fewest, each.unit, each.unit_plural)} a month "
            f"on; you named {format_rounded(volume.likely)}."
        )
    return (
        f"From {format_count(fewest, each.unit, each.unit_plural)} a month on, the set-up is paid back within a year."
    )


def _share_of_all(share: Decimal) -> str:
    """Return the break-even of several outputs, as a share of the work that was named."""
    if share > 1:
        factor = format_rounded(share) if share < MANY_TIMES else "more than a hundred"
        return f"At the amounts you named the set-up is not paid back within a year; it would take {factor} times the work."
    percent = max(1, math.ceil(share * 100))
    return f"The set-up is paid back within a year if the work is at least {percent} % of what you named."
