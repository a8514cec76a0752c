"""A made catalog as large as ours may ever get.

It has the starter catalog's rows again and again under other names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count, islice
from typing import Any

from catalog.schema import Catalog, Price

MODELS, PRICES = 5_000, 100_000
MONTH = timedelta(days=30)


def large(catalog: Catalog, models: int = MODELS, prices: int = PRICES) -> Catalog:
    """Return a catalog of so many models and dated prices, none of an offer overlapping another."""
    copies = multiplied(catalog, models // len(catalog.models) + 1)
    chosen = copies.models[:models]
    slugs = {model.slug for model in chosen}
    offers = tuple(row for row in copies.offers if row.model in slugs)
    sold = {row.slug for row in offers}
    known = [row for row in copies.prices if row.offer is None or row.offer in sold]
    named = tuple(
        replace(model, name=f"{model.name} {number}") for number, model in enumerate(chosen)
    )
    return replace(
        copies,
        models=named,
        offers=offers,
        prices=(*known, *islice(_earlier(known), max(0, prices - len(known)))),
        scores=tuple(row for row in copies.scores if row.model in slugs),
        tunings=tuple(row for row in copies.tunings if row.model is None or row.model in slugs),
    )


def _earlier(prices: list[Price]) -> Iterator[Price]:
    """Yield what each offer's oldest price was one month before, two before, and on without end."""
    oldest: dict[tuple[str | None, str | None, str], Price] = {}
    for row in prices:
        key = (row.offer, row.app_plan, row.unit)
        if key not in oldest or row.valid_from < oldest[key].valid_from:
            oldest[key] = row
    for months in count(1):
        for row in oldest.values():
            begun = row.valid_from - months * MONTH
            yield replace(row, valid_from=begun, valid_to=begun + MONTH - timedelta(days=1))


def multiplied(catalog: Catalog, times: int) -> Catalog:
    """Return the catalog with models, offers, prices, scores and adaptations repeated.

    Every model has its own as many times, with its ways to adapt.
    """

    def copied(rows: Iterable[Any], *names: str) -> tuple[Any, ...]:
        return tuple(
            replace(row, **{name: _named(getattr(row, name), copy) for name in names})
            for copy in range(times)
            for row in rows
        )

    of_products = (row for row in catalog.prices if not row.offer)
    return replace(
        catalog,
        models=copied(catalog.models, "slug"),
        offers=copied(catalog.offers, "slug", "model"),
        prices=(*of_products, *copied([row for row in catalog.prices if row.offer], "offer")),
        scores=copied(catalog.scores, "model"),
        tunings=copied(catalog.tunings, "slug", "model"),
    )


def _named(slug: str | None, copy: int) -> str | None:
    """Return what a copy of a model is called, or an offer of it."""
    model, at, seller = (slug or "").partition("@")
    return f"{model}-copy-{copy}{at}{seller}" if slug and copy else slug
