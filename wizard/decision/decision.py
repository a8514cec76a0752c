"""What the rules decide: frozen values that are stored with a plan. Sentences are rules with parameters."""

from dataclasses import dataclass
from datetime import date

from catalog.vocabulary import Effort, MachineSize, Medium
from wizard.decision.evidence import Limit
from wizard.decision.vocabulary import Certainty, Kind, Outcome, State, Way

type Parameter = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A field of a row of the catalog that a reason rests on."""

    kind: str  # the kind's name in the registry, such as "offer"
    key: str  # the row's natural key
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule with its parameters, and what it rests on: the owner's answers and the catalog's facts."""

    rule: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    answers: tuple[str, ...] = ()  # keys of questions
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A model in one setting, where it is bought, and its figures. US dollars of a month; `loses` of 100."""

    model: str
    effort: Effort
    light: bool = False
    offer: str | None = None
    machine: MachineSize | None = None
    fee_low: float | None = None
    fee: float | None = None
    fee_high: float | None = None
    cost: float | None = None  # fees, care and people's time for the usable results of a month
    points: float | None = None
    error: float | None = None
    loses: float | None = None
    share: float | None = None  # of results that can be used, 0 to 1; an assumption until a pilot has measured it
    marks: tuple[str, ...] = ()  # rules that say what is assumed about this row
    unknown: tuple[str, ...] = ()  # requirements that the seller would have to confirm


@dataclass(frozen=True, slots=True, kw_only=True)
class RungChoice:
    """What the choice would be at one limit; `over` where the owner's stakes do not allow it."""

    limit: Limit
    choice: Choice
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChoice:
    """A product that people subscribe to. US dollars a month of all seats."""

    product: str
    usd_month: float | None
    seats: int
    paid: bool
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayChoice:
    """What one way to buy costs a month, in US dollars, and from how many results a month the way taken is beaten by it."""

    way: Way
    usd_month: float
    cheaper_from: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverBudget:
    """What the limit on cost buys where it buys nothing good enough."""

    cheapest: Choice
    results: int
    payable: Choice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The answer for one task of one job."""

    key: str
    job: str
    kind: Kind
    medium: Medium
    state: State
    unit: str
    unit_plural: str
    results: float  # a month
    results_guessed: bool
    limit: Limit
    loosened: bool = False
    board: str = ""
    certainty: Certainty = Certainty.THIN
    way: Way
    pick: Choice | None = None
    seat: SeatChoice | None = None  # the product that is taken; the pick is then the yardstick
    challenger: Choice | None = None
    challenger_why: str = ""
    rungs: tuple[RungChoice, ...] = ()
    level: tuple[str, ...] = ()  # models that would do as well
    to_try: tuple[Choice, ...] = ()
    ask_first: tuple[Choice, ...] = ()
    seats_to_ask: tuple[SeatChoice, ...] = ()
    ways: tuple[WayChoice, ...] = ()
    pays_below_minutes: float | None = None
    minutes: float | None = None  # to read and mend one result, as counted
    sieve: tuple[tuple[str, int], ...] = ()
    must_loses: float | None = None  # what the place costs: of 100, lost by the best here to the best anywhere
    newer: str = ""  # a newer model of the pick's family that nobody has measured
    over: OverBudget | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OneToolForAll:
    """The one model that would do for every task, and what it costs more a month, in US dollars."""

    model: str
    usd_more: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything a plan rests on. The same answers, release, day and method give the same bytes."""

    method: int
    on: date
    starts: date
    outcome: Outcome
    parts: tuple[Part, ...] = ()
    one_tool: OneToolForAll | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def models(self) -> tuple[str, ...]:
        """Return the models that are advised, each once."""
        return tuple(dict.fromkeys(part.pick.model for part in self.parts if part.pick is not None))
