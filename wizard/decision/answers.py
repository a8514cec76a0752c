"""What an owner answered: the one thing that the questions make and that the rules read.

Each question of the wizard fills one field here and has its name; rules cite answers by these
names. None always means "I'm not sure" or "not asked": a usual value of ours then counts, and is
marked as ours. Money is in US dollars, whatever currency the owner reads it in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.vocabulary import Language, MachineSize, Medium, Region, Software
from catalog.workload import USUAL_RESULTS
from wizard.decision.vocabulary import (
    AtHand,
    Builder,
    BuiltInto,
    Country,
    DecidesOn,
    GoesIn,
    JobAct,
    Joining,
    Place,
    Review,
    Secret,
    Stakes,
    Symptom,
)

# Ours, where nobody answered.
BUILT_IN_FROM = 300  # results a month; below it people do the job by hand in an app
USUAL_PEOPLE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done, how much of it and by how many people."""

    # Unique among the jobs of a plan and the same in all its versions: the slug of the use case,
    # "own-1" and so on for own words.
    key: str

    # Page 1, what.
    use_case: str | None = None  # slug; None for a job in own words
    words: str = ""  # the owner's own, as typed; empty for a use case
    medium: Medium | None = None  # of what comes out, where no use case is named; None: text
    act: JobAct | None = None  # what is done, where no use case is named; None: as usual for it
    goes_in: GoesIn | None = None  # where no use case is named; None: text

    # Page 2, how much.
    results: Decimal | None = None  # a month, or in all where it is done once; None: 100
    once: bool = False  # all of them one time, and not each month
    # Of what one result is made from, in times of the usual; of what plays, of the result itself.
    length: Decimal | None = None  # None: 1

    # Page 3, by hand today.
    minutes_by_hand: Decimal | None = None  # for one result; None: the use case's, else not counted
    doers: int | None = None  # how many people do it; 0: nobody does it today; None: one a week


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task):
    """One thing the owner wants AI to do: a use case of the catalog, or a job in own words."""

    # Page 4, what a slip does.
    stakes: Stakes | None = None  # None: money
    damage_usd: Decimal | None = None  # of one bad slip; asked at money and law; None: our guess
    review: Review | None = None  # who reads before use; None: every result is read
    worst: str = ""  # what is the worst that could happen, in the owner's words; quoted

    # Page 5, what somebody decides by the results. An empty set: nothing of these. None: not asked.
    decides_on: frozenset[DecidesOn] | None = None

    # Page 6, what goes in. An empty set: nothing private. None: what the job usually works on.
    secrets: frozenset[Secret] | None = None
    place: Place | None = None  # where it differs from that of the whole plan

    # Asked on the plan where nobody could do the job by hand: what one result is worth to the firm.
    worth_usd: Decimal | None = None
    # What the firm uses for it today, as `Option.tool`: the slug of a plan of an app or of a model.
    # It is watched like a pick; empty: nothing, or not on file.
    tool_today: str = ""

    # Asked on the page Tune.
    finished_cases: int | None = None  # with a right result known, to test on; it moves no name
    # Of 100 results made by hand, where there is one right answer; None: as on file.
    wrong_today: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidPlan:
    """A plan of an app that the firm pays for today."""

    plan: str  # slug
    seat_usd: Decimal | None = None  # what a seat costs the firm a month; None: the price on file


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChoice:
    """A tool that the owner puts in place of the advised one.

    It is named first where it meets every requirement.
    """

    job: str  # key
    tool: str  # as `Option.tool`: the slug of a plan of an app or of a model


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a model is told before it starts, in the owner's words."""

    voice: str = ""
    audience: str = ""
    must: str = ""
    never: str = ""
    examples: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAnswers:
    """The work, who does it, where it may go, and in what it is done today."""

    title: str = ""  # of the plan; only shown
    firm: str = ""  # its name or trade; only shown
    currency: str = "USD"  # in which the owner reads money, by its code; it moves no name
    jobs: tuple[Job, ...] = ()  # in the owner's order

    # Page 3, the people.
    wage_usd: Decimal | None = None  # an hour, as one would pay somebody; None or 0: 25
    people: int | None = None  # in the firm; None: 10
    sites: int | None = None  # of the firm, asked where a price counts them; None: not known

    # Page 6, what may happen to what goes in.
    secrecy: bool = False  # whether the firm is bound to professional secrecy
    place: Place | None = None  # where it may be processed; None: anywhere
    machine: MachineSize | None = None  # the largest it has or would buy; None: one card
    machine_stands: bool = False  # that machine stands there already
    machine_rented: bool = False  # a rented machine counts as its own

    # Page 7, languages of the work, the main one first. Empty: not asked; any then does.
    languages: tuple[Language, ...] = ()

    # Page 8, what the firm works in and pays for.
    works_in: frozenset[Software] = frozenset()
    paid: tuple[PaidPlan, ...] = ()

    def place_of(self, job: Job) -> Place:
        """Return where the material of a job may be processed."""
        return job.place or self.place or Place.ANYWHERE

    def pays_for(self, plan: str) -> PaidPlan | None:
        """Return what the firm says of a plan that it pays for; None where it does not."""
        return next((row for row in self.paid if row.plan == plan), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(WorkAnswers):
    """Everything the rules may know of the owner's situation."""

    # Page 9, how it is used.
    built_in: bool | None = None  # None: by hand below 300 results a month, else built in
    built_into: BuiltInto | None = None  # None: a form or a script
    builder: Builder | None = None  # who could set it up; None: nobody but the owner

    # Page 10.
    limit_usd: Decimal | None = None  # a month for all jobs together, a hard limit; None: no limit

    # Changed on the plan itself.
    choices: tuple[OwnChoice, ...] = ()
    starts: date | None = None  # first day of the plan, from which prices count; None: today

    # Asked on the page Scale: it moves hardly a name.
    country: Country | None = None  # of the firm; None: as in the EU, whose terms are the strictest

    # Asked on the pages Tune and Scale. They shape instructions and move no name.
    fears: tuple[Symptom, ...] = ()
    at_hand: tuple[AtHand, ...] = ()
    examples: int | None = None  # finished results that can be shown to a model
    brief: Brief = Brief()
    joining: Joining | None = None  # None: each job stands alone
    roles: tuple[str, ...] = ()  # slugs of roles of the catalog, of who works with the tools

    @property
    def under_eu_law(self) -> bool:
        """Return whether EU law on AI binds the firm; where nothing was said, it may."""
        return Region.EEA in self.regions

    @property
    def regions(self) -> frozenset[Region]:
        """Return the regions that the firm is in; where nobody said, the EU.

        The terms of the EU are the strictest.
        """
        return (self.country or Country.EU).regions

    def is_built_in(self, job: Job) -> bool:
        """Return whether a model is built in; by hand for few results where nothing was said."""
        if self.built_in is not None:
            return self.built_in
        return results_of(job) >= BUILT_IN_FROM


def results_of(job: Job) -> float:
    """Return how many results to count with; our guess where the owner named none."""
    if job.results is None or job.results <= 0:
        return float(USUAL_RESULTS)
    return float(job.results)


def is_worked_in(software: Software, works_in: Collection[Software]) -> bool:
    """Return whether a firm works in a piece of software, or in one of its group."""
    return any(software in {own, own.broader} for own in works_in)
