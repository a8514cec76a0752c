"""What the results of one model say of it: drop it, test on, start under release, use it; by what was agreed beforehand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import CENT, format_count, lower_first
from catalog.vocabulary import Word
from wizard.pilot.metrics import BY_SLUG, HUNDRED, RANGED
from wizard.pilot.protocol import Protocol, Result
from wizard.pilot.statistics import Range, amount_range, at_most, ratio_range, wilson

RISK = 0.025  # on each side of a range that settles nothing
CONFIDENCE = 0.95
type Sample = Sequence[tuple[Result, float]]  # results with their figures of one metric


class ResultState(Word):
    """What the results of one model say of it."""

    USE = "use", "Use it"
    START = "start", "Start, with every result released"
    TEST_ON = "test-on", "Test on"
    DROP = "drop", "Drop it"
    NO_DATA = "no-data", "No data yet"

    @property
    def settled(self) -> bool:
        """Return whether the pilot of the model has ended."""
        return self.passed or self is ResultState.DROP

    @property
    def passed(self) -> bool:
        return self in {ResultState.USE, ResultState.START}


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
    sentence: str
    results: int = 0
    rated: int = 0  # results of which it was said whether they could go out
    misses: int = 0
    harmful: int = 0
    to_go: int | None = None
    measured: tuple[Measured, ...] = ()
    wrong_of_100: int | None = None  # that may still be wrong, with 95 % confidence


def verdict(protocol: Protocol, results: Sequence[Result]) -> Verdict:
    """Return what the results of one model say, whatever their order."""
    ordered = sorted(results, key=lambda result: result.number)
    rated = [each for each in ordered if each.get("accepted") is not None]
    misses = sum(each.get("accepted") is False for each in rated)
    harmful = sum(each.get("harmful") is True for each in ordered)
    found = Verdict(
        state=ResultState.NO_DATA,
        sentence="",
        results=len(ordered),
        rated=len(rated),
        misses=misses,
        harmful=harmful,
        measured=tuple(_measured(protocol, ordered)),
        wrong_of_100=wrong_of_100(misses, len(rated)) if rated else None,
    )
    if protocol.ends_after_harmful is not None and harmful >= protocol.ends_after_harmful:
        first = next(each.number for each in ordered if each.get("harmful") is True)
        harm = f"Case {first}: {lower_first(protocol.harm)}. One such error ends it, as agreed."
        return _ended(found, ResultState.DROP, harm)
    return _by_counts(protocol, len(rated), found)


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


def _by_counts(protocol: Protocol, count: int, found: Verdict) -> Verdict:
    allowed = protocol.most_misses * max(count, protocol.cases) // protocol.cases
    if not count:
        return _open(
            found,
            protocol.cases,
            f"No data yet. {format_count(protocol.cases, 'case', 'cases')} to judge.",
        )
    if found.misses > allowed:
        sentence = f"{found.misses} of {count} could not go out as they are; at most {allowed} were agreed."
        return _ended(found, ResultState.DROP, sentence)
    if count < protocol.cases:
        return _open(found, protocol.cases - count)
    return _passed(
        protocol, count, found, f"{count - found.misses} of {count} could go out as they are."
    )


def _ended(found: Verdict, state: ResultState, sentence: str) -> Verdict:
    return replace(found, state=state, sentence=f"{state.label}. {sentence}")


def _open(found: Verdict, to_go: int, no_data: str = "") -> Verdict:
    state = ResultState.NO_DATA if no_data else ResultState.TEST_ON
    return replace(
        found, state=state, to_go=to_go, sentence=no_data or f"Test on, about {to_go:,} more."
    )


def _passed(protocol: Protocol, count: int, found: Verdict, sentence: str) -> Verdict:
    """Return the verdict on a model that passed: at harm it starts under release until the second look."""
    if protocol.ends_after_harmful is None or (
        protocol.second_look is not None and count >= protocol.second_look
    ):
        return _ended(found, ResultState.USE, sentence)
    then = f" Second look at {protocol.second_look:,}." if protocol.second_look else ""
    return _ended(found, ResultState.START, f"{sentence}{then}")


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
