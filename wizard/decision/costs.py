"""Costs: what the results of a month cost, in fees, machines and people's time. US dollars."""

from dataclasses import dataclass

from wizard.decision.eligibility import Case, machine_of
from wizard.decision.fees import CARE_HOURS_A_MONTH, HOURS_A_MONTH, LEAST_NIGHT_HOURS, Fee, machine_hours
from wizard.decision.table import Row
from wizard.decision.vocabulary import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A month's cost of one row, in US dollars; `share` is the part of results that can be used, 0 to 1."""

    fees: Fee  # of all results of a month; of a machine its rent
    care: float = 0.0  # looking after a machine
    work: float = 0.0  # reading and mending results
    share: float = 1.0

    @property
    def month(self) -> float:
        """Return what the usable results of a month cost."""
        return (self.fees.likely + self.care + self.work) / self.share


def month_fees(row: Row, case: Case, *, in_eu: bool = False) -> Fee | None:
    """Return the fees of a month's results at an offer, or the rent of the machine; None where it is not known."""
    if row.own:
        return machine_rent(row, case)
    fee = row.eu_fee if in_eu or case.place is Place.EU else row.fee
    return fee.times(case.results) if fee is not None else None


def cost(row: Row, case: Case, fees: Fee, share: float) -> Cost:
    """Return what the usable results of a month cost with this row."""
    care = CARE_HOURS_A_MONTH * case.wage if row.own else 0.0
    return Cost(fees=fees, care=care, work=case.work, share=1.0 if case.unread else share)


def machine_rent(row: Row, case: Case) -> Fee | None:
    """Return a month's price of the machine that a row needs; by the hour for rented work overnight."""
    if row.machine is None:
        return None
    size = machine_of(row, case)
    price = case.table.machines.get(size)
    if price is None:
        return None
    hours = hours_paid(case, machine_hours(case.task, case.results, size))
    return Fee(low=price.low * hours, likely=price.likely * hours, high=price.high * hours)


def hours_paid(case: Case, worked: float) -> float:
    """Return the hours of a month for which a machine is paid."""
    return max(LEAST_NIGHT_HOURS, worked) if case.by_the_hour else float(HOURS_A_MONTH)
