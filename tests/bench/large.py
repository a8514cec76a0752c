"""A made catalog as large as ours may ever get: the starter catalog's rows again and again under other names."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count, islice

from catalog.schema import Catalog, Price

MODELS, PRICES = 5_000, 100_000
MONTH = timedelta(days=30)


def large(catalog: Catalog) -> Catalog:
    """Return a catalog of 5,000 models and 100,000 dated prices, none of an offer overlapping another."""
    made = multiplied(catalog, MODELS // len(catalog.models) + 1)
    chosen = made.models[:MODELS]
    slugs = {model.slug for model in chosen}
    offers = tuple(row for row in made.offers if row.model in slugs)
    sold = {row.slug for row in offers}
    prices = [row for row in made.prices if row.offer is None or row.offer in sold]
    named = tuple(replace(model, name=f"{model.name} {number}") for number, model in enumerate(chosen))
    return replace(
        made,
        models=named,
        offers=offers,
        prices=(*prices, *islice(_earlier(prices), PRICES - len(prices))),
        scores=tuple(row for row in made.scores if row.model in slugs),
        tunings=tuple(row for row in made.tunings if row.model is None or row.model in slugs),
    )


def _earlier(prices: list[Price]) -> Iterator[Price]:
    """Yield what each offer's oldest price was a month before, two months before, and so on, without an end."""
    oldest: dict[tuple[str | None, str | None, str], Price] = {}
    for row in prices:
        key = (row.offer, row.product, row.unit)
        if key not in oldest or row.valid_from < oldest[key].valid_from:
            oldest[key] = row
    for months in count(1):
        for row in oldest.values():
            begun = row.valid_from - months * MONTH
            yield replace(row, valid_from=begun, valid_to=begun + MONTH - timedelta(days=1))


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
