"""A pilot in words: the verdict on each model, what was measured, the pairs, and what that does not prove."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.formatting import capitalise, format_count, format_list, format_long_day, spell_count
from catalog.schema import ExchangeRate
from wizard.decision.trial import stop_rule
from wizard.document.blocks import Shape
from wizard.document.forms import unbroken
from wizard.models import Pilot, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.metrics import BY_SLUG, Better
from wizard.pilot.protocol import Contender, Protocol, Result, is_as_strict, rule_words
from wizard.pilot.statistics import MOST_CHOICES, PairState, PairVerdict
from wizard.pilot.verdict import Measured, ResultState, Verdict
from wizard.plans import stored

STATES = {
    ResultState.USE: "passed",
    ResultState.DROP: "is out",
    ResultState.TEST_ON: "is still being tested",
    ResultState.NO_DATA: "has no results yet",
}


SHAPES = {
    ResultState.USE: Shape.PASSED,
    ResultState.DROP: Shape.FAILED,
    ResultState.TEST_ON: Shape.UNSETTLED,
    ResultState.NO_DATA: Shape.NODATA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """What the results of one model say of it: the verdict, and each figure with its range."""

    name: str
    state: ResultState
    verdict: str
    text: str
    facts: tuple[tuple[str, str], ...]  # label and figure

    @property
    def shape(self) -> Shape:
        """Return how its state is drawn."""
        return SHAPES[self.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPilot:
    """A pilot in words."""

    version: int
    protocol: Protocol
    headline: str
    moved: str  # where the plan tests something else by now
    models: tuple[MeasuredRow, ...]
    lines: tuple[str, ...]  # of both together, and what is not proved
    squares: tuple[tuple[int, str, str], ...]
    rules: tuple[str, ...]  # what was agreed
    counts: bool  # whether the plan counts with it, since it was as strict as the plan is
    open: bool


def shown_pilots(version: PlanVersion) -> tuple[ShownPilot, ...]:
    """Return what the pilots of a plan have shown, the newest first; a few queries each."""
    return tuple(
        shown(pilot, version) for pilot in Pilot.objects.whole().filter(plan=version.plan_id)
    )


def shown(pilot: Pilot, latest: PlanVersion) -> ShownPilot:
    """Return a pilot in words; its money is that of the version on which it was locked."""
    protocol, rows = store.protocol_of(pilot), store.counting(pilot)
    results, verdicts = store.results_of(pilot), store.verdicts_of(pilot)
    rate = context.money_of(pilot.version).own
    paid = {row.model for row in results if row.get("usd") is not None}
    pairs = store.pairs_of(protocol, results)
    lines = (
        preference_words(protocol, pairs),
        store.agreement_words(rows),
        unproven(protocol, verdicts.values()),
        f"Locked {format_long_day(pilot.locked.date())}, on version {pilot.version.number}.",
    )
    return ShownPilot(
        version=pilot.version.number,
        protocol=protocol,
        headline=headline(protocol, verdicts, pairs),
        moved=context.moved_on(pilot, protocol, latest),
        models=tuple(
            _model(row, protocol, verdicts[row.model], rate, paid=row.model in paid)
            for row in protocol.contenders
        ),
        lines=tuple(line for line in lines if line),
        squares=tuple(_squares(protocol, results)),
        rules=rule_words(protocol),
        counts=_counts(pilot, protocol, latest),
        open=not all(verdict.state.settled for verdict in verdicts.values()),
    )


def _counts(pilot: Pilot, protocol: Protocol, latest: PlanVersion) -> bool:
    """Return whether the latest version counts with a pilot; true for a job that it no longer has."""
    decision = stored.load_decision(latest.decision)
    job = next((job for job in decision.jobs if job.work.key == pilot.job), None)
    return job is None or is_as_strict(protocol, job.work.stakes, stop_rule(job.work))


def headline(protocol: Protocol, found: Mapping[str, Verdict], pairs: PairVerdict) -> str:
    states = [(unbroken(each.name), found[each.model].state) for each in protocol.contenders]
    if all(state is ResultState.NO_DATA for _, state in states):
        return f"Test {format_list(name for name, _ in states)}"
    if len({state for _, state in states}) == 1 and len(states) > 1:
        liked = preferred(protocol, pairs)
        return {
            ResultState.DROP: "Both are out.",
            ResultState.TEST_ON: "Both are still being tested.",
        }.get(states[0][1], f"Both passed{f', and {liked} is preferred' if liked else ''}.")
    return " ".join(f"{name} {STATES[state]}." for name, state in states)


def preferred(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return the name of the model that is clearly preferred; nothing while none is."""
    at = {PairState.FIRST: 0, PairState.SECOND: 1}.get(pairs.state)
    return "" if at is None else unbroken(protocol.names[at])


def preference_words(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return how often which model was preferred, what that settles, and how many more cases would."""
    if not pairs.clear and not pairs.same:
        return ""
    counts = zip(map(unbroken, protocol.names), (pairs.first, pairs.second), strict=True)
    phrases = [f"{name} was preferred in {count}" for name, count in counts if count]
    phrases += [f"there was no difference in {pairs.same}"] if pairs.same else []
    seen = (
        "No difference seen so far."
        if pairs.clear + pairs.same < protocol.cases
        else "No difference seen."
    )
    if name := preferred(protocol, pairs):
        then = f"That settles it: {name} is preferred. Chance alone says so in at most 5 of 100 pilots."
    elif pairs.more is None:
        then = f"{seen} More than {MOST_CHOICES} clear choices would not be worth it: take the cheaper one."
    else:
        then = f"{seen} About {pairs.more} more clear choices would settle it, if they fall as these did."
    return f"Of {format_count(pairs.clear + pairs.same, 'case', 'cases')}, {format_list(phrases)}. {then}"


def _worst(found: Iterable[Verdict]) -> int:
    """Return how many of 100 may still not be good enough with a model that passed; 0 where none did."""
    return max((each.wrong_of_100 or 0 for each in found if each.state.passed), default=0)


def unproven(protocol: Protocol, found: Collection[Verdict]) -> str:
    """Return what the results do not prove, however good they look."""
    worst = _worst(found)
    if not worst:
        return ""
    return f"What this does not prove: up to {worst} of 100 {protocol.units} may still not be good enough (95\u00a0% sure)."


def _model(
    contender: Contender,
    protocol: Protocol,
    found: Verdict,
    rate: ExchangeRate | None,
    *,
    paid: bool,
) -> MeasuredRow:
    answer, _, sentence = found.sentence.partition(". ")
    facts = [(capitalise(BY_SLUG[row.slug].name), _fact(row, rate)) for row in found.measured]
    if facts and facts[-1][0] == "Cost" and not paid:
        facts[-1] = ("Cost", f"{facts[-1][1]} The fee is the plan’s; nobody entered one.")
    if found.rated and protocol.rule.most_slipped is not None:
        count = spell_count(found.slipped) if found.slipped else "none"
        facts.append(("Harmful and past the first reader", count))
    return MeasuredRow(
        name=contender.name,
        state=found.state,
        verdict=answer.removesuffix("."),
        text=sentence,
        facts=tuple(facts),
    )


def _fact(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return what was measured of a metric, with its range."""
    metric, count = BY_SLUG[measured.slug], measured.of
    if metric.is_share:
        low, high = round(measured.low or 0), round(measured.high or 0)
        return f"{measured.met} of {count} (range {low} to {high} of 100)."
    if measured.value is None:  # a cost for each result that is used, and none was
        return f"none of {count} could be used."
    figure = metric.format(measured.value, rate)
    unit = " for each one used" if metric.slug == "usd" else ""
    return f"{figure}{unit}{_span(measured, rate)}, over {count}."


def _span(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return between which amounts the truth may lie; nothing where one result says nothing of that, or all were alike."""
    if measured.low is None:
        return ""
    low = BY_SLUG[measured.slug].format(measured.low, rate)
    if measured.high is None:
        return f" (range from {low})"
    high = BY_SLUG[measured.slug].format(measured.high, rate)
    return "" if low == high else f" (range {low} to {high})"


def _squares(protocol: Protocol, results: Sequence[Result]) -> Iterator[tuple[int, str, str]]:
    """Yield the cases that were compared, in order: number, colour, and what a case showed in words."""
    first, second = protocol.names if protocol.in_pairs else ("", "")
    kinds: dict[str, tuple[str, str]] = {
        Better.YES: ("a", f"{first} was preferred"),
        Better.NO: ("b", f"{second} was preferred"),
        Better.SAME: ("t", "no difference"),
    }
    harmful = {each.number for each in results if each.get("harmful") is True}
    for number, better in store.choices_of(protocol, results).items():
        kind, words = kinds[better]
        harms = number in harmful
        yield number, "x" if harms else kind, f"{words}, with a harmful error" if harms else words
