"""A pilot in words: the verdict on each model, what was measured, the pairs, and what that does not prove."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from catalog.formatting import format_list, spell_count
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
from wizard.pilot.statistics import PairVerdict
from wizard.pilot.verdict import Measured, ResultState, Verdict, wrong_of_100
from wizard.plans import stored

ENOUGH = 10  # answers rated by two; fewer say nothing of their agreement; ours
READERS = {OWNER: "the first person", SECOND: "the second"}
OVERLOOK = spell_count(round(10 - 10 * GUESSES.noticed))  # of ten that are wrong, as we guess
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotCard:
    """What the results of one model say of it: the verdict, each figure with its range, a square a case."""

    name: str
    verdict: Verdict
    liked: int | None  # cases in which it was liked better; None where it was tested alone
    facts: tuple[tuple[str, str], ...]  # label and figure
    squares: tuple[Square, ...]

    @property
    def shape(self) -> Shape:
        """Return how its state is drawn."""
        return SHAPES[self.verdict.state]

    @property
    def worst(self) -> int:
        """Return how many of 100 may still be not good enough if readers overlook nothing."""
        return wrong_of_100(self.verdict.wrong, self.verdict.rated)

    @property
    def overlooked(self) -> int:
        """Return how many of 100 may be so if readers overlook as many as we guess."""
        return wrong_of_100(self.verdict.wrong, self.verdict.rated, GUESSES.noticed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotReaders:
    """Who read the answers of a pilot: whether they knew the tools, how far they agree, and how long it took."""

    results: Sequence[Result]
    rows: Sequence[PilotResult]  # of each rater

    @property
    def marks(self) -> int:
        return sum(result.is_rated for result in self.results)

    @property
    def with_names(self) -> int:
        """Return how many marks are by somebody who knew which tool was which."""
        return sum(result.is_rated and not result.blind for result in self.results)

    @property
    def twice(self) -> int:
        """Return how many answers two have read."""
        return sum(result.second_read for result in self.results)

    @property
    def few_twice(self) -> bool:
        return self.twice < ENOUGH

    @property
    def agreed(self) -> int:
        """Return how many of those both called the same."""
        return sum(result.agrees for result in self.results)

    @property
    def times(self) -> list[tuple[str, str]]:
        """Return how long a result took whoever read it, person by person."""
        timed: dict[str, list[float]] = {person: [] for person in READERS.values()}
        for row in self.rows:
            if row.rater in READERS and "minutes" in row.values:
                timed[READERS[row.rater]].append(row.values["minutes"])
        return [(person, format_time(fmean(times))) for person, times in timed.items() if times]


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class ShownPilot:
    """A pilot in words; as long as it is hidden, without anything that hints at its result."""

    pilot: Pilot
    latest: PlanVersion  # of its plan
    overlook: str = OVERLOOK

    @cached_property
    def test(self) -> JobTest:
        return test_of(self.pilot)

    @property
    def protocol(self) -> Protocol:
        return self.test.protocol

    @property
    def is_hidden(self) -> bool:
        return not self.test.shows_results

    @cached_property
    def results(self) -> list[Result]:
        """Return the results that may be seen."""
        return [] if self.is_hidden else store.results_of(self.pilot)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return what was agreed."""
        return rule_words(self.protocol)

    @cached_property
    def moved(self) -> str:
        """Return where the plan tests something else by now."""
        return context.moved_on(self.pilot, self.protocol, self.latest)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return what the plan asks for besides, so that it does not count yet; nothing for a job that it no longer has."""
        decision = stored.load_decision(self.latest.decision)
        job = next((job for job in decision.jobs if job.work.key == self.test.job), None)
        return self.test.missing_for(job) if job is not None else ()

    # -------------------------------------------------------------------------------------- both together

    @property
    def headline(self) -> str:
        """Return what the pilot has shown, in a sentence."""
        names = self.protocol.name_of
        to_test = f"Test {format_list(map(unbroken, names.values()))}"
        if self.is_hidden or not self.test.rated:
            return to_test
        states = {unbroken(names[model]): row.state for model, row in self.test.verdicts.items()}
        passed = [name for name, state in states.items() if state.passed]
        failed = [name for name, state in states.items() if state is ResultState.DROP]
        if self.protocol.in_pairs and len(passed) == len(states):
            liked = self.preferred
            return f"Both passed, and {liked} is preferred." if liked else "Both passed."
        if self.protocol.in_pairs and len(failed) == len(states):
            return "Both failed."
        sentences = [*(f"{name} passed." for name in passed), *(f"{name} failed." for name in failed)]  # fmt: skip
        too_few = self.test.rated < self.protocol.cases
        return " ".join(sentences) or ("Too few were rated for a verdict." if too_few else to_test)

    @cached_property
    def pairs(self) -> PairVerdict:
        return store.pairs_of(self.protocol, self.results)

    @property
    def preferred(self) -> str:
        """Return the name of the model that is clearly preferred; nothing while none is."""
        place = self.pairs.preferred
        return "" if place is None else unbroken(self.protocol.names[place])

    @cached_property
    def reading(self) -> PilotReaders:
        """Return who read the answers that may be seen."""
        rows = () if self.is_hidden else store.counting(self.pilot)
        return PilotReaders(results=self.results, rows=rows)

    @property
    def beyond(self) -> int:
        """Return how many cases were rated that count no more."""
        return max(row.beyond for row in self.test.verdicts.values())

    @property
    def most(self) -> int:
        """Return how many cases count."""
        return MOST_LOOKS * self.protocol.cases

    # -------------------------------------------------------------------------------------- of one model

    @cached_property
    def cards(self) -> list[PilotCard]:
        if self.is_hidden:
            return []
        rate = context.rate_of(self.pilot.version)
        winners = (Better.YES, Better.NO)
        return [
            self._card(contender.model, contender.name, won, rate)
            for contender, won in zip(self.protocol.contenders, winners, strict=False)
        ]

    def _card(self, model: str, name: str, won: str, rate: ExchangeRate | None) -> PilotCard:
        choices = store.choices_of(self.protocol, self.results)
        verdict = self.test.verdicts[model]
        return PilotCard(
            name=name,
            verdict=verdict,
            liked=list(choices.values()).count(won) if self.protocol.in_pairs else None,
            facts=tuple(_facts(verdict, rate)),
            squares=tuple(
                self._square(result, choices.get(result.number) == won)
                for result in self.results
                if result.model == model
            ),
        )

    def _square(self, result: Result, is_liked: bool) -> Square:  # noqa: FBT001  # what was tapped
        is_wrong = result.is_redone or result.slipped
        return Square(
            number=result.number,
            is_full=is_liked if self.protocol.in_pairs else not is_wrong,
            is_wrong=is_wrong,
            is_harmful=result.slipped,
        )


def shown_pilots(version: PlanVersion) -> tuple[ShownPilot, ...]:
    """Return what the pilots of a plan have shown, the newest first; a few queries each."""
    pilots = Pilot.objects.whole().filter(plan=version.plan_id)
    return tuple(ShownPilot(pilot=pilot, latest=version) for pilot in pilots)


def _facts(verdict: Verdict, rate: ExchangeRate | None) -> Iterator[tuple[str, str]]:
    """Yield what was measured, and what slipped past the reader, at nuisance too, where it ends nothing."""
    for measured in verdict.measured:
        # What may be wrong of a tool that passed stands above, more surely: no second range of the same.
        if not (verdict.state.passed and BY_SLUG[measured.slug].is_share):
            yield BY_SLUG[measured.slug].label, _fact(measured, rate)
    if verdict.second_read or verdict.slipped:
        count = spell_count(verdict.slipped) if verdict.slipped else "none"
        yield "Harmful and past the first reader", f"{count}, of {verdict.second_read} read twice."


def _fact(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return what was measured of a metric, with its range where it has one."""
    metric, span = BY_SLUG[measured.slug], measured.span
    low, high = span.low, span.high
    if metric.is_share:
        low, high = round(100 * (low or 0)), round(100 * (high or 0))
        counted = f"{round(span.value * measured.of)} of {measured.of}"
        return f"{counted}; of 100 like these it may be {low} to {high}."
    ends = [metric.show(end, rate) for end in (low, high) if end is not None]
    between = f"; on average it may be {' to '.join(ends)}" if len({*ends}) > 1 else ""
    return f"{metric.show(span.value, rate)}, measured on {measured.of}{between}."
