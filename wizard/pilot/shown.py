"""A pilot in words: each verdict, what was measured, the pairs, what that does not prove."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from catalog.formatting import format_day, format_list, format_money, spell_count
from wizard.decision.decision import JobDecision
from wizard.decision.guesses import GUESSES
from wizard.document.blocks import Shape
from wizard.document.forms import unbroken
from wizard.models import Pilot, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.measured import JobTest, test_of
from wizard.pilot.metrics import AMOUNTS
from wizard.pilot.protocol import Contender, Protocol
from wizard.pilot.raters import Result
from wizard.pilot.statistics import PairVerdict, percent_between
from wizard.pilot.story import use_words
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
class PilotCard:
    """What one model's results say of it: the verdict, figures with ranges, a square a case."""

    shown: "ShownPilot"
    contender: Contender

    @property
    def name(self) -> str:
        return self.contender.name

    @property
    def verdict(self) -> Verdict:
        return self.shown.test.verdicts[self.contender.model]

    @property
    def shape(self) -> Shape:
        """Return how its state is drawn."""
        return SHAPES[self.verdict.state]

    @property
    def liked(self) -> Collection[int]:
        """Return the cases in which it was liked better; none where it was tested alone."""
        return self.shown.liked[self.contender.model]

    @property
    def amounts(self) -> Iterator[tuple[str, str, int]]:
        """Yield what was measured: label, mean, and of how many results."""
        rate = context.rate_of(self.shown.pilot.version)
        for slug, mean in self.verdict.measured.items():
            metric = AMOUNTS[slug]
            yield metric.label, metric.format(mean.value, rate), mean.of

    @property
    def squares(self) -> list[tuple[Result, bool]]:
        """Return the results, full where liked better, or good enough by itself."""
        in_pairs, liked = self.shown.protocol.in_pairs, self.liked
        return [
            (row, row.number in liked if in_pairs else not row.is_wrong)
            for row in self.shown.results
            if row.model == self.contender.model
        ]

    @property
    def good(self) -> int:
        return self.verdict.rated - self.verdict.wrong

    @property
    def between(self) -> tuple[int, int]:
        """Return between how many of 100 like these are good enough."""
        return percent_between(self.good, self.verdict.rated)

    @property
    def worst(self) -> int:
        """Return how many of 100 may still be not good enough if readers overlook nothing."""
        return wrong_of_100(self.verdict.wrong, self.verdict.rated)

    @property
    def overlooked(self) -> int:
        """Return how many of 100 may be so if readers overlook as many as we guess."""
        return wrong_of_100(self.verdict.wrong, self.verdict.rated, GUESSES.noticed)


@dataclass(frozen=True, kw_only=True)  # without slots: what follows is worked out once
class ShownPilot:
    """A pilot in words; as long as it is hidden, without anything that hints at its result."""

    overlook: ClassVar[str] = OVERLOOK

    pilot: Pilot
    latest: PlanVersion  # of its plan

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

    @cached_property
    def moved(self) -> str:
        """Return where the plan tests something else by now."""
        return context.moved_on(self.pilot, self.protocol, self.latest)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return what the plan asks for besides, so that it does not count yet.

        Nothing for a job that the plan no longer has.
        """
        return self.test.missing_for(self.job) if self.job is not None else ()

    @cached_property
    def job(self) -> JobDecision | None:
        """Return its job as the plan has it now; None where it has it no more."""
        decision = stored.load_decision(self.latest.decision)
        return next((job for job in decision.jobs if job.work.key == self.test.job), None)

    @property
    def is_for_daily_use(self) -> bool:
        """Return whether months of daily use are counted of it; what is done once has none."""
        is_once = self.job is not None and self.job.work.once
        has_begun = self.test.counted_from is not None or bool(self.test.months)
        return has_begun and not is_once

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
        compared = {row.number for row in self.results if row.values.get("better")}
        first, second = [*counts, 0][:BOTH]
        return PairVerdict(first=first, second=second, same=len(compared) - sum(counts))

    @property
    def preferred(self) -> str:
        """Return the name of the model that is clearly preferred; nothing while none is."""
        place = self.pairs.preferred
        return "" if place is None else unbroken(self.protocol.names[place])

    @property
    def months(self) -> Iterator[str]:
        """Yield what each month of daily use counted, the latest first."""
        rate = context.rate_of(self.pilot.version)
        for month in reversed(self.test.months):
            name = self.protocol.name_of[month.tool]
            paid = format_money(month.paid_usd, rate)
            yield f"30 days to {format_day(month.on)}, {name}: {use_words(month)}, {paid} paid."

    @cached_property
    def marks(self) -> list[Result]:
        """Return what was said of the answers that may be seen."""
        return [result for result in self.results if result.is_rated]

    @property
    def with_names(self) -> int:
        """Return how many were marked by somebody who knew which tool was which."""
        return sum(not result.blind for result in self.marks)

    # --------------------------------------------------------------------------------- of one model

    @cached_property
    def cards(self) -> list[PilotCard]:
        """Return what the results of each model say."""
        if self.is_hidden:
            return []
        return [PilotCard(shown=self, contender=one) for one in self.protocol.contenders]


def shown_pilots(version: PlanVersion) -> tuple[ShownPilot, ...]:
    """Return what the pilots of a plan have shown, the newest first; a few queries each."""
    pilots = Pilot.objects.whole().filter(plan=version.plan_id)
    return tuple(ShownPilot(pilot=pilot, latest=version) for pilot in pilots)
