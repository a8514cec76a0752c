"""What the results of one model say of it: drop it, test on, passed; by what was agreed beforehand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import CENT, format_count
from catalog.vocabulary import Word
from wizard.decision.trial import StopRule
from wizard.pilot.metrics import BY_SLUG, HUNDRED, RANGED
from wizard.pilot.protocol import Protocol, Result
from wizard.pilot.statistics import Range, amount_range, at_most, ratio_range, wilson

RISK = 0.025  # on each side of a range that settles nothing
CONFIDENCE = 0.95
type Sample = Sequence[tuple[Result, float]]  # results with their figures of one metric


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
    """What was measured of one metric, as a range in its unit; a share is of 100, a cost is for each result used."""

    slug: str
    low: Decimal | None
    value: Decimal | None
    high: Decimal | None
    met: int | None = None  # results that could go out
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the results of one model say of it."""

    state: ResultState
    sentence: str = ""
    results: int = 0
    rated: int = 0  # results of which it was said whether they could go out
    redone: int = 0  # of them: have to be done redone
    slipped: int = 0  # of them: the first reader let them pass, and they would have done damage
    second_read: int = 0  # of them: by a second person too
    to_go: int | None = None  # cases that are still to be judged
    measured: tuple[Measured, ...] = ()
    wrong_of_100: int | None = None  # that may still be wrong, with 95 % confidence


def verdict(protocol: Protocol, results: Sequence[Result]) -> Verdict:
    """Return what the results of one model say, whatever their order."""
    ordered = sorted(results, key=lambda result: result.number)
    rated = [result for result in ordered if result.is_rated]
    redone = sum(result.is_redone for result in rated)
    counts = Verdict(
        state=ResultState.NO_DATA,
        results=len(ordered),
        rated=len(rated),
        redone=redone,
        slipped=sum(result.slipped for result in rated),
        second_read=sum(result.second_read for result in rated),
        measured=tuple(_measured(protocol, ordered)),
        wrong_of_100=wrong_of_100(redone, len(rated)) if rated else None,
    )
    return _by_counts(protocol, counts)


def by_model(protocol: Protocol, results: Sequence[Result]) -> dict[str, Verdict]:
    """Return a verdict for each model of the pilot, in the order of the plan; results are never pooled."""
    return {
        contender.model: verdict(protocol, [row for row in results if row.model == contender.model])
        for contender in protocol.contenders
    }


def wrong_of_100(misses: int, count: int) -> int:
    """Return how many of 100 may be wrong, given so many wrong ones: the exact upper limit at 95 %, rounded up.

    Clopper and Pearson 1934, Biometrika 26, 404–413, one-sided: the first share at which so few are too seldom.
    """
    return next(
        (each for each in range(100) if at_most(misses, count, each / 100) <= 1 - CONFIDENCE), 100
    )


def _by_counts(protocol: Protocol, counts: Verdict) -> Verdict:
    rule = protocol.rule.for_cases(max(counts.rated, protocol.rule.cases))
    if not counts.rated:
        cases = format_count(protocol.cases, "case", "cases")
        return replace(counts, to_go=protocol.cases, sentence=f"No data yet. {cases} to judge.")
    if rule.most_slipped is not None and counts.slipped > rule.most_slipped:
        passed = f"{counts.slipped} passed the first reader and would have done damage"
        return _ended(
            counts, ResultState.DROP, f"{passed}; at most {rule.most_slipped} were agreed."
        )
    if counts.redone > rule.most_redone:
        sentence = f"{counts.redone} of {counts.rated} could not go out as they are"
        return _ended(
            counts, ResultState.DROP, f"{sentence}; at most {rule.most_redone} were agreed."
        )
    if counts.rated < protocol.cases:
        return _open(counts, protocol.cases - counts.rated)
    unread = seconds_to_go(protocol.rule, counts)
    if unread:
        waiting = format_count(unread, "case", "cases")
        return replace(
            _open(counts, 0), sentence=f"Test on: {waiting} still to be read by a second person."
        )
    good = counts.rated - counts.redone
    return _ended(counts, ResultState.USE, f"{good} of {counts.rated} could go out as they are.")


def seconds_to_go(rule: StopRule, counts: Verdict) -> int:
    """Return how many more a second person has to read; where not all are read, only of those that passed."""
    if rule.second_reads >= rule.cases:
        return max(counts.rated - counts.second_read, 0)
    return max(min(rule.second_reads, counts.rated - counts.redone) - counts.second_read, 0)


def _ended(counts: Verdict, state: ResultState, sentence: str) -> Verdict:
    return replace(counts, state=state, sentence=f"{state.label}. {sentence}")


def _open(counts: Verdict, to_go: int) -> Verdict:
    sentence = f"Test on, about {to_go:,} more."
    return replace(counts, state=ResultState.TEST_ON, to_go=to_go, sentence=sentence)


def _measured(protocol: Protocol, results: Sequence[Result]) -> Iterator[Measured]:
    """Yield what was measured of every metric with a range; a cost without minutes is of fees alone."""
    timed = any(each.get("minutes") is not None for each in results)
    counting = protocol if timed else replace(protocol, usd_per_hour=None)
    for metric in RANGED:
        if sample := _sample(counting, metric.slug, results):
            yield _shown(metric.slug, sample, _range(metric.slug, sample, RISK))


def _sample(protocol: Protocol, slug: str, results: Sequence[Result]) -> Sample:
    """Return the results that say something of a metric, each with its figure: 1 or 0 for yes or no."""
    figures = (
        (each, _cost(protocol, each) if slug == "usd" else each.get(slug)) for each in results
    )
    return [(each, float(figure)) for each, figure in figures if figure is not None]


def _cost(protocol: Protocol, result: Result) -> Decimal | None:
    """Return fee and time of one judged result in US dollars; the fee is the plan's where it was not measured."""
    planned = {each.model: each.fee for each in protocol.contenders}
    fee, minutes = result.values.get("usd", planned.get(result.model)), result.get("minutes")
    if result.get("accepted") is None or not isinstance(fee, Decimal):
        return None
    if protocol.usd_per_hour is None:
        return fee
    return fee + minutes * protocol.usd_per_hour / 60 if isinstance(minutes, Decimal) else None


def _range(slug: str, sample: Sample, risk: float) -> Range | None:
    figures = [figure for _, figure in sample]
    if BY_SLUG[slug].is_share:
        return wilson(round(sum(figures)), len(figures), risk) if figures else None
    if slug == "usd":
        return ratio_range(figures, [each.get("accepted") is True for each, _ in sample], risk)
    return amount_range(figures, risk) if figures else None


def _shown(slug: str, sample: Sample, span: Range | None) -> Measured:
    share = BY_SLUG[slug].is_share
    ends = (span.low, span.value, span.high) if span else (None, None, None)
    scale = HUNDRED if share else 1
    low, value, high = (
        None if each is None else (Decimal(repr(each)) * scale).quantize(CENT * CENT, ROUND_HALF_UP)
        for each in ends
    )
    met = round(sum(figure for _, figure in sample)) if share else None
    return Measured(slug=slug, low=low, value=value, high=high, met=met, of=len(sample))
