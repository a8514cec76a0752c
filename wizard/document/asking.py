"""Who is asked what of one job before the first case goes in: further facts of its places."""

from dataclasses import dataclass

from catalog.schema import AppPlan
from catalog.vocabulary import Effort
from wizard.decision.guesses import MONTHS_A_YEAR
from wizard.decision.keeps import how_to_keep
from wizard.decision.tools import effort_of
from wizard.decision.vocabulary import CONFIRMED, QUESTION_OF, Condition, Unknown
from wizard.document.fears import PlantedJob
from wizard.document.forms import unbroken
from wizard.document.status import Status
from wizard.document.sums import LEAST_USD


@dataclass(frozen=True, kw_only=True)
class UntriedJob(PlantedJob):
    """One job with its test as long as it is to come, and what is bought for that."""

    @property
    def is_to_be_tested(self) -> bool:
        """Return whether something may be bought, and no test of it has begun.

        What is named after a test that all failed was in no test yet.
        """
        is_untested = self.result is None and self.job.key not in self.plan.progress.in_test
        return is_untested and self.trial is not None

    @property
    def has_passed(self) -> bool:
        """Return whether what is named has passed its own test, and holds."""
        return self.job.key in self.plan.progress.passed

    @property
    def is_still_tested(self) -> bool:
        """Return whether what is named has not passed its own test, where there is one."""
        return not self.has_passed and not self.stop.shows_nothing

    @property
    def goes_on(self) -> bool:
        """Return whether its test has counted something, and too little."""
        return self.is_still_tested and self.result is not None and self.lacking >= 1

    @property
    def has_its_test_ahead(self) -> bool:
        """Return whether its test is to come: at once, after a yes, or after the first job's."""
        comes_later = self.status is Status.NEXT and self.result is None
        return self.is_to_be_tested or self.waits is not None or comes_later

    @property
    def bought_for_test(self) -> AppPlan | None:
        """Return the plan of an app that is paid by the month for the test; None elsewhere.

        Where a seller answers first, that is the test after a yes.

        A smaller plan that is free may be weaker: what would be bought is what is tested.
        """
        if self.tested is None or self.work.once or not self.has_its_test_ahead:
            return None
        option = self.tested.option
        is_by_the_year = Condition.PAID_BY_THE_YEAR in option.conditions
        is_by_the_month = option.is_by_the_month and not is_by_the_year
        is_bought = is_by_the_month and not option.is_in_hand and not self.stop.shows_nothing
        return self.plan.catalog.app_plan.get(option.tool) if is_bought else None

    @property
    def is_tested_in_a_trial(self) -> bool:
        """Return whether its seller is asked for a trial: it is sold by the year alone."""
        advice = self.recommendation
        if advice is None or not self.has_its_test_ahead or self.option.is_in_hand:
            return False
        return advice.is_bought_by_the_year and advice.tried_in is None

    @property
    def year_usd(self) -> float:
        """Return what a year of its seats comes to; 0 where more than these is paid.

        Who needs it for a season pays all of it.
        """
        seats_usd = self.option.seats_usd
        is_all = abs(self.costs.paid_usd - seats_usd) < LEAST_USD
        return seats_usd * MONTHS_A_YEAR if is_all else 0.0

    @property
    def test_seats(self) -> int:
        """Return how many seats its test takes, where fewer will do than are counted; else 0."""
        if self.bought_for_test is None or self.tested is None:
            return 0
        least, option = self.bought_for_test.least_seats or 1, self.tested.option
        is_by_seat = option.seat_usd is not None
        return least if is_by_seat and least < option.seats else 0

    @property
    def pays_for_its_test(self) -> bool:
        """Return whether a month is paid for its test alone, and not with an earlier job."""
        is_paid = self.bought_for_test is not None and self.costs.paid_usd >= LEAST_USD
        return is_paid and not self.days_free and self.free_once is None

    @property
    def free_once(self) -> AppPlan | None:
        """Return what the seller of what is bought gives once for nothing, if nothing private goes.

        That is the whole tool, until it is used up.
        """
        bought = self.bought_for_test
        if bought is None or self.work.secrets:
            return None
        plans = self.plan.catalog.plans_with.get(bought.app, ())
        return next((plan for plan in plans if plan.given_once), None)

    @property
    def days_free(self) -> int | None:
        """Return for how many days nothing is paid for it; None where none are on file."""
        return self.bought_for_test.trial_days if self.bought_for_test is not None else None


@dataclass(frozen=True, kw_only=True)
class AskingJob(UntriedJob):
    """One job with its questions to sellers, and what has to be seen to before a case goes in."""

    @property
    def asked_besides(self) -> tuple[str, ...]:
        """Return the names of the apps whose sellers are asked besides."""
        catalog = self.plan.catalog
        rows = [
            catalog.app_plan.get(row.plan) or catalog.app[row.app] for row in self.decided.inquiries
        ]
        return tuple(unbroken(row.name) for row in rows)

    @property
    def sellers_asked(self) -> tuple[str, ...]:
        """Return who is asked before anything is begun: who sells what is named, or else is fit."""
        return (self.seller,) if self.waits is not None else self.asked_besides

    @property
    def asks_several(self) -> bool:
        """Return whether several sellers are asked the same, one named after the other."""
        return self.asks_only and len(self.asked_besides) > 1

    @property
    def asks_price_besides(self) -> bool:
        """Return whether others are asked for a price, and the one named first is not."""
        return Unknown.PRICE in self.asks_besides and Unknown.PRICE not in self.open_questions

    @property
    def open_questions(self) -> tuple[Unknown, ...]:
        """Return what sellers have to answer first.

        It is asked of what is named, else of all who are asked.
        """
        if self.waits is not None:
            return self.waits.questions
        return self.asks_besides if self.asks_only else ()

    @property
    def first_questions(self) -> tuple[Unknown, ...]:
        """Return the same with what the seller of what is begun confirms."""
        conditions = self.option.conditions
        confirmed = tuple(QUESTION_OF[row] for row in conditions if row in CONFIRMED)
        return self.open_questions or confirmed

    @property
    def further_conditions(self) -> tuple[Condition, ...]:
        """Return on what conditions it may be used, but for those that the job begun first sets."""
        if self.first is None:
            return ()
        begun = [job.first for job in self.plan.running if job.opened == self.opened]
        met = {rule for row in begun if row is not None for rule in row.option.conditions}
        return tuple(row for row in self.first.option.conditions if row not in met)

    @property
    def confirmed_first(self) -> tuple[Unknown, ...]:
        """Return what the seller of what is begun confirms before any case goes in."""
        return self.first_questions if self.is_to_be_tested else ()

    @property
    def asks_besides(self) -> tuple[Unknown, ...]:
        """Return what else sellers of such apps are asked, each once."""
        asks = dict.fromkeys(ask for row in self.decided.inquiries for ask in row.questions)
        if Unknown.CONTRACT in asks:  # that agreement forbids training, too
            asks.pop(Unknown.TRAINING, None)
        return tuple(asks)

    @property
    def answers(self) -> str:
        """Return what is asked: one thing that is yes or no, several, a price, or a price and more.

        A price is held against what can be saved, where that is known.
        """
        asks = self.open_questions
        is_several = len(asks) > 1
        if Unknown.PRICE not in asks:
            return "both" if is_several else "one"
        if self.price_at_most_usd < LEAST_USD:
            return "price-too" if is_several else "price"
        return "below-too" if is_several else "below"

    @property
    def asks_for_all(self) -> bool:
        """Return whether several sellers are asked, and none for a price."""
        asks = self.open_questions
        return bool(asks and self.asked_besides) and Unknown.PRICE not in asks

    @property
    def assurances(self) -> tuple[str, ...]:
        """Return how sources keep place and secrecy of what is named first."""
        plan = self.plan
        return tuple(how_to_keep(self.option, plan.catalog, plan.answers.regions))

    @property
    def effort(self) -> Effort | None:
        """Return how long what is named first thinks; None where that is not set."""
        effort = effort_of(self.option.key)
        return None if effort is Effort.UNNAMED else effort
