"""What a plan's pages are made from: the decision, the answers, the catalog, the narrator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import islice
from math import floor
from typing import cast

from catalog import query
from catalog.ages import Sightings
from catalog.schema import Catalog
from wizard.decision.ageing import NO_AGES, PlanAges
from wizard.decision.answers import Answers
from wizard.decision.app_roles import trades_of
from wizard.decision.bill import Bought
from wizard.decision.changes import NameChange
from wizard.decision.decision import Decision
from wizard.decision.guesses import GUESSES
from wizard.decision.ranking import ROUNDING_USD
from wizard.decision.scale import Scale, one_by_one, scale
from wizard.decision.vocabulary import Country, Unknown
from wizard.document.forms import Value
from wizard.document.names import Names
from wizard.document.phrases import phrases_of
from wizard.document.places import SLOTS, Facts, Speaker
from wizard.document.progress import PlanProgress, TrialState
from wizard.document.reasoned import PermittedJob
from wizard.document.sentences import Narrator
from wizard.document.status import Status, statuses
from wizard.document.sums import LEAST_USD, CostSum, hours_a_month, sums_of, total
from wizard.document.timetable import Timetable, days_before, timetable

SAME_YEAR_DAYS = 180  # so long a day needs no year
MOST_ORDERS = 2  # in one headline
MOST_NAMED = 2  # in one order or sentence
HEALTHCARE = "healthcare"  # the slug of a trade
OPEN = frozenset(
    {TrialState.NOT_YET, TrialState.RUNNING, TrialState.SOME_FAILED, TrialState.SOME_PASSED}
)  # tests


@dataclass(frozen=True, kw_only=True)
class JobBasis(PermittedJob):
    """One job, with everything that it takes to word it."""


def _may_stay_free(job: JobBasis) -> bool:
    """Return whether what is free, or needs no AI, may do a job, so that nothing is bought."""
    return job.is_begun_free or job.begins_without_ai


class CostedJobs(tuple[JobBasis, ...]):
    """Some jobs of a plan with what they cost together."""

    __slots__ = ()

    @property
    def once(self) -> bool:
        return any(job.work.once for job in self)

    @property
    def total(self) -> CostSum:
        """Return what they cost that are begun, together."""
        return total(job.costs for job in self)

    @property
    def paid_usd(self) -> float:
        """Return what is paid for them; of what is done once with setting up.

        Where leave is asked for that, the job says so with its price.
        """
        if not self.once:
            return self.total.paid_usd
        sums = [job.costs for job in self if not job.asks_leave]
        return sum(one.paid_usd + one.once_usd for one in sums)

    @property
    def is_paid(self) -> bool:
        return bool(round(self.paid_usd))

    @property
    def with_ai(self) -> list[float]:
        """Return what the jobs' own tables come to, so that a reader adds up the same."""
        return [usd for job in self for usd in job.costs.with_ai]

    @property
    def by_hand(self) -> list[float]:
        """Return what each costs by hand, where that is known of all."""
        return [job.costs.by_hand_usd or 0.0 for job in self]

    @property
    def per(self) -> str:
        return "once" if self.once else "monthly"


class Jobs(CostedJobs):
    """Some jobs of a plan, first those that take most hours by hand."""

    __slots__ = ()

    @property
    def several(self) -> bool:
        return len(self) > 1

    @property
    def number(self) -> int:
        return len(self)

    @property
    def nouns(self) -> list[str]:
        return [job.first_at("noun") for job in self]

    @property
    def sellers(self) -> list[str]:
        """Return who is asked before anything is begun, each once."""
        return list(dict.fromkeys(seller for job in self for seller in job.sellers_asked))

    @property
    def first(self) -> JobBasis | None:
        return self[0] if self else None

    @property
    def has_the_first(self) -> bool:
        """Return whether the job is among them that is begun first."""
        return any(job.status is Status.NOW for job in self)

    @property
    def further(self) -> "Jobs":
        """Return those that come after it."""
        return Jobs(job for job in self if job.status is not Status.NOW)

    @property
    def is_paid_with_the_first(self) -> bool:
        """Return whether all of them pay no more than the first job."""
        first = [job.costs.paid_usd for job in self if job.status is Status.NOW]
        return bool(first) and self.paid_usd <= sum(first)

    @property
    def is_free_for_sure(self) -> bool:
        """Return whether nothing is paid for them, whatever plan the firm turns out to have."""
        return not self.is_paid and not any(job.option.is_supposed for job in self)

    @property
    def bought_next(self) -> list[str]:
        """Return what is paid besides what the first job pays; empty where too many to name."""
        further = (job for job in self.further if job.costs.paid_usd > 0)
        names = list(dict.fromkeys(job.short_name(job.first) for job in further if job.first))
        return names if len(names) <= MOST_NAMED else []

    @property
    def is_next_tried_free(self) -> bool:
        """Return whether all that is paid besides the first job is begun in what is free."""
        further = [job for job in self.further if job.costs.paid_usd > 0]
        return bool(further) and all(job.is_begun_free for job in further)

    @property
    def may_stay_free(self) -> bool:
        """Return whether nothing may be bought for one of them."""
        return any(_may_stay_free(job) for job in self)

    @property
    def paid_without_the_first_usd(self) -> float:
        """Return what the others pay for sure though the first job may need nothing paid."""
        first = (job for job in self if job.status is Status.NOW)
        if not any(_may_stay_free(job) for job in first):
            return 0.0
        return total(
            sums_of(job for job in self.further if not _may_stay_free(job)).values()
        ).paid_usd

    @property
    def number_of_sellers(self) -> int:
        return len(self.sellers)


@dataclass(frozen=True, kw_only=True)
class WordedPlan(Speaker):
    """A decision, who words it, and its jobs."""

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
        rate = query.shown_rate(self.catalog, self.answers.currency, self.decision.on)
        facts = Facts(self, SLOTS["plan"])
        return Narrator(rate=rate, facts=(facts,), is_late=self.progress.days > SAME_YEAR_DAYS)

    @cached_property
    def names(self) -> Names:
        return Names(catalog=self.catalog, narrator=self.narrator, regions=self.answers.regions)

    @property
    def secrecy_document(self) -> str:
        """Return what a seller signs for whoever is bound to secrecy where the firm is.

        There whoever handles data of patients needs the paper that the law names.
        """
        rows = (job.row for job in self.decision.jobs)
        is_of_health = HEALTHCARE in trades_of(self.answers, self.catalog, *rows)
        is_named = is_of_health and self.answers.country is Country.USA
        return self.say("secrecy-document", "health-in-the-usa" if is_named else "usual")

    @cached_property
    def seen(self) -> Sightings:
        """Return when sources stated again what the decision rests on."""
        return Sightings.of_list(self.ages.seen)

    # ----------------------------------------------------------------------------------- jobs

    @cached_property
    def jobs(self) -> Jobs:
        """Return the jobs, first those that take most hours by hand."""
        return Jobs(sorted(self.job_of.values(), key=lambda job: -job.work.hours_by_hand))

    @cached_property
    def job_of(self) -> Mapping[str, JobBasis]:
        """Return the jobs by key, in the order of the answers."""
        return {
            job.key: JobBasis(
                plan=cast("Basis", self),  # no plan is less
                job=job,
                decided=decided,
                phrases=phrases_of(job, self.catalog, like=decided.row),
            )
            for job, decided in zip(self.answers.jobs, self.decision.jobs, strict=True)
        }

    @property
    def is_alone(self) -> bool:
        """Return whether the plan has one job."""
        return not self.jobs.several

    @property
    def alone(self) -> JobBasis | None:
        """Return the only job; None where there are several."""
        return self.jobs[0] if self.is_alone else None

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """Return what becomes of each job now, by key."""
        return statuses(self.jobs)

    def of(self, *these: Status) -> Jobs:
        """Return the jobs of some statuses, in the order of the statuses."""
        return Jobs(job for status in these for job in self.jobs if job.status is status)


@dataclass(frozen=True, kw_only=True)
class ArrangedPlan(WordedPlan):
    """The same with its jobs by what becomes of each."""

    @cached_property
    def waiting(self) -> Jobs:
        """Return the jobs for which a seller has to answer first."""
        return Jobs(job for job in self.jobs if job.waits is not None)

    @property
    def waits_alone(self) -> JobBasis | None:
        """Return the one job that waits for a seller, if nothing else can be tested; else None."""
        return self.waiting[0] if len(self.waiting) == 1 and not self.running else None

    @property
    def tried_first(self) -> JobBasis | None:
        """Return the job whose way without AI is tried where no tool is tested; else None."""
        largest = self.jobs[0]
        is_replaced = largest.status is Status.LEFT and largest.ended == "wrong-tool"
        is_tool_tested = self.is_alone or self.running or self.waits_alone
        return largest if is_replaced and not is_tool_tested else None

    @property
    def tested_later(self) -> Jobs:
        """Return those of several jobs that are tested once a seller has answered.

        Of one that waits alone all is said first.
        """
        asked = Jobs(job for job in self.jobs if job.waits is not None or job.asks_only)
        return Jobs(job for job in asked if not self.is_alone and job is not self.waits_alone)

    @property
    def tries_others(self) -> bool:
        """Return whether another job than the begun is tested later, or tried without AI."""
        others = (job for job in self.jobs if job.status is not Status.NOW)
        return any(
            job.status is Status.NEXT
            or job in self.tested_later
            or job.ended == "wrong-tool"
            or job.tries_a_first_step
            for job in others
        )

    @property
    def leading(self) -> JobBasis | None:
        """Return the job that takes most hours by hand, where something else is done first."""
        largest, begun = self.jobs[0], self.running.first
        hours = begun.work.hours_by_hand if begun is not None else 0.0
        is_larger = largest.work.hours_by_hand > hours
        is_all = self.is_alone or not (self.running or self.asked or self.drafted)
        return largest if is_larger and not is_all else None

    @cached_property
    def running(self) -> Jobs:
        """Return the job that is begun now; empty where none is.

        It alone has a test, its end and a risk.
        """
        return self.of(Status.NOW)

    @property
    def first_tested(self) -> JobBasis:
        """Return the same. Raises IndexError where none is begun."""
        return self.running[0]

    @property
    def ruling(self) -> Jobs:
        """Return the job of which reasons, risks and money are said: the only one, or the begun."""
        return self.jobs if self.is_alone else self.running

    @property
    def testable(self) -> Jobs:
        """Return those of them of which there are enough for a test."""
        return Jobs(job for job in self.running if not job.stop.shows_nothing)

    @cached_property
    def planned(self) -> Jobs:
        """Return the jobs that are begun, the first one first."""
        return self.of(Status.NOW, Status.NEXT)

    @property
    def next(self) -> Jobs:
        return self.of(Status.NEXT)

    @property
    def drafted(self) -> Jobs:
        """Return the jobs in which AI drafts what is not worth a test."""
        return Jobs(job for job in self.jobs if job.drafts_untested)

    @property
    def later(self) -> Jobs:
        return self.of(Status.LATER)

    @property
    def asked(self) -> Jobs:
        return self.of(Status.ASK)

    @property
    def asked_at_once(self) -> Jobs:
        return Jobs(job for job in self.asked if not job.begins_without_ai)

    @property
    def asked_after(self) -> Jobs:
        """Return the jobs whose sellers are asked if what needs no AI is not enough."""
        return Jobs(job for job in self.asked if job.begins_without_ai)

    @property
    def concerned(self) -> Jobs:
        """Return the jobs for which there is something to do now.

        No other is begun, or asked about, and of what has passed its test all is settled.
        """
        return Jobs(job for job in self.of(Status.NOW, Status.ASK) if not job.has_passed)

    @cached_property
    def riskiest(self) -> JobBasis | None:
        """Return the job of which the biggest risk is told; None where none is.

        What nobody begins yet comes last. It is the gravest of which the owner wrote it, else what
        may hurt somebody or break a law, else that of the job that is begun, else the gravest.
        What an owner wrote is told even where nothing else of its job is.
        """
        risky = [job for job in self.jobs if job.first_at("risk-of-a-job")]
        feared = [job for job in self.jobs if job.first_at("fear")]
        return min(risky or feared, key=_how_grave, default=None)

    @property
    def clauses(self) -> list[str]:
        """Return the orders of a headline over several jobs: what begins, follows and waits."""
        return list(islice(self.at("clauses"), MOST_ORDERS))


@dataclass(frozen=True, kw_only=True)
class TestedPlan(ArrangedPlan):
    """The same by how far the test of each job is."""

    @property
    def next_to_test(self) -> Jobs:
        """Return those that follow the first and have not passed their own test."""
        return Jobs(job for job in self.next if not job.has_passed)

    @property
    def next_in_use(self) -> Jobs:
        """Return those that follow the first and have passed their own test."""
        return Jobs(job for job in self.next if job.has_passed)

    @property
    def to_test(self) -> Jobs:
        """Return the job whose test is still to come, or runs."""
        is_open = self.progress.tested in OPEN
        return Jobs(job for job in self.running if is_open and not job.has_passed)

    @property
    def still_to_test(self) -> Jobs:
        """Return the jobs that are begun and have not passed their own test."""
        return Jobs(job for job in self.planned if job.is_still_tested)

    @property
    def still_to_do(self) -> list[str]:
        """Return what is left to test and whom to ask after some jobs have passed, each once."""
        return list(dict.fromkeys(self.at("still-to-do")))


@dataclass(frozen=True, kw_only=True)
class CostedPlan(TestedPlan):
    """The same with what is paid for its jobs, and how many hours they take."""

    @property
    def replaced(self) -> Jobs:
        """Return the jobs that are none for AI: what does them may have to be bought."""
        return Jobs(job for job in self.jobs if job.ended == "wrong-tool")

    @property
    def tried_by_hand(self) -> Jobs:
        """Return the jobs of which people try another way without AI."""
        return Jobs(job for job in self.jobs if job.is_tried_by_hand)

    @property
    def asked_later(self) -> JobBasis | None:
        """Return a job whose seller is asked after its first step; None where others come first."""
        asked = self.asked
        is_so = not self.running and all(job.begins_without_ai for job in asked)
        return asked[0] if asked and is_so else None

    @property
    def first_asks(self) -> list[str]:
        """Return whom to ask what before anything is bought, each once."""
        return list(dict.fromkeys(self.at("first-asks")))

    @property
    def further_kinds(self) -> tuple[Jobs, ...]:
        """Return the jobs that are begun each month, then once; not the first if it is alone."""
        if not self.planned.several:
            return ()
        return tuple(jobs for jobs in self.planned_kinds if jobs != self.running)

    @property
    def planned_kinds(self) -> tuple[Jobs, ...]:
        """Return the jobs that are begun each month, then those that are done once."""
        monthly = Jobs(job for job in self.planned if not job.work.once)
        once = Jobs(job for job in self.planned if job.work.once)
        return tuple(jobs for jobs in (monthly, once) if jobs)

    @property
    def further_once_usd(self) -> float:
        """Return what it costs to set up the jobs of each month that follow the first."""
        return sum(job.costs.once_usd for job in self.next if not job.work.once)

    @cached_property
    def sums(self) -> Mapping[str, CostSum]:
        """Return what each job costs that is begun, by key."""
        return sums_of(self.planned)

    @property
    def asked_to_pay(self) -> Jobs:
        """Return the jobs that are paid once a seller says yes, as far as hours are left."""
        jobs = [job for job in self.waiting if self.is_alone or not job.work.once]
        return Jobs() if self.is_too_much else Jobs(jobs)

    @property
    def paid_after_a_yes_usd(self) -> float:
        """Return what those add to what is paid; 0 where a price has to be asked for."""
        return 0.0 if self._asks_for_a_price else self._added_after_a_yes_usd

    @property
    def with_a_device(self) -> Jobs:
        """Return the first job of each tool for which a device is bought, now or after a yes."""
        jobs = [job for job in (*self.asked_to_pay, *self.planned) if job.device_usd]
        return Jobs({job.option.tool: job for job in reversed(jobs)}.values())

    @property
    def asked_for_a_price(self) -> Jobs:
        """Return the jobs whose sellers are asked for a price."""
        return Jobs(job for job in self.asked if Unknown.PRICE in job.open_questions)

    @property
    def least_after_a_yes_usd(self) -> float:
        """Return where a price begins that has to be asked for; 0 where none has."""
        is_monthly = not self.asked_to_pay.once
        return self._added_after_a_yes_usd if self._asks_for_a_price and is_monthly else 0.0

    @property
    def _asks_for_a_price(self) -> bool:
        return any(Unknown.PRICE in job.open_questions for job in self.asked_to_pay)

    @property
    def _added_after_a_yes_usd(self) -> float:
        jobs = self.asked_to_pay
        sums = sums_of((*self.planned, *jobs))
        return sum(sums[job.job.key].paid_usd for job in jobs)

    @property
    def worth_a_higher_limit(self) -> Jobs:
        """Return the jobs for which a higher limit pays, and nothing without AI comes first."""
        left = self.of(Status.LEFT)
        over = [job for job in left if job.repays_a_higher_limit]
        return Jobs(job for job in over if not job.starts_without_ai)

    @cached_property
    def hours(self) -> float:
        """Return how many hours a month all jobs take that may start."""
        return hours_a_month(self.of(Status.NOW, Status.NEXT, Status.LATER))

    @property
    def capacity(self) -> float:
        """Return how many hours the people of the firm have in a month."""
        return self.jobs[0].work.people * GUESSES.month_hours

    @property
    def is_too_much(self) -> bool:
        """Return whether all that may start takes more hours than the people of the firm have."""
        return self.hours > self.capacity


@dataclass(frozen=True, kw_only=True)
class Basis(CostedPlan):
    """A decision with everything that it takes to word it."""

    @property
    def with_seats_for_some(self) -> tuple[Bought, ...]:
        """Return what would cost more if the jobs that share it were done by other people."""
        planned = {job.job.key for job in self.planned}
        lines = (line for line in self.decision.bill if planned.issuperset(line.jobs))
        dearer = (line for line in lines if line.most_usd >= line.usd + LEAST_USD)
        return tuple(line for line in dearer if not line.once and self.planned.several)

    def usd_apart(self, line: Bought) -> float:
        """Return what all of the plan would then cost a month."""
        return self.decision.usd_month + line.most_usd - line.usd

    def seats_within_limit(self, line: Bought) -> int:
        """Return how many seats of it the limit pays for, beside all else of the plan."""
        left_usd = self.limit_usd - (self.decision.usd_month - line.fixed_usd)
        seats = floor((left_usd + ROUNDING_USD) * line.seats / line.fixed_usd)
        return max(seats, line.seats)

    def usd_within_limit(self, line: Bought) -> float:
        """Return what so many seats cost a month."""
        return line.fixed_usd / line.seats * self.seats_within_limit(line)

    def tool_of(self, line: Bought) -> str:
        return self.names.short(line.tool)

    @property
    def limit_usd(self) -> float:
        """Return the most that all jobs may cost a month; 0 where nobody named a limit."""
        return float(self.answers.limit_usd or 0)

    @cached_property
    def way(self) -> Scale:
        """Return the way to daily use, as the method has it."""
        cases = [job.case for job in self.job_of.values()]
        order = self.of(Status.NOW, Status.NEXT, Status.ASK, Status.LATER)
        keys = [job.job.key for job in order if job.recommendation is not None]
        begins = self.timetable.decided_by
        # Of a plan whose days are over, both are the day on which it had to be decided.
        starts = one_by_one(keys, min(self.timetable.collected_by, begins), begins)
        return scale(self.decision, cases, self.answers, self.catalog, starts)

    @cached_property
    def timetable(self) -> Timetable:
        """Return by which day what is done.

        How long the test takes follows from the job that is tested first.
        """
        first = self.first_tested if self.running else None
        days = timetable(
            self.decision.on,
            self.decision.starts,
            before=first.days_before_rating if first is not None else days_before(),
            test_weeks=first.test_weeks if first is not None else 0.0,
            looks_twice=any(job.stop.same_person for job in self.running),
        )
        is_agreed = first is not None and first.is_agreed
        return days.with_a_yes_before if is_agreed else days

    @property
    def is_late(self) -> bool:
        """Return whether the day to decide what is tested is over, and nothing was tested."""
        today = self.decision.on + timedelta(days=self.progress.days)
        tested = self.running or self.waiting
        is_over = any(job.decided_by < today for job in tested)
        return is_over and self.progress.tested is TrialState.NOT_YET


def _how_grave(job: JobBasis) -> tuple[bool | int, ...]:
    is_own, gravity = bool(job.job.worst), -job.work.stakes.order
    is_later, is_first = job.status is Status.LATER, job.status is Status.NOW
    is_before_the_first = is_own or job.work.stakes.severe
    return is_later, not is_own, gravity if is_before_the_first else 0, not is_first, gravity
