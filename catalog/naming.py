"""What rows are called on pages, and where each is shown."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from catalog.formatting import format_day, inline_label, lower_first
from catalog.registry import FactKind
from catalog.schema import Catalog, Product


def name_of(catalog: Catalog, kind: FactKind, row: Any) -> str:
    """Return what a row is called, with the names of the rows that it stands on."""
    match kind.name:
        case "offers":
            return f"{name_or_slug(catalog.model, row.model)} at {name_or_slug(catalog.provider, row.seller)}"
        case "prices":
            region = lower_first(row.region.label) if row.region else ""
            what = (_sold(catalog, row), f"a {row.unit.label}", region, row.tier)
            return f"{', '.join(filter(None, what))}, from {format_day(row.valid_from)}"
        case "scores":
            return f"{name_or_slug(catalog.model, row.model)}, {name_or_slug(catalog.benchmark, row.benchmark)}"
        case "cells":
            return f"{name_or_slug(catalog.use_case, row.use_case)}, {inline_label(row.branch)}"
        case "exchange_rates":
            return f"{row.currency.label} from {format_day(row.valid_from)}"
        case _:
            return str(getattr(row, kind.title))


def address_of(catalog: Catalog, kind: FactKind, row: Any) -> str:  # noqa: PLR0911  # one case a kind
    """Return where a row is shown, empty where no page shows it."""
    if kind.page:
        return reverse(f"catalog:{kind.row or kind.one}", args=kind.key_of(row))
    if kind.place:
        return f"{reverse(f'catalog:{kind.place}')}#{row.slug}"
    match kind.name:
        case "offers":
            return _model(row.model, "terms")
        case "scores":
            return _model(row.model, f"score-{row.benchmark}")
        case "data_terms":
            return _provider(row.seller, f"terms-{row.slug}")
        case "tunings":
            return _provider(row.host, f"tuning-{row.slug}")
        case "products":
            return _tool(row)
        case "prices" if row.offer:
            return _model(row.offer.partition("@")[0], "price")
        case "prices":
            product = next((each for each in catalog.products if each.slug == row.product), None)
            return _tool(product) if product else reverse("catalog:models")
        case _:
            return ""


def row_of(catalog: Catalog, kind: str, slug: str) -> Any:
    """Return the row of that slug; raises StopIteration where there is none."""
    return next(row for row in getattr(catalog, kind) if row.slug == slug)


def _sold(catalog: Catalog, price: Any) -> str:
    if price.offer is None:
        return next((product.name for product in catalog.products if product.slug == price.product), price.product)
    model, _, seller = price.offer.partition("@")
    return f"{name_or_slug(catalog.model, model)} at {name_or_slug(catalog.provider, seller)}"


def name_or_slug(rows: Mapping[str, Any], slug: str) -> str:
    """Return the name of the row of that slug; the slug where there is none."""
    return str(rows[slug].name) if slug in rows else slug


def _model(slug: str, anchor: str) -> str:
    return f"{reverse('catalog:model', args=[slug])}#{anchor}"


def _tool(product: Product) -> str:
    return f"{reverse('catalog:tool', args=[product.tool])}#{product.slug}"


def _provider(slug: str, anchor: str) -> str:
    return f"{reverse('catalog:provider', args=[slug])}#{anchor}"
