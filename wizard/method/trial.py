"""The owner's test: how many cases, when it stops, and what a test of that size can see (METHOD §6)."""

from dataclasses import dataclass
from math import comb, floor, sqrt

from wizard.method.costs import Costing, Priced
from wizard.method.situation import Work
from wizard.method.vocabulary import Reading, Stakes

# Two-sided 5 % error, 80 % power, the month divided between two options:
# 2 · (1.96 + 0.84) standard errors.
SEEN_ERRORS = 5.6


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRule:
    """How many cases are tried, and what ends the test."""

    cases: int
    most_again: int  # more than so many to be done again ends it
    most_bad: int | None  # more than so many bad ones past the reader; None: shown, ends nothing
    readers: int = 1  # who read every result

    def fails(self, *, again: int, bad: int) -> bool:
        """Return whether these counts end the test."""
        return again > self.most_again or (self.most_bad is not None and bad > self.most_bad)


NUISANCE = StopRule(cases=15, most_again=6, most_bad=None)
MONEY = StopRule(cases=30, most_again=12, most_bad=1)
MUCH_MONEY = StopRule(cases=100, most_again=40, most_bad=3)
SEVERE = StopRule(cases=30, most_again=12, most_bad=0, readers=2)
MUCH_FROM_RESULTS = 1_000  # a month
AGENT_AGAIN_PART = 0.6  # agents in code: so many may have to be done again, where others have 0.4
UNREAD_CASES = 100
MOST_OF_ALL = 3  # of what is done once at most a third is tried
# Ours: before nobody reads, of 100 at most 10 were wrong.
UNREAD_MOST_WRONG = 10


def stop_rule(work: Work) -> StopRule:
    """Return the size of the owner's test and what ends it."""
    rule = _by_stakes(work)
    if work.stakes is Stakes.MONEY and work.reading is not Reading.EVERY:
        rule = MUCH_MONEY
    if work.once:
        rule = _shrunk(rule, floor(work.results / MOST_OF_ALL))
    if work.agent:
        return StopRule(
            cases=rule.cases,
            most_again=floor(AGENT_AGAIN_PART * rule.cases),
            most_bad=rule.most_bad,
            readers=rule.readers,
        )
    return rule


def _by_stakes(work: Work) -> StopRule:
    if work.stakes is Stakes.NUISANCE:
        return NUISANCE
    if work.stakes.severe:
        return SEVERE
    monthly = work.results if not work.once else 0
    return MUCH_MONEY if monthly >= MUCH_FROM_RESULTS else MONEY


def _shrunk(rule: StopRule, most: int) -> StopRule:
    """Return a rule for fewer cases, as strict in its shares; two cases at least."""
    cases = max(2, min(rule.cases, most))
    if cases == rule.cases:
        return rule
    most_bad = rule.most_bad
    return StopRule(
        cases=cases,
        most_again=floor(rule.most_again * cases / rule.cases),
        most_bad=None if most_bad is None else floor(most_bad * cases / rule.cases),
        readers=rule.readers,
    )


def must_spare(cheaper: Priced, dearer: Priced, costing: Costing) -> float:
    """Return how many results of the month the dearer must spare from being done again to be worth its price."""
    more = dearer.sure_usd - cheaper.sure_usd
    loss = costing.loss_usd(dearer.option)
    return abs(more) / loss if loss > 0 else float("inf")


def seen_in_a_month(wrong: float, results: float) -> float:
    """Return the least number of results by which two options differ that a month shows, half each."""
    return SEEN_ERRORS * sqrt(wrong * (1 - wrong) * results)


def chance_to_pass(priced: Priced, costing: Costing) -> float:
    """Return the chance that an option with its expected share of wrong results passes its own test."""
    rule = stop_rule(costing.work)
    passes = binomial_at_most(rule.most_again, rule.cases, priced.wrong)
    if rule.most_bad is None:
        return passes
    slips = priced.wrong * (1 - costing.guesses.noticed) * costing.damaging(priced.option)
    return passes * binomial_at_most(rule.most_bad, rule.cases, slips)


def binomial_at_most(most: int, cases: int, share: float) -> float:
    """Return the chance of at most so many hits in so many cases."""
    return sum(
        comb(cases, hits) * share**hits * (1 - share) ** (cases - hits) for hits in range(most + 1)
    )
