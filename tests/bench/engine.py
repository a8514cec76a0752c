"""How long a decision takes, on the starter catalog and on ten times its models."""

import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from catalog.parsing import Span
from catalog.schema import Catalog
from catalog.vocabulary import Medium
from tests.bench.table import Row, at_most
from tests.support import starter_catalog
from tests.wizard.engine.strategies import ON
from wizard.engine.answers import Answers, Output
from wizard.engine.decide import decide

TIMES = 10
ROUNDS = 7
BUDGET_MS = 50


def rows() -> list[Row]:
    """Return the best of several rounds, and what ten times the models cost beside ten times the work."""
    one, ten = starter_catalog(), multiplied(starter_catalog(), TIMES)
    answers = six_outputs(one)
    small = best_ms(lambda: decide(answers, one, ON))
    large = best_ms(lambda: decide(answers, ten, ON))
    return [
        Row(f"decide, six outputs, {len(one.models)} models (budget {BUDGET_MS})", round(small, 1), "ms"),
        Row(f"decide, six outputs, {len(ten.models):,} models", round(large, 1), "ms"),
        Row(f"the same, beside {TIMES} times the first", round(large / (small * TIMES), 2), "×", at_most(1, 0.3)),
    ]


def six_outputs(catalog: Catalog) -> Answers:
    """Return an owner who wants six things of five kinds, and is sure of little: the most work there is."""
    volume = Span(low=Decimal(100), high=Decimal(300))
    use_cases = list(catalog.use_case)[:: max(1, len(catalog.use_case) // 3)][:3]
    media = (Medium.TEXT, Medium.IMAGE, Medium.VIDEO)
    return Answers(
        outputs=(
            *(Output(key=slug, use_case=slug, per_month=volume) for slug in use_cases),
            *(Output(key=f"own-{medium}", medium=medium, per_month=volume) for medium in media),
        )
    )


def multiplied(catalog: Catalog, times: int) -> Catalog:
    """Return the catalog with every model, its offers, prices, scores and ways to adapt so many times."""
    copies = range(times)

    def named(slug: str, copy: int) -> str:
        return f"{slug}-copy-{copy}" if copy else slug

    def offer_named(slug: str, copy: int) -> str:
        model, at, seller = slug.partition("@")
        return f"{named(model, copy)}{at}{seller}"

    return replace(
        catalog,
        models=tuple(replace(row, slug=named(row.slug, copy)) for copy in copies for row in catalog.models),
        offers=tuple(
            replace(row, slug=offer_named(row.slug, copy), model=named(row.model, copy))
            for copy in copies
            for row in catalog.offers
        ),
        prices=tuple(
            replace(row, offer=offer_named(row.offer, copy) if row.offer else None)
            for copy in copies
            for row in catalog.prices
            if row.offer or not copy
        ),
        scores=tuple(replace(row, model=named(row.model, copy)) for copy in copies for row in catalog.scores),
        tunings=tuple(
            replace(row, slug=named(row.slug, copy), model=named(row.model, copy) if row.model else None)
            for copy in copies
            for row in catalog.tunings
        ),
    )


def best_ms(work: Callable[[], object]) -> float:
    """Return the shortest of several rounds in milliseconds; the first, which fills the catalog's indexes, is left out."""
    work()
    return min(_timed(work) for _ in range(ROUNDS)) * 1000


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
