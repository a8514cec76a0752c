"""Drift: what a plan promised against what its answers give today, ending by ending."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.vocabulary import Word
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import advised_of
from wizard.decision.trail import Parameter
from wizard.decision.vocabulary import Keeps

# A bill that moved by less than a tenth, or by less than $5, is the same bill to people.
BILL_LEAST_PART = 0.1
BILL_LEAST_USD = 5.0


class Promise(Word):
    """Something that a plan promises; the first that fell is said first."""

    ENDING = "ending", "How it ends"
    NAME = "name", "What is named"
    OFFER = "offer", "Where it is bought"
    REGION = "region", "Where it is kept and worked"
    TERMS = "terms", "On what terms"
    ENDS = "ends", "Until when it is sold"
    STOP = "stop", "When the test stops"
    CHALLENGER = "challenger", "What is tried beside it"
    BILL = "bill", "What it costs"


REGIONS = frozenset({Keeps.EU, Keeps.OWN_MACHINE})
# With these alone the plan still holds.
MINOR = frozenset({Promise.CHALLENGER, Promise.BILL, Promise.OFFER, Promise.STOP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A promise that is another today. Values are keys, words of lists or numbers; empty: none."""

    promise: Promise
    before: Parameter
    today: Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDrift:
    """How one job of a plan stands today."""

    job: str
    moved: tuple[Moved, ...] = ()

    @property
    def holds(self) -> bool:
        """Return whether the plan still holds.

        It does where the same is named, and no promise of region or terms fell.
        """
        return all(row.promise in MINOR for row in self.moved)


def drift(before: Decision, today: Decision) -> tuple[JobDrift, ...]:
    """Return how each job of a plan stands, by two decisions of the same answers."""
    pairs = zip(before.jobs, today.jobs, strict=True)
    return tuple(JobDrift(job=old.work.key, moved=tuple(_moved(old, new))) for old, new in pairs)


def _moved(before: JobDecision, today: JobDecision) -> Iterator[Moved]:
    first = dict(_promises(before))
    second = dict(_promises(today))
    for promise in Promise:
        old, new = first.get(promise, ""), second.get(promise, "")
        if old != new and not _is_same_bill(promise, old, new):
            yield Moved(promise=promise, before=old, today=new)


def _promises(job: JobDecision) -> Iterator[tuple[Promise, Parameter]]:
    """Yield what a decided job promises."""
    yield Promise.ENDING, type(job.ending).__name__
    advised = advised_of(job.ending)
    if advised is None:
        return
    recommendation = advised.recommendation
    option, rule = recommendation.first.option, recommendation.stop
    challenger = recommendation.challenger
    yield Promise.NAME, option.tool
    yield Promise.OFFER, option.offer
    yield Promise.REGION, _words(job.keeps & REGIONS)
    yield Promise.TERMS, _words({*(job.keeps - REGIONS), *option.conditions})
    yield Promise.ENDS, job.sold_until.isoformat() if job.sold_until is not None else ""
    yield Promise.STOP, f"{rule.most_redone} {rule.cases}"
    yield Promise.CHALLENGER, challenger.option.tool if challenger is not None else ""
    yield Promise.BILL, recommendation.first.paid_usd


def _words(values: Iterable[Word]) -> str:
    return " ".join(sorted(values))


def _is_same_bill(promise: Promise, old: Parameter, new: Parameter) -> bool:
    """Return whether two sums are the same to people."""
    if promise is not Promise.BILL or isinstance(old, str) or isinstance(new, str):
        return False
    return abs(new - old) < max(BILL_LEAST_USD, BILL_LEAST_PART * old)
