"""What the rules decide: frozen values that are stored with a plan. Sentences are rules with parameters."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date

from catalog.vocabulary import Effort, Known, MachineSize, Medium
from wizard.decision.evidence import Limit
from wizard.decision.vocabulary import (
    AtHand,
    Certainty,
    Check,
    Kind,
    Outcome,
    Releaser,
    State,
    Symptom,
    Way,
)

type Parameter = str | int | float


@dataclass(frozen=True, slots=True)
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


def because(
    rule: str, *answers: str, facts: tuple[Fact, ...] = (), **parameters: Parameter
) -> Reason:
    """Return the reason of a rule that rests on answers to these questions and on facts."""
    return Reason(rule=rule, parameters=tuple(parameters.items()), answers=answers, facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A model in one setting, where it is bought, and its figures. US dollars of a month; `loses` of 100."""

    model: str
    effort: Effort
    light: bool = False
    offer: str | None = None
    machine: MachineSize | None = None
    in_eu: bool = False  # whether it is bought for processing in the EU
    fee_low: float | None = None
    fee: float | None = None
    fee_high: float | None = None
    cost: float | None = None  # fees, care and people's time for the usable results of a month
    points: float | None = None
    error: float | None = None
    loses: float | None = None
    share: float | None = (
        None  # of results that can be used, 0 to 1; an assumption until a pilot has measured it
    )
    marks: tuple[str, ...] = ()  # rules that say what is assumed about this row
    unknown: tuple[str, ...] = ()  # requirements that the seller would have to confirm


@dataclass(frozen=True, slots=True)
class AtLimit[Named]:
    """What the choice would be at one limit; `over` where the owner's stakes do not allow it."""

    limit: Limit
    choice: Named
    _: KW_ONLY
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChoice:
    """A plan of an app that people subscribe to. US dollars a month of all seats."""

    app_plan: str
    usd_month: float | None
    seats: int
    paid: bool
    wanted: int = 0  # seats for all who do the work, where the limit on cost may pay for fewer
    price_note: str = ""  # on what its price depends, such as paying by the year
    needs: str = ""  # what else has to be paid for, such as another licence
    model: str = ""  # the best of its makers on the board; empty where none is measured
    loses: float | None = None  # of 100, that one
    share: float | None = None  # of its results that can be used, 0 to 1; an assumption
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayChoice:
    """What one way to buy costs a month, in US dollars, and from how many results a month the way taken is beaten by it."""

    way: Way
    usd_month: float
    fixed: float  # of it, whatever the number of results
    cheaper_from: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobMoney:
    """What a job costs a month with what is advised, in US dollars; of what serves several jobs it has its part."""

    results: float
    by_hand: float  # minutes for one
    wage: float  # an hour
    share: float  # of results that can be used, 0 to 1
    reading: float  # minutes to read and mend one, as counted
    pasting: float = 0.0  # minutes to ask for one and put it to use
    by_use: float = 0.0
    fixed: float = 0.0
    care: float = 0.0  # people's time to look after a machine
    setup: float = 0.0  # of connecting, over a year

    @property
    def below_minutes(self) -> float:
        """Return the minutes for one below which it pays: (money + minutes · wage) / share + set-up is below that by hand."""
        usd = self.by_use + self.fixed + self.care + self.share * self.setup
        return self.share * self.by_hand - self.pasting - usd * 60 / self.wage / self.results

    @property
    def gained(self) -> float:
        """Return the minutes that one result gains, with those of reading as counted; it pays where there are some."""
        return self.below_minutes - self.reading


@dataclass(frozen=True, slots=True, kw_only=True)
class OverBudget[Named]:
    """What the limit on cost buys where it buys nothing good enough."""

    cheapest: Named  # of those good enough
    results: int  # that the money buys of it
    payable: Named | None  # the best that the money buys
    seat: SeatChoice | None = None  # for work by hand: the app that would do


@dataclass(frozen=True, slots=True, kw_only=True)
class Suitability:
    """Why no model answers: a list does, or generative AI is the wrong tool. The row of advice says what does it."""

    advice: str
    copied: bool = (
        False  # the program copies the figure from the list; no person can release it in seconds
    )
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """When enough results will have been read to say more than the pilot can."""

    cases: int
    on: date
    wrong_of_100: int  # that may still be wrong where all of them were clean


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPlan:
    """What the owner tries before anything is built. During the pilot a person reads every result."""

    cases: int
    from_past: int  # cases to pick from the past year, because fewer come up before the day
    decides_by: date
    hours: float | None = None  # of reading; None where nobody knows how long one takes
    target_of_100: int
    most_misses: int  # more than so many of the cases ends it
    ends_after_harmful: (
        int | None
    )  # so many harmful errors end it at once; None where no harm was stated
    wrong_of_100: int  # that may still be wrong where all cases were clean
    release: Check  # how many results a person reads afterwards
    releaser: Releaser
    second_look: SecondLook | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAdvice:
    """One thing that can go wrong. The row of advice says who is harmed by what, and what guards against it."""

    risk: str
    advice: str
    parts: tuple[str, ...] = ()  # keys of the parts that carry it; empty for the plan as a whole
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningStep:
    """One way to make results better. The row of advice says what it is, needs and takes, and when to stop."""

    rung: str
    advice: str
    symptoms: tuple[Symptom, ...] = ()  # those named by the owner that it answers
    has: tuple[AtHand, ...] = ()
    lacks: tuple[AtHand, ...] = ()
    possible: Known = Known.YES  # with the model that is taken, where it is bought
    elsewhere: tuple[
        str, ...
    ] = ()  # sellers at which the model can be adapted so, where nobody says it of the one taken
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """When a part goes into daily work, half of it first."""

    part: str
    begins: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """Where the result of one part goes into another."""

    before: str  # keys of parts
    after: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolUse:
    """A model or app, the parts it serves, and who works with it."""

    model: str
    app_plan: str = ""
    parts: tuple[str, ...]
    roles: tuple[str, ...] = ()  # roles of the catalog, where the owner named some
    departments: tuple[str, ...] = ()  # in which the use cases usually are


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the way to daily use."""

    advice: str
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The way from the pilot to daily use."""

    order: tuple[Start, ...] = ()
    hand_offs: tuple[HandOff, ...] = ()
    tools: tuple[ToolUse, ...] = ()
    phases: tuple[Phase, ...] = ()
    reasons: tuple[Reason, ...] = ()


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
    drafts: bool = False  # AI only drafts, and a person sends
    board: str = ""
    certainty: Certainty = Certainty.THIN
    way: Way
    pick: Choice | None = None
    chosen: Choice | None = (
        None  # the owner's own model, where it is another than the pick and passes
    )
    seat: SeatChoice | None = None  # the app that is taken; the pick is then the yardstick
    challenger: Choice | None = None
    challenger_why: str = ""
    rungs: tuple[AtLimit[Choice], ...] = ()
    level: tuple[str, ...] = ()  # models that would do as well
    to_try: tuple[Choice, ...] = ()
    ask_first: tuple[Choice, ...] = ()
    seats_to_ask: tuple[SeatChoice, ...] = ()
    seat_now: SeatChoice | None = None  # what can be used before the question is answered
    seat_challenger: SeatChoice | None = (
        None  # another maker's app that passes too, to try beside the one taken
    )
    or_built_in: bool = (
        False  # whether it pays to have the pick built in, where the seller of an app is asked
    )
    ways: tuple[WayChoice, ...] = ()
    pays_below_minutes: float | None = None  # of its job; None where nobody can say or nobody reads
    money: JobMoney | None = None  # of its job, where it pays below so many minutes
    pays_from: float | None = None  # results a month from which its job pays, where it does not
    minutes: float | None = None  # to read and mend one result, as counted
    sieve: tuple[tuple[str, int], ...] = ()
    must_loses: float | None = (
        None  # where the place is limited: of 100, lost by the pick to the best anywhere
    )
    newer: str = ""  # a newer model of the pick's family that nobody has measured
    over: OverBudget[Choice] | None = None
    suitability: Suitability | None = None  # where the state is list or wrong tool
    pilot: PilotPlan | None = None
    tuning: tuple[TuningStep, ...] = ()  # the first one is to do now
    reasons: tuple[Reason, ...] = ()

    @property
    def to_test(self) -> tuple[Choice, ...]:
        """Return what the pilot runs: the owner's own choice and the pick, else the pick and its challenger, or the three."""
        firsts = (
            (self.chosen, self.pick) if self.chosen is not None else (self.pick, self.challenger)
        )
        return (*(each for each in firsts if each is not None), *self.to_try)

    @property
    def seats_to_test(self) -> tuple[SeatChoice, ...]:
        """Return the apps that the pilot runs in place of models: the first, and the one beside it."""
        firsts = (
            (self.seat_first, self.seat_challenger)
            if self.seat_first is not None and self.chosen is None
            else ()
        )
        return tuple(each for each in firsts if each is not None)

    @property
    def seat_first(self) -> SeatChoice | None:
        """Return the app that is taken, or whose seller is asked first; None where no app is in question."""
        if self.over is not None and self.over.seat is not None and self.state is State.OVER_BUDGET:
            return self.over.seat
        if self.way is not Way.SEAT or self.state not in {
            State.PICKED,
            State.LEAVE,
            State.UNMEASURED,
            State.LIST,
        }:
            return None
        return self.seat or self.seat_tried or next(iter(self.seats_to_ask), None)

    @property
    def seat_tried(self) -> SeatChoice | None:
        """Return the app to try although nobody says which models are inside, or they are too far behind."""
        only_family = self.seat_now is not None and self.seat_now.unknown == ("family",)
        return (
            self.seat_now if self.seat is None and (only_family or not self.seats_to_ask) else None
        )

    @property
    def nearest(self) -> bool:
        """Return whether no app passes yet: one is asked about, or the one that comes nearest is tried."""
        return self.seat_first is not None and (
            not self.advised or (self.seat is None and not self.seats_to_ask)
        )

    @property
    def copied(self) -> bool:
        """Return whether a program copies what a list answers, and no person reads it first."""
        return self.state is State.LIST and self.suitability is not None and self.suitability.copied

    @property
    def list_alone(self) -> bool:
        """Return whether a list answers, and no AI words it."""
        return self.state is State.LIST and self.seat is None and not self.to_try

    @property
    def waits(self) -> bool:
        """Return whether a seller has to answer before anything may be tried with what the owner sends."""
        return self.seat_first is not None and not self.advised and self.seat_now is None

    @property
    def named(self) -> tuple[str, str]:
        """Return what is said on top: a model, an app, an app to ask about, or how the question ends; and its name."""
        if self.seat_first is not None and self.state in {State.PICKED, State.UNMEASURED}:
            return (
                ("app_plan", self.seat_first.app_plan)
                if self.advised
                else ("ask", self.seats_to_ask[0].app_plan)
            )
        if self.state is State.PICKED and self.pick is not None:
            return "model", self.pick.model
        return "state", self.state.value

    @property
    def advised(self) -> bool:
        """Return whether the part names something to use."""
        found = self.seat is not None or self.seat_tried is not None or self.seat_first is None
        measured = self.state is State.PICKED
        return (
            found
            if measured
            else self.state in {State.UNMEASURED, State.LIST} and self.seat is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """Something that is paid for once a month, whatever number of parts it serves. US dollars."""

    way: Way
    name: str  # an app, a seller, or the size of a machine
    parts: tuple[str, ...]  # keys of the parts that it serves
    usd_month: float | None
    count: int = 1  # seats
    connects: str = (
        ""  # what has to be connected once: a seller or a machine; empty where nothing has
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What the plan costs: each machine, seat and connection counted once. US dollars."""

    advised: bool = False  # False: no part names anything to use yet; it is what it would cost
    lines: tuple[Bought, ...] = ()
    usd_month: float | None = None  # None where no price is known
    connections: tuple[str, ...] = ()
    usd_once: float = 0.0  # of connecting


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Everything a plan rests on. The same answers, release, day and method give the same bytes."""

    method: int
    on: date
    starts: date
    outcome: Outcome
    parts: tuple[Part, ...] = ()
    risks: tuple[RiskAdvice, ...] = ()  # the biggest first
    scale: Scale = Scale()
    bill: Bill = Bill()
    reasons: tuple[Reason, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """Return what is said of each task: the model that is advised, or how the question ends without one."""
        picked = {part.key: part.pick for part in self.parts if part.state is State.PICKED}
        return {
            part.key: pick.model if (pick := picked.get(part.key)) else part.state.value
            for part in self.parts
        }
