"""What was decided of one job, with the phrases and names to say it: the facts of its places.

A job of a plan is one object. Places read its facts by name, and a later fact rests on earlier
ones, so its classes are a chain; each has one part:

    DecidedJob     decided.py    what was decided, and the phrases to say it with
    NamedJob       decided.py    what its tools, sellers and programs are called
    SoldJob        decided.py    the plan of an app that is bought for it
    CostedJob      costed.py     its sums
    PaidJob        costed.py     what is paid for it, for how many pieces and hands
    BegunJob       costed.py     what becomes of it now, and how much of it is begun
    OpenedJob      costed.py     what people open first, and what it is called
    TriedJob       tried.py      its test
    RatedJob       tried.py      how long the test takes, and what that costs
    ReadJob        tried.py      who reads its results
    FearedJob      fears.py      what is feared most, and what a wrong result does
    RemediedJob    fears.py      what is done against what is feared
    PlantedJob     fears.py      the cases in which what is feared could happen
    UntriedJob     asking.py     its test as long as it is to come
    AskingJob      asking.py     its questions to sellers, and what comes before the first case
    ByHandJob      by_hand.py    what makes the work of people shorter or surer
    AgedJob        ageing.py     the ages of its prices and boards
    ComparedJob    compared.py   its alternatives
    ReasonedJob    reasoned.py   its reasons in words
    PermittedJob   reasoned.py   who has to say yes before its first case
    JobBasis       basis.py      all of it, in its plan
"""

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from catalog.schema import AppPlan, JobPhrases
from catalog.vocabulary import AppKind, Buyer, Software
from wizard.decision.answers import Job
from wizard.decision.cases import Case, case
from wizard.decision.costs import Priced
from wizard.decision.decision import JobDecision
from wizard.decision.endings import (
    Advised,
    AskFirst,
    Ending,
    OverLimit,
    Recommendation,
    WrongTool,
    advised_of,
    called,
    option_of,
)
from wizard.decision.measured import TrialResult
from wizard.decision.options import Option
from wizard.decision.rules import Rule
from wizard.decision.safety import DANGERS
from wizard.decision.situation import Work
from wizard.decision.tuning import Tuned, TuningStep, tuning
from wizard.document.forms import (
    LONGEST_TITLE,
    Value,
    quoted_words,
    unbroken,
)
from wizard.document.names import Names
from wizard.document.phrases import slots, words_of
from wizard.document.places import SLOTS, Facts, Speaker
from wizard.document.sentences import Narrator

if TYPE_CHECKING:
    from wizard.document.basis import Basis


def ending_name(ending: Ending) -> str:
    """Return what an ending is called, which is also the name of its sentences."""
    if isinstance(ending, WrongTool) and not ending.certain:
        return "wrong-tool-perhaps"
    return called(type(ending).__name__)


@dataclass(frozen=True, kw_only=True)
class DecidedJob(Speaker):
    """One job: what was decided, and the phrases to say it with."""

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
        facts = Facts(self, SLOTS["job"])
        return self.plan.narrator.about(slots(self.phrases), words, facts)

    @cached_property
    def case(self) -> Case:
        """Return the job as the rules see it."""
        return case(self.job, self.plan.answers, self.plan.catalog, DANGERS)

    @property
    def work(self) -> Work:
        return self.decided.work

    @property
    def per(self) -> str:
        """Return the name of the sentence for a month, or for all there is."""
        return "once" if self.work.once else "monthly"

    # ------------------------------------------------------------------------ what is named

    @property
    def ending(self) -> Ending:
        return self.decided.ending

    @cached_property
    def ended(self) -> str:
        return ending_name(self.ending)

    @cached_property
    def advised(self) -> Advised | None:
        """Return how something is named and tested; None where nothing is."""
        return advised_of(self.ending)

    @cached_property
    def recommendation(self) -> Recommendation | None:
        return self.advised.recommendation if self.advised is not None else None

    @property
    def first(self) -> Priced | None:
        """Return what is named first; None where nothing is."""
        return self.recommendation.first if self.recommendation is not None else None

    @cached_property
    def option(self) -> Option:
        """Return the same as an option; one without a tool where nothing is named."""
        return option_of(self.ending)

    @property
    def waits(self) -> AskFirst | None:
        """Return what a seller has to answer before anything goes in; None where nobody has to."""
        return self.advised if isinstance(self.advised, AskFirst) else None

    @property
    def alternative(self) -> Priced | None:
        """Return what may be named instead; None where nothing may."""
        return self.recommendation.alternative if self.recommendation is not None else None

    @property
    def challenger(self) -> Priced | None:
        """Return what the test compares with what is named first; None where it stands alone."""
        return self.recommendation.challenger if self.recommendation is not None else None

    @property
    def result(self) -> TrialResult | None:
        """Return what a test counted of what is named first; None before there was one."""
        rows = (row for row in self.decided.results if row.tool == self.option.tool)
        return next(rows, None)

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
                option=self.option,
                catalog=plan.catalog,
                on=plan.decision.on,
            )
        )


@dataclass(frozen=True, kw_only=True)
class NamedJob(DecidedJob):
    """The same, with what tools, sellers and programs of it are called."""

    @property
    def all_words(self) -> str:
        """Return the owner's own words, as the title of a plan has them."""
        return quoted_words(words_of(self.job, self.plan.catalog), LONGEST_TITLE)

    @property
    def names(self) -> Names:
        return self.plan.names

    def name(self, priced: Priced) -> str:
        """Return what an option is called."""
        return self._named(priced.option, self.names.tool(priced.option.tool))

    def short_name(self, priced: Priced, other: Priced | None = None) -> str:
        """Return the same without the machine that a model runs on, and what both have."""
        tool, option = other.option.tool if other is not None else "", priced.option
        return self._named(option, self.names.short(option.tool, tool))

    def _named(self, option: Option, tool: str) -> str:
        """Return what somebody opens: a part of what is bought, of which not each has a name."""
        bought = self.names.program(option) or self.names.assistant(option) or tool
        part = self.names.part(option)
        return self.say("name", "part", part=part, name=bought) if part else bought

    @property
    def opened(self) -> str:
        """Return what people open for it: a part of what is bought, or that; else nothing."""
        return self.short_name(self.first) if self.first is not None else ""

    @property
    def meant(self) -> Priced | None:
        """Return what is named, or would be with another limit; None where nothing would."""
        over = self.ending.comparison.option if isinstance(self.ending, OverLimit) else None
        return self.first or over

    @property
    def tested(self) -> Priced | None:
        """Return what goes into the test, which may be a free plan or one sold by the month."""
        advice = self.recommendation
        return None if advice is None else advice.tried_in or advice.first

    @property
    def is_tried_free(self) -> bool:
        """Return whether what is sold is tried in what is free and may be kept.

        What is paid to write down recordings is paid with either.
        """
        tried = self.recommendation.tried_in if self.recommendation is not None else None
        return tried is not None and (tried.option.is_free or not tried.bill_usd)

    @property
    def included_in_tested(self) -> str:
        """Return what sources say of all that is in the plan that goes into the test."""
        plan = self.plan.catalog.app_plan.get(self.tested.option.tool) if self.tested else None
        return plan.included or plan.name if plan is not None else ""

    @property
    def second_name(self) -> str | None:
        first = self.first
        return self.short_name(self.challenger, first) if self.challenger is not None else None

    @cached_property
    def seller(self) -> str:
        """Return who sells that; empty where nothing is named."""
        return self.names.seller(self.option) if self.first is not None else ""

    @property
    def sells_under_its_name(self) -> bool:
        """Return whether what is named first is called as its seller is."""
        return self.first is not None and self.seller == self.short_name(self.first)

    def seller_of(self, priced: Priced) -> str:
        return self.names.seller(priced.option)

    def bill_of(self, priced: Priced) -> str:
        """Return what an option is called on a bill."""
        return self.names.short(priced.option.tool)

    def program_of(self, priced: Priced) -> str:
        """Return the program of the firm's that it is, which nobody has to get; else nothing."""
        return self.names.program(priced.option)

    def suite_of(self, priced: Priced) -> str:
        """Return the suite of the firm's that it costs nothing in; else nothing."""
        return self.names.suite(priced.option)

    def computers_of(self, priced: Priced) -> list[str]:
        """Return what models run on, each once; nothing where their seller runs them."""
        return self.names.computers(priced.option.tool)

    def besides_of(self, priced: Priced) -> str:
        """Return what the plan of an app needs besides; empty where nothing."""
        return self.names.besides(priced.option)


@dataclass(frozen=True, kw_only=True)
class SoldJob(NamedJob):
    """The same, with the plan of an app that is bought for it, and what the firm works in."""

    @property
    def plan_of_app(self) -> AppPlan | None:
        """Return the plan that is named first; None where that is a model, or nothing is."""
        return self.plan.catalog.app_plan.get(self.option.tool)

    @property
    def is_sold_for_more(self) -> bool:
        """Return whether it takes fewer people than the fewest seats that are sold."""
        plan, seats = self.plan_of_app, self.option.seats
        return plan is not None and plan.least_seats == seats and seats > ceil(self.work.doers)

    @property
    def device_usd(self) -> float:
        """Return what a device costs that is bought once for it; 0 for none, or if it is there."""
        plan = self.plan_of_app
        if plan is None or self.option.is_in_hand:
            return 0.0
        return float(plan.usd_device or 0)

    @property
    def charges_besides(self) -> bool:
        """Return whether its seller charges something besides, of which no price is counted."""
        plan = self.plan_of_app
        if plan is None or self.option.is_in_hand:
            return False
        is_counted = self.option.result_usd or self.option.each_usd
        return bool(plan.extra) and not is_counted

    @property
    def edition(self) -> str:
        """Return the edition for schools of what is named first; else nothing.

        There is one only where the job may be a school’s.
        """
        named = self.plan_of_app
        if named is None or AppKind.EDUCATION not in self.case.row.app_kinds:
            return ""
        plans = self.plan.catalog.plans_of.get(named.app, ())
        others = (plan for plan in plans if plan.sold_to is Buyer.SCHOOL and plan != named)
        return next((unbroken(plan.name) for plan in others), "")

    @property
    def theirs(self) -> Software | None:
        """Return what the firm works in of the kind that does the job; None where nothing is."""
        for note in self.decided.notes:
            if note.rule == Rule.OF_THE_KIND:
                return Software.read(str(dict(note.parameters)["software"]))
        return None

    def yours(self, software: Software) -> str:
        """Return what the firm works in: its own of a kind, or a program by its name."""
        narrator = self.plan.narrator
        is_kind = narrator.knows("yours", software)
        return narrator.say("yours", software) if is_kind else software.label
