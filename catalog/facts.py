"""The catalog as the public reads it: frozen facts, loaded whole from a release."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

import msgspec

from catalog.vocabulary import (
    Adaptation,
    AnswersWithin,
    Available,
    Branch,
    ClaimStatus,
    Confidence,
    Currency,
    Effort,
    Fit,
    Known,
    MachineSize,
    Material,
    Medium,
    PriceBasis,
    PriceRegion,
    PriceUnit,
    Purpose,
    Region,
    Risk,
    SoldAs,
    Task,
    Topic,
    Training,
    Voice,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read. The slug `editors-judgement` stands for the house itself."""

    slug: str
    title: str
    publisher: str = ""
    url: str = ""
    published: date | None = None
    retrieved: date | None = None
    voice: Voice
    quote: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A firm that makes models, sells them, or both."""

    slug: str
    name: str
    about: str = ""
    homepage: str = ""
    country: str = ""
    closed_weights: bool = False  # it publishes no weights of any model


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """A medium, explained to a person who never asked."""

    slug: Medium
    name: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry:
    """A trade with its own use cases."""

    slug: str
    name: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a kind of colleague needs from AI."""

    slug: str
    name: str
    needs: str
    media: tuple[Medium, ...]
    tasks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AiModel:
    """A model, its limits and its life. Counts are in tokens; None is unknown."""

    slug: str
    name: str
    provider: str
    family: str = ""
    purposes: tuple[Purpose, ...] = ()
    preview: bool = False
    inputs: tuple[Medium, ...] = ()
    outputs: tuple[Medium, ...] = ()
    context_tokens: int | None = None
    output_tokens: int | None = None
    parameters_billion: Decimal | None = None
    active_parameters_billion: Decimal | None = None
    weights_gb: Decimal | None = None  # the smallest set of weights that the maker publishes
    weights_gb_measured: Decimal | None = None  # the set that the boards measured, where it is a larger one
    weights_form: str = ""  # precision of the smallest set
    open_weights: Known = Known.UNKNOWN
    self_hosting: Known = Known.UNKNOWN
    commercial_use: Known = Known.UNKNOWN
    licence: str = ""
    licence_condition: str = ""  # a sentence; the firm must check that it meets it
    licence_not_in: tuple[Region, ...] = ()
    licence_revenue_max_usd: int | None = None  # a year; a firm that earns more needs another licence
    tuning: Known = Known.UNKNOWN
    tools: Known = Known.UNKNOWN
    structured_output: Known = Known.UNKNOWN
    reasoning: Known = Known.UNKNOWN
    knowledge_until: date | None = None
    released: date | None = None
    retires: date | None = None
    gone_by: date | None = None  # known to be off sale on this day; the day it ended is not on record
    replaced_by: str | None = None
    listed: bool = True  # False: known from the price history only, readable, never recommended
    homepage: str = ""
    note: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTerms:
    """What a seller's terms say about the customer's data. Nobody should sign on this alone."""

    slug: str
    seller: str
    product: str
    trains_on_inputs: Training
    retention_days: int | None = None
    zero_retention: Known = Known.UNKNOWN
    eu_region: Known = Known.UNKNOWN
    health_data: Known = Known.UNKNOWN
    soc2: Known = Known.UNKNOWN
    indemnity: Known = Known.UNKNOWN
    note: str = ""
    confidence: Confidence
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A seller's offer of one model. `confirmed` means that a second source names it too."""

    slug: str  # "<model>@<seller>"
    model: str
    seller: str
    seller_model_id: str = ""
    terms: str | None = None  # DataTerms.slug
    trains_on_inputs: Training = Training.UNKNOWN  # of this offer; unknown: as its terms say
    eu_region: Known = Known.UNKNOWN
    eu_endpoint: str = ""
    eu_price_factor: Decimal | None = None  # the price in the EU over the list price
    regions_note: str = ""
    confirmed: bool = False
    note: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something people subscribe to; built on models, but not a model."""

    slug: str
    name: str
    provider: str
    models: tuple[str, ...] = ()
    families: tuple[str, ...] = ()  # providers whose models are inside, the version not named
    media: tuple[Medium, ...] = ()
    made_for: str = ""
    group: str = ""  # the product that this is a plan of
    least_seats: int | None = None
    terms: str | None = None  # DataTerms.slug
    trains_on_inputs: Training = Training.UNKNOWN
    eu_region: Known = Known.UNKNOWN
    about: str = ""
    note: str = ""
    url: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one unit of an offer or a product costs, in US dollars, from a day to a day (both included)."""

    offer: str | None = None
    product: str | None = None
    unit: PriceUnit
    region: PriceRegion = PriceRegion.LIST
    tier: str = ""  # quality or size, such as "medium" or "720p"
    usd: Decimal
    valid_from: date
    valid_to: date | None = None
    last_seen: date | None = None  # the last day on which a list or page showed it
    basis: PriceBasis = PriceBasis.DATED
    note: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A machine that can be rented or bought to run open weights. Prices are in US dollars."""

    slug: str
    name: str
    size: MachineSize
    seller: str = ""
    region: str = ""
    memory_gb: int
    usd_hour_low: Decimal | None = None
    usd_hour_high: Decimal | None = None
    usd_purchase: Decimal | None = None
    note: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """What one unit of a currency costs in US dollars, from a day on."""

    currency: Currency
    usd: Decimal
    valid_from: date
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """One way to adapt a model at one host."""

    slug: str
    model: str | None
    model_name: str
    host: str
    adaptations: tuple[Adaptation, ...]
    available: Available
    min_examples: int | None = None
    good_examples: str = ""
    example_unit: str = ""
    price: str = ""
    running_cost: str = ""
    ends: date | None = None
    note: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """A sourced statement that the advice of a plan leans on."""

    slug: str
    topic: Topic
    statement: str
    figure: str = ""
    unit: str = ""
    population: str = ""
    risks: tuple[Risk, ...] = ()  # the risks it has something to say on
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A measurement that many models went through."""

    slug: str
    name: str
    measures: str
    task: Task
    unit: str
    span: str = ""
    higher_is_better: bool = True
    url: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One model's figure on one benchmark at one setting, with the interval its measurer gives."""

    benchmark: str
    model: str
    effort: Effort = Effort.UNNAMED
    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    voice: Voice
    measured_by: str
    variant: str = ""  # the name its measurer prints
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase:
    """A job for which businesses ask for AI. Every amount is an estimate of the editors, per unit."""

    slug: str
    name: str  # the job, verb first: "Write product descriptions"
    result: str  # what comes out, as a plural noun that fits after "for the": "product descriptions"
    industry: str
    department: str = ""
    inputs: tuple[Medium, ...]
    outputs: tuple[Medium, ...]
    tasks: tuple[Task, ...]
    unit: str  # "reply", read as "per reply"
    unit_plural: str  # "replies", read as "300 replies a month"
    tokens_in: int | None = None
    tokens_out: int | None = None
    media_amount: Decimal | None = None  # pictures, seconds or shapes
    minutes_by_hand: Decimal | None = None
    answers_within: AnswersWithin = AnswersWithin.MINUTES
    sold_as: SoldAs = SoldAs.BOTH
    material: tuple[Material, ...] = ()  # what the work usually holds
    must_inputs: tuple[Medium, ...] = ()  # what has to go in; all else of `inputs` may
    board_language: str | None = None  # Benchmark.slug that decides the part that writes text
    board_image: str | None = None
    board_video: str | None = None
    board_speech: str | None = None
    board_transcription: str | None = None
    board_note: str = ""  # what the board does not say about this job
    board_is_thin: bool = False  # the board measures something else than this job
    high_risk: bool = False  # a high-risk use by the EU AI Act
    annex_iii: str = ""
    risks: tuple[Risk, ...] = ()
    pilot_measure: str = ""
    common: bool = False  # one of the ten jobs that everybody asks about first
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How one branch of AI does one use case, why, and on what condition."""

    use_case: str
    branch: Branch
    fit: Fit
    reason: str
    condition: str = ""
    disputed: str = ""  # both sides in words; empty where nobody disagrees
    source: str
    as_of: date
    review_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One row of the table that sets language models against generative AI as a whole."""

    slug: str
    position: int
    feature: str
    language: str
    generative: str
    note: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure somebody states, and what is wrong with it."""

    slug: str
    sentence: str
    subject: str
    measure: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    year: int | None = None
    growth_percent: Decimal | None = None
    horizon: int | None = None
    forecast: bool = False
    attributed_to: str = ""
    part_of: str = ""  # the subject that this subject is a part of
    use_case: str | None = None  # the job it speaks of
    answer: Fit | None = None  # where it says in words, not in a number, how well its subject does that job
    compared_with: tuple[str, ...] = ()  # the claims it is set beside
    quotes: str | None = None  # the claim it repeats, as first made
    status: ClaimStatus | None = None  # an editor's ruling; without one the rules of `contradictions` find it
    doubt: str = ""
    checked_with: str = ""
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page of the learning shelf. `html` was rendered and cleaned when the article was saved."""

    slug: str
    position: int
    title: str
    summary: str
    markdown: str
    html: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the trade in plain words."""

    slug: str
    term: str
    meaning: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question people ask before they start, answered."""

    slug: str
    position: int
    question: str
    answer: str
    html: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """What people type, and the words of this catalog that are meant, apart by commas."""

    slug: str
    word: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One way the next year may go, for the table of what one might regret. Factors of 1 and points of 0 change nothing."""

    slug: str
    position: int
    name: str
    price: Decimal = Decimal(1)  # what model fees are multiplied by
    volume: Decimal = Decimal(1)
    quality_points: Decimal = Decimal(0)  # so many of 100 fewer are accepted
    retires_after: int | None = None  # months until the model is taken off sale


EDITORS_JUDGEMENT = "editors-judgement"
UNSOURCED = "unsourced"


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Everything a release knows. Rows of each kind are ordered by their natural key."""

    sources: tuple[Source, ...] = ()
    providers: tuple[Provider, ...] = ()
    modalities: tuple[Modality, ...] = ()
    industries: tuple[Industry, ...] = ()
    roles: tuple[Role, ...] = ()
    models: tuple[AiModel, ...] = ()
    data_terms: tuple[DataTerms, ...] = ()
    offers: tuple[Offer, ...] = ()
    products: tuple[Product, ...] = ()
    prices: tuple[Price, ...] = ()
    machines: tuple[Machine, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()
    tunings: tuple[Tuning, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    scores: tuple[Score, ...] = ()
    use_cases: tuple[UseCase, ...] = ()
    cells: tuple[Cell, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    claims: tuple[Claim, ...] = ()
    articles: tuple[Article, ...] = ()
    terms: tuple[Term, ...] = ()
    questions: tuple[Question, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    worlds: tuple[World, ...] = ()

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by slug."""
        return {row.slug: row for row in self.sources}

    @cached_property
    def provider(self) -> dict[str, Provider]:
        """Providers by slug."""
        return {row.slug: row for row in self.providers}

    @cached_property
    def industry(self) -> dict[str, Industry]:
        """Industries by slug."""
        return {row.slug: row for row in self.industries}

    @cached_property
    def model(self) -> dict[str, AiModel]:
        """Models by slug."""
        return {row.slug: row for row in self.models}

    @cached_property
    def terms_of(self) -> dict[str, DataTerms]:
        """Data terms by slug."""
        return {row.slug: row for row in self.data_terms}

    @cached_property
    def benchmark(self) -> dict[str, Benchmark]:
        """Benchmarks by slug."""
        return {row.slug: row for row in self.benchmarks}

    @cached_property
    def use_case(self) -> dict[str, UseCase]:
        """Use cases by slug."""
        return {row.slug: row for row in self.use_cases}

    @cached_property
    def cell(self) -> dict[tuple[str, Branch], Cell]:
        """Matrix cells by use case and branch."""
        return {(row.use_case, row.branch): row for row in self.cells}

    @cached_property
    def offers_of(self) -> dict[str, tuple[Offer, ...]]:
        """Offers by model."""
        return grouped((offer.model, offer) for offer in self.offers)

    @cached_property
    def prices_of(self) -> dict[str, tuple[Price, ...]]:
        """List prices by offer, oldest first."""
        return self._prices_in(PriceRegion.LIST)

    @cached_property
    def eu_prices_of(self) -> dict[str, tuple[Price, ...]]:
        """Prices in the EU by offer, oldest first, where they differ from the list price."""
        return self._prices_in(PriceRegion.EU)

    def _prices_in(self, region: PriceRegion) -> dict[str, tuple[Price, ...]]:
        rows = sorted(self.prices, key=lambda price: (price.unit, price.valid_from, price.tier))
        return grouped((price.offer, price) for price in rows if price.offer is not None and price.region is region)

    @cached_property
    def seat_prices_of(self) -> dict[str, tuple[Price, ...]]:
        """Prices by product, oldest first."""
        rows = sorted(self.prices, key=lambda price: (price.unit, price.valid_from))
        return grouped((price.product, price) for price in rows if price.product is not None)

    @cached_property
    def scores_of(self) -> dict[str, tuple[Score, ...]]:
        """Scores by model."""
        return grouped((score.model, score) for score in self.scores)

    @cached_property
    def scores_on(self) -> dict[str, tuple[Score, ...]]:
        """Scores by benchmark."""
        return grouped((score.benchmark, score) for score in self.scores)

    @cached_property
    def tunings_of(self) -> dict[str, tuple[Tuning, ...]]:
        """Ways to adapt, by model."""
        return grouped((tuning.model, tuning) for tuning in self.tunings if tuning.model is not None)

    @cached_property
    def guidance_on(self) -> dict[Topic, tuple[Guidance, ...]]:
        """Sourced statements by topic."""
        return grouped((row.topic, row) for row in self.guidance)


# The indexes that each kind of row stands in; of every other kind they stay as they are.
_INDEXES: dict[str, tuple[str, ...]] = {
    "models": ("model",),
    "data_terms": ("terms_of",),
    "offers": ("offers_of",),
    "prices": ("prices_of", "eu_prices_of", "seat_prices_of"),
    "scores": ("scores_of", "scores_on"),
    "cells": ("cell",),
}


def turned[Row](catalog: Catalog, kind: str, old: Row, new: Row) -> Catalog:
    """Return the catalog with one row of a kind in place of another, as quickly as possible.

    Raises KeyError for a kind whose rows are not made to be turned over, ValueError where the old row is not there.
    """
    rows = list(getattr(catalog, kind))
    rows[rows.index(old)] = new
    changed = replace(catalog, **{kind: tuple(rows)})
    kept = {name: index for name, index in vars(catalog).items() if name not in {*KINDS, *_INDEXES[kind]}}
    vars(changed).update(kept)
    return changed


KINDS: tuple[str, ...] = tuple(field.name for field in fields(Catalog))
_JSON = msgspec.json.Decoder(Catalog)


def grouped[K, V](pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in the order they came."""
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def dump(catalog: Catalog) -> bytes:
    """Return the catalog as canonical JSON: UTF-8, fields in the order of this file, no spaces."""
    return msgspec.json.encode(catalog)


def load(payload: bytes | str) -> Catalog:
    """Return the catalog that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(payload)
