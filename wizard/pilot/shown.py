"""A pilot in words: the verdict on each model, what was measured, the pairs, and what that does not prove."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog.formatting import (
    capitalise,
    format_count,
    format_list,
    format_number,
    lower_first,
    spell_count,
)
from wizard.models import Pilot, PilotChange, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.agreement import Agreement
from wizard.pilot.metrics import BY_SLUG, HUNDRED, Better
from wizard.pilot.protocol import Contender, Mode, Protocol, Result, Target, results_needed, target_text
from wizard.pilot.sequential import FARTHEST, PairState, PairVerdict
from wizard.pilot.verdict import Measured, State, TargetState, Verdict, span_text

SHAPES = {
    State.USE: "passed",
    State.START: "passed",
    State.DROP: "failed",
    State.TEST_ON: "unsettled",
    State.NO_DATA: "nodata",
    TargetState.MET: "passed",
    TargetState.MISSED: "failed",
    TargetState.OPEN: "unsettled",
}
FEW_HARMLESS = 2  # of 100: what a second look of 150 clean results still allows
SECOND_LOOK = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMeasure:
    """One metric of one model."""

    name: str
    text: str  # the target; nothing where there is none
    shape: str
    word: str
    value: str
    span: str
    count: str
    waiting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownModel:
    """What the results of one model say of it."""

    name: str
    state: State
    shape: str
    answer: str  # "Use it", "Test on, about 8 more"
    sentence: str  # what follows it, or nothing
    facts: str  # what was measured, in one line
    measures: tuple[ShownMeasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One case of the strip: who was preferred, whether an error was harmful, and where it stands on both drawings."""

    number: int
    kind: str  # "a", "b", "t" or "x"
    wide: tuple[int, int]
    narrow: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """What happened to a pilot, and when."""

    sentence: str
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPilot:
    """What a pilot has shown, ready to be read."""

    number: int
    state: str
    judged: int  # cases of which one result at least is on file
    cases: int
    workflow: str
    unit: str
    units: str
    headline: str
    moved: str  # that the plan tries something else by now, or nothing
    models: tuple[ShownModel, ...]
    pairs: PairVerdict | None
    preference: tuple[str, ...]  # sentences on the pairs
    squares: tuple[Square, ...]
    agreement: Agreement | None
    unproven: tuple[str, ...]
    rules: tuple[str, ...]  # what was agreed
    longer: bool
    locked: datetime
    version: int
    changes: tuple[ShownChange, ...]
    open: bool

    @property
    def strip_heights(self) -> tuple[int, int]:
        """Return how high the strip of cases is with 20 and with 10 in a row."""
        return 4 + 52 * -(-len(self.squares) // 20), 4 + 52 * -(-len(self.squares) // 10)


def shown(pilot: Pilot, latest: PlanVersion) -> ShownPilot:
    """Return the verdicts of a pilot with what its pages show, of the job and version that it belongs to."""
    frame, rows = context.frame_of(pilot), store.counting(pilot)
    protocol, results = frame.protocol, store.as_results(rows)
    unit, units = frame.part.unit, frame.part.unit_plural
    found = store.verdicts_of(pilot)
    pairs = store.pairs_of(protocol, results)
    models = tuple(
        _model(each, protocol, found[each.model], unit=unit, units=units)
        for each in protocol.contenders
        if each.model in found
    )
    return ShownPilot(
        number=pilot.number,
        state=pilot.state,
        judged=len({row.number for row in rows}),
        cases=protocol.cases,
        workflow=frame.workflow,
        unit=unit,
        units=units,
        headline=headline(protocol, found),
        moved=context.moved_on(pilot, frame, latest),
        models=models,
        pairs=pairs if pairs.clear or pairs.same else None,
        preference=preference_words(protocol, pairs),
        squares=tuple(_squares(protocol, results)),
        agreement=store.agreement_of(rows),
        unproven=unproven(protocol, found.values(), units=units),
        rules=rule_words(protocol, unit=unit, units=units),
        longer=protocol.mode is Mode.LONG,
        locked=pilot.locked,
        version=frame.version.number,
        changes=_changes(pilot),
        open=not all(each.state.settled for each in found.values()),
    )


def headline(protocol: Protocol, found: dict[str, Verdict]) -> str:
    """Return the verdict on every model in a few words."""
    words = {
        State.USE: "passed",
        State.START: "passed",
        State.DROP: "is out",
        State.TEST_ON: "is still being tested",
        State.NO_DATA: "has no results yet",
    }
    states = [(each.name, found[each.model].state) for each in protocol.contenders if each.model in found]
    if all(state is State.NO_DATA for _, state in states):
        return f"Test {format_list(name for name, _ in states)}"
    if len({state for _, state in states}) == 1 and len(states) > 1:
        return {
            State.DROP: "Both are out.",
            State.TEST_ON: "Both are still being tested.",
        }.get(states[0][1], "Both passed.")
    return " ".join(f"{name} {words[state]}." for name, state in states)


def preference_words(protocol: Protocol, pairs: PairVerdict) -> tuple[str, ...]:
    """Return how often which model was preferred, what that settles, and how many more cases would."""
    if not pairs.clear and not pairs.same:
        return ()
    first, second = protocol.names
    counted = (
        f"You preferred {first} {_times(pairs.first)}, {second} {_times(pairs.second)}; "
        f"{_times(pairs.same)} it made no difference."
    )
    if pairs.state is not PairState.OPEN:
        name = first if pairs.state is PairState.FIRST else second
        return counted, f"That settles it: {name} is preferred. Chance alone says so in at most 5 of 100 pilots."
    seen = "No difference seen so far." if pairs.clear + pairs.same < protocol.cases else "No difference seen."
    if pairs.more is None:
        return counted, f"{seen} More than {FARTHEST} clear choices would not be worth it: take the cheaper one."
    return counted, f"{seen} About {pairs.more} more clear choices would settle it, if they fall as these did."


def unproven(protocol: Protocol, found: Iterable[Verdict], *, units: str) -> tuple[str, ...]:
    """Return what the results do not prove, however good they look."""
    passed = [each for each in found if each.state in {State.USE, State.START} and each.wrong_of_100 is not None]
    if not passed:
        return ()
    worst = max(each.wrong_of_100 or 0 for each in passed)
    lines = [f"Up to {worst} of 100 {units} may still not be good enough (95 % sure)."]
    if protocol.ends_after_harmful is not None and any(each.state is State.START for each in passed):
        then = f" After {SECOND_LOOK} clean ones it is at most {FEW_HARMLESS}." if protocol.second_look else ""
        lines.append(f"{then.strip()} Until then you release each one.".strip())
    return tuple(lines)


def rule_words(protocol: Protocol, *, unit: str, units: str) -> tuple[str, ...]:
    """Return what was agreed, a sentence each."""
    lines = []
    if protocol.mode is Mode.SHORT:
        lines.append(f"{protocol.cases} {units} for each model, the same for both." if len(protocol.contenders) > 1 else f"{protocol.cases} {units}.")  # fmt: skip
        lines.append(
            f"Drop a model if more than {protocol.most_misses} of {protocol.cases} could not go out as they are."
        )
    else:
        lines += [
            f"{target_text(target, unit=unit, units=units)}. {needed_words(target, protocol, units=units)}."
            for target in protocol.targets
        ]
        lines.append(
            f"The first look comes after {protocol.cases:,} {units} of a model; a look before it decides nothing."
        )
        lines.append(risk_words(protocol))
    if protocol.ends_after_harmful is not None:
        lines.append(f"Drop a model at once if one {unit} is harmful: {lower_first(protocol.harm)}.")
    return tuple(lines)


def needed_words(target: Target, protocol: Protocol, *, units: str) -> str:
    """Return how many results settle a target, in words."""
    better = target.threshold - target.gain if target.at_most else target.threshold + target.gain
    one, other = target.metric.format(target.threshold), target.metric.format(better)
    return f"{format_number(results_needed(target, protocol))} {units} tell {one} from {other}"


def risk_words(protocol: Protocol) -> str:
    """Return at which risks a longer pilot settles its targets."""
    wrong, missed = (spell_count(int(risk * HUNDRED)) for risk in (protocol.wrong_yes, protocol.missed))
    return (
        f"Of 100 pilots that just miss a target, we call it met in {wrong} at most. "
        f"Of 100 that beat it by the gain that matters, we leave it open in about {missed}."
    )


def story(pilots: Iterable[Pilot]) -> tuple[ShownChange, ...]:
    """Return what happened to the pilots of a plan: when they began, what was changed, and verdicts."""
    lines: list[ShownChange] = []
    for pilot in pilots:
        began = f"The pilot began, and what it has to reach was locked, on version {pilot.version.number}."
        lines += [ShownChange(sentence=began, made=pilot.locked), *_changes(pilot), *_verdicts(pilot)]
    return tuple(sorted(lines, key=lambda line: line.made))


def _verdicts(pilot: Pilot) -> list[ShownChange]:
    """Return the verdict on each model since it last changed, without figures that change with each result."""
    found = store.verdicts_of(pilot)
    return [
        ShownChange(sentence=f"The pilot’s verdict on {row.name}: {_lasting(found[row.model])}", made=row.since)
        for row in pilot.verdicts.all()
        if row.state != State.NO_DATA and row.model in found
    ]


def _lasting(found: Verdict) -> str:
    return lower_first(found.sentence if found.to_go is None else f"{found.state.label}.")


def _changes(pilot: Pilot) -> tuple[ShownChange, ...]:
    rows = sorted(pilot.changes.all(), key=lambda change: (change.made, change.pk))
    return tuple(ShownChange(sentence=change_words(row), made=row.made) for row in rows)


def change_words(change: PilotChange) -> str:
    """Return a change after the lock as a sentence without its day."""
    when = f"after {format_count(change.results, 'result', 'results')}" if change.results else "before any result"
    if change.before == "none":
        return f"{change.what} was added, {change.after}, {when}."
    if change.after == "none":
        return f"{change.what}, {change.before}, was taken back {when}."
    return f"{change.what} changed from {change.before} to {change.after} {when}."


def _times(count: int) -> str:
    return "once" if count == 1 else "never" if not count else f"{count} times"


def _model(contender: Contender, protocol: Protocol, found: Verdict, *, unit: str, units: str) -> ShownModel:
    targets = {target.slug: target for target in protocol.targets}
    answer, _, sentence = found.sentence.partition(". ")
    return ShownModel(
        name=contender.name,
        state=found.state,
        shape=SHAPES[found.state],
        answer=answer.removesuffix("."),
        sentence=sentence,
        facts=_facts(protocol, found, unit=unit),
        measures=tuple(_measure(each, targets.get(each.slug), unit=unit, units=units) for each in found.measured),
    )


def _facts(protocol: Protocol, found: Verdict, *, unit: str) -> str:
    """Return what was measured of a model in one line."""
    parts = []
    by_slug = {each.slug: each for each in found.measured}
    good = f"{found.judged - found.misses} of {found.judged} could go out as they are"
    if found.judged and good not in found.sentence:
        parts.append(good)
    if found.results and protocol.ends_after_harmful is not None:
        parts.append(f"{found.harmful or 'no'} harmful {'error' if found.harmful == 1 else 'errors'}")
    priced = [
        BY_SLUG[slug].format(value)
        for slug in ("minutes", "usd")
        if (found_ := by_slug.get(slug)) and (value := found_.value) is not None
    ]
    if priced:
        parts.append(f"{' and '.join(priced)} for one {unit}")
    return f"{capitalise('; '.join(parts))}." if parts else ""


def _measure(found: Measured, target: Target | None, *, unit: str, units: str) -> ShownMeasure:
    metric = BY_SLUG[found.slug]
    return ShownMeasure(
        name=capitalise(metric.name),
        text=target_text(target, unit=unit, units=units) if target else "",
        shape=SHAPES[found.state] if found.state else "",
        word=found.state.label if found.state else "",
        value=metric.format(found.value) if found.value is not None else "",
        span=span_text(found),
        count=f"{found.met} of {found.of}" if found.met is not None else f"over {found.of}",
        waiting=f"{found.to_go:,} more until we look" if found.to_go and found.of else "",
    )


def _squares(protocol: Protocol, results: Sequence[Result]) -> Iterable[Square]:
    """Yield the cases that were compared, in order, with places on a drawing of 20 in a row and of 10."""
    harmful = {each.number for each in results if each.get("harmful") is True}
    kinds = {Better.YES: "a", Better.NO: "b", Better.SAME: "t"}
    for place, (number, better) in enumerate(store.choices_of(protocol, results).items()):
        wide, narrow = divmod(place, 20), divmod(place, 10)
        yield Square(
            number=number,
            kind="x" if number in harmful and protocol.ends_after_harmful is not None else kinds[better],
            wide=(5 + wide[1] * 34, 4 + wide[0] * 52),
            narrow=(5 + narrow[1] * 34, 4 + narrow[0] * 52),
        )
