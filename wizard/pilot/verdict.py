"""What the results of one model say of it: drop it, test on, start under release, use it; by what was agreed beforehand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from catalog.formatting import CENT, capitalise, format_count, format_list
from catalog.vocabulary import Word
from wizard.pilot.metrics import BY_SLUG, HUNDRED, TARGETED
from wizard.pilot.protocol import Mode, Protocol, Result, Target
from wizard.pilot.statistics import Range, amount_range, at_least, at_most, ratio_range, wilson

RISK = 0.025  # on each side of a range that settles nothing
FIRST_LOOK = Decimal("0.8")  # of the risk of a wrong yes is spent at the planned number of results
LATER_LOOK = Decimal(
    "0.2"
)  # of what the look before spent; each later look comes at twice the results
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


class TargetState(Word):
    """What the results say of one target of a longer pilot."""

    MET = "met", "Met"
    MISSED = "missed", "Missed"
    OPEN = "open", "Not settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of one metric, as a range in its unit; a share is of 100, a cost is for each result used."""

    slug: str
    low: Decimal | None
    value: Decimal | None
    high: Decimal | None
    met: int | None = None  # results that could go out
    of: int = 0
    state: TargetState | None = None  # where there is a target
    to_go: int | None = None  # results until the next look at the target


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


def verdict(protocol: Protocol, results: Sequence[Result], *, side_by_side: int = 1) -> Verdict:
    """Return what the results of one model say, whatever their order.

    `side_by_side` is how many models are judged; a longer pilot shares the risk of a wrong yes out among them.
    """
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
        harm = f"Case {first}: {protocol.harm[:1].lower()}{protocol.harm[1:]}. One such error ends it, as agreed."
        return _ended(found, ResultState.DROP, harm)
    if protocol.mode is Mode.LONG:
        return _by_targets(protocol, ordered, found, side_by_side)
    return _by_counts(protocol, len(rated), found)


def by_model(protocol: Protocol, results: Sequence[Result]) -> dict[str, Verdict]:
    """Return a verdict for each model of the pilot, in the order of the plan; results are never pooled."""
    models = [each.model for each in protocol.contenders]
    own = {model: [row for row in results if row.model == model] for model in models}
    return {model: verdict(protocol, rows, side_by_side=len(models)) for model, rows in own.items()}


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


def _by_targets(
    protocol: Protocol, results: Sequence[Result], found: Verdict, side_by_side: int
) -> Verdict:
    targets = tuple(
        _assess_target(protocol, target, results, side_by_side) for target in protocol.targets
    )
    others = tuple(
        each for each in found.measured if each.slug not in {target.slug for target in targets}
    )
    found = replace(found, measured=(*targets, *others))
    if not any(each.of for each in targets):
        return _open(
            found, protocol.cases, f"No data yet. The first look comes after {protocol.cases:,}."
        )
    missed = [BY_SLUG[each.slug].name for each in targets if each.state is TargetState.MISSED]
    if missed:
        sentence = (
            f"{capitalise(format_list(missed))} {'is' if len(missed) == 1 else 'are'} missed."
        )
        return _ended(found, ResultState.DROP, sentence)
    if all(each.state is TargetState.MET for each in targets):
        sentence = "The target is met." if len(targets) == 1 else "Every target is met."
        return _passed(protocol, len(results), found, sentence)
    return _open(found, max(each.to_go or 0 for each in targets))


def _assess_target(
    protocol: Protocol, target: Target, results: Sequence[Result], side_by_side: int
) -> Measured:
    """Judge a target when as many results came in as were planned, and where that settles nothing at twice, four times as many.

    A look takes all results that had come in by then: their order within a file decides nothing, and later ones change
    no look that was taken. Each later look spends a fifth of the risk of the one before: 0.8 · (1 + 1/5 + 1/25 + …) = 1
    (Bonferroni, whatever the sizes of the looks, because they follow from counts alone).
    """
    sample = _sample(protocol, target.slug, results)
    at, risk = protocol.cases, float(protocol.wrong_yes * FIRST_LOOK) / side_by_side
    slugs = ("accepted", "minutes", "usd") if target.slug == "usd" else (target.slug,)
    arrivals = sorted((each.arrival(slugs), place) for place, (each, _) in enumerate(sample))
    for last, (moment, _) in enumerate(arrivals, 1):
        if last < at or (
            last < len(arrivals) and arrivals[last][0] == moment
        ):  # more came in with it
            continue
        came = [sample[place] for _, place in arrivals[:last]]
        span = _range(target.slug, came, risk)
        state = _state(target, came, span, risk)
        if state is not TargetState.OPEN:
            return _shown(target.slug, came, span, state=state)
        risk *= float(LATER_LOOK)
        while at <= last:
            at *= 2
    span = _range(target.slug, sample, risk)
    return _shown(target.slug, sample, span, state=TargetState.OPEN, to_go=at - len(sample))


def _state(target: Target, sample: Sample, span: Range | None, risk: float) -> TargetState:
    """Judge a share by exact count, so that the risk holds for any number of results, and a mean by its range."""
    threshold = float(target.threshold)
    if target.metric.is_share:
        wins, count, share = (
            round(sum(figure for _, figure in sample)),
            len(sample),
            threshold / 100,
        )
        better, worse = at_least(wins, count, share) <= risk, at_most(wins, count, share) <= risk
    else:
        better = span is not None and span.high is not None and span.high <= threshold
        worse = span is None or (span.low is not None and span.low > threshold)
    return TargetState.MET if better else TargetState.MISSED if worse else TargetState.OPEN


def _measured(protocol: Protocol, results: Sequence[Result]) -> Iterator[Measured]:
    """Yield what was measured of every metric that can have a target; a cost without minutes is of fees alone."""
    timed = any(each.get("minutes") is not None for each in results)
    counting = protocol if timed else replace(protocol, usd_per_hour=None)
    for metric in TARGETED:
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


def _shown(slug: str, sample: Sample, span: Range | None, **outcome: Any) -> Measured:
    share = BY_SLUG[slug].is_share
    ends = (span.low, span.value, span.high) if span else (None, None, None)
    scale = HUNDRED if share else 1
    low, value, high = (
        None if each is None else (Decimal(repr(each)) * scale).quantize(CENT * CENT, ROUND_HALF_UP)
        for each in ends
    )
    met = round(sum(figure for _, figure in sample)) if share else None
    return Measured(slug=slug, low=low, value=value, high=high, met=met, of=len(sample), **outcome)
