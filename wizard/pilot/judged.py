"""A pilot laid out for pages: model by model the verdict, target by target in words and as a chart, with later changes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from catalog.charts import targeting
from catalog.formatting import format_limit, format_money, format_number, lower_first, spell_count
from wizard.models import Pilot, PlanVersion
from wizard.pilot import agreeing, framing, holding, trials as judging
from wizard.pilot.agreement import Agreement
from wizard.pilot.forms import Given
from wizard.pilot.terms import Goal, Terms, trials_needed
from wizard.pilot.trials import GoalState, GoalVerdict, Verdict, VerdictState

SHAPES = {
    GoalState.PASSED: "passed",
    GoalState.FAILED: "failed",
    GoalState.NOT_SETTLED: "unsettled",
    GoalState.NO_DATA: "nodata",
    VerdictState.GO: "passed",
    VerdictState.NO_GO: "failed",
    VerdictState.KEEP_MEASURING: "unsettled",
    VerdictState.NO_DATA: "nodata",
}
WORDS = {
    GoalState.PASSED: "Passed",
    GoalState.FAILED: "Failed",
    GoalState.NOT_SETTLED: "Not settled",
    GoalState.NO_DATA: "No data",
}
UNNAMED = "Results without a model"
TITLES = {"minutes": "Time", "accepted": "Accepted", "usd": "Cost"}
HALF = Decimal(50)
ROOM = Decimal("1.2")  # how far a scale goes beyond the largest figure on it
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGoal:
    """One target with what was measured."""

    name: str
    text: str  # "At least 80 of 100 descriptions accepted"
    shape: str
    word: str
    measured: str  # "86 %", or nothing
    span: str  # "78 % to 92 %", or nothing
    count: str  # "52 of 60", or how many were measured
    waiting: str  # how many more until we look, or nothing
    needed: str  # how many trials tell it apart, in words
    primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """What was changed after the lock."""

    sentence: str
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownModel:
    """What the results of one model say of it."""

    name: str  # empty where nothing was measured yet
    shape: str
    answer: str  # "Argon 2: use it", "Argon 2: test on, about 40 more"
    sentence: str  # what follows it, or nothing
    goals: tuple[ShownGoal, ...]
    drawn: tuple[targeting.Target, ...]
    agreement: Agreement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a pilot has shown, ready to be read."""

    workflow: str
    units: str
    moved: str  # that the plan tries something else by now, or nothing
    models: tuple[ShownModel, ...]
    reasons: tuple[str, ...]
    risk: str
    trials: int
    locked: datetime
    version: int
    changes: tuple[ShownChange, ...]


def judged(pilot: Pilot, latest: PlanVersion) -> Judged | None:
    """Return the verdicts of a pilot with what its page shows, of the job that it was locked on; None before that."""
    frame = framing.frame_of(pilot.version) if pilot.version else None
    if pilot.locked is None or frame is None:
        return None
    terms, unit, units = holding.terms_of(pilot), frame.part.unit, frame.part.unit_plural
    found = {model or UNNAMED: each for model, each in holding.verdicts_of(pilot).items()}
    found = found or {"": judging.verdict(terms, [])}
    return Judged(
        workflow=frame.workflow,
        units=units,
        moved=framing.moved_on(frame, latest),
        models=tuple(_model(name, terms, each, unit=unit, units=units) for name, each in found.items()),
        reasons=tuple(dict.fromkeys(reason for each in found.values() for reason in each.reasons)),
        risk=risk_words(terms),
        trials=terms.trials,
        locked=pilot.locked,
        version=frame.version.number,
        changes=_changes(pilot),
    )


def _model(name: str, terms: Terms, found: Verdict, *, unit: str, units: str) -> ShownModel:
    answer, _, sentence = found.sentence.partition(". ")
    answer = answer.removesuffix(".")
    return ShownModel(
        name=name,
        shape=SHAPES[found.state],
        answer=f"{name}: {lower_first(answer)}" if name else answer,
        sentence=sentence,
        goals=shown_goals(terms, found, unit=unit, units=units),
        drawn=tuple(_drawn(goal, said) for goal, said in zip(terms.goals, found.goals, strict=True)),
        agreement=found.agreement,
    )


def story(pilot: Pilot) -> tuple[ShownChange, ...]:
    """Return what happened to a pilot from the lock on: changed targets and verdicts; nothing before the lock."""
    if pilot.locked is None or pilot.version is None:
        return ()
    locked = f"The targets were locked, on version {pilot.version.number}."
    told = (ShownChange(sentence=locked, made=pilot.locked), *_changes(pilot), *_verdicts(pilot))
    return tuple(sorted(told, key=lambda line: line.made))


def _verdicts(pilot: Pilot) -> tuple[ShownChange, ...]:
    """Return the verdict on each model as it stands since it last changed, without figures that change with each result."""
    found = holding.verdicts_of(pilot)
    return tuple(
        ShownChange(
            sentence=f"The pilot’s verdict on {row.model or lower_first(UNNAMED)}: {_lasting(found[row.model])}",
            made=row.since,
        )
        for row in pilot.verdicts.all()
        if row.state != VerdictState.NO_DATA
    )


def _lasting(found: Verdict) -> str:
    """Return a verdict without the number of missing results, which changes with each one."""
    return lower_first(found.sentence if found.to_go is None else f"{found.state.label}.")


def sentence_on(model: str, found: Verdict) -> str:
    """Return the verdict on a model in words."""
    return f"{model or UNNAMED}: {lower_first(found.sentence)}"


def _changes(pilot: Pilot) -> tuple[ShownChange, ...]:
    return tuple(
        ShownChange(sentence=agreeing.told(change), made=change.made)
        for change in sorted(pilot.changes.all(), key=lambda change: (change.made, change.pk))
    )


def shown_goals(terms: Terms, found: Verdict, *, unit: str, units: str) -> tuple[ShownGoal, ...]:
    """Return the targets in words."""
    return tuple(
        ShownGoal(
            name=TITLES[goal.slug],
            text=target_text(goal, unit=unit, units=units),
            shape=SHAPES[said.state],
            word=WORDS[said.state],
            measured=_figure(goal, said.value),
            span=_span(goal, said),
            count=_count(said, units=units),
            waiting=f"{format_number(said.to_go)} more until we look" if said.to_go and said.of else "",
            needed=needed_words(goal, terms, units=units),
            primary=goal.primary,
        )
        for goal, said in zip(terms.goals, found.goals, strict=True)
    )


def target_text(goal: Goal, *, unit: str, units: str) -> str:
    """Return what a target asks for as a sentence without its full stop."""
    if goal.slug == "accepted":
        return f"At least {format_number(goal.threshold)} of 100 {units} accepted"
    if goal.slug == "minutes":
        return f"At most {format_number(goal.threshold)} minutes of work a {unit}"
    return f"At most {format_limit(goal.threshold)} an accepted {unit}"


def needed_words(goal: Goal, terms: Terms, *, units: str) -> str:
    """Return how many trials settle a target, in words."""
    needed = trials_needed(goal, terms)
    better = goal.threshold - goal.worth_having if goal.at_most else goal.threshold + goal.worth_having
    one, other = _plain(goal, goal.threshold), _plain(goal, better)
    said = f"{format_number(needed)} {units} tell {one} from {other}"
    if goal.spread is None:
        return said
    return f"{said}, if two of three lie within {_figure(goal, goal.spread)} of their average"


def risk_words(terms: Terms) -> str:
    """Return at which risks the trials settle the targets."""
    wrong, missed = (spell_count(int(risk * HUNDRED)) for risk in (terms.wrong_yes, terms.missed))
    return (
        f"Of 100 pilots that just miss a target, we call it met in {wrong} at most. "
        f"Of 100 that beat it by the gain that matters, we leave it open in about {missed}."
    )


def proposal(given: Given, *, unit: str, units: str) -> tuple[ShownGoal, ...]:
    """Return terms that are not locked, in words."""
    terms = agreeing.terms_given(given)
    return shown_goals(terms, judging.verdict(terms, []), unit=unit, units=units)


def _plain(goal: Goal, value: Decimal) -> str:
    return f"{format_number(value)} of 100" if goal.slug == "accepted" else _figure(goal, value)


def _figure(goal: Goal, value: Decimal | None) -> str:
    if value is None:
        return ""
    if goal.slug == "usd":
        return format_money(value)
    rounded = round(value, 1)
    return f"{format_number(rounded)} {'%' if goal.slug == 'accepted' else 'min'}"


def _span(goal: Goal, said: GoalVerdict) -> str:
    if said.low is None and said.high is None:
        return ""
    if said.high is None:
        return f"{_figure(goal, said.low)} or more"
    if said.low is None:
        return f"up to {_figure(goal, said.high)}"
    return f"{_figure(goal, said.low)} to {_figure(goal, said.high)}"


def _count(said: GoalVerdict, *, units: str) -> str:
    if not said.of:
        return "none measured"
    if said.met is None:
        return f"over {format_number(said.of)} {units}"
    return f"{format_number(said.met)} of {format_number(said.of)}"


def _drawn(goal: Goal, said: GoalVerdict) -> targeting.Target:
    """Return a target as a chart draws it; the scale holds target, today and what was measured."""
    figures = [value for value in (goal.threshold, goal.baseline, said.value, said.high) if value is not None]
    if goal.slug == "accepted":
        lowest = min([goal.threshold, *(value for value in (said.low, said.value) if value is not None)])
        start, end = HALF if lowest > HALF else Decimal(0), HUNDRED
    else:
        start, end = Decimal(0), max(figures) * ROOM
    return targeting.Target(
        name=TITLES[goal.slug],
        goal=goal.threshold,
        goal_text=_figure(goal, goal.threshold),
        at_least=not goal.at_most,
        start=start,
        end=end,
        start_text=_figure(goal, start),
        end_text=_figure(goal, end),
        state=WORDS[said.state],
        low=said.low if said.low is not None else start if said.value is not None else None,
        middle=said.value,
        high=said.high if said.high is not None else end if said.value is not None else None,
        middle_text=_figure(goal, said.value),
    )
