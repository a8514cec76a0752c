"""What the results of one model say of it: drop it, test on, start under release, use it; by what was agreed beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import CENT, capitalise, format_count, format_list
from catalog.vocabulary import Word
from wizard.pilot.metrics import BY_SLUG, HUNDRED, TARGETED
from wizard.pilot.protocol import Mode, Protocol, Result, Target
from wizard.pilot.ranges import Range, amount_range, ratio_range, wilson
from wizard.pilot.statistics import at_least, at_most

RISK = 0.025  # on each side of a range that settles nothing
FIRST_LOOK = Decimal("0.8")  # of the risk of a wrong yes is spent at the planned number of results
LATER_LOOK = Decimal("0.2")  # of what the look before spent; each later look comes at twice the results
CONFIDENCE = 0.95


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
        return self in {ResultState.USE, ResultState.START, ResultState.DROP}


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
    judged: int = 0  # results of which it was said whether they could go out
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
    judged = [each for each in ordered if each.get("accepted") is not None]
    misses = sum(each.get("accepted") is False for each in judged)
    harmful = sum(each.get("harmful") is True for each in ordered)
    found = Verdict(
        state=ResultState.NO_DATA,
        sentence="",
        results=len(ordered),
        judged=len(judged),
        misses=misses,
        harmful=harmful,
        measured=tuple(_measured(protocol, ordered)),
        wrong_of_100=wrong_of_100(misses, len(judged)) if judged else None,
    )
    if protocol.ends_after_harmful is not None and harmful >= protocol.ends_after_harmful:
        return replace(found, state=ResultState.DROP, sentence=f"Drop it. {_harm(protocol, ordered)}")
    if protocol.mode is Mode.LONG:
        return _by_targets(protocol, ordered, found, side_by_side)
    return _by_counts(protocol, len(judged), found)


def by_model(protocol: Protocol, results: Sequence[Result]) -> dict[str, Verdict]:
    """Return a verdict for each model of the pilot, in the order of the plan; results are never pooled."""
    models = [each.model for each in protocol.contenders]
    own = {model: [row for row in results if row.model == model] for model in models}
    return {model: verdict(protocol, rows, side_by_side=len(models)) for model, rows in own.items()}


def wrong_of_100(misses: int, count: int) -> int:
    """Return how many of 100 may be wrong, given so many wrong ones: the exact upper limit at 95 %, rounded up.

    Clopper and Pearson 1934, Biometrika 26, 404–413, one-sided: the first share at which so few are too seldom.
    """
    return next((each for each in range(100) if at_most(misses, count, each / 100) <= 1 - CONFIDENCE), 100)


def _harm(protocol: Protocol, results: Sequence[Result]) -> str:
    first = next(each.number for each in results if each.get("harmful") is True)
    return f"Case {first}: {protocol.harm[:1].lower()}{protocol.harm[1:]}. One such error ends it, as agreed."


# --------------------------------------------------------------------------------------------------------- by counts


def _by_counts(protocol: Protocol, count: int, found: Verdict) -> Verdict:
    allowed = protocol.most_misses * max(count, protocol.cases) // protocol.cases
    if not count:
        said = f"No data yet. {format_count(protocol.cases, 'case', 'cases')} to judge."
        return replace(found, to_go=protocol.cases, sentence=said)
    if found.misses > allowed:
        said = f"Drop it. {found.misses} of {count} could not go out as they are; at most {allowed} were agreed."
        return replace(found, state=ResultState.DROP, sentence=said)
    if count < protocol.cases:
        to_go = protocol.cases - count
        return replace(found, state=ResultState.TEST_ON, to_go=to_go, sentence=f"Test on, about {to_go:,} more.")
    return _clean(protocol, count, found, f"{count - found.misses} of {count} could go out as they are.")


def _clean(protocol: Protocol, count: int, found: Verdict, said: str) -> Verdict:
    """Return the verdict on a model that passed: at harm it starts under release until the second look."""
    if protocol.ends_after_harmful is None or (protocol.second_look is not None and count >= protocol.second_look):
        return replace(found, state=ResultState.USE, sentence=f"Use it. {said}")
    then = f" Second look at {protocol.second_look:,}." if protocol.second_look else ""
    return replace(found, state=ResultState.START, sentence=f"Start, with every result released. {said}{then}")


# -------------------------------------------------------------------------------------------------------- by targets


def _by_targets(protocol: Protocol, results: Sequence[Result], found: Verdict, side_by_side: int) -> Verdict:
    targets = tuple(_judged(protocol, target, results, side_by_side) for target in protocol.targets)
    others = tuple(each for each in found.measured if each.slug not in {target.slug for target in targets})
    found = replace(found, measured=(*targets, *others))
    if not any(each.of for each in targets):
        said = f"No data yet. The first look comes after {protocol.cases:,}."
        return replace(found, to_go=protocol.cases, sentence=said)
    missed = [BY_SLUG[each.slug].name for each in targets if each.state is TargetState.MISSED]
    if missed:
        said = f"Drop it. {capitalise(format_list(missed))} {'is' if len(missed) == 1 else 'are'} missed."
        return replace(found, state=ResultState.DROP, sentence=said)
    if all(each.state is TargetState.MET for each in targets):
        said = "The target is met." if len(targets) == 1 else "Every target is met."
        return _clean(protocol, len(results), found, said)
    to_go = max(each.to_go or 0 for each in targets)
    return replace(found, state=ResultState.TEST_ON, to_go=to_go, sentence=f"Test on, about {to_go:,} more.")


def _judged(protocol: Protocol, target: Target, results: Sequence[Result], side_by_side: int) -> Measured:
    """Judge a target when as many results came in as were planned, and where that settles nothing at twice, four times as many.

    A look takes all results that had come in by then: their order within a file decides nothing, and later ones change
    no look that was taken. Each later look spends a fifth of the risk of the one before: 0.8 · (1 + 1/5 + 1/25 + …) = 1
    (Bonferroni, whatever the sizes of the looks, because they follow from counts alone).
    """
    counted = [each for each in results if _counts(protocol, target.slug, each)]
    at, risk = protocol.cases, float(protocol.wrong_yes * FIRST_LOOK) / side_by_side
    slugs = ("accepted", "minutes", "usd") if target.slug == "usd" else (target.slug,)
    arrivals = sorted((each.arrival(slugs), place) for place, each in enumerate(counted))
    for last, (moment, _) in enumerate(arrivals, 1):
        if last < at or (last < len(arrivals) and arrivals[last][0] == moment):  # more came in with it
            continue
        came = [counted[place] for _, place in arrivals[:last]]
        found = _range(protocol, target.slug, came, risk)
        state = _state(target, came, found, risk)
        if state is not TargetState.OPEN:
            return replace(_shown(target.slug, came, found), state=state)
        risk *= float(LATER_LOOK)
        while at <= last:
            at *= 2
    shown = _shown(target.slug, counted, _range(protocol, target.slug, counted, risk) if counted else None)
    return replace(shown, state=TargetState.OPEN, to_go=at - len(counted))


def _state(target: Target, results: Sequence[Result], span: Range | None, risk: float) -> TargetState:
    """Judge a share by exact count, so that the risk holds for any number of results, and a mean by its range."""
    threshold = float(target.threshold)
    if target.metric.is_share:
        wins, share = sum(each.get(target.slug) is True for each in results), threshold / 100
        better, worse = at_least(wins, len(results), share) <= risk, at_most(wins, len(results), share) <= risk
    else:
        better = span is not None and span.high is not None and span.high <= threshold
        worse = span is None or (span.low is not None and span.low > threshold)
    return TargetState.MET if better else TargetState.MISSED if worse else TargetState.OPEN


# ---------------------------------------------------------------------------------------------------------- measured


def _measured(protocol: Protocol, results: Sequence[Result]) -> list[Measured]:
    """Return what was measured of every metric that can have a target; a cost without minutes is of fees alone."""
    timed = any(each.get("minutes") is not None for each in results)
    counting = protocol if timed else replace(protocol, usd_per_hour=None)
    found = []
    for metric in TARGETED:
        rows = [each for each in results if _counts(counting, metric.slug, each)]
        if rows:
            found.append(_shown(metric.slug, rows, _range(counting, metric.slug, rows, RISK)))
    return found


def _counts(protocol: Protocol, slug: str, result: Result) -> bool:
    if slug != "usd":
        return result.get(slug) is not None
    return result.get("accepted") is not None and _cost(protocol, result) is not None


def _cost(protocol: Protocol, result: Result) -> Decimal | None:
    """Return fee and time of one result in US dollars; the fee is the plan's where it was not measured."""
    planned = {each.model: each.fee for each in protocol.contenders}
    fee, minutes = result.values.get("usd", planned.get(result.model)), result.get("minutes")
    if not isinstance(fee, Decimal) or protocol.usd_per_hour is None:
        return fee if isinstance(fee, Decimal) else None
    return fee + minutes * protocol.usd_per_hour / 60 if isinstance(minutes, Decimal) else None


def _range(protocol: Protocol, slug: str, results: Sequence[Result], risk: float) -> Range | None:
    if BY_SLUG[slug].is_share:
        return wilson(sum(each.get(slug) is True for each in results), len(results), risk)
    if slug != "usd":
        return amount_range([float(str(each.get(slug))) for each in results], risk)
    costs = [float(_cost(protocol, each) or 0) for each in results]
    return ratio_range(costs, [each.get("accepted") is True for each in results], risk)


def _shown(slug: str, results: Sequence[Result], span: Range | None) -> Measured:
    scale = HUNDRED if BY_SLUG[slug].is_share else Decimal(1)

    def figure(value: float | None) -> Decimal | None:
        return None if value is None else (Decimal(repr(value)) * scale).quantize(CENT * CENT, ROUND_HALF_UP)

    low, value, high = (span.low, span.value, span.high) if span else (None, None, None)
    met = sum(each.get(slug) is True for each in results) if BY_SLUG[slug].is_share else None
    return Measured(slug=slug, low=figure(low), value=figure(value), high=figure(high), met=met, of=len(results))
