"""A pilot in words: the verdict on each model, what was measured, the pairs, and what that does not prove."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from catalog.formatting import (
    format_list,
    spell_count,
)
from catalog.schema import ExchangeRate
from wizard.decision.guesses import GUESSES
from wizard.decision.trial import MOST_LOOKS
from wizard.document.blocks import Shape
from wizard.document.forms import unbroken
from wizard.models import Pilot, PilotResult, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.measured import JobTest, test_of
from wizard.pilot.metrics import BY_SLUG, Better, format_time
from wizard.pilot.protocol import Protocol, rule_words
from wizard.pilot.raters import OWNER, SECOND, Result
from wizard.pilot.statistics import PairState, PairVerdict
from wizard.pilot.verdict import Measured, ResultState, Verdict, wrong_of_100
from wizard.plans import stored

ENOUGH = 10  # answers rated by two; fewer say nothing of their agreement; ours
READERS = {OWNER: "the first person", SECOND: "the second"}
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
class Together:
    """What the results of all models say together, as counts that a template puts into words."""

    pairs: PairVerdict
    preferred: str  # empty while none is
    rated: int  # results
    with_names: int  # of them: by somebody who knew which tool was which
    read_twice: int  # of them
    agreed: int  # of those: both said the same
    times: tuple[tuple[str, str], ...]  # person and time
    worst: int  # of 100, that may still be not good enough if readers overlook nothing
    overlook: str  # how many of ten they overlook, as we guess
    overlooked: int  # of 100, that may be not good enough then
    beyond: int  # cases that count no more
    most: int  # cases that count

    @property
    def few_read_twice(self) -> bool:
        return self.read_twice < ENOUGH


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
    together: Together | None  # None while it is hidden
    locked: datetime
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
        together=together(test, results, store.counting(pilot)) if test.shows_results else None,
        locked=pilot.locked,
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
    names = test.protocol.name_of
    to_test = f"Test {format_list(map(unbroken, names.values()))}"
    if not test.shows_results or not test.rated:
        return to_test
    states = {unbroken(names[model]): row.state for model, row in test.verdicts.items()}
    passed = [name for name, state in states.items() if state.passed]
    failed = [name for name, state in states.items() if state is ResultState.DROP]
    if test.protocol.in_pairs and len(passed) == len(states):
        liked = preferred(test.protocol, store.pairs_of(test.protocol, results))
        return f"Both passed, and {liked} is preferred." if liked else "Both passed."
    if test.protocol.in_pairs and len(failed) == len(states):
        return "Both failed."
    sentences = [*(f"{name} passed." for name in passed), *(f"{name} failed." for name in failed)]
    if sentences:
        return " ".join(sentences)
    return "Too few were rated for a verdict." if test.rated < test.protocol.cases else to_test


def preferred(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return the name of the model that is clearly preferred; nothing while none is."""
    at = {PairState.FIRST: 0, PairState.SECOND: 1}.get(pairs.state)
    return "" if at is None else unbroken(protocol.names[at])


def together(test: JobTest, results: Sequence[Result], marks: Sequence[PilotResult]) -> Together:
    """Return what the results of all models say together."""
    verdicts = test.verdicts.values()
    pairs = store.pairs_of(test.protocol, results)
    rated = [result for result in results if result.is_rated]
    read_twice = [result for result in results if result.second_read]
    passed = [row for row in verdicts if row.state.passed]
    return Together(
        pairs=pairs,
        preferred=preferred(test.protocol, pairs),
        rated=len(rated),
        with_names=sum(not result.blind for result in rated),
        read_twice=len(read_twice),
        agreed=sum(result.agrees for result in read_twice),
        times=tuple(_times(marks)),
        worst=_worst(passed, 1.0),
        overlook=spell_count(round(10 - 10 * GUESSES.noticed)),
        overlooked=_worst(passed, GUESSES.noticed),
        beyond=max(row.beyond for row in verdicts),
        most=MOST_LOOKS * test.protocol.cases,
    )


def _worst(passed: Sequence[Verdict], noticed: float) -> int:
    """Return how many of 100 may be not good enough of the tool that passed with the least surety; 0 where none did."""
    return max((wrong_of_100(row.wrong, row.rated, noticed) for row in passed), default=0)


def _times(marks: Sequence[PilotResult]) -> Iterator[tuple[str, str]]:
    """Yield how long a result took whoever read it, person by person."""
    for rater, person in READERS.items():
        timed = [row for row in marks if row.rater == rater and "minutes" in row.values]
        if timed:
            yield person, format_time(fmean(row.values["minutes"] for row in timed))


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
            wrong=verdict.wrong,
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
        yield BY_SLUG[measured.slug].label, _fact(measured, rate)
    if verdict.rated and (protocol.rule.second_reads or verdict.slipped):
        count = spell_count(verdict.slipped) if verdict.slipped else "none"
        yield "Harmful and past the first reader", f"{count}, of {verdict.second_read} read twice."


def _fact(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return what was measured of a metric, with its range where it has one."""
    metric, span = BY_SLUG[measured.slug], measured.span
    low, high = span.low, span.high
    if metric.is_share:
        low, high = round(100 * (low or 0)), round(100 * (high or 0))
        return f"{round(span.value * measured.of)} of {measured.of} (range {low} to {high} of 100)."
    ends = [metric.show(end, rate) for end in (low, high) if end is not None]
    between = f" (range {' to '.join(ends)})" if len({*ends}) > 1 else ""
    return f"{metric.show(span.value, rate)}{between}, over {measured.of}."
