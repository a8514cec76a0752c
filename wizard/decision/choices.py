"""Choices: a part with its ranking, and a candidate of a ranking as a plan stores it."""

from dataclasses import dataclass
from datetime import timedelta

from catalog.vocabulary import Known
from wizard.decision.decision import Choice, Part
from wizard.decision.eligibility import Case, machine_of
from wizard.decision.evidence import Rating
from wizard.decision.fees import PLAN_DAYS
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import Kind, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPart:
    """A part with the ranking that it was made from."""

    part: Part
    ranking: Ranking

    @property
    def case(self) -> Case:
        return self.ranking.case

    @property
    def task(self) -> Task:
        return self.ranking.case.task


def choice(candidate: Candidate) -> Choice:
    """Return a candidate as it is stored."""
    row, fees, cost = candidate.row, candidate.fee_range, candidate.cost
    rating = row.rating
    return Choice(
        model=row.model.slug,
        effort=row.setting.effort,
        light=row.setting.light,
        offer=row.offer.slug if row.offer is not None else None,
        machine=machine_of(row.at, candidate.case)
        if row.at.own and row.at.machine is not None
        else None,
        fee_low=in_cents(fees.low) if fees is not None else None,
        fee=in_cents(fees.likely) if fees is not None else None,
        fee_high=in_cents(fees.high) if fees is not None else None,
        in_eu=candidate.in_eu,
        cost=in_cents(cost.month) if cost is not None else None,
        points=rounded(rating.points) if rating is not None else None,
        error=rounded(rating.error) if rating is not None else None,
        loses=rounded(candidate.loses) if candidate.behind is not None else None,
        share=rounded(cost.share, 3) if cost is not None else None,
        marks=_marks(candidate, rating),
        unknown=candidate.unknown,
    )


def _marks(candidate: Candidate, rating: Rating | None) -> tuple[str, ...]:
    row, case = candidate.row, candidate.case
    ends = case.table.ends_at(row.at)
    marks = {
        "light-setting": row.setting.light,
        "setting-not-named": case.task.kind is Kind.LANGUAGE
        and rating is not None
        and row.setting.effort == "unnamed"
        and row.model.reasoning != Known.NO,
        "other-precision": not row.at.measured_precision,
        "eu-price-not-stated": case.place is Place.EU
        and row.offer is not None
        and not case.table.prices.stated_in_eu(row.offer, case.task, row.variant),
        "slow": candidate.slow,
        "thinking-may-stay": row.setting.light and row.model.thinking_off != Known.YES,
        "offer-ends": ends is not None and ends < case.starts + timedelta(days=PLAN_DAYS),
        "preview": row.model.preview,
        "not-measured": rating is None,
    }
    return tuple(mark for mark, holds in marks.items() if holds)


def in_cents(value: float) -> float:
    """Return US dollars without more digits than mean anything."""
    return round(value, 4)


def round_to_two_digits(value: float) -> int:
    """Return a count of results as people say it: 690 for 687."""
    whole = round(value)
    return round(whole, -max(len(str(whole)) - 2, 0))


def rounded(value: float | None, digits: int = 1) -> float | None:
    """Return a figure with so many digits after the point; None stays None."""
    return round(value, digits) if value is not None else None
