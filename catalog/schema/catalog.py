"""The catalog as the public reads it: the facts of a release, and their indexes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

import msgspec

from catalog.schema.ai_models import AiModel, ModelStatement, Tuning
from catalog.schema.apps import App, AppPlan, AppStatement, Solution
from catalog.schema.ends import End
from catalog.schema.makers import Industry, JobRole, Modality, Provider
from catalog.schema.market import DataTerms, ExchangeRate, Machine, Offer, Price
from catalog.schema.matrix import Cell, Contrast, Finding, UseCase
from catalog.schema.measures import Advice, Benchmark, Guidance, Score, Source
from catalog.schema.phrases import JobPhrases
from catalog.schema.reading import (
    Article,
    Claim,
    Contradiction,
    FaqEntry,
    Synonym,
    Term,
    Wording,
)
from catalog.schema.skills import Skill
from catalog.vocabulary import AdviceTopic, Branch, Medium, PriceRegion, PriceUnit, Topic

DAYS_KEPT = 8  # of what rules work out for a day; anybody may ask for any day of two centuries
EDITORS_JUDGEMENT = "editors-judgement"
UNSOURCED = "unsourced"


class BySlug[Row](cached_property[dict[str, Row]]):
    """The rows of a kind by slug, made when they are first asked for."""

    def __init__(self, kind: str) -> None:
        super().__init__(lambda catalog: {row.slug: row for row in getattr(catalog, kind)})


class Grouped[Key, Row](cached_property[dict[Key, tuple[Row, ...]]]):
    """The rows of a kind under each value of a field, made when they are first asked for."""

    def __init__(self, kind: str, *, by: str) -> None:
        super().__init__(
            lambda catalog: group_pairs((getattr(row, by), row) for row in getattr(catalog, kind))
        )


@dataclass(frozen=True, kw_only=True, repr=False)  # all rows as text would halt a page of a fault
class Catalog:
    """Everything a release knows. Rows of each kind are ordered by their natural key."""

    sources: tuple[Source, ...] = ()
    providers: tuple[Provider, ...] = ()
    modalities: tuple[Modality, ...] = ()
    industries: tuple[Industry, ...] = ()
    job_roles: tuple[JobRole, ...] = ()
    models: tuple[AiModel, ...] = ()
    model_statements: tuple[ModelStatement, ...] = ()
    data_terms: tuple[DataTerms, ...] = ()
    offers: tuple[Offer, ...] = ()
    ends: tuple[End, ...] = ()
    machines: tuple[Machine, ...] = ()
    exchange_rates: tuple[ExchangeRate, ...] = ()
    tunings: tuple[Tuning, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    scores: tuple[Score, ...] = ()
    skills: tuple[Skill, ...] = ()
    use_cases: tuple[UseCase, ...] = ()
    apps: tuple[App, ...] = ()
    app_plans: tuple[AppPlan, ...] = ()
    app_statements: tuple[AppStatement, ...] = ()
    prices: tuple[Price, ...] = ()
    solutions: tuple[Solution, ...] = ()
    job_phrases: tuple[JobPhrases, ...] = ()
    cells: tuple[Cell, ...] = ()
    findings: tuple[Finding, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    articles: tuple[Article, ...] = ()
    terms: tuple[Term, ...] = ()
    faq: tuple[FaqEntry, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    advice: tuple[Advice, ...] = ()
    wordings: tuple[Wording, ...] = ()

    source = BySlug[Source]("sources")
    provider = BySlug[Provider]("providers")
    industry = BySlug[Industry]("industries")
    model = BySlug[AiModel]("models")
    terms_of = BySlug[DataTerms]("data_terms")
    offer = BySlug[Offer]("offers")
    app = BySlug[App]("apps")
    app_plan = BySlug[AppPlan]("app_plans")
    benchmark = BySlug[Benchmark]("benchmarks")
    skill = BySlug[Skill]("skills")
    use_case = BySlug[UseCase]("use_cases")
    claim = BySlug[Claim]("claims")
    advice_row = BySlug[Advice]("advice")

    ends_of_offer = Grouped[str | None, End]("ends", by="offer")
    ends_of_model = Grouped[str | None, End]("ends", by="model")
    statements_of = Grouped[str, ModelStatement]("model_statements", by="model")
    offers_of = Grouped[str, Offer]("offers", by="model")
    plans_of = Grouped[str, AppPlan]("app_plans", by="app")
    app_statements_of = Grouped[str, AppStatement]("app_statements", by="app")
    scores_of = Grouped[str, Score]("scores", by="model")
    scores_on = Grouped[str, Score]("scores", by="benchmark")
    tunings_of = Grouped[str | None, Tuning]("tunings", by="model")
    guidance_on = Grouped[Topic, Guidance]("guidance", by="topic")

    @cached_property
    def scores_by_test(self) -> dict[tuple[str, str], tuple[Score, ...]]:
        """Scores by model and test."""
        return group_pairs(((row.model, row.benchmark), row) for row in self.scores)

    @cached_property
    def cell(self) -> dict[tuple[str, Branch], Cell]:
        """Matrix cells by use case and branch."""
        return {(row.use_case, row.branch): row for row in self.cells}

    @cached_property
    def findings_of(self) -> dict[tuple[str, Branch], tuple[Finding, ...]]:
        """What others found, by matrix cell: the job's own, then what speaks for an answer."""
        rows = sorted(self.findings, key=lambda row: (row.near, row.fit is None, row.source))
        return group_pairs(((row.use_case, row.branch), row) for row in rows)

    @cached_property
    def prices_of(self) -> dict[str, tuple[Price, ...]]:
        """List prices by offer, in the order of units, oldest first."""
        return self._prices_in(PriceRegion.LIST)

    @cached_property
    def lowest_prices(self) -> dict[str, dict[PriceUnit, Decimal]]:
        """The lowest list price of each unit that any seller ever asked, by model."""
        lowest: defaultdict[str, dict[PriceUnit, Decimal]] = defaultdict(dict)
        for offer, prices in self.prices_of.items():
            of_model = lowest[offer.partition("@")[0]]
            for price in prices:
                of_model[price.unit] = min(of_model.get(price.unit, price.usd), price.usd)
        return lowest

    @cached_property
    def eu_prices_of(self) -> dict[str, tuple[Price, ...]]:
        """Prices in the EU by offer, oldest first, where they differ from the list price."""
        return self._prices_in(PriceRegion.EU)

    def _prices_in(self, region: PriceRegion) -> dict[str, tuple[Price, ...]]:
        rows = sorted(
            self.prices, key=lambda price: (price.unit.order, price.valid_from, price.tier)
        )
        return group_pairs(
            (price.offer, price)
            for price in rows
            if price.offer is not None and price.region is region
        )

    @cached_property
    def plan_prices_of(self) -> dict[str, tuple[Price, ...]]:
        """Prices by plan of an app, oldest first."""
        rows = sorted(self.prices, key=lambda price: (price.unit, price.valid_from))
        return group_pairs((price.app_plan, price) for price in rows if price.app_plan is not None)

    @cached_property
    def solution_of(self) -> dict[str, Solution]:
        """What solves each job, by job."""
        return {row.use_case: row for row in self.solutions}

    @cached_property
    def phrases_of(self) -> dict[str, JobPhrases]:
        """How a plan speaks of each job on file, by job."""
        return {row.use_case: row for row in self.job_phrases if row.use_case is not None}

    @cached_property
    def phrases_for(self) -> dict[Medium, JobPhrases]:
        """How a plan speaks of a job in the owner’s own words, by its kind of result."""
        return {row.medium: row for row in self.job_phrases if row.medium is not None}

    @cached_property
    def apps_for(self) -> dict[str, tuple[App, ...]]:
        """The apps that are made for each job."""
        return group_pairs((job, row) for row in self.apps for job in row.made_for)

    @cached_property
    def plans_with(self) -> dict[str, tuple[AppPlan, ...]]:
        """The plans that each app comes with: its own, then those of others."""
        own = ((row.app, row) for row in self.app_plans)
        of_others = ((app, row) for row in self.app_plans for app in row.also_holds)
        return group_pairs(chain(own, of_others))

    @cached_property
    def advice_on(self) -> dict[tuple[AdviceTopic, str], tuple[Advice, ...]]:
        """Advice by topic and subject, in the editors' order."""
        rows = sorted(self.advice, key=lambda row: (row.position, row.slug))
        return group_pairs(((row.topic, row.subject), row) for row in rows)

    @cached_property
    def wording_of(self) -> dict[str, dict[tuple[str, str], str]]:
        """The editors' words for a question or page: its texts, by part and answer."""
        rows = group_pairs((row.about, row) for row in self.wordings)
        return {
            about: {(row.part.value, row.answer): row.text for row in of}
            for about, of in rows.items()
        }

    def once[Made](self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what a rule works out of the catalog alone, made when it is first asked for.

        Threads that ask at the same moment may each make it, and all get the one that was stored
        first: rows that are told apart by identity stay the same.
        """
        derived: dict[Hashable, Any] = self.__dict__.setdefault("_derived", {})
        made: Made = derived[key] if key in derived else derived.setdefault(key, make())
        return made

    def once_of[Made](self, kind: str, make: Callable[[], Made]) -> Made:
        """Return what is worked out of the rows of one kind alone.

        `reuse_indexes` takes it over where these rows stay.
        """
        worked_out: dict[str, Any] = self.__dict__.setdefault("_of_kind", {})
        if kind not in worked_out:
            worked_out.setdefault(kind, make())
        made: Made = worked_out[kind]
        return made

    def on_day[Made](self, key: Hashable, make: Callable[[date], Made], day: date) -> Made:
        """Return what a rule works out of the catalog for a day, kept for the last days asked."""
        derived: dict[Hashable, Any] = self.__dict__.setdefault("_derived", {})
        if key not in derived:
            derived.setdefault(key, lru_cache(maxsize=DAYS_KEPT)(make))
        made: Made = derived[key](day)
        return made


# The indexes that each kind of row stands in; of every other kind they stay as they are.
_INDEXES: dict[str, tuple[str, ...]] = {
    "models": ("model",),
    "app_plans": ("app_plan", "plans_of", "plans_with"),
    "app_statements": ("app_statements_of",),
    "data_terms": ("terms_of",),
    "offers": ("offers_of",),
    "ends": ("ends_of_offer", "ends_of_model"),
    "prices": ("prices_of", "lowest_prices", "eu_prices_of", "plan_prices_of"),
    "scores": ("scores_of", "scores_on", "scores_by_test"),
    "cells": ("cell",),
}


def with_row[Row](catalog: Catalog, kind: str, old: Row, new: Row) -> Catalog:
    """Return the catalog with one row of a kind in place of another, as quickly as possible.

    Raises KeyError for a kind whose rows cannot be replaced, ValueError where the old row is not
    there.
    """
    rows = list(getattr(catalog, kind))
    rows[rows.index(old)] = new
    return reuse_indexes(catalog, replace(catalog, **{kind: tuple(rows)}), but=_INDEXES[kind])


def reuse_indexes[Changed: Catalog](
    old: Catalog, new: Changed, *, but: Collection[str] = ()
) -> Changed:
    """Return the new catalog with the indexes of the old one that did not change.

    What rules worked out is not taken over.
    """
    own = {*(field.name for field in fields(new)), *but, "_derived", "_of_kind"}
    vars(new).update({name: index for name, index in vars(old).items() if name not in own})
    made_before = vars(old).get("_of_kind", {}).items()
    same = {kind: made for kind, made in made_before if getattr(new, kind) is getattr(old, kind)}
    vars(new)["_of_kind"] = same
    return new


_JSON = msgspec.json.Decoder(Catalog)


def group_pairs[K, V](pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in the order they came."""
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def dump(catalog: Catalog) -> bytes:
    """Return the catalog as canonical JSON: UTF-8, described order of fields, no spaces."""
    return msgspec.json.encode(catalog)


def load(payload: bytes | str) -> Catalog:
    """Return the catalog that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(payload)
