"""What the engine says: frozen values that can be stored, compared and read out loud."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import msgspec

from catalog.vocabulary import Fit, Known, Medium, Risk, Voice
from wizard.engine.vocabulary import Basis, Criterion, FactKind, Input, Outcome, Rung, RungState, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of the catalog that a reason leans on: which row, what it says, who says so."""

    kind: FactKind
    subject: str  # the row's natural key, parts joined by "/"
    aspect: str = ""  # which field of it, as the anchor on the row's page
    text: str
    source: str  # a Source's slug
    voice: Voice
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer that a reason leans on."""

    question: str  # the question's key, so that a page can link to it
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A sentence and its proof: answers, the rule that joins them to facts, the facts."""

    text: str
    told: tuple[Told, ...]
    rule: str  # a Rule's slug
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """US dollars, low to high; None where it cannot be known."""

    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a model does on one criterion, 0 to 100; `known` is False where the ends say only that nobody knows."""

    criterion: Criterion
    low: int
    high: int
    known: bool
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A model that passed every hard requirement."""

    model: str
    name: str
    provider: str
    low: int
    high: int
    standing: Standing
    marks: tuple[Mark, ...]
    seller: str = ""  # of the cheapest offer that meets the requirements
    offer: str = ""  # that offer's slug
    unit_usd: Decimal | None = None
    month_usd: Money
    open_points: tuple[str, ...] = ()  # questions that would settle what the owner demands and nobody confirms
    worse_than: str = ""  # the name of a model that is better on every count
    in_a_word: str
    facts: tuple[Fact, ...]  # what the row says beyond its marks: price, seller, end of sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A model that an answer ruled out, and the detail that did it."""

    model: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """All models that one requirement dropped."""

    reason: Reason
    models: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A model that is best at one thing."""

    label: str  # "Cheapest that passes"
    model: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that one kind of model has to make: an output, or a piece of one."""

    key: str  # "<output key>/<medium>"
    output: str
    name: str
    medium: Medium
    noun: str  # "language models", "image models"
    unit: str
    unit_plural: str
    per_month_low: Decimal | None = None
    per_month_high: Decimal | None = None
    fit: Fit
    reason: Reason  # why this kind of model
    condition: str = ""
    able: int  # models left
    of: int  # models on sale that make this medium
    tied: int  # of those left: in the tie or first
    behind: int
    not_known: int
    ask: int = 0  # those that leave a demand unconfirmed, as `open_points` says
    candidates: tuple[Candidate, ...]  # those worth showing, best first; the counts above say what is left out
    exclusions: tuple[Exclusion, ...]
    advice: Reason | None = None  # which two to try, and why these
    alternatives: tuple[Alternative, ...] = ()
    chosen: str | None = None
    runner_up: str | None = None
    choice_reasons: tuple[Reason, ...] = ()  # why a model the owner chose is not taken

    def candidate(self, model: str | None) -> Candidate | None:
        """Return the candidate of that slug, if it is one."""
        return next((row for row in self.candidates if row.model == model), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """Why generative AI is the wrong tool, and what does the job instead."""

    title: str
    lead: str
    instead: tuple[str, ...]
    still: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One promise the pilot has to keep, and how many trials settle it."""

    slug: str  # "minutes", "accepted", "usd"
    text: str  # "At most 15 minutes a page"
    threshold: Decimal
    unit: str
    at_most: bool
    today: Decimal | None = None
    trials: int
    why: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """The trial run that judges the plan."""

    part: str
    workflow: str
    begins: date
    ends: date
    targets: tuple[Target, ...]
    trials: int
    expected: int | None = None  # how many come up in the pilot's weeks
    enough: str  # whether the pilot's weeks bring that many trials, in words
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung of the ladder for one part of the plan."""

    rung: Rung
    state: RungState
    title: str
    text: str
    needs: str
    costs: str
    allowed: Known
    allowed_text: str
    stop: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The rungs for one part."""

    part: str
    name: str
    model: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Low, likely and high of one figure, smallest first."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @classmethod
    def of(cls, low: Decimal, likely: Decimal | None = None, high: Decimal | None = None) -> "Figure":
        """Return a range, or one number three times; raises ValueError where they are not in order."""
        likely = low if likely is None else likely
        high = likely if high is None else high
        if not low <= likely <= high:
            raise ValueError("low, likely and high must be in this order")
        return cls(low=low, likely=likely, high=high)

    @property
    def width(self) -> Decimal:
        """Return how far the ends lie apart."""
        return self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One station of a chain: a model's work or a person's."""

    title: str
    who: str
    minutes_low: Decimal | None = None
    minutes_likely: Decimal | None = None
    minutes_high: Decimal | None = None
    passes_percent: int | None = None  # of what this station hands on, where it checks
    weakest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How one piece of work goes through models and people."""

    name: str
    links: tuple[Link, ...]
    first_pass_percent: int
    fallbacks: tuple[str, ...]
    through_percent: Decimal | None = None  # of 100 pieces, sent back at most twice at each check
    minutes: Figure | None = None  # a person's, for one piece that comes through
    usd: Figure | None = None
    weakest: str = ""  # what its weakest hand-off takes away
    what_ifs: tuple["WhatIf", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What becomes of a chain if one thing goes another way."""

    slug: str
    label: str
    first_pass_percent: int
    through_percent: Decimal
    minutes: Decimal | None
    usd: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """One line of the money table. Minutes and dollars a month unless the label says otherwise."""

    slug: str
    label: str
    unit: str  # "min", "usd", "months"
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None
    today: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """One figure that the money rests on, with its source; None where nobody knows it."""

    kind: Input
    about: str = ""  # the part or output it belongs to; empty for all
    title: str
    unit: str
    figure: Figure | None
    basis: Basis
    reason: Reason

    @property
    def key(self) -> str:
        """Return its name among all assumptions of a plan."""
        return f"{self.kind}:{self.about}" if self.about else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of the work: a model's piece of an output, and what comes after it in the same chain."""

    part: str
    output: str
    name: str  # "the letters"
    unit: str
    unit_plural: str
    model: str
    transcript: bool = False
    after: tuple[str, ...] = ()  # parts that a piece still has to pass, in one chain
    spare: str = ""  # the model that steps in
    spare_usd: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """All figures of a plan, and the lines of work they belong to."""

    lines: tuple[Line, ...]
    rows: tuple[Assumed, ...]

    def row(self, kind: Input, about: str = "") -> Assumed | None:
        """Return one figure with its source, if the plan has it."""
        for row in self.rows:  # asked for so often that a generator would take twice as long
            if row.about == about and row.kind is kind:
                return row
        return None

    def figure(self, kind: Input, about: str = "") -> Figure | None:
        """Return one figure; None where nobody knows it."""
        row = self.row(kind, about)
        return row.figure if row else None

    def outputs(self) -> tuple[tuple[Line, ...], ...]:
        """Return the lines of each output."""
        keys = dict.fromkeys(line.output for line in self.lines)
        return tuple(tuple(line for line in self.lines if line.output == key) for key in keys)

    def replaced(self, key: str, figure: Figure | None, basis: Basis, reason: Reason | None = None) -> "Assumptions":
        """Return them with one figure replaced and marked. Raises KeyError where there is none of that key."""
        place = next((place for place, row in enumerate(self.rows) if row.key == key), None)
        if place is None:
            raise KeyError(key)
        row = self.rows[place]
        new = replace(row, figure=figure, basis=basis, reason=reason or row.reason)
        return replace(self, rows=(*self.rows[:place], new, *self.rows[place + 1 :]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the way from pilot to everyday use."""

    title: str
    begins: date
    ends: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNeed:
    """What one kind of colleague needs from the plan."""

    role: str
    name: str
    needs: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadShare:
    """How much of a range one kind of figure explains, and what narrows it."""

    kind: Input
    percent: int  # all of them together are 100
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegretRow:
    """One option, and by how many US dollars in a year it is worse than the best in each world."""

    name: str
    cells: tuple[Decimal, ...]
    worst: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Regret:
    """What one would wish to have chosen, in each of several worlds; in each the best option has a zero."""

    worlds: tuple[str, ...]
    rows: tuple[RegretRow, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Everyday use: chains, money, phases, people. What came with later versions of the rules has a default."""

    chains: tuple[Chain, ...]
    costs: tuple[CostRow, ...]
    break_even: str
    assumptions: tuple[Reason, ...]
    phases: tuple[Phase, ...]
    roles: tuple[RoleNeed, ...]
    usable: tuple[CostRow, ...] = ()  # what one usable result of each output costs
    spread: tuple[SpreadShare, ...] = ()  # what makes the money table wide, most first
    spread_words: str = ""
    missing: tuple[str, ...] = ()  # what the money leaves out, and why
    assumed: Assumptions | None = None
    regret: Regret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAdvice:
    """A risk of this plan, and what to do about it."""

    risk: Risk | None  # None where an answer, not a use case, brings the risk
    title: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do, by a day."""

    text: str
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The whole answer. Same answers, same catalog, same day: the same bytes."""

    engine: int
    on: date
    outcome: Outcome
    verdict: str
    lead: str
    reasons: tuple[Reason, ...]
    exit: Exit | None = None
    parts: tuple[Part, ...] = ()
    pilot: Pilot | None = None
    ladders: tuple[Ladder, ...] = ()
    prompt: str = ""
    scale: Scale | None = None
    risks: tuple[RiskAdvice, ...] = ()
    actions: tuple[Action, ...] = ()
    look_again: date

    def part(self, key: str) -> Part | None:
        """Return the part of that key, if the plan has it."""
        return next((part for part in self.parts if part.key == key), None)


_JSON = msgspec.json.Decoder(Decision)


def dump(decision: Decision) -> bytes:
    """Return the decision as canonical JSON."""
    return msgspec.json.encode(decision)


def load(stored: bytes | str) -> Decision:
    """Return the decision that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(stored)
