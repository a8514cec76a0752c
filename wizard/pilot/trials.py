"""The pilot judged by its own trials: what was measured, and what that settles of the terms agreed beforehand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from catalog.formatting import CENT, capitalise, format_count, format_list, format_money, format_rounded
from catalog.vocabulary import Word
from wizard.pilot.agreement import Agreement, agreement
from wizard.pilot.quantiles import at_least, at_most
from wizard.pilot.ranges import Range, amount_range, ratio_range, wilson
from wizard.pilot.terms import HUNDRED, Goal, Rule, TargetSlug, Terms, Trial

FIRST_LOOK = Decimal("0.8")  # of the risk of a wrong yes is spent at the planned number of trials
LATER_LOOK = Decimal("0.2")  # of what the look before spent; each later look comes at twice the trials
TWO = 2


class GoalState(Word):
    """What the trials say of one target."""

    PASSED = "passed", "Met"
    FAILED = "failed", "Missed"
    NOT_SETTLED = "not-settled", "Not settled"
    NO_DATA = "no-data", "No data yet"


class VerdictState(Word):
    """What the trials of one model say of it."""

    GO = "go", "Use it"
    NO_GO = "no-go", "Drop it"
    KEEP_MEASURING = "keep-measuring", "Test on"
    NO_DATA = "no-data", "No data yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalVerdict:
    """What the trials say of one target: a range in the unit of its slug, and x of n."""

    slug: TargetSlug
    state: GoalState
    low: Decimal | None = None
    value: Decimal | None = None
    high: Decimal | None = None  # None where the range has no such end
    met: int | None = None  # single results within the target; None for a cost, which no single result has
    of: int = 0  # results measured
    to_go: int | None = None  # results until the next look; None where it is settled
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the trials of one model say of it, target by target and together."""

    state: VerdictState
    goals: tuple[GoalVerdict, ...]
    agreement: Agreement | None = None
    to_go: int | None = None
    sentence: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """A moment at which trials may settle something: after how many, and at which risk."""

    trials: int
    risk: float


# --- the verdict


def verdict(terms: Terms, trials: Sequence[Trial], *, side_by_side: int = 1) -> Verdict:
    """Return what the trials say, in the order of their numbers.

    They are looked at after as many as were planned, and where that settles nothing after twice, four times as many.
    `side_by_side` is how many models are judged on their own; the risk of a wrong yes is shared out among them.
    """
    ordered = sorted(trials, key=lambda trial: trial.number)
    goals = tuple(_judged(terms, goal, ordered, side_by_side) for goal in terms.goals)
    state = _together(terms, goals)
    waiting = [goal.to_go for goal in goals if goal.to_go]
    to_go = max(waiting, default=None) if state in {VerdictState.KEEP_MEASURING, VerdictState.NO_DATA} else None
    pairs = [(trial.ratings[0], trial.ratings[1]) for trial in ordered if len(trial.ratings) >= TWO]
    return Verdict(
        state=state,
        goals=goals,
        agreement=agreement(pairs),
        to_go=to_go,
        sentence=_said(terms, state, goals, to_go),
        reasons=_reasons(terms, state, len(ordered)),
    )


def by_model(terms: Terms, trials: Sequence[Trial]) -> tuple[tuple[str, Verdict], ...]:
    """Return a verdict for each model that was tried, by name."""
    models = sorted({trial.model for trial in trials})
    return tuple(
        (model, verdict(terms, [trial for trial in trials if trial.model == model], side_by_side=len(models)))
        for model in models
    )


def _together(terms: Terms, goals: Sequence[GoalVerdict]) -> VerdictState:
    states = [goal.state for goal in goals]
    if all(state is GoalState.NO_DATA for state in states):
        return VerdictState.NO_DATA
    if GoalState.FAILED in states:
        return VerdictState.NO_GO
    if terms.rule is Rule.ALL:
        met = all(state is GoalState.PASSED for state in states)
    else:
        looked = all(goal.of >= terms.trials for goal in goals)
        met = looked and states[_primary(terms)] is GoalState.PASSED
    return VerdictState.GO if met else VerdictState.KEEP_MEASURING


def _primary(terms: Terms) -> int:
    return next((place for place, goal in enumerate(terms.goals) if goal.primary), 0)


# --- one target


def _judged(terms: Terms, goal: Goal, trials: Sequence[Trial], side_by_side: int) -> GoalVerdict:
    measured = [trial for trial in trials if _counts(terms, goal, trial)]
    looks = _looks(terms, len(measured), side_by_side)
    for look in looks[:-1]:
        seen = measured[: look.trials]
        if goal.slug is TargetSlug.ACCEPTED:
            found = _share_judged(goal, seen, look.risk)
        else:
            found = _mean_judged(terms, goal, seen, look.risk)
        if found.state is not GoalState.NOT_SETTLED:
            return found
    return _unsettled(terms, goal, measured, looks[-1], looked=len(looks) - 1)


def _looks(terms: Terms, measured: int, side_by_side: int) -> list[_Look]:
    """Return the looks that so many results allow, and the next one.

    Each later look may spend a fifth of what the one before spent, so that all together never spend more than was
    stated: 0.8 · (1 + 1/5 + 1/25 + …) = 1 (Bonferroni's inequality).
    """
    found = [_Look(max(terms.trials, 1), float(terms.wrong_yes * FIRST_LOOK) / side_by_side)]
    while found[-1].trials <= measured:
        found.append(_Look(found[-1].trials * 2, found[-1].risk * float(LATER_LOOK)))
    return found


def _counts(terms: Terms, goal: Goal, trial: Trial) -> bool:
    """Return whether a trial measured what a target is about."""
    if goal.slug is TargetSlug.ACCEPTED:
        return trial.usable is not None
    if goal.slug is TargetSlug.MINUTES:
        return trial.minutes is not None
    return trial.usable is not None and _cost(terms, trial) is not None


def _cost(terms: Terms, trial: Trial) -> Decimal | None:
    if trial.usd is None or terms.usd_per_minute is None:
        return trial.usd
    return None if trial.minutes is None else trial.usd + trial.minutes * terms.usd_per_minute


def _share_judged(goal: Goal, trials: Sequence[Trial], risk: float) -> GoalVerdict:
    """Judge a share by exact count, so that the risk holds for any number of trials; the range is drawn beside it."""
    wins, of, threshold = sum(bool(trial.usable) for trial in trials), len(trials), float(goal.threshold / HUNDRED)
    span = wilson(wins, of, risk)
    better, worse = at_least(wins, of, threshold) <= risk, at_most(wins, of, threshold) <= risk
    if goal.at_most:
        better, worse = worse, better
    state = GoalState.PASSED if better else GoalState.FAILED if worse else GoalState.NOT_SETTLED
    return _settled(goal, state, span, trials)


def _mean_judged(terms: Terms, goal: Goal, trials: Sequence[Trial], risk: float) -> GoalVerdict:
    span, threshold = _span(terms, goal, trials, risk), float(goal.threshold)
    below = span is not None and span.high is not None and span.high <= threshold
    above = (span is None and goal.slug is TargetSlug.USD) or (
        span is not None and span.low is not None and span.low > threshold
    )
    better, worse = (below, above) if goal.at_most else (above, below)
    state = GoalState.PASSED if better else GoalState.FAILED if worse else GoalState.NOT_SETTLED
    return _settled(goal, state, span, trials)


def _span(terms: Terms, goal: Goal, trials: Sequence[Trial], risk: float) -> Range | None:
    if goal.slug is TargetSlug.ACCEPTED:
        return wilson(sum(bool(trial.usable) for trial in trials), len(trials), risk)
    if goal.slug is TargetSlug.MINUTES:
        return amount_range([float(trial.minutes or 0) for trial in trials], risk)
    costs = [float(_cost(terms, trial) or 0) for trial in trials]
    return ratio_range(costs, [bool(trial.usable) for trial in trials], risk)


def _settled(goal: Goal, state: GoalState, span: Range | None, trials: Sequence[Trial]) -> GoalVerdict:
    met, of = _met(goal, trials), len(trials)
    value = _figure(goal, span.value if span else None)
    word = "Met" if state is GoalState.PASSED else "Missed"
    return GoalVerdict(
        slug=goal.slug,
        state=state,
        low=_figure(goal, span.low if span else None),
        value=value,
        high=_figure(goal, span.high if span else None),
        met=met,
        of=of,
        sentence=f"{word}: {_measured(goal, value, met, of)}.",
    )


def _unsettled(terms: Terms, goal: Goal, trials: Sequence[Trial], following: _Look, *, looked: int) -> GoalVerdict:
    to_go = following.trials - len(trials)
    if not trials:
        return GoalVerdict(
            slug=goal.slug, state=GoalState.NO_DATA, to_go=to_go, sentence=f"Nothing measured yet; {to_go:,} to go."
        )
    span = _span(terms, goal, trials, following.risk)
    met, of = _met(goal, trials), len(trials)
    value = _figure(goal, span.value if span else None)
    close = "Too close to call" if looked else "Not settled"
    return GoalVerdict(
        slug=goal.slug,
        state=GoalState.NOT_SETTLED,
        low=_figure(goal, span.low if span else None),
        value=value,
        high=_figure(goal, span.high if span else None),
        met=met,
        of=of,
        to_go=to_go,
        sentence=f"{close}: {_measured(goal, value, met, of)} so far; {to_go:,} more until we look{' again' if looked else ''}.",
    )


def _met(goal: Goal, trials: Sequence[Trial]) -> int | None:
    if goal.slug is TargetSlug.USD:
        return None
    if goal.slug is TargetSlug.ACCEPTED:
        return sum(bool(trial.usable) for trial in trials)
    within: Callable[[Decimal], bool] = goal.threshold.__ge__ if goal.at_most else goal.threshold.__le__
    return sum(within(trial.minutes) for trial in trials if trial.minutes is not None)


def _figure(goal: Goal, value: float | None) -> Decimal | None:
    """Return a figure in the unit of its target, to four places."""
    if value is None:
        return None
    scale = HUNDRED if goal.slug is TargetSlug.ACCEPTED else Decimal(1)
    return (Decimal(repr(value)) * scale).quantize(CENT * CENT, ROUND_HALF_UP)


# --- words


def _measured(goal: Goal, value: Decimal | None, met: int | None, of: int) -> str:
    if goal.slug is TargetSlug.ACCEPTED:
        return f"{met:,} of {of:,} accepted"
    if value is None:
        return f"none of {of:,} accepted, so no cost of an accepted one"
    if goal.slug is TargetSlug.MINUTES:
        return f"{format_rounded(value)} minutes on average, {met:,} of {of:,} within the target"
    return f"{format_money(value)} for each accepted one, over {format_count(of, 'trial', 'trials')}"


def _said(terms: Terms, state: VerdictState, goals: Sequence[GoalVerdict], to_go: int | None) -> str:
    if state is VerdictState.NO_DATA:
        return f"No data yet. The first look comes after {format_count(terms.trials, 'trial', 'trials')}."
    if state is VerdictState.NO_GO:
        missed = [goal.slug.label.lower() for goal in goals if goal.state is GoalState.FAILED]
        return f"Drop it. {capitalise(format_list(missed))} {'is' if len(missed) == 1 else 'are'} missed."
    if state is VerdictState.GO:
        if all(goal.state is GoalState.PASSED for goal in goals):
            return "Use it. The target is met." if len(goals) == 1 else "Use it. Every target is met."
        return "Use it. The main target is met, and no other is missed."
    return f"Test on, about {to_go or 0:,} more."


def _reasons(terms: Terms, state: VerdictState, count: int) -> tuple[str, ...]:
    """Return what was agreed that the verdict leans on."""
    found = [f"{terms.rule.label}."] if len(terms.goals) > 1 else []
    found.append(
        f"You agreed to look after {format_count(terms.trials, 'trial', 'trials')}; an earlier look decides nothing."
    )
    if state in {VerdictState.GO, VerdictState.NO_GO} and count > terms.trials:
        found.append("A target that was settled at a look stays settled; trials after it are kept and do not count.")
    found.append(f"In at most {format_rounded(terms.wrong_yes * HUNDRED)} of 100 such pilots we say “use it” wrongly.")
    return tuple(found)
