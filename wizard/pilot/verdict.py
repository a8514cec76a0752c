"""What the results of one model say of it: drop it, test on, passed; by what was agreed beforehand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from catalog.formatting import CENT, format_count
from catalog.vocabulary import Word
from wizard.decision.measured import TrialLook
from wizard.decision.shares import RISK, Range, wilson
from wizard.decision.trial import MOST_LOOKS, StopRule
from wizard.pilot.metrics import BY_SLUG, HUNDRED, RANGED
from wizard.pilot.protocol import Protocol
from wizard.pilot.raters import Result
from wizard.pilot.statistics import amount_range, at_most

# Of a wrong "95 % sure", divided among the looks: one may go on and look again.
LOOK_RISK = 0.05 / MOST_LOOKS
LAST_DIGIT = CENT * CENT


class ResultState(Word):
    """What the results of one model say of it."""

    USE = "use", "Passed"
    TEST_ON = "test-on", "Test on"
    DROP = "drop", "Drop it"
    NO_DATA = "no-data", "No data yet"

    @property
    def settled(self) -> bool:
        """Return whether the pilot of the model has ended."""
        return self in {ResultState.USE, ResultState.DROP}

    @property
    def passed(self) -> bool:
        return self is ResultState.USE


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of one metric, as a range in its unit; a share is of 100."""

    slug: str
    value: Decimal
    low: Decimal | None = None  # None: one result says nothing of a range
    high: Decimal | None = None
    met: int | None = None  # of a share: how many
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the results of one model say of it."""

    state: ResultState
    sentence: str = ""
    rated: int = 0  # results of which it was said whether they are good enough, that count
    redone: int = 0  # of them: have to be done again
    slipped: int = 0  # of them: the first reader let them pass, and they would have done damage
    second_read: int = 0  # of them: by a second person too
    differing: int = 0  # of them: the two raters differ, and nobody settled it
    beyond: int = 0  # rated after the last look, which count no more
    to_go: int | None = None  # cases that are still to be judged
    looks: tuple[TrialLook, ...] = ()  # at each full set of cases, then at what there is
    measured: tuple[Measured, ...] = ()
    wrong_of_100: int | None = None  # that may still be wrong, 95 % sure over all looks
    read_on: bool = False  # it passed, but too many were wrong for anybody to read less


def verdict(protocol: Protocol, results: Sequence[Result]) -> Verdict:
    """Return what the results of one model say, whatever their order.

    A test may go on: it is looked at after each full set of cases, three times at most, and
    whoever fails one look is out. So more cases never make a bad one pass.
    """
    ordered = sorted(results, key=lambda result: result.number)
    rated = [result for result in ordered if result.is_rated]
    counted = rated[: protocol.cases * MOST_LOOKS]
    looks = tuple(_looks(protocol.cases, counted))
    if not looks:
        cases = format_count(protocol.cases, "case", "cases")
        return Verdict(
            state=ResultState.NO_DATA,
            to_go=protocol.cases,
            measured=tuple(_measured(ordered)),
            sentence=f"No data yet. {cases} to judge.",
        )
    last = looks[-1]
    counts = Verdict(
        state=ResultState.TEST_ON,
        rated=last.cases,
        redone=last.redone,
        slipped=last.slipped,
        second_read=sum(result.second_read for result in counted),
        differing=sum(result.differs for result in counted),
        beyond=len(rated) - len(counted),
        looks=looks,
        measured=tuple(_measured(ordered)),
        wrong_of_100=wrong_of_100(last.redone + last.slipped, last.cases),
    )
    return _by_counts(protocol.rule, counts)


def by_model(protocol: Protocol, results: Sequence[Result]) -> dict[str, Verdict]:
    """Return a verdict for each model of the pilot, in the order of the plan; results are never pooled."""
    return {
        contender.model: verdict(protocol, [row for row in results if row.model == contender.model])
        for contender in protocol.contenders
    }


def wrong_of_100(misses: int, count: int) -> int:
    """Return how many of 100 may be wrong, given so many wrong ones: the exact upper limit, rounded up.

    Clopper and Pearson 1934, Biometrika 26, 404–413, one-sided: the first share at which so few are
    too seldom. At 95 % over three looks, so each look has a third of the risk (Bonferroni).
    """
    shares = (share for share in range(100) if at_most(misses, count, share / 100) <= LOOK_RISK)
    return next(shares, 100)


def _looks(cases: int, rated: Sequence[Result]) -> Iterator[TrialLook]:
    """Yield the counts after each full set of cases, and after all where that is none."""
    ends = {*range(cases, len(rated) + 1, cases), len(rated)} - {0}
    for end in sorted(ends):
        seen = rated[:end]
        yield TrialLook(
            cases=end,
            redone=sum(result.is_redone for result in seen),
            slipped=sum(result.slipped for result in seen),
        )


def _by_counts(rule: StopRule, counts: Verdict) -> Verdict:
    failed = next((look for look in counts.looks if rule.failed_at(look)), None)
    if failed is not None and _has_slipped(rule, failed):
        return _dropped_for_harm(rule, counts, failed)
    if failed is not None and not counts.differing:
        return _dropped(rule, counts, failed)
    if counts.rated < rule.cases and failed is None:
        to_go = rule.cases - counts.rated
        return replace(counts, to_go=to_go, sentence=f"Test on, about {to_go:,} more.")
    unread = seconds_to_go(rule, counts)
    if unread:
        waiting = format_count(unread, "case", "cases")
        return _waiting(counts, f"{waiting} still to be read by a second person")
    if counts.differing:
        open_cases = format_count(counts.differing, "answer", "answers")
        return _waiting(counts, f"{open_cases} on which you differ, to be settled by both")
    return _passed(rule, counts)


def _has_slipped(rule: StopRule, look: TrialLook) -> bool:
    """Return whether a look failed for what slipped past the reader, whatever is done again."""
    return rule.failed_at(replace(look, redone=0))


def _dropped_for_harm(rule: StopRule, counts: Verdict, look: TrialLook) -> Verdict:
    passed = f"{look.slipped} passed the first reader and would have done damage"
    most = rule.for_look(look).most_slipped
    return _ended(counts, ResultState.DROP, f"{passed}; at most {most} were agreed.")


def _dropped(rule: StopRule, counts: Verdict, look: TrialLook) -> Verdict:
    most = rule.for_look(look).most_redone
    sentence = f"{look.redone} of {look.cases} were not good enough; at most {most} were agreed."
    return _ended(counts, ResultState.DROP, sentence)


def _passed(rule: StopRule, counts: Verdict) -> Verdict:
    good = counts.rated - counts.redone - counts.slipped
    sentence = f"{good} of {counts.rated} were good enough."
    if rule.goes_unread(counts.looks[-1]):
        return _ended(counts, ResultState.USE, sentence)
    most = rule.for_cases(counts.rated).most_wrong
    read_on = f"Go on reading every one: fewer may be read once at most {most} of {counts.rated} are wrong."
    ended = _ended(counts, ResultState.USE, f"{sentence} {read_on}")
    return replace(ended, read_on=True)


def seconds_to_go(rule: StopRule, counts: Verdict) -> int:
    """Return how many more a second person has to read; where not all are read, only of those that passed."""
    if rule.second_reads >= rule.cases:
        return max(counts.rated - counts.second_read, 0)
    return max(min(rule.second_reads, counts.rated - counts.redone) - counts.second_read, 0)


def _ended(counts: Verdict, state: ResultState, sentence: str) -> Verdict:
    return replace(counts, state=state, sentence=f"{state.label}. {sentence}")


def _waiting(counts: Verdict, what: str) -> Verdict:
    return replace(counts, to_go=0, sentence=f"Test on: {what}.")


def _measured(results: Sequence[Result]) -> Iterator[Measured]:
    """Yield what was measured of every metric with a range."""
    for metric in RANGED:
        values = [result.get(metric.slug) for result in results]
        figures = [float(value) for value in values if not isinstance(value, str | None)]
        if figures:
            yield _measured_as(metric.slug, figures)


def _measured_as(slug: str, figures: Sequence[float]) -> Measured:
    met = round(sum(figures))
    if BY_SLUG[slug].is_share:
        span, scale = wilson(met, len(figures), RISK), HUNDRED
        return Measured(slug=slug, met=met, of=len(figures), **_ends(span, scale))
    return Measured(slug=slug, of=len(figures), **_ends(amount_range(figures, RISK), Decimal(1)))


def _ends(span: Range, scale: Decimal) -> dict[str, Any]:
    ends = {"low": span.low, "value": span.value, "high": span.high}
    return {name: _rounded(end, scale) for name, end in ends.items() if end is not None}


def _rounded(figure: float, scale: Decimal) -> Decimal:
    return (Decimal(repr(figure)) * scale).quantize(LAST_DIGIT, ROUND_HALF_UP)
