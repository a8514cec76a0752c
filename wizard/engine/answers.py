"""What an owner told us, as the rules read it. None is "I'm not sure" or "not asked"; both leave options open."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from catalog.parsing import Span
from catalog.vocabulary import Medium
from wizard.engine.vocabulary import (
    Check,
    Importance,
    Joining,
    Length,
    Material,
    Place,
    Result,
    Sensitivity,
    Symptom,
    TrainingWish,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One thing that should come out: a use case of the catalog, or a medium in the owner's own words."""

    key: str  # a use case's slug, or "own-<medium>"
    use_case: str | None = None
    medium: Medium | None = None  # for an output of the owner's own
    name: str = ""  # the owner's own words; empty for a use case
    per_month: Span | None = None
    length: Length | None = None
    pictures_go_in: bool | None = None  # for an output of the owner's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each criterion counts; None is not sure."""

    quality: Importance | None = None
    cost: Importance | None = None
    control: Importance | None = None
    headroom: Importance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The owner's own pick for one part of the plan; None takes the advice."""

    part: str
    model: str | None = None
    runner_up: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What the pilot must reach, per unit: minutes at most, share accepted at least, US dollars at most."""

    minutes: Decimal | None = None
    accepted_percent: Decimal | None = None
    usd: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a model is told before it starts."""

    voice: str = ""
    audience: str = ""
    must: str = ""
    never: str = ""
    examples: str = ""


DEFAULT_WEEKS = 6
DEFAULT_START_IN_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Everything the rules may know of the owner's situation."""

    title: str = ""
    firm: str = ""
    trade: str | None = None

    result: Result | None = None
    outputs: tuple[Output, ...] = ()
    check: Check | None = None
    sensitivity: Sensitivity | None = None
    place: Place | None = None
    training: TrainingWish | None = None
    budget_usd: Decimal | None = None  # a month
    budget_weight: Importance | None = None

    weights: Weights = Weights()
    choices: tuple[Choice, ...] = ()

    pilot_output: str | None = None
    minutes_today: Span | None = None  # per unit of the piloted output
    usd_per_hour: Decimal | None = None
    targets: Targets = Targets()
    pilot_start: date | None = None
    pilot_weeks: int | None = None

    symptoms: tuple[Symptom, ...] = ()
    material: tuple[Material, ...] = ()
    example_count: int | None = None
    brief: Brief = Brief()

    joining: Joining | None = None
    check_minutes: Span | None = None  # per unit
    setup_usd: Span | None = None
    roles: tuple[str, ...] = ()

    def pilot_begins(self, on: date) -> date:
        """Return the first day of the pilot; two weeks from `on` where none was named."""
        return self.pilot_start or on + timedelta(days=DEFAULT_START_IN_DAYS)

    def pilot_ends(self, on: date) -> date:
        """Return the last day of the pilot; six weeks long where nothing was said."""
        return self.pilot_begins(on) + timedelta(weeks=self.pilot_weeks or DEFAULT_WEEKS)
