"""What the API answers: the rows of a catalog, each number with its unit, its day and its source."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import WithJsonSchema

from catalog.vocabulary import (
    Branch,
    ClaimStatus,
    Fit,
    Known,
    Medium,
    PriceBasis,
    PriceUnit,
    Risk,
    Task,
    Training,
    Voice,
)

Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, the day it was true, and the id of its source. A value of null is unknown."""

    value: Number | None
    unit: str
    low: Number | None = None
    high: Number | None = None
    estimate: bool = False
    as_of: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read, and who speaks there."""

    id: str
    title: str
    publisher: str
    url: str
    published: date | None
    retrieved: date | None
    voice: Voice
    quote: str
    licence: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A firm that makes models, sells them, or both."""

    id: str
    name: str
    about: str
    homepage: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model. `retired` is as of the day asked about; `listed` is false where only its price history is known."""

    id: str
    name: str
    provider: str
    family: str
    inputs: tuple[Medium, ...]
    outputs: tuple[Medium, ...]
    branches: tuple[Branch, ...]
    context: Quantity
    output: Quantity
    parameters: Quantity
    open_weights: Known
    self_hosting: Known
    commercial_use: Known
    licence: str
    tuning: Known
    tools: Known
    structured_output: Known
    reasoning: Known
    knowledge_until: date | None
    released: date | None
    retires: date | None
    retired: bool
    on_sale: bool
    replaced_by: str | None
    listed: bool
    homepage: str
    note: str
    source: str
    as_of: date
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one unit of an offer or a product costs, from a day to a day, both included."""

    id: str
    offer: str | None
    product: str | None
    unit: PriceUnit
    price: Quantity
    valid_from: date
    valid_to: date | None
    in_force: bool
    last_seen: date
    basis: PriceBasis
    note: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A seller's offer of one model. `prices` are those in force on the day asked about."""

    id: str
    model: str
    seller: str
    seller_model_id: str
    terms: str | None
    eu_region: Known
    trains_on_inputs: Training
    regions_note: str
    confirmed: bool
    note: str
    source: str
    as_of: date
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A measurement that many models went through."""

    id: str
    name: str
    measures: str
    task: Task
    unit: str
    span: str
    higher_is_better: bool
    url: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One model's figure on one benchmark. `low` and `high` are the interval that its measurer gives."""

    id: str
    benchmark: str
    model: str
    task: Task | None
    score: Quantity
    higher_is_better: bool
    voice: Voice
    measured_by: str
    variant: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How one branch of AI does one use case, why, and on what condition."""

    id: str
    use_case: str
    branch: Branch
    industry: str
    department: str
    fit: Fit
    reason: str
    condition: str
    disputed: str
    review_by: date | None
    overdue: bool
    source: str
    as_of: date
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase:
    """A job for which businesses ask for AI. Every amount is an estimate of the editors, for one unit."""

    id: str
    name: str
    result: str
    industry: str
    department: str
    inputs: tuple[Medium, ...]
    outputs: tuple[Medium, ...]
    tasks: tuple[Task, ...]
    unit: str
    unit_plural: str
    tokens_in: Quantity
    tokens_out: Quantity
    media_amount: Quantity | None  # None where a job has no medium to count
    minutes_by_hand: Quantity
    risks: tuple[Risk, ...]
    pilot_measure: str
    common: bool
    source: str
    as_of: date
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that somebody states, and how it stands."""

    id: str
    sentence: str
    subject: str
    measure: str
    figure: Quantity
    growth: Quantity
    year: int | None
    horizon: int | None
    forecast: bool
    attributed_to: str
    status: ClaimStatus
    status_by: str
    doubt: str
    checked_with: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A numbered state of the catalog that never changes. `digest` is the SHA-256 of its JSON text."""

    number: int
    digest: str
    published_at: datetime
    note: str
    author: str
    page: str
    catalog: str


# ------------------------------------------------------------------------------------------- one row with what hangs on it


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeModel:
    """A model with who sells it at what price, and its scores."""

    model: Model
    offers: tuple[Offer, ...]
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeUseCase:
    """A use case with its cells of the matrix."""

    use_case: UseCase
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeClaim:
    """A claim with its source."""

    claim: Claim
    source: Source | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeRelease:
    """A release with how many rows of each kind it holds."""

    release: Release
    counts: dict[str, int]
