"""What one job costs with AI and by hand, and what becomes of it: further facts of its places."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor

from catalog.formatting import gain_as_written
from catalog.vocabulary import Medium
from wizard.decision.costs import Costing, Priced
from wizard.decision.endings import (
    AskFirst,
    CostComparison,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Recommendation,
    SecondLook,
    WrongTool,
)
from wizard.decision.guesses import GUESSES, MONTHS_A_YEAR
from wizard.decision.measured import TrialResult
from wizard.decision.options import NO_OPTION, Option
from wizard.decision.ranking import limited_usd
from wizard.decision.rules import Rule
from wizard.decision.trial import StopRule, stop_rule
from wizard.decision.verdicts import LEAST_GAIN
from wizard.document.decided import SoldJob
from wizard.document.progress import TrialState
from wizard.document.status import Status
from wizard.document.sums import LEAST_USD, CostSum, sum_alone

PART_OF_MONTH = 0.5  # ours: of all hours, for one job done once that takes more than there are
MOST_MONTHS_OF_TEST = 4  # ours: what saves less in so long than its test takes is not tested
LOOKED_AT_MINUTES = 10  # ours: at most, to judge a picture, however long it takes to make one
WHAT_YOU_HAVE = frozenset({Rule.FIRST_WHAT_YOU_HAVE, Rule.OF_THE_KIND})


@dataclass(frozen=True, kw_only=True)
class CostedJob(SoldJob):
    """One job with its sums."""

    @cached_property
    def costing(self) -> Costing:
        """Return how what the job costs is counted, before any test."""
        return Costing(work=self.work, guesses=GUESSES)

    @property
    def comparison(self) -> CostComparison | None:
        """Return what is held against the work by hand while all is read; None where nothing is.

        Of what is left nobody reads all at first, and of what is dangerous no price is of use.
        """
        ended = self.advised or self.ending
        if isinstance(ended, LeaveIt) and ended.is_dangerous:
            return None
        comparison: CostComparison | None = getattr(ended, "comparison", None)
        if comparison is None or isinstance(ended, LeaveIt):
            return comparison
        return comparison.while_read or comparison

    @property
    def compared(self) -> Option:
        """Return what that is; an option without a tool where nothing is compared."""
        return self.comparison.option.option if self.comparison is not None else NO_OPTION

    @cached_property
    def alone(self) -> CostSum:
        """Return what it would cost if it were the only job."""
        return sum_alone(self)

    @property
    def costs(self) -> CostSum:
        """Return what it adds to the jobs that start before it; alone where it does not start."""
        return self.plan.sums.get(self.job.key, self.alone)

    @property
    def by_hand_or_worth_usd(self) -> float:
        """Return what all of it costs by hand, or its results are worth; 0 where nobody knows."""
        usd = self.alone.by_hand_usd
        if usd is None and self.comparison is not None:
            return self.comparison.by_hand_usd
        return usd or 0.0

    @property
    def saved_parts(self) -> list[float]:
        """Return what AI saves, or costs more, as a difference of sums is written."""
        return [self.by_hand_or_worth_usd, *self.alone.with_ai]

    @property
    def gain_usd(self) -> float:
        """Return by how much AI costs less than by hand, or than it is worth; below 0: more."""
        return self.by_hand_or_worth_usd - self.alone.with_ai_usd

    @property
    def is_dearer(self) -> bool:
        return self.gain_usd < 0

    @property
    def looks_even(self) -> bool:
        """Return whether whoever reads both sums sees no gain where there is one, or no loss."""
        return self.gain_as_written() * self.gain_usd <= 0

    def gain_as_written(self, least_usd: float = 0.0) -> int:
        """Return by how much AI costs less, beyond what it has to save, by the sums as written."""
        return gain_as_written([*self.saved_parts, least_usd], self.narrator.rate)

    @property
    def saves_no_money(self) -> bool:
        """Return whether it costs what it costs by hand, or more, as it is said."""
        return self.costs.by_hand_usd is not None and self.costs.saved_usd < LEAST_USD

    @property
    def more_parts(self) -> list[float]:
        """Return what it costs more than by hand, as a difference of sums is written."""
        return [self.costs.by_hand_usd or 0.0, *self.costs.with_ai]

    @property
    def costs_more(self) -> float:
        """Return what it costs more than by hand, a dollar at the least."""
        return max(-self.costs.saved_usd, LEAST_USD)

    @property
    def damage_typed_usd(self) -> float:
        """Return what one bad slip costs, where its owner said so; else 0."""
        return self.costing.damage_usd if self.costing.damage_is_typed else 0.0

    @property
    def faults_a_month(self) -> int:
        """Return how many of them a second look has to find to be worth what it costs more."""
        damage_usd = self.damage_typed_usd
        return ceil(self.costs_more / damage_usd) if damage_usd else 0

    @property
    def months_for_a_fault(self) -> int:
        """Return in how many months, of a year, it has to find one."""
        return min(floor(self.damage_typed_usd / self.costs_more), MONTHS_A_YEAR)

    @property
    def is_beyond_hands(self) -> bool:
        """Return whether nobody could do it by hand, so hours and money by hand say nothing."""
        return self.work.beyond_hands(GUESSES)

    @property
    def is_of_one_site(self) -> bool:
        """Return whether its price is that of one site, and nobody said how many there are."""
        return self.compared.is_for_one_site


@dataclass(frozen=True, kw_only=True)
class PaidJob(CostedJob):
    """The same, with what is paid for it, and for how many pieces and hands."""

    @property
    def sites_that_pay(self) -> int:
        """Return for how many sites it costs no more than by hand; 0 where nobody knows."""
        costs, by_hand_usd = self.alone, self.work.usd_by_hand
        if not self.is_of_one_site or self.is_beyond_hands or not costs.paid_usd:
            return 0
        left_usd = by_hand_usd - (costs.with_ai_usd - costs.paid_usd)
        return max(floor(left_usd / costs.paid_usd), 0)

    @property
    def care_hours(self) -> float:
        """Return how long a month somebody looks after what it runs on."""
        return 0.0 if self.work.once else self.compared.care_hours

    @property
    def smaller_plans(self) -> list[str]:
        """Return the plans of the same app that the firm pays for: a larger one replaces them."""
        plan, catalog = self.plan_of_app, self.plan.catalog
        paid = [catalog.app_plan.get(row.plan) for row in self.plan.answers.paid]
        app = plan.app if plan is not None else ""
        others = (row for row in paid if row is not None and row != plan)
        return [self.names.short(row.slug) for row in others if row.app == app]

    @property
    def price_changes(self) -> date | None:
        """Return the first day on which a price changes that was counted; None where none does."""
        later = (row for price in self.option.prices for row in price.rows[1:])
        return min((row.valid_from for row in later), default=None)

    @property
    def counted(self) -> tuple[TrialResult, ...]:
        """Return what tests counted of what is compared with the work by hand."""
        tool = self.compared.tool
        return tuple(row for row in self.decided.results if row.tool == tool)

    @property
    def is_paid_by_result(self) -> bool:
        return self.compared.is_paid_by_result

    @property
    def paid_over_limit_usd(self) -> float:
        """Return the cost of what is over the limit; 0 where nothing is."""
        if not isinstance(self.ending, OverLimit):
            return 0.0
        return limited_usd(self.ending.comparison.option, self.work)

    @property
    def to_pay_usd(self) -> float:
        """Return what is paid for it beside the other jobs, with setting it up."""
        return self.costs.paid_usd + self.costs.once_usd

    @property
    def repays_a_higher_limit(self) -> bool:
        """Return whether what is over the limit brings in its price once more, net of it."""
        if not isinstance(self.ending, OverLimit):
            return False
        return self.gain_usd >= max(self.paid_over_limit_usd, LEAST_USD)

    @property
    def asks_leave(self) -> bool:
        """Return whether what is named is paid once, and is more than the limit on a month."""
        is_limited = self.plan.answers.limit_usd is not None
        is_named_once = self.first is not None and self.work.once
        return is_named_once and is_limited and self.to_pay_usd > self.plan.limit_usd

    @property
    def takes_more_hands(self) -> bool:
        """Return whether it takes more hours by hand than the people of the firm have."""
        return self.work.hours_by_hand > self.plan.capacity * self.work.months

    @property
    def pieces_in_one(self) -> float:
        return self.work.pieces

    @property
    def pieces(self) -> float:
        """Return how many a person could read of all results."""
        return self.work.results * self.pieces_in_one

    @property
    def one_usd(self) -> float:
        """Return what one that a person could read costs with AI."""
        return self.alone.with_ai_usd / self.pieces

    @cached_property
    def stop(self) -> StopRule:
        """Return what ends the test of what is named, or of what a seller's answer would allow."""
        return stop_rule(self.work) if self.recommendation is None else self.recommendation.stop

    @property
    def rating_hours(self) -> float:
        """Return how long people rate a test's cases, by our guess of reading one; 0 if unknown."""
        tools = 1 if self.challenger is None else 2
        in_one = self.pieces_in_one * self.work.parts  # below 1 where a call takes some minutes
        of_one = self.costing.reading_part * self.work.minutes_by_hand / in_one
        if self.work.medium is Medium.IMAGE:
            of_one = min(of_one, LOOKED_AT_MINUTES)
        return of_one * (self.stop.cases * tools + self.stop.second_reads) / 60


@dataclass(frozen=True, kw_only=True)
class BegunJob(PaidJob):
    """One job with what becomes of it now, and how much of it is begun."""

    @property
    def trial(self) -> Recommendation | None:
        """Return what may be bought and tested; None where nothing may.

        Also None where it gains nothing or a seller has to answer first.
        """
        return None if self.waits is not None or self.need_not_begin else self.recommendation

    @cached_property
    def need_not_begin(self) -> bool:
        """Return whether it costs as much as by hand, read as the owner wants to read it.

        Then nobody need begin; a test that runs goes on. Reading all until the test has passed
        takes weeks: that is no reason to leave what saves in each month that follows.

        What several jobs share is counted for one that is done once: it is over before the others
        are.
        """
        is_tested = self.result is not None or self.plan.progress.tested is not TrialState.NOT_YET
        is_other = isinstance(self.ending, SecondLook | FromList) or self.waits is not None
        if is_tested or is_other or self.advised is None:
            return False
        lasting = self.advised.comparison.lasting(once=self.work.once)
        with_ai_usd = self.alone.exact_usd if self.work.once else lasting.with_ai_usd
        is_known = self.alone.by_hand_usd is not None
        is_as_dear = with_ai_usd > lasting.by_hand_usd * (1 - LEAST_GAIN)
        return is_known and (is_as_dear or self.is_less_than_its_test)

    @property
    def is_less_than_its_test(self) -> bool:
        """Return whether the hours of its test cost more than it saves in the first months.

        What is done once is its own test.
        """
        if self.advised is None or self.work.once:
            return False
        lasting = self.advised.comparison.lasting(once=False)
        saved_usd = lasting.by_hand_usd - lasting.with_ai_usd
        test_usd = self.rating_hours * self.work.wage_usd
        return test_usd > saved_usd * MOST_MONTHS_OF_TEST

    @property
    def drafts_untested(self) -> bool:
        """Return whether what costs nothing drafts what is not worth a test, and all is read."""
        saves_some = self.need_not_begin and self.gain_usd >= LEAST_USD
        is_too_small = saves_some and self.is_less_than_its_test
        is_paid = bool(self.costs.paid_usd or self.costs.once_usd)
        is_harmless = not (is_paid or self.work.stakes.severe or self.option.conditions)
        return is_too_small and is_harmless and self.case.writes_words

    @property
    def status(self) -> Status:
        """Return what becomes of it now."""
        return self.plan.statuses[self.job.key]

    def of_a_month(self, hours: float) -> float:
        """Return which of its hours fall into one month.

        What is done once takes as many months as are paid, else a year; and where even that is too
        much, no more than a part of each.
        """
        if not self.work.once:
            return hours
        option = self.compared
        in_month = hours / (option.months if option.is_by_the_month else self.work.months)
        most = self.plan.capacity
        return in_month if in_month <= most else PART_OF_MONTH * most

    @property
    def is_left(self) -> bool:
        """Return whether it is left to people, where other jobs are not."""
        is_other = self.status is Status.LEFT and not self.plan.is_alone
        return self.need_not_begin or is_other

    @property
    def is_for_people(self) -> bool:
        """Return whether people do it alone: nothing with AI is on file, and a way without is."""
        is_unknown = isinstance(self.ending, NothingPasses) and not self.decided.dropped
        is_left_to_them = self.starts_without_ai and not self.works_without_ai
        return is_unknown and not self.decided.inquiries and is_left_to_them

    @property
    def starts_without_ai(self) -> bool:
        """Return whether something comes first that needs no AI."""
        return any(note.rule == Rule.FIRST_WITHOUT_AI for note in self.decided.notes)

    @property
    def works_without_ai(self) -> bool:
        """Return whether the job's row starts without AI, and the firm has what does it.

        Where the row names nothing else, what comes first does all of it.
        """
        rules = {note.rule for note in self.decided.notes}
        row = self.case.row
        is_enough = row.is_without_ai or not rules.isdisjoint(WHAT_YOU_HAVE)
        return is_enough and row.starts_without_ai

    @property
    def begins_without_ai(self) -> bool:
        """Return whether something that needs no AI comes first, where AI is weighed at all."""
        is_enough = isinstance(self.ending, NothingPasses) and self.works_without_ai
        # What the row of a job on file says first is how its list is put up, unless a seller has to
        # answer: that can be done meanwhile.
        is_put_up = (
            isinstance(self.ending, FromList)
            and self.case.row.is_own
            and not isinstance(self.ending.wording, AskFirst)
        )
        is_other = is_enough or is_put_up or isinstance(self.ending, WrongTool)
        return not is_other and self.starts_without_ai


@dataclass(frozen=True, kw_only=True)
class OpenedJob(BegunJob):
    """The same, with what people open first, and what it is called."""

    @property
    def is_begun_free(self) -> bool:
        """Return whether what is free comes before what is sold.

        What the job before it buys is not tried once more in what is free.
        """
        begun = [job for job in self.plan.running if job.option.tool == self.option.tool]
        return self.is_tried_free and all(job.is_tried_free for job in begun)

    @property
    def opened_first(self) -> str | None:
        """Return what people open first; None where nothing is named."""
        begun = self.tested if self.is_begun_free else self.meant
        return self.short_name(begun) if begun is not None else None

    @property
    def begun_name(self) -> str | None:
        """Return how that is called: free, where no other job has the same plan and no other.

        What is free by itself says so by its name; what comes with a program does not.
        """
        name = self.opened_first
        comes_along = self.tested is not None and self.tested.option.inside
        is_free = self.is_begun_free and comes_along and not self._is_another_job_for_good
        return self.say("name", "free", name=name) if name and is_free else name

    @property
    def _is_another_job_for_good(self) -> bool:
        tested = self.tested.option.tool if self.tested is not None else ""
        return any(tested and job.option.tool == tested for job in self.plan.planned)

    @property
    def one_name(self) -> str | None:
        """Return what the first of two that are compared is called."""
        if self.first is None or self.is_begun_free:
            return self.begun_name
        return self.short_name(self.first, self.challenger)

    @property
    def begins_for_nothing(self) -> bool:
        """Return whether a step that costs nothing is still ahead of what is paid."""
        is_free = self.is_tried_free and self.tested is not None and not self.tested.bill_usd
        return self.result is None and (self.begins_without_ai or is_free)

    @property
    def fills_fields(self) -> bool:
        """Return whether the owner's list fills a fixed text, and nothing words it."""
        is_worded = not isinstance(self.ending, FromList) or self.ending.wording is not None
        return self.begins_without_ai and not is_worded

    @property
    def stands_in(self) -> Priced | None:
        """Return what is used for it where the firm lacks the plan that is named."""
        return self.recommendation.otherwise if self.recommendation is not None else None

    @property
    def otherwise(self) -> Priced | None:
        """Return the same with as many seats as any of the jobs takes for which it stands in."""
        own, rows = self.stands_in, [job.stands_in for job in self.plan.jobs]
        alike = [row for row in rows if row and own and row.option.tool == own.option.tool]
        return max(alike, key=lambda row: row.option.seats, default=None)

    @property
    def shares_its_tool(self) -> bool:
        """Return whether another job of the plan needs what is named first."""
        tools = {row.option.tool for row in self.plan.planned if row is not self}
        return self.first is not None and self.option.tool in tools
