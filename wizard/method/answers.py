"""What an owner answered. None means "I'm not sure" or "not asked"; our usual value then counts, marked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.vocabulary import MachineSize, Medium
from wizard.method.vocabulary import Builder, BuiltInto, DecidesOn, Place, Reading, Secret, Stakes

EEA = "eea"  # the country of whoever did not say: its terms are the strictest on file
BUILT_IN_FROM = 300  # results a month; below it people do the job by hand in an app
USUAL_RESULTS = 100
USUAL_PEOPLE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing the owner wants AI to do: a use case of the catalog, or a medium in the owner's own words."""

    key: str
    use_case: str | None = None
    words: str = ""  # the owner's own, where no use case is named
    medium: Medium | None = None  # of what comes out, where no use case is named
    picture_goes_in: bool | None = None
    # page 2
    results: Decimal | None = None  # a month, or in all
    once: bool = False
    length: Decimal | None = None  # in usual lengths
    # page 3
    minutes_by_hand: Decimal | None = None  # for one
    doers: int | None = None  # who do it; 0: nobody does it today
    # page 4
    stakes: Stakes | None = None
    damage_usd: Decimal | None = None  # of one bad result that slipped past
    reading: Reading | None = None
    # page 5
    decides_on: DecidesOn | None = None
    # page 6
    secrets: frozenset[Secret] | None = None
    place: Place | None = None
    # asked on the plan where nobody could do it by hand
    worth_usd: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What the firm pays for today: a plan on file, with the owner's own price where it is known."""

    plan: str
    seat_usd: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChoice:
    """The owner's own app or model for one job, in place of the advice."""

    job: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything the rules may know of the owner's situation."""

    title: str = ""
    firm: str = ""
    currency: str = "USD"  # in which the owner reads money
    jobs: tuple[Job, ...] = ()
    # page 3
    wage_usd: Decimal | None = None  # an hour
    people: int | None = None
    # page 6
    secrecy: bool = False  # bound to professional secrecy
    place: Place | None = None
    machine: MachineSize | None = None  # the largest that the firm has or would buy
    machine_stands: bool = False  # and it stands there
    machine_rented: bool = False  # a rented one counts
    country: str = EEA
    # page 7
    language: str = ""  # of the work; empty: any
    # page 8
    works_in: frozenset[str] = frozenset()  # software, by the catalog's words
    paid: tuple[Paid, ...] = ()
    # page 9
    built_in: bool | None = None
    built_into: BuiltInto | None = None
    builder: Builder | None = None
    # page 10
    limit_usd: Decimal | None = None  # a month
    choices: tuple[OwnChoice, ...] = ()
    starts: date | None = None

    def place_of(self, job: Job) -> Place:
        """Return where the material of a job may be processed; anywhere where nothing private goes in."""
        if job.secrets is not None and not job.secrets:
            return Place.ANYWHERE
        return job.place or self.place or Place.ANYWHERE

    def is_built_in(self, job: Job) -> bool:
        """Return whether a model is built in; by hand for few results where nothing was said."""
        if self.built_in is not None:
            return self.built_in
        return results_of(job) >= BUILT_IN_FROM


def results_of(job: Job) -> float:
    """Return how many results to count with; our guess where the owner named none."""
    return float(job.results) if job.results is not None else float(USUAL_RESULTS)
