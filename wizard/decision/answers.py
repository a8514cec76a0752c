"""What an owner answered, as the rules read it. None means "I'm not sure" or "not asked"."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from catalog.vocabulary import MachineSize, Material, Medium
from wizard.decision.vocabulary import (
    AtHand,
    Check,
    Exactness,
    Joining,
    Place,
    Preference,
    Symptom,
    Use,
    WrongResult,
)

DEFAULT_START_IN_DAYS = 14
DEFAULT_PER_MONTH = 100
# Below this many results a month a seat is cheaper than building in (METHOD: found between 200 and 500).
SEAT_BELOW_PER_MONTH = 300
# Ours: nobody says who does which of several jobs, so a person has one for a week of its work a month.
HOURS_FOR_A_SEAT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing the owner wants AI to do: a use case of the catalog, or a medium in the owner's own words."""

    key: str  # a use case's slug, or "own-<medium>"
    use_case: str | None = None
    medium: Medium | None = None  # of a job in the owner's own words
    name: str = ""  # the owner's own words; empty for a use case
    per_month: Decimal | None = None
    length: Decimal | None = (
        None  # how many times the usual length: of what is read, or of what plays
    )
    minutes_by_hand: Decimal | None = None  # for one result, today
    exactness: Exactness | None = None
    wrong_result: WrongResult | None = None
    material: tuple[Material, ...] | None = None
    place: Place | None = None  # where it differs from the place of the whole plan
    given_picture: bool | None = (
        None  # whether a picture of the owner's goes in, for a job in own words
    )

    @property
    def stakes(self) -> WrongResult:
        """Return what a wrong result does; not sure counts as costing a customer."""
        return self.wrong_result or WrongResult.MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChoice:
    """The owner's own model for one task, in place of the advice."""

    task: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a model is told before it starts."""

    voice: str = ""
    audience: str = ""
    must: str = ""
    never: str = ""
    examples: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything the rules may know of the owner's situation."""

    title: str = ""
    firm: str = ""
    currency: str = "USD"  # in which the owner wants to read money
    jobs: tuple[Job, ...] = ()
    check: Check | None = None
    use: Use | None = None
    people: int | None = None
    paid: tuple[str, ...] = ()  # slugs of apps that are paid for already
    place: Place | None = None
    jobs_apart: tuple[
        str, ...
    ] = ()  # keys of jobs that differ in what they send and where that may go
    machine_limit: MachineSize | None = None
    rented_counts: bool = False
    wage_usd: Decimal | None = None  # an hour
    check_minutes: Decimal | None = None  # to read and mend one result
    budget_usd: Decimal | None = None  # a month, a hard limit
    preference: Preference | None = None
    choices: tuple[OwnChoice, ...] = ()
    pilot_job: str | None = None  # the job to try first
    pilot_start: date | None = None
    symptoms: tuple[Symptom, ...] = ()
    at_hand: tuple[AtHand, ...] = ()
    example_count: int | None = None
    brief: Brief = Brief()
    joining: Joining | None = None
    roles: tuple[str, ...] = ()

    @property
    def in_the_eu(self) -> bool:
        """Return whether the firm is in the EU: some of its material must stay there."""
        return Place.EU in {self.place, *(job.place for job in self.jobs)}

    @property
    def machine(self) -> MachineSize:
        """Return the largest machine the owner can run; one data-centre card where nothing was said."""
        return self.machine_limit or MachineSize.CARD

    def place_of(self, job: Job) -> Place:
        """Return where a job's material may be processed; anywhere where nothing was said."""
        return job.place or self.place or Place.ANYWHERE

    def use_of(self, job: Job) -> Use:
        """Return how the model is used; by hand for few results where nothing was said."""
        if self.use is not None:
            return self.use
        return Use.BY_HAND if per_month(job) < SEAT_BELOW_PER_MONTH else Use.BUILT_IN

    def people_of(self, job: Job) -> int:
        """Return how many people do a job: all that were named; of several jobs one for each week of its work a month."""
        people = self.people or 1
        if len(self.jobs) == 1 or job.minutes_by_hand is None:
            return people
        return min(people, weeks_of_work(job))

    def starts(self, on: date) -> date:
        """Return the first day of the pilot; two weeks from `on` where none was named."""
        return self.pilot_start or on + timedelta(days=DEFAULT_START_IN_DAYS)


def per_month(job: Job) -> Decimal:
    """Return how many results a month to count with; a guess of ours where the owner named none."""
    return job.per_month if job.per_month is not None else Decimal(DEFAULT_PER_MONTH)


def weeks_of_work(*jobs: Job) -> int:
    """Return how many weeks of one person the results of a month take by hand, begun ones as whole; one at least."""
    return max(1, ceil(sum(map(hours_by_hand, jobs)) / HOURS_FOR_A_SEAT))


def hours_by_hand(job: Job) -> float:
    """Return how long the results of a month take by hand; 0 where that is not known."""
    return float(per_month(job) * (job.minutes_by_hand or 0)) / 60
