"""Costs: what the results of a month cost, in fees, machines and people's time. US dollars."""

from dataclasses import dataclass

from catalog.vocabulary import AnswersWithin
from wizard.decision.answers import Answers, Job, per_month
from wizard.decision.eligibility import Case, machine_of
from wizard.decision.fees import CARE_HOURS_A_MONTH, HOURS_A_MONTH, Fee, night_hours
from wizard.decision.table import Row
from wizard.decision.vocabulary import Check, Place, Use

# Ours: minutes to read and mend one result, as a part of the minutes that one takes by hand.
CHECKING_PART = {Check.EVERY: 0.3, Check.SAMPLE: 0.03, Check.NOBODY: 0.0}


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


def checking_minutes(answers: Answers, job: Job) -> float | None:
    """Return the minutes to read and mend one result; None where neither they nor the minutes by hand are known."""
    if answers.check_of(job) is Check.NOBODY:
        return 0.0
    if answers.check_minutes is not None:
        return float(answers.check_minutes)
    if job.minutes_by_hand is None:
        return None
    return float(job.minutes_by_hand) * CHECKING_PART[answers.check_of(job)]


def cost(row: Row, case: Case, share: float) -> Cost | None:
    """Return what a month costs with this row; None where its price is not known."""
    answers, job = case.answers, case.task.job
    results = float(per_month(job))
    wage = float(answers.wage_usd) if answers.wage_usd is not None else 0.0
    work = (checking_minutes(answers, job) or 0.0) * wage / 60 * results
    if answers.check_of(job) is Check.NOBODY and answers.use_of(job) is Use.BUILT_IN:
        share = 1.0
    if row.own:
        rent = machine_rent(row, case)
        return Cost(fees=rent, care=CARE_HOURS_A_MONTH * wage, work=work, share=share) if rent is not None else None
    fee = fee_of(row, case)
    return Cost(fees=fee.times(results), work=work, share=share) if fee is not None else None


def fee_of(row: Row, case: Case) -> Fee | None:
    """Return the fee of one result for where the material may go."""
    return row.eu_fee if case.place is Place.EU else row.fee


def machine_rent(row: Row, case: Case) -> Fee | None:
    """Return a month's price of the machine that a row needs; by the hour for rented work overnight."""
    if row.machine is None:
        return None
    price = case.table.machines.get(machine_of(row, case))
    if price is None:
        return None
    rented = case.place is Place.EU or case.answers.rented_counts
    overnight = rented and case.task.answers_within is AnswersWithin.OVERNIGHT
    hours = night_hours(case.task, float(per_month(case.task.job))) if overnight else float(HOURS_A_MONTH)
    return Fee(low=price.low * hours, likely=price.likely * hours, high=price.high * hours)
