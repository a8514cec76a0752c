"""A pilot in words: each verdict, what was measured, the pairs, what that does not prove."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from catalog.formatting import format_list, spell_count
from wizard.decision.guesses import GUESSES
from wizard.decision.shares import RISK, wilson
from wizard.decision.trial import MOST_LOOKS
from wizard.document.blocks import Shape
from wizard.document.forms import unbroken
from wizard.models import Pilot, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.measured import JobTest, test_of
from wizard.pilot.metrics import AMOUNTS
from wizard.pilot.protocol import Contender, Protocol, rule_words
from wizard.pilot.raters import Result
from wizard.pilot.statistics import PairVerdict
from wizard.pilot.verdict import ResultState, Verdict, wrong_of_100
from wizard.plans import stored

BOTH = 2  # tools, where two are tested
OVERLOOK = spell_count(round(10 - 10 * GUESSES.noticed))  # of ten that are wrong, as we guess
SHAPES = {
    ResultState.USE: Shape.PASSED,
    ResultState.DROP: Shape.FAILED,
    ResultState.TEST_ON: Shape.UNSETTLED,
    ResultState.NO_DATA: Shape.NODATA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One case of one model as a square: full where liked better, or good enough by itself."""

    number: int
    is_full: bool
    is_wrong: bool
    is_harmful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotCard:
    """What one model's results say of it: the verdict, figures with ranges, a square a case."""

    name: str
    verdict: Verdict
    liked: int | None  # cases in which it was liked better; None where it was tested alone
    amounts: tuple[tuple[str, str, int], ...]  # label, mean, and of how many results
    squares: tuple[Square, ...]

    @property
    def shape(self) -> Shape:
        """Return how its state is drawn."""
        return SHAPES[self.verdict.state]

    @property
    def good(self) -> int:
        return self.verdict.rated - self.verdict.wrong

    @property
    def between(self) -> tuple[int, ...]:
        """Return between how many of 100 like these are good enough."""
        span = wilson(self.good, self.verdict.rated, RISK)
        return tuple(round(100 * (end or 0.0)) for end in (span.low, span.high))

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
    """How the answers of a pilot were read, by counts."""

    marks: int
    with_names: int  # by somebody who knew which tool was which
    twice: int  # by two people
    agreed: int  # of those both called the same


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
        """Return what the plan asks for besides, so that it does not count yet.

        Nothing for a job that the plan no longer has.
        """
        decision = stored.load_decision(self.latest.decision)
        job = next((job for job in decision.jobs if job.work.key == self.test.job), None)
        return self.test.missing_for(job) if job is not None else ()

    # -------------------------------------------------------------------------------- both together

    @property
    def headline(self) -> str:
        """Return what the pilot has shown, in a sentence."""
        to_test = f"Test {format_list(map(unbroken, self.protocol.names))}"
        if self.is_hidden or not self.test.rated:
            return to_test
        passed, failed = self._named(ResultState.USE), self._named(ResultState.DROP)
        if len(passed) == BOTH:
            liked = self.preferred
            return f"Both passed, and {liked} is preferred." if liked else "Both passed."
        if len(failed) == BOTH:
            return "Both failed."
        if passed or failed:
            return " ".join(
                [*(f"{name} passed." for name in passed), *(f"{name} failed." for name in failed)]
            )
        too_few = self.test.rated < self.protocol.cases
        return "Too few were rated for a verdict." if too_few else to_test

    def _named(self, state: ResultState) -> list[str]:
        """Return the names of those with such a verdict."""
        names = self.protocol.name_of
        verdicts = self.test.verdicts.items()
        return [unbroken(names[model]) for model, verdict in verdicts if verdict.state is state]

    @cached_property
    def liked(self) -> dict[str, set[int]]:
        return store.liked(self.protocol, self.results)

    @cached_property
    def pairs(self) -> PairVerdict:
        """Return how often each was preferred."""
        counts = [len(numbers) for numbers in self.liked.values()]
        compared = {row.number for row in self.results if row.get("better")}
        first, second = [*counts, 0][:BOTH]
        return PairVerdict(first=first, second=second, same=len(compared) - sum(counts))

    @property
    def preferred(self) -> str:
        """Return the name of the model that is clearly preferred; nothing while none is."""
        place = self.pairs.preferred
        return "" if place is None else unbroken(self.protocol.names[place])

    @cached_property
    def reading(self) -> PilotReaders:
        """Return who read the answers that may be seen."""
        rated = [result for result in self.results if result.is_rated]
        return PilotReaders(
            marks=len(rated),
            with_names=sum(not result.blind for result in rated),
            twice=sum(result.second_read for result in rated),
            agreed=sum(result.agrees for result in rated),
        )

    @property
    def beyond(self) -> int:
        """Return how many cases were rated that count no more."""
        return max(row.beyond for row in self.test.verdicts.values())

    @property
    def most(self) -> int:
        """Return how many cases count."""
        return MOST_LOOKS * self.protocol.cases

    # --------------------------------------------------------------------------------- of one model

    @cached_property
    def cards(self) -> list[PilotCard]:
        """Return what the results of each model say."""
        return [] if self.is_hidden else list(map(self._card, self.protocol.contenders))

    def _card(self, contender: Contender) -> PilotCard:
        model, in_pairs = contender.model, self.protocol.in_pairs
        verdict, liked = self.test.verdicts[model], self.liked[model]
        rate = context.rate_of(self.pilot.version)
        means = ((metric, verdict.measured.get(metric.slug)) for metric in AMOUNTS)
        return PilotCard(
            name=contender.name,
            verdict=verdict,
            liked=len(liked) if in_pairs else None,
            amounts=tuple(
                (metric.label, metric.show(mean.value, rate), mean.of)
                for metric, mean in means
                if mean
            ),
            squares=tuple(
                _square(result, liked if in_pairs else None)
                for result in self.results
                if result.model == model
            ),
        )


def _square(result: Result, liked: Collection[int] | None) -> Square:
    """Return the square of a result, full where it was liked better.

    Alone, it is full where nothing is wrong.
    """
    is_wrong = result.is_redone or result.slipped
    return Square(
        number=result.number,
        is_full=not is_wrong if liked is None else result.number in liked,
        is_wrong=is_wrong,
        is_harmful=result.slipped,
    )


def shown_pilots(version: PlanVersion) -> tuple[ShownPilot, ...]:
    """Return what the pilots of a plan have shown, the newest first; a few queries each."""
    pilots = Pilot.objects.whole().filter(plan=version.plan_id)
    return tuple(ShownPilot(pilot=pilot, latest=version) for pilot in pilots)
