"""Costs: what the results of a month cost, in fees, machines and people's time. US dollars."""

from dataclasses import dataclass
from math import inf

from wizard.decision.eligibility import Case, machine_of
from wizard.decision.fees import (
    CARE_HOURS_A_MONTH,
    HOURS_A_MONTH,
    LEAST_NIGHT_HOURS,
    Fee,
    Rates,
    machine_hours,
)
from wizard.decision.table import Row
from wizard.decision.vocabulary import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A month's cost of one row, in US dollars; `share` is the part of results that can be used, 0 to 1."""

    fees: float  # of all results of a month; of a machine its rent
    care: float = 0.0  # looking after a machine
    work: float = 0.0  # reading and mending results
    share: float = 1.0

    @property
    def month(self) -> float:
        """Return what the usable results of a month cost."""
        return (self.fees + self.care + self.work) / self.share


def fee(row: Row, case: Case, *, in_eu: bool) -> Fee | None:
    """Return what one result costs at an offer, in the EU or at the list price; None where it is not known.

    A range, for nobody has counted the tokens a model thinks.
    """
    rates = _rates(row, case, in_eu=in_eu)
    if rates is None:
        return None
    thinking = case.thinking[row.thinks]
    low, likely, high = (
        rates.of_result(case.task, tokens) * row.dearer
        for tokens in (thinking / 2, thinking, 2 * thinking)
    )
    return Fee(low=low, likely=likely, high=high, prices=rates.prices)


def month_fees(row: Row, case: Case, *, in_eu: bool = False) -> Fee | None:
    """Return the fees of a month's results at an offer, or the rent of the machine; None where it is not known."""
    if row.at.own:
        return machine_rent(row, case)
    of_one = fee(row, case, in_eu=in_eu or case.place is Place.EU)
    return of_one.times(case.results) if of_one is not None else None


def month_usd(row: Row, case: Case, *, in_eu: bool = False) -> float:
    """Return the likely fees of a month alone; infinite where they are not known."""
    if row.at.own:
        rent = machine_rent(row, case)
        return rent.likely if rent is not None else inf
    rates = _rates(row, case, in_eu=in_eu or case.place is Place.EU)
    usd = (
        rates.of_result(case.task, case.thinking[row.thinks]) * row.dearer
        if rates is not None
        else inf
    )
    return usd * case.results


def _rates(row: Row, case: Case, *, in_eu: bool) -> Rates | None:
    return (
        case.table.prices.rates(row.offer, case.task, row.variant, in_eu=in_eu)
        if row.offer is not None
        else None
    )


def cost(row: Row, case: Case, fees: float, share: float) -> Cost:
    """Return what the usable results of a month cost with this row."""
    care = CARE_HOURS_A_MONTH * case.wage if row.at.own else 0.0
    return Cost(fees=fees, care=care, work=case.work, share=1.0 if case.unread else share)


def machine_rent(row: Row, case: Case) -> Fee | None:
    """Return a month's price of the machine that a row needs; by the hour for rented work overnight."""
    if row.at.machine is None:
        return None
    size = machine_of(row.at, case)
    price = case.table.machines.get(size)
    if price is None:
        return None
    hours = hours_paid(case, machine_hours(case.task, case.results, size))
    return Fee(low=price.low * hours, likely=price.likely * hours, high=price.high * hours)


def hours_paid(case: Case, worked: float) -> float:
    """Return the hours of a month for which a machine is paid."""
    return max(LEAST_NIGHT_HOURS, worked) if case.by_the_hour else float(HOURS_A_MONTH)
