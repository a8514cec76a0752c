"""A catalog of five models, small enough to reckon with by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

from catalog.parsing import Span
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    Cell,
    DataTerms,
    Industry,
    Modality,
    Offer,
    Price,
    Provider,
    Score,
    Source,
    UseCase,
)
from catalog.vocabulary import (
    Branch,
    Confidence,
    Fit,
    Known,
    Medium,
    PriceUnit,
    Task,
    Training,
    Voice,
)
from tests.wizard.engine.strategies import ON
from wizard.engine.answers import Answers, Output, Weights
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Check, Importance
from wizard.engine.workload import PriceBook, needs

DAY = date(2026, 11, 1)
STAMP: dict[str, Any] = {"source": "test", "as_of": DAY}
ALL = {"open_weights": Known.YES, "tuning": Known.YES, "structured_output": Known.YES, "tools": Known.YES}
NONE = dict.fromkeys(ALL, Known.NO)


def model(slug: str, **given: Any) -> AiModel:
    """Return a language model of which little is known but what is given."""
    values: dict[str, Any] = {
        "slug": slug,
        "name": slug.capitalize(),
        "provider": "acme",
        "commercial_use": Known.YES,
        "inputs": (Medium.TEXT,),
        "outputs": (Medium.TEXT,),
        **STAMP,
    }
    return AiModel(**values | given)


def score(slug: str, value: str, **given: Any) -> Score:
    """Return an independent figure on the one benchmark."""
    values: dict[str, Any] = {"voice": Voice.MEASURED, "measured_by": "a lab", **STAMP}
    return Score(benchmark="essays", model=slug, value=Decimal(value), **values | given)


def price(slug: str, usd: str, unit: PriceUnit, **given: Any) -> Price:
    """Return a price of the model's offer at Acme."""
    values: dict[str, Any] = {"offer": f"{slug}@acme", "valid_from": DAY, **STAMP}
    return Price(unit=unit, usd=Decimal(usd), **values | given)


def both_ways(slug: str, usd: str) -> tuple[Price, Price]:
    """Return the same price for tokens in and tokens out."""
    return price(slug, usd, PriceUnit.INPUT_MTOK), price(slug, usd, PriceUnit.OUTPUT_MTOK)


def offer(slug: str, **given: Any) -> Offer:
    """Return Acme's offer of a model."""
    values: dict[str, Any] = {"model": slug, "seller": "acme", **STAMP} | given
    return Offer(slug=f"{slug}@{values['seller']}", **values)


def use_case(slug: str = "letters", **given: Any) -> UseCase:
    """Return a job of 1,000 tokens in and 1,000 out that takes half an hour by hand."""
    values: dict[str, Any] = {
        "name": f"Write {slug}",
        "result": slug,
        "industry": "all",
        "inputs": (Medium.TEXT,),
        "outputs": (Medium.TEXT,),
        "tasks": (Task.WRITING,),
        "unit": "letter",
        "unit_plural": "letters",
        "tokens_in": 1000,
        "tokens_out": 1000,
        "minutes_by_hand": Decimal(30),
        **STAMP,
    }
    return UseCase(slug=slug, **values | given)


def cell(slug: str = "letters", branch: Branch = Branch.LANGUAGE, fit: Fit = Fit.YES, **given: Any) -> Cell:
    """Return a cell of the matrix."""
    return Cell(use_case=slug, branch=branch, fit=fit, reason="It has been seen to work.", **STAMP | given)


def catalog(**rows: Any) -> Catalog:
    """Return the five models, or other rows where they are given."""
    kinds: dict[str, Any] = {
        "sources": (
            Source(slug="test", title="A test", voice=Voice.MEASURED),
            Source(slug="editors-judgement", title="Editor’s judgement", voice=Voice.EDITOR),
        ),
        "providers": (Provider(slug="acme", name="Acme"), Provider(slug="bolt", name="Bolt")),
        "modalities": tuple(Modality(slug=medium, name=medium.label, explanation="") for medium in Medium),
        "industries": (Industry(slug="all", name="All", explanation=""),),
        "models": (
            model(
                "alpha",
                context_tokens=20_000,
                **{**ALL, "open_weights": Known.NO, "tuning": Known.NO},
            ),
            model("beta", context_tokens=2_000),
            model("delta", context_tokens=2_000, retires=date(2027, 12, 31), **NONE),
            model("epsilon", open_weights=Known.YES),
            model("gamma", context_tokens=2_000, **ALL),
        ),
        "offers": tuple(offer(slug) for slug in ("alpha", "beta", "delta", "epsilon", "gamma")),
        "prices": (
            *both_ways("alpha", "5"),
            *both_ways("beta", "0.5"),
            *both_ways("delta", "5"),
            *both_ways("gamma", "0.05"),
        ),
        "benchmarks": (
            Benchmark(slug="essays", name="Essays", measures="writing", task=Task.WRITING, unit="points", **STAMP),
        ),
        "scores": (
            score("alpha", "100"),
            score("beta", "80"),
            score("delta", "20"),
            score("epsilon", "0"),
            score("gamma", "60"),
        ),
        "use_cases": (use_case(), use_case("notes")),
        "cells": (cell(), cell("notes")),
    }
    return Catalog(**kinds | rows)


def terms(slug: str, trains: Training, **given: Any) -> DataTerms:
    """Return Acme's terms."""
    values: dict[str, Any] = {"seller": "acme", "product": "API", "confidence": Confidence.HIGH, **STAMP}
    return DataTerms(slug=slug, trains_on_inputs=trains, **values | given)


LETTERS = Output(key="letters", use_case="letters", per_month=Span(low=Decimal(100), high=Decimal(100)))
QUALITY_FIRST = Weights(
    quality=Importance.MUST, cost=Importance.NICE, control=Importance.NO_MATTER, headroom=Importance.NO_MATTER
)
PLAIN = Answers(outputs=(LETTERS,), check=Check.EVERY, weights=QUALITY_FIRST, usd_per_hour=Decimal(60))


def case(answers: Answers = PLAIN, known: Catalog | None = None) -> Case:
    """Return the first need of an owner over the five models."""
    rows = known or catalog()
    return Case(answers=answers, catalog=rows, on=ON, need=needs(answers, rows)[0], prices=PriceBook(rows, ON))
