"""How one job is tested and read: further facts of its places."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor, inf

from catalog.formatting import rough
from catalog.vocabulary import AppKind, Material
from wizard.decision.endings import FromList
from wizard.decision.guesses import MONTHS_A_YEAR
from wizard.decision.own_words import act_in
from wizard.decision.trial import (
    StopRule,
    cases_to_collect,
    price_of_a_fifth_usd,
    share_overlooked,
    stop_rule,
)
from wizard.decision.vocabulary import Condition, GoesIn, JobAct, OptionKind, Review, Stakes
from wizard.document.costed import OpenedJob
from wizard.document.status import Status
from wizard.document.timetable import SECOND_LOOK_DAYS, Timetable, worked_on

MONTH_WEEKS = 4.35
WEEK_HOURS = 40.0  # of one person
CHECKED_AGAIN = 10  # ours: so many of a month, once the test has passed
NEVER_SURE = 0.99  # of passing
MOST_RIGHT_IN_A_ROW = 300  # ours: as many as the largest test has
# What these hear is spoken as they hear it, and kept by nobody else.
HEARD_LIVE = frozenset({AppKind.MEETING_NOTES, AppKind.HEALTH_SCRIBE, AppKind.PHONE})
SEATS = frozenset({OptionKind.APP, OptionKind.ASSISTANT})


@dataclass(frozen=True, kw_only=True)
class TriedJob(OpenedJob):
    """One job with its test."""

    @property
    def days(self) -> Timetable:
        """Return the days of the plan; nobody is asked before what needs no AI was tried."""
        days = self.plan.timetable
        is_asked_later = self.status is Status.ASK and self.begins_without_ai
        return days.with_a_step_before if is_asked_later else days

    @property
    def too_many(self) -> int:
        """Return how many missed ones end the test."""
        return self.stop.most_missed + 1

    @property
    def asks_only(self) -> bool:
        """Return whether nothing is named, and sellers are asked."""
        return self.recommendation is None and bool(self.decided.inquiries)

    @property
    def has_somebody_for_it(self) -> bool:
        """Return whether a tool does it, or its seller is asked, or people alone do it."""
        return self.advised is not None or self.asks_only or self.is_for_people

    @property
    def decided_by(self) -> date:
        """Return the day by which its test is decided."""
        return self.days.decided_by if self.waits is None else self.days.answered_by

    @property
    def second_look_on(self) -> date | None:
        """Return the day of the second look where a seller answers first; None elsewhere."""
        if self.waits is None and not self.asks_only:
            return None
        return worked_on(self.days.answered_by + timedelta(days=SECOND_LOOK_DAYS))

    @property
    def to_collect(self) -> int:
        """Return how many are collected for the test."""
        return cases_to_collect(self.stop, self.work)

    @property
    def unfinished(self) -> int:
        """Return how many are made by hand before the test, since too few lie there; else 0."""
        finished = self.job.finished_cases
        return 0 if finished is None else max(self.to_collect - finished, 0)

    @property
    def spoken_anew(self) -> int:
        """Return how many of its cases have to be spoken first: nobody keeps what he dictates."""
        is_heard = self.work.spoken_words > 0 and not HEARD_LIVE.isdisjoint(self.case.row.app_kinds)
        is_anew = is_heard or self.job.goes_in is GoesIn.DICTATION
        if self.work.once or not is_anew:
            return 0
        return self.to_collect if self.job.finished_cases is None else self.unfinished

    @property
    def speaks_several(self) -> bool:
        """Return whether it writes in several languages, each of which a test has to show.

        Who checks a program reads no other language.
        """
        act = act_in(self.job, self.case.use_case)
        is_several = len(self.plan.answers.languages) > 1
        is_code = act is JobAct.CHECK and Material.CODE in self.case.use_case.material
        is_written = self.case.writes_words and act is not JobAct.TRANSLATE
        return is_several and is_written and not is_code

    @property
    def overlooked(self) -> int:
        """Return how many a reader overlooks of those that may be wrong; 0 where nobody reads."""
        is_read = self.work.reviewed is Review.EVERY and not self.work.spoken_at_once
        return ceil(self.stop.most_redone * share_overlooked(self.work)) if is_read else 0

    @property
    def wrong_by_people(self) -> int:
        """Return how many of as many cases people get wrong, where that is known."""
        return max(round((self.work.people_wrong or 0.0) * self.stop.cases), 1)


@dataclass(frozen=True, kw_only=True)
class RatedJob(TriedJob):
    """The same, with how long its test takes, and what that costs."""

    @property
    def capacity_of_tested(self) -> float | None:
        """Return how many whole results a month of the tested plan holds; None: no such end."""
        holds = inf if self.tested is None else self.tested.option.holds
        return None if holds == inf else floor(holds)

    @property
    def months_of_test(self) -> int:
        """Return in how many months the tested plan holds the cases of the test; 1 if unknown."""
        if self.tested is None or self.work.once:
            return 1
        in_month = self.tested.option.holds * self.pieces_in_one * self.work.parts
        return max(ceil(self.stop.cases / in_month), 1)

    @property
    def test_weeks(self) -> float:
        """Return how many weeks its test takes."""
        return max(self.rating_weeks, (self.months_of_test - 1) * MONTH_WEEKS + 1)

    @property
    def wrong_piece(self) -> str | None:
        """Return what wrong parts are called where long ones are cut; None elsewhere."""
        is_cut = self.work.parts > 1
        return self.plan.say("cut", "wrong", parts=self.phrases.parts) if is_cut else None

    @property
    def rating_weeks(self) -> float:
        """Return how many weeks that is where all of them do nothing else."""
        return self.rating_hours / (WEEK_HOURS * self.work.people)

    @property
    def months_to_win_back(self) -> int:
        """Return in how many months of use the hours of rating are won back; 1 where in none."""
        costs = self.alone
        saved = 0.0 if costs.hours_by_hand is None else costs.hours_by_hand - costs.hours
        return ceil(self.rating_hours / saved) if saved > 0 and not self.work.once else 1

    @property
    def both_usd(self) -> float:
        """Return what a month of both tools costs where both are paid by the seat; else 0.

        Of what is sold by the year there is no month.
        """
        if self.first is None or self.challenger is None:
            return 0.0
        both = (self.first.option, self.challenger.option)
        usd = sum(option.seats_usd for option in both if not option.paid)
        is_by_seat = all(
            option.kind in SEATS and Condition.PAID_BY_THE_YEAR not in option.conditions
            for option in both
        )
        return usd if is_by_seat and usd > self.first.paid_usd else 0.0

    @property
    def lacking(self) -> int:
        """Return how many cases more its test has to count."""
        return self.stop.cases - self.result.cases if self.result is not None else self.stop.cases

    @property
    def unread_twice(self) -> int:
        """Return how many more have to be read a second time; 0 where nothing was counted."""
        result = self.result
        if result is None:
            return 0
        due = min(self.stop.second_reads, result.cases - result.redone)
        return max(due - result.second_read, 0)

    @property
    def has_all_counts(self) -> bool:
        """Return whether its test counted as many as it takes, read twice as often as it takes."""
        return self.lacking < 1 and not self.unread_twice

    @property
    def checked_later(self) -> StopRule:
        """Return the rule for what is checked once more, after the test has passed."""
        rule = self.stop.for_cases(CHECKED_AGAIN)
        return replace(rule, most_redone=max(rule.most_redone, 1))

    @property
    def second_reading(self) -> str:
        """Return whether all that passed are read once more, or some."""
        is_all = self.stop.second_reads >= self.stop.cases - self.stop.most_redone
        return "all" if is_all else "some"


@dataclass(frozen=True, kw_only=True)
class ReadJob(RatedJob):
    """One job with who reads its results."""

    @property
    def is_released(self) -> bool:
        """Return whether a trained person approves each result."""
        is_listed = isinstance(self.ending, FromList) and self.work.reviewed is Review.EVERY
        return self.work.stakes.severe or is_listed

    @property
    def is_read_at_first(self) -> bool:
        """Return whether every result is read only until the test allows less."""
        return self.advised is not None and self.advised.comparison.while_read is not None

    @property
    def goes_unread(self) -> bool:
        """Return whether the owner lets unread results out, where a wrong one is a nuisance."""
        is_unread = self.work.reviewed is Review.NOBODY and not self.is_read_at_first
        return is_unread and self.work.stakes is Stakes.NUISANCE

    @property
    def who_reads(self) -> Review:
        """Return how much is read at first."""
        is_all = self.is_released or self.is_read_at_first
        return Review.EVERY if is_all else self.work.reviewed

    @property
    def hours_later(self) -> float | None:
        """Return how long it takes once the test allows to read one in ten; None if not less."""
        is_sample = self.work.review is Review.SAMPLE and not self.is_released
        if self.is_too_little_to_show or self.is_never_shown:
            return None
        if self.trial is None or self.advised is None or not is_sample:
            return None
        later = self.advised.comparison
        at_first, hours = later.while_read, later.hours_with_ai
        return hours if at_first is not None and hours < at_first.hours_with_ai else None

    @cached_property
    def rule_of_choice(self) -> StopRule:
        """Return the rule of a test that has to show that so few may be read as the owner chose."""
        return stop_rule(replace(self.work, review=self.job.review or Review.EVERY))

    @property
    def allowed(self) -> int:
        """Return how many may be wrong in it."""
        rule = self.rule_of_choice
        return rule.most_redone if rule.most_wrong is None else rule.most_wrong

    @property
    def is_too_little_to_show(self) -> bool:
        """Return whether there are too few, in all or in a year, to show that fewer may be read."""
        months = 1 if self.work.once else MONTHS_A_YEAR
        return self.rule_of_choice.shown_from > self.work.parts_in_all * months

    @property
    def is_never_shown(self) -> bool:
        """Return whether so many have to be right in a row that no tool is."""
        return not self.allowed and self.rule_of_choice.shown_from > MOST_RIGHT_IN_A_ROW

    @property
    def goes_out_wrong(self) -> int:
        """Return how many of all results the test lets go out wrong."""
        return rough(round(self.stop.most_redone / self.stop.cases * self.pieces))

    @property
    def price_at_most_usd(self) -> float:
        """Return up to which price AI is worth its change, within the limit; 0 if nobody can say.

        Of the cost by hand it leaves a fifth to the owner. What the jobs that are begun cost each
        month is no longer there for it.
        """
        worth_usd = price_of_a_fifth_usd(self.costing)
        if self.work.limit_usd is None:
            return worth_usd
        others = [] if self.work.once else [job for job in self.plan.planned if job is not self]
        taken_usd = sum(job.costs.paid_usd for job in others if not job.work.once)
        return max(min(worth_usd, self.work.limit_usd - taken_usd), 0.0)

    @property
    def keeps_a_fifth(self) -> bool:
        """Return whether what it saves is the ceiling of its price, and not the limit."""
        is_by_saving = self.price_at_most_usd == price_of_a_fifth_usd(self.costing)
        return is_by_saving and not self.is_beyond_hands

    # ------------------------------------------------------------------------- what it can show

    @property
    def passes(self) -> float:
        """Return the chance that what is named passes its own test."""
        return min(self.trial.passes, NEVER_SURE) if self.trial is not None else 0.0

    @property
    def visible(self) -> float | None:
        """Return the least difference that a month of both shows; None where it shows none."""
        rows = self.trial.sparing if self.trial is not None else ()
        seen = [row.visible for row in rows if row.visible is not None]
        most = max(seen, default=self.work.results)
        return most * self.pieces_in_one if most < self.work.results else None
