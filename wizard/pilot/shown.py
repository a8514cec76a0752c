"""A pilot in words: the verdict on each model, what was measured, the pairs, and what that does not prove."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.formatting import (
    capitalise,
    format_count,
    format_list,
    format_long_day,
    spell_count,
)
from catalog.schema import ExchangeRate
from wizard.decision.trial import MOST_LOOKS
from wizard.document.blocks import Shape
from wizard.document.forms import unbroken
from wizard.models import Pilot, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.measured import JobTest, test_of
from wizard.pilot.metrics import BY_SLUG, Better
from wizard.pilot.protocol import Protocol, rule_words
from wizard.pilot.raters import Result
from wizard.pilot.statistics import MOST_CHOICES, PairState, PairVerdict
from wizard.pilot.verdict import Measured, ResultState, Verdict
from wizard.plans import stored

ENOUGH = 10  # answers rated by two; fewer say nothing of their agreement; ours
SHAPES = {
    ResultState.USE: Shape.PASSED,
    ResultState.DROP: Shape.FAILED,
    ResultState.TEST_ON: Shape.UNSETTLED,
    ResultState.NO_DATA: Shape.NODATA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One case of one model as a square: full where it was liked better, or was good enough by itself."""

    number: int
    is_full: bool
    is_wrong: bool
    is_harmful: bool

    @property
    def words(self) -> str:
        words = "better" if self.is_full else "not better"
        if self.is_harmful:
            return f"{words}, harmful and past the reader"
        return f"{words}, something wrong" if self.is_wrong else words


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotCard:
    """What the results of one model say of it: the verdict, the counts, each figure with its range, a square a case."""

    name: str
    state: ResultState
    verdict: str
    text: str
    rated: int
    liked: int | None  # cases in which it was liked better; None where it was tested alone
    wrong: int
    facts: tuple[tuple[str, str], ...]  # label and figure
    squares: tuple[Square, ...]

    @property
    def shape(self) -> Shape:
        """Return how its state is drawn."""
        return SHAPES[self.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPilot:
    """A pilot in words; as long as it is hidden, without anything that hints at its result."""

    number: int
    version: int
    protocol: Protocol
    headline: str
    moved: str  # where the plan tests something else by now
    missing: tuple[str, ...]  # what the plan asks for besides, so that it does not count yet
    cards: tuple[PilotCard, ...]
    lines: tuple[str, ...]  # of both together, and what is not proved
    rules: tuple[str, ...]  # what was agreed
    rated: int  # cases
    is_hidden: bool
    is_open: bool


def shown_pilots(version: PlanVersion) -> tuple[ShownPilot, ...]:
    """Return what the pilots of a plan have shown, the newest first; a few queries each."""
    pilots = Pilot.objects.whole().filter(plan=version.plan_id)
    return tuple(shown(pilot, version) for pilot in pilots)


def shown(pilot: Pilot, latest: PlanVersion) -> ShownPilot:
    """Return a pilot in words; its money is that of the version on which it was locked."""
    test = test_of(pilot)
    results = store.results_of(pilot) if test.shows_results else []
    return ShownPilot(
        number=pilot.number,
        version=pilot.version.number,
        protocol=test.protocol,
        headline=headline(test, results),
        moved=context.moved_on(pilot, test.protocol, latest),
        missing=_missing(test, latest),
        cards=tuple(_cards(pilot, test, results)),
        lines=tuple(line for line in _lines(pilot, test, results) if line),
        rules=rule_words(test.protocol),
        rated=test.rated,
        is_hidden=not test.shows_results,
        is_open=not test.is_settled,
    )


def _missing(test: JobTest, latest: PlanVersion) -> tuple[str, ...]:
    """Return what the latest version asks for besides; nothing for a job that it no longer has."""
    decision = stored.load_decision(latest.decision)
    job = next((job for job in decision.jobs if job.work.key == test.job), None)
    return test.missing_for(job) if job is not None else ()


# ------------------------------------------------------------------------------------------ both together


def headline(test: JobTest, results: Sequence[Result]) -> str:
    """Return what a pilot has shown, in a sentence."""
    names = [unbroken(name) for name in test.protocol.names]
    if not test.shows_results or not test.rated:
        return f"Test {format_list(names)}"
    states = [test.verdicts[contender.model].state for contender in test.protocol.contenders]
    if len(states) == 1:
        return _alone(test, names[0], states[0])
    passed = [name for name, state in zip(names, states, strict=True) if state.passed]
    failed = [name for name, state in zip(names, states, strict=True) if state is ResultState.DROP]
    if len(passed) == len(names):
        liked = preferred(test.protocol, store.pairs_of(test.protocol, results))
        return f"Both passed, and {liked} is preferred." if liked else "Both passed."
    if len(failed) == len(names):
        return "Both failed."
    sentences = [*(f"{name} passed." for name in passed), *(f"{name} failed." for name in failed)]
    if sentences:
        return " ".join(sentences)
    return _without_verdict(test)


def _alone(test: JobTest, name: str, state: ResultState) -> str:
    if not state.settled:
        return _without_verdict(test)
    return f"{name} passed." if state.passed else f"{name} failed."


def _without_verdict(test: JobTest) -> str:
    if test.rated < test.protocol.cases:
        return "Too few were rated for a verdict."
    return f"Test {format_list(map(unbroken, test.protocol.names))}"


def preferred(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return the name of the model that is clearly preferred; nothing while none is."""
    at = {PairState.FIRST: 0, PairState.SECOND: 1}.get(pairs.state)
    return "" if at is None else unbroken(protocol.names[at])


def _lines(pilot: Pilot, test: JobTest, results: Sequence[Result]) -> Iterator[str]:
    if test.shows_results:
        yield preference_words(test.protocol, store.pairs_of(test.protocol, results))
        yield blindness_words(test.protocol, results)
        yield rater_agreement(results)
        yield unproven(test.protocol, test.verdicts)
        yield _beyond(test)
    yield f"Locked {format_long_day(pilot.locked.date())}, on version {pilot.version.number}."


def preference_words(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return how often which model was preferred, what that settles, and how many more cases would."""
    if not pairs.clear and not pairs.same:
        return ""
    counts = zip(map(unbroken, protocol.names), (pairs.first, pairs.second), strict=True)
    phrases = [f"{name} was preferred in {count}" for name, count in counts if count]
    phrases += [f"there was no difference in {pairs.same}"] if pairs.same else []
    cases = format_count(pairs.clear + pairs.same, "case", "cases")
    return f"Of {cases}, {format_list(phrases)}. {_what_pairs_settle(protocol, pairs)}"


def _what_pairs_settle(protocol: Protocol, pairs: PairVerdict) -> str:
    name = preferred(protocol, pairs)
    if name:
        return f"That settles it: {name} is preferred. Chance alone says so in at most 5 of 100 pilots."
    if pairs.more is None:
        return f"No difference seen. More than {MOST_CHOICES} clear choices would not be worth it: take the cheaper one."
    return f"No difference seen. About {pairs.more} more clear choices would settle it, if they fall as these did."


def blindness_words(protocol: Protocol, results: Sequence[Result]) -> str:
    """Return how many of the marks were made with the names in sight; nothing where none was, or one was tested alone."""
    rated = [result for result in results if result.is_rated]
    open_marks = sum(not result.blind for result in rated)
    if not protocol.in_pairs or not open_marks:
        return ""
    if open_marks == len(rated):
        return "It was not blind: whoever rated knew which tool was which, and that sways people."
    return f"{open_marks} of {len(rated)} marks were not blind: the names were known, and that sways people."


def rater_agreement(results: Iterable[Result]) -> str:
    """Return how far the two raters agree on which answers are good enough; nothing where only one rated."""
    read_twice = [result for result in results if result.second_read]
    if not read_twice:
        return ""
    same = sum(result.agrees for result in read_twice)
    few = " Too few to say how well they agree." if len(read_twice) < ENOUGH else ""
    return f"Two people said the same of {same} of {len(read_twice)} answers.{few}"


def unproven(protocol: Protocol, verdicts: Mapping[str, Verdict]) -> str:
    """Return what the results do not prove, however good they look."""
    passed = [verdict for verdict in verdicts.values() if verdict.state.passed]
    worst = max((verdict.wrong_of_100 or 0 for verdict in passed), default=0)
    if not worst:
        return ""
    return f"What this does not prove: readers may still find up to {worst} of 100 {protocol.units} not good enough (95\u00a0% sure), and they overlook some."


def _beyond(test: JobTest) -> str:
    beyond = max(verdict.beyond for verdict in test.verdicts.values())
    if not beyond:
        return ""
    most = MOST_LOOKS * test.protocol.cases
    return f"The first {most} cases count. {spell_count(beyond).capitalize()} more were rated, and change nothing."


# ------------------------------------------------------------------------------------------ of one model


def _cards(pilot: Pilot, test: JobTest, results: Sequence[Result]) -> Iterator[PilotCard]:
    if not test.shows_results:
        return
    rate = context.money_of(pilot.version).own
    choices = store.choices_of(test.protocol, results)
    for place, contender in enumerate(test.protocol.contenders):
        verdict = test.verdicts[contender.model]
        of_model = [result for result in results if result.model == contender.model]
        won = Better.YES if place == 0 else Better.NO
        answer, _, sentence = verdict.sentence.partition(". ")
        squares = tuple(
            _square(result, choices.get(result.number), won, test.protocol) for result in of_model
        )
        yield PilotCard(
            name=contender.name,
            state=verdict.state,
            verdict=answer.removesuffix("."),
            text=sentence,
            rated=verdict.rated,
            liked=list(choices.values()).count(won) if test.protocol.in_pairs else None,
            wrong=verdict.redone + verdict.slipped,
            facts=tuple(_facts(test.protocol, verdict, rate)),
            squares=squares,
        )


def _square(result: Result, choice: str | None, won: str, protocol: Protocol) -> Square:
    is_wrong = result.is_redone or result.slipped
    return Square(
        number=result.number,
        is_full=choice == won if protocol.in_pairs else not is_wrong,
        is_wrong=is_wrong,
        is_harmful=result.slipped,
    )


def _facts(
    protocol: Protocol, verdict: Verdict, rate: ExchangeRate | None
) -> Iterator[tuple[str, str]]:
    """Yield what was measured, and what slipped past the reader, at nuisance too, where it ends nothing."""
    for measured in verdict.measured:
        yield capitalise(BY_SLUG[measured.slug].name), _fact(measured, rate)
    if verdict.rated and (protocol.rule.second_reads or verdict.slipped):
        count = spell_count(verdict.slipped) if verdict.slipped else "none"
        yield "Harmful and past the first reader", f"{count}, of {verdict.second_read} read twice."


def _fact(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return what was measured of a metric, with its range."""
    metric, count = BY_SLUG[measured.slug], measured.of
    if metric.is_share:
        low, high = round(measured.low or 0), round(measured.high or 0)
        return f"{measured.met} of {count} (range {low} to {high} of 100)."
    return f"{metric.format(measured.value, rate)}{_span(measured, rate)}, over {count}."


def _span(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return between which amounts the truth may lie; nothing where one result says nothing of that, or all were alike."""
    if measured.low is None or measured.high is None:
        return ""
    metric = BY_SLUG[measured.slug]
    low, high = metric.format(measured.low, rate), metric.format(measured.high, rate)
    return "" if low == high else f" (range {low} to {high})"
