"""What a plan's pages are made from: the decision, the answers, the catalog, the narrator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import floor

from catalog import query
from catalog.ages import Sightings
from catalog.schema import AppPlan, Catalog, JobPhrases
from catalog.vocabulary import AppKind, Buyer, Software
from wizard.decision.ageing import NO_AGES, PlanAges
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import Case, case
from wizard.decision.changes import NameChange
from wizard.decision.costs import Costing, Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    Advised,
    AskFirst,
    CostComparison,
    Ending,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    Recommendation,
    SecondLook,
)
from wizard.decision.guesses import GUESSES
from wizard.decision.measured import TrialResult
from wizard.decision.ranking import limited_usd, within_limit
from wizard.decision.rules import Rule
from wizard.decision.safety import DANGERS
from wizard.decision.scale import Scale, one_by_one, scale
from wizard.decision.situation import Work
from wizard.decision.trial import StopRule, cases_to_collect, stop_rule
from wizard.decision.tuning import Tuned, TuningStep, tuning
from wizard.decision.verdicts import LEAST_GAIN
from wizard.document.forms import Value, unbroken
from wizard.document.names import Names
from wizard.document.patterns import Narrator
from wizard.document.phrases import phrases_of, slots, words_of
from wizard.document.progress import PlanProgress, TrialState
from wizard.document.status import Status, statuses
from wizard.document.sums import CostSum, hours_a_month, sum_alone, sums_of
from wizard.document.timetable import SECOND_LOOK_DAYS, Timetable, timetable

BEGUN = frozenset({Status.NOW, Status.NEXT})
PART_OF_MONTH = 0.5  # ours: of all hours, for one job that takes more than there are
ROUGH = 10  # results, to which a number of what fits is cut
WEEK_HOURS = 40.0  # of one person
SAME_YEAR_DAYS = 180  # so long a day needs no year


@dataclass(frozen=True, kw_only=True)
class JobBasis:
    """One job: what was decided, and the phrases, facts and names to say it with."""

    plan: "Basis"
    job: Job
    decided: JobDecision
    phrases: JobPhrases

    def say(self, section: str, name: str, /, **values: Value) -> str:
        """Return a sentence about the job."""
        return self.narrator.say(section, name, **values)

    @cached_property
    def narrator(self) -> Narrator:
        words = words_of(self.job, self.plan.catalog)
        return self.plan.narrator.about(slots(self.phrases), words, self.facts)

    @cached_property
    def facts(self) -> Mapping[str, Value]:
        """Return what fills slots of any sentence about the job, by their names."""
        plan, work = self.plan, self.work
        facts: dict[str, Value] = {
            "results": self.begun if self.status in BEGUN else work.results,
            "pieces": self.pieces,
            "people": work.people,
            "limit": plan.limit_usd,
            "per": plan.say("per", self.per),
            **plan.days,
            "n": self.stop.cases,
            "most": self.stop.most_redone,
            "bad": self.stop.known_bad,
            "too_many": self.stop.most_missed + 1,
            "by_people": work.people_wrong or 0.0,
        }
        if self.stop.known_bad and not work.finds:
            facts |= self._planted()
        if work.parts > 1:
            facts["wrong_piece"] = plan.say("cut", "wrong", parts=self.phrases.parts)
        if self.recommendation is not None:
            first, stop = self.recommendation.first, self.stop
            facts |= {
                "name": self.first_name,
                "tested": self.short_name(self.recommendation.tried_in or first),
                "seat_usd": first.option.seats_usd,
                "seats": first.option.seats,
                "besides": self.names.besides(first.option),
                "tool": self.name(first),
                "seller": self.seller,
                "computers": self.names.computers(first.option.tool),
                "machines": self.names.machines(first.option.tool),
                "once": first.option.connecting_usd,
                "months": first.option.months,
                "to_pay": limited_usd(first, work),
                "wrong": first.wrong,
                "held": (self.recommendation.tried_in or first).option.holds,
                "allowed": stop.most_wrong or 0,
            }
        if self.waits is not None or self.asks_only:
            facts["again"] = plan.timetable.answered_by + timedelta(days=SECOND_LOOK_DAYS)
        if isinstance(self.ending, OverLimit):
            facts["paid"] = self.over_limit_usd
            facts["name"] = self.short_name(self.ending.comparison.option)
        if self.challenger is not None:
            facts["second"] = self.short_name(self.challenger)
        if self.theirs is not None:
            facts["software"] = self.yours(self.theirs)
        if self.decided.inquiries:
            facts["apps"] = list(self.asked_besides)
        return facts

    def _planted(self) -> Mapping[str, Value]:
        """Return how the cases are called in which what the owner fears could happen."""
        narrator, fear = self.plan.narrator, self.work.fear
        name = fear.kind if narrator.knows("planted", fear.kind) else fear.sort
        return {
            "known_bad": narrator.say("planted", name),
            "missed": narrator.say("planted-missed", name),
        }

    @property
    def plan_of_app(self) -> AppPlan | None:
        """Return the plan that is named first; None where that is a model, or nothing is."""
        return self.plan.catalog.app_plan.get(self.first.option.tool) if self.first else None

    @property
    def edition(self) -> str:
        """Return the edition for schools of what is named first; else nothing.

        There is one only where the job may be a school’s.
        """
        named = self.plan_of_app
        if named is None or AppKind.EDUCATION not in self.case.row.app_kinds:
            return ""
        plans = self.plan.catalog.plans_of.get(named.app, ())
        return next((unbroken(plan.name) for plan in plans if plan.sold_to is Buyer.SCHOOL), "")

    @property
    def stop(self) -> StopRule:
        """Return what ends the test of what is named, or of what a seller's answer would allow."""
        return stop_rule(self.work) if self.recommendation is None else self.recommendation.stop

    @property
    def is_for_people(self) -> bool:
        """Return whether people do it alone: nothing with AI is on file, and a way without is."""
        is_unknown = isinstance(self.ending, NothingPasses) and not self.decided.dropped
        rules = {note.rule for note in self.decided.notes}
        return is_unknown and not self.decided.inquiries and Rule.FIRST_WITHOUT_AI in rules

    @property
    def asks_only(self) -> bool:
        """Return whether nothing is named, and sellers are asked."""
        return self.recommendation is None and bool(self.decided.inquiries)

    # ------------------------------------------------------------------------ what was decided

    @cached_property
    def case(self) -> Case:
        """Return the job as the rules see it."""
        return case(self.job, self.plan.answers, self.plan.catalog, DANGERS)

    @property
    def ending(self) -> Ending:
        return self.decided.ending

    @property
    def work(self) -> Work:
        return self.decided.work

    @property
    def advised(self) -> Advised | None:
        """Return how something is named and tested; None where nothing is.

        A list may be worded by a tool.
        """
        if isinstance(self.ending, FromList):
            return self.ending.wording
        return self.ending if isinstance(self.ending, Advised) else None

    @property
    def recommendation(self) -> Recommendation | None:
        return self.advised.recommendation if self.advised is not None else None

    @property
    def first(self) -> Priced | None:
        """Return what is named first; None where nothing is."""
        return self.recommendation.first if self.recommendation is not None else None

    @property
    def waits(self) -> AskFirst | None:
        """Return what a seller has to answer before anything goes in; None where nobody has to."""
        return self.advised if isinstance(self.advised, AskFirst) else None

    @property
    def trial(self) -> Recommendation | None:
        """Return what may be bought and tested; None where nothing may.

        Also None where it gains nothing or a seller has to answer first.
        """
        return None if self.waits is not None or self.gains_nothing else self.recommendation

    @cached_property
    def gains_nothing(self) -> bool:
        """Return whether it costs as much as by hand while all is read.

        Then nobody need begin; a test that runs goes on.

        What several jobs share is counted for one that is done once: it is over before the others
        are.
        """
        is_tested = self.result is not None or self.plan.progress.tested is not TrialState.NOT_YET
        is_other = isinstance(self.ending, SecondLook | FromList) or self.waits is not None
        if is_tested or is_other or self.advised is None:
            return False
        at_first = self.advised.comparison.while_read or self.advised.comparison
        with_ai_usd = self.alone.exact_usd if self.work.once else at_first.with_ai_usd
        is_known = self.alone.by_hand_usd is not None
        return is_known and with_ai_usd > at_first.by_hand_usd * (1 - LEAST_GAIN)

    @property
    def status(self) -> Status:
        """Return what becomes of it now."""
        return self.plan.statuses[self.job.key]

    @property
    def theirs(self) -> Software | None:
        """Return what the firm works in of the kind that does the job; None where nothing is."""
        for note in self.decided.notes:
            if note.rule == Rule.OF_THE_KIND:
                return Software.read(str(dict(note.parameters)["software"]))
        return None

    def yours(self, software: Software) -> str:
        """Return how a sentence calls what the firm works in.

        It is its own of a kind, or a program by its name.
        """
        narrator = self.plan.narrator
        is_kind = narrator.knows("yours", software)
        return narrator.say("yours", software) if is_kind else software.label

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
        """Return who is asked before anything is begun.

        It is who sells what is named, or could hold more, or else is fit.
        """
        if self.waits is not None:
            return (self.seller,)
        if isinstance(self.ending, NothingPasses) and self.ending.largest is not None:
            return (self.names.seller(self.ending.largest),)
        return self.asked_besides

    @property
    def alternative(self) -> Priced | None:
        """Return what may be named instead; None where nothing may."""
        return self.recommendation.alternative if self.recommendation is not None else None

    @property
    def may_use(self) -> tuple[Priced, ...]:
        """Return all that passes every requirement, what may be named first."""
        ranking = self.decided.ranking
        return () if ranking is None else ranking.passing

    @property
    def challenger(self) -> Priced | None:
        """Return what the test compares with what is named first; None where it stands alone."""
        return self.recommendation.challenger if self.recommendation is not None else None

    @property
    def result(self) -> TrialResult | None:
        """Return what a test counted of what is named first; None before there was one."""
        if self.first is None:
            return None
        tool = self.first.option.tool
        return next((row for row in self.decided.results if row.tool == tool), None)

    @cached_property
    def steps(self) -> tuple[TuningStep, ...]:
        """Return the ways to better results, the first now; none where nothing is named."""
        if self.first is None:
            return ()
        plan = self.plan
        return tuning(
            Tuned(
                case=self.case,
                answers=plan.answers,
                option=self.first.option,
                catalog=plan.catalog,
                on=plan.decision.on,
            )
        )

    # ------------------------------------------------------------------------------- its sums

    @cached_property
    def costing(self) -> Costing:
        """Return how what the job costs is counted, before any test."""
        return Costing(work=self.work, guesses=GUESSES)

    @property
    def comparison(self) -> CostComparison | None:
        """Return what is held against the work by hand while all is read; None where nothing is."""
        match self.advised or self.ending:
            case LeaveIt() as left:
                return left.comparison  # nothing is begun, so that nobody reads all at first
            case Advised() | OverLimit() | Project() as ended:
                return ended.comparison.while_read or ended.comparison
        return None

    @cached_property
    def alone(self) -> CostSum:
        """Return what it would cost if it were the only job."""
        return sum_alone(self)

    @property
    def by_hand_or_worth_usd(self) -> float:
        """Return what all of it costs by hand, or its results are worth; 0 where nobody knows."""
        usd = self.alone.by_hand_usd
        if usd is None and self.comparison is not None:
            return self.comparison.by_hand_usd
        return usd or 0.0

    @property
    def costs(self) -> CostSum:
        """Return what it adds to the jobs that start before it; alone where it does not start."""
        return self.plan.sums.get(self.job.key, self.alone)

    @property
    def part(self) -> float:
        """Return which part of it is begun: 1 is all."""
        return self.begun / self.work.results if self.is_part else 1.0

    @cached_property
    def begun(self) -> float:
        """Return how many results are begun.

        Of more than the people have hours for, it is what half a month is enough for.
        """
        if not self.is_part:
            return self.work.results
        fits = self.work.results * PART_OF_MONTH * self.plan.capacity / self.alone.hours
        return floor(fits / ROUGH) * ROUGH if fits >= ROUGH else max(floor(fits), 1)

    def of_a_month(self, hours: float) -> float:
        """Return which of its hours fall into one month.

        What is done once takes as many months as are paid, else a year; and where even that is too
        much, no more than a part of each.
        """
        if not self.work.once or self.comparison is None:
            return hours
        option = self.comparison.option.option
        in_month = hours / (option.months if option.is_by_the_month else self.work.months)
        most = self.plan.capacity
        return in_month if in_month <= most else PART_OF_MONTH * most

    @property
    def is_part(self) -> bool:
        """Return whether it takes more hours by itself than the people of the firm have."""
        return not self.work.once and self.alone.hours > self.plan.capacity

    @property
    def over_limit_usd(self) -> float:
        """Return the cost of what is over the limit; 0 where nothing is."""
        if not isinstance(self.ending, OverLimit):
            return 0.0
        return limited_usd(self.ending.comparison.option, self.work)

    @property
    def asks_leave(self) -> bool:
        """Return whether what is named is paid once, and is more than the limit on a month."""
        if self.first is None or not self.work.once:
            return False
        return not within_limit(self.first, self.work)

    @property
    def is_beyond_hands(self) -> bool:
        """Return whether nobody could do it by hand, so hours and money by hand say nothing."""
        return self.work.beyond_hands(GUESSES)

    @property
    def price_at_most_usd(self) -> float:
        """Return below which price AI saves money, within the limit; 0 where nobody can say."""
        if self.is_beyond_hands:
            return 0.0
        saved_hours = self.work.hours_by_hand - self.work.reading_hours
        saved_usd = saved_hours * self.work.wage_usd
        return saved_usd if self.work.limit_usd is None else min(saved_usd, self.work.limit_usd)

    @property
    def rating_hours(self) -> float:
        """Return how long people rate a test's cases, by our guess of reading one; 0 if unknown."""
        tools = 1 if self.challenger is None else 2
        in_one = self.pieces_in_one * self.work.parts
        of_one = self.costing.reading_part * self.work.minutes_by_hand / in_one
        return of_one * (self.stop.cases * tools + self.stop.second_reads) / 60

    @property
    def rating_weeks(self) -> float:
        """Return how many weeks that is where all of them do nothing else."""
        return self.rating_hours / (WEEK_HOURS * self.work.people)

    @property
    def to_collect(self) -> int:
        """Return how many are collected for the test."""
        return cases_to_collect(self.stop, self.work)

    @property
    def by_hand_at_most(self) -> float:
        """Return how many the firm's people could make by hand in all their hours; 0 if unknown."""
        minutes = self.work.minutes_by_hand
        return 60 * self.plan.capacity * self.work.months / minutes if minutes else 0.0

    @property
    def decided_by(self) -> date:
        """Return the day by which its test is decided."""
        days = self.plan.timetable
        return days.decided_by if self.waits is None else days.answered_by

    @property
    def per(self) -> str:
        """Return the name of the sentence for a month, or for all there is."""
        return "once" if self.work.once else "monthly"

    @property
    def pieces(self) -> float:
        """Return how many a person could read of all results."""
        return self.work.results * self.pieces_in_one

    @property
    def pieces_in_one(self) -> float:
        return float(self.phrases.pieces)

    # ------------------------------------------------------------------------------ its names

    @property
    def names(self) -> Names:
        return self.plan.names

    def name(self, priced: Priced) -> str:
        """Return what an option is called."""
        return self.names.program(priced.option) or self.names.tool(priced.option.tool)

    def short_name(self, priced: Priced) -> str:
        """Return the same without the machine that a model runs on."""
        return self.names.program(priced.option) or self.names.short(priced.option.tool)

    @cached_property
    def first_name(self) -> str:
        """Return what is named first, in short; empty where nothing is."""
        return self.short_name(self.first) if self.first is not None else ""

    @cached_property
    def seller(self) -> str:
        """Return who sells what is named first; empty where nothing is."""
        return self.names.seller(self.first.option) if self.first is not None else ""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A decision with everything that it takes to word it."""

    decision: Decision
    answers: Answers
    catalog: Catalog
    progress: PlanProgress
    changes: Mapping[str, Sequence[NameChange]]  # what would change each name, by job
    ages: PlanAges = NO_AGES

    def say(self, section: str, name: str, /, **values: Value) -> str:
        """Return a sentence that belongs to no single job."""
        return self.narrator.say(section, name, **values)

    @cached_property
    def narrator(self) -> Narrator:
        """Return who says what belongs to no single job, in the owner's currency."""
        rate = query.exchange_rate(self.catalog, self.answers.currency, self.decision.on)
        return Narrator(rate=rate, facts=self.days, is_late=self.progress.days > SAME_YEAR_DAYS)

    @cached_property
    def names(self) -> Names:
        return Names(catalog=self.catalog, narrator=self.narrator)

    @cached_property
    def seen(self) -> Sightings:
        """Return when sources stated again what the decision rests on."""
        return Sightings.of_list(self.ages.seen)

    # ----------------------------------------------------------------------------------- jobs

    @cached_property
    def jobs(self) -> tuple[JobBasis, ...]:
        """Return the jobs, first those that take most hours by hand."""
        by_hours = sorted(self.job_of.values(), key=lambda job: -job.work.hours_by_hand)
        return tuple(by_hours)

    @cached_property
    def job_of(self) -> Mapping[str, JobBasis]:
        """Return the jobs by key, in the order of the answers."""
        return {
            job.key: JobBasis(
                plan=self,
                job=job,
                decided=decided,
                phrases=phrases_of(job, self.catalog, like=decided.row),
            )
            for job, decided in zip(self.answers.jobs, self.decision.jobs, strict=True)
        }

    @cached_property
    def way(self) -> Scale:
        """Return the way to daily use, as the method has it."""
        cases = [job.case for job in self.job_of.values()]
        order = self.of(Status.NOW, Status.NEXT, Status.ASK, Status.LATER)
        keys = [job.job.key for job in order if job.recommendation is not None]
        starts = one_by_one(keys, self.timetable.decided_by)
        return scale(self.decision, cases, self.answers, self.catalog, starts)

    @property
    def is_alone(self) -> bool:
        """Return whether the plan has one job."""
        return len(self.jobs) == 1

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """Return what becomes of each job now, by key."""
        return statuses(self.jobs)

    def of(self, *these: Status) -> tuple[JobBasis, ...]:
        """Return the jobs of some statuses, in the order of the statuses."""
        return tuple(job for status in these for job in self.jobs if job.status is status)

    @cached_property
    def waiting(self) -> tuple[JobBasis, ...]:
        """Return the jobs for which a seller has to answer first."""
        return tuple(job for job in self.jobs if job.waits is not None)

    @cached_property
    def running(self) -> tuple[JobBasis, ...]:
        """Return the job that is begun now; empty where none is.

        It alone has a test, its end and a risk.
        """
        return self.of(Status.NOW)

    @property
    def first_tested(self) -> JobBasis:
        """Return the same. Raises IndexError where none is begun."""
        return self.running[0]

    @property
    def testable(self) -> tuple[JobBasis, ...]:
        """Return those of them of which there are enough for a test."""
        return tuple(job for job in self.running if not job.stop.shows_nothing)

    @cached_property
    def planned(self) -> tuple[JobBasis, ...]:
        """Return the jobs that are begun, the first one first."""
        return self.of(Status.NOW, Status.NEXT)

    def by_kind(self, jobs: Sequence[JobBasis]) -> Iterator[tuple[JobBasis, ...]]:
        """Yield the jobs that are done each month, then those that are done once."""
        for once in (False, True):
            if rows := tuple(job for job in jobs if job.work.once is once):
                yield rows

    @cached_property
    def sums(self) -> Mapping[str, CostSum]:
        """Return what each job costs that is begun, by key."""
        return sums_of(self.planned)

    # ---------------------------------------------------------------------------------- hours

    @cached_property
    def hours(self) -> float:
        """Return how many hours a month all jobs take that may start."""
        return hours_a_month(self.of(Status.NOW, Status.NEXT, Status.LATER), whole=True)

    @property
    def hours_begun(self) -> float:
        """Return how many of them are begun."""
        return hours_a_month(self.planned)

    @property
    def limit_usd(self) -> float:
        """Return the most that all jobs may cost a month; 0 where nobody named a limit."""
        return float(self.answers.limit_usd or 0)

    @property
    def capacity(self) -> float:
        """Return how many hours the people of the firm have in a month."""
        return self.jobs[0].work.people * GUESSES.month_hours

    @property
    def is_too_much(self) -> bool:
        """Return whether all that may start takes more hours than the people of the firm have."""
        return bool(self.of(Status.LATER)) or any(job.is_part for job in self.planned)

    # ----------------------------------------------------------------------------------- days

    @cached_property
    def days(self) -> Mapping[str, date]:
        """Return the days of a plan by the names of their slots."""
        days = self.timetable
        return {
            "soon": days.asked_by,
            "collected": days.collected_by,
            "day": days.rated_by,
            "again": days.second_look_on,
            "decided": days.decided_by,
            "answered": days.answered_by,
        }

    @cached_property
    def timetable(self) -> Timetable:
        """Return by which day what is done.

        How long the test takes follows from the job that is tested first.
        """
        first = self.first_tested if self.running else None
        return timetable(
            self.decision.on,
            self.decision.starts,
            is_built=first is not None and isinstance(first.ending, Project),
            rating_weeks=first.rating_weeks if first is not None else 0.0,
            looks_twice=any(job.stop.same_person for job in self.running),
        )

    @property
    def is_late(self) -> bool:
        """Return whether the day to decide what is tested is over, and nothing was tested."""
        today = self.decision.on + timedelta(days=self.progress.days)
        tested = self.running or self.waiting
        is_over = any(job.decided_by < today for job in tested)
        return is_over and self.progress.tested is TrialState.NOT_YET
