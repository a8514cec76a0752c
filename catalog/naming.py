"""What rows are called on pages, and where each is shown."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse

from catalog.formatting import format_day, inline_label, lower_first
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog, End, ModelStatement, Price


def name_of(catalog: Catalog, kind: FactKind, row: Any) -> str:
    """Return what a row is called, with the names of the rows that it stands on."""
    name = _NAMES.get(kind.name)
    return name(catalog, row) if name else str(getattr(row, kind.title))


def names_in(*catalogs: Catalog) -> Callable[[str, str], str]:
    """Return a function that tells a row's name by kind and slug, else the slug.

    The name is from the first of the catalogs that has the row.
    """

    def name(kind: str, slug: str) -> str:
        rows = ((catalog, KINDS[kind].find(catalog, slug)) for catalog in catalogs)
        return next((name_of(catalog, KINDS[kind], row) for catalog, row in rows if row), slug)

    return name


def address_of(catalog: Catalog, kind: FactKind, row: Any) -> str:
    """Return where a row is shown, empty where no page shows it."""
    if kind.page:
        return reverse(f"catalog:{kind.code}", args=kind.key_of(row))
    if kind.place:
        return f"{reverse(f'catalog:{kind.place}')}#{row.slug}"
    part = _PARTS.get(kind.name)
    return part(catalog, row) if part else ""


def _at(catalog: Catalog, offer: str) -> str:
    model, _, seller = offer.partition("@")
    return f"{name_or_slug(catalog.model, model)} at {name_or_slug(catalog.provider, seller)}"


def _price_name(catalog: Catalog, price: Price) -> str:
    sold = _at(catalog, price.offer) if price.offer else ""
    bought = name_or_slug(catalog.app_plan, price.app_plan) if price.app_plan else ""
    region = lower_first(price.region.label) if price.region else ""
    what = (sold or bought, f"a {price.unit.label}", region, price.tier)
    return f"{', '.join(filter(None, what))}, from {format_day(price.valid_from)}"


def _end_name(catalog: Catalog, end: End) -> str:
    model = name_or_slug(catalog.model, end.model) if end.model else ""
    of = _at(catalog, end.offer) if end.offer else model
    day = format_day(end.day) if end.day else ""
    return f"{of}: {', '.join(filter(None, (lower_first(end.status.label), day)))}"


def _statement_name(catalog: Catalog, statement: ModelStatement) -> str:
    source = catalog.source.get(statement.source)
    title = source.title if source else statement.source
    return f"{name_or_slug(catalog.model, statement.model)}, by {title}"


def sorted_by_name[Row](rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows by name, small letters and capitals alike."""
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.slug)))  # type: ignore[attr-defined]  # named rows


def name_or_slug(rows: Mapping[str, Any], slug: str) -> str:
    """Return the name of the row of that slug; the slug where there is none."""
    return str(rows[slug].name) if slug in rows else slug


def _part(view: str, anchor: str, *args: str) -> str:
    return f"{reverse(f'catalog:{view}', args=args)}#{anchor}"


def _price(catalog: Catalog, price: Price) -> str:
    if price.offer:
        return _part("model", "price", price.offer.partition("@")[0])
    app_plan = catalog.app_plan.get(price.app_plan or "")
    return _part("app", app_plan.slug, app_plan.app) if app_plan else reverse("catalog:models")


# Of kinds whose rows have no name of their own.
_NAMES: Mapping[str, Callable[[Catalog, Any], str]] = {
    "offers": lambda catalog, row: _at(catalog, row.slug),
    "prices": _price_name,
    "ends": _end_name,
    "model_statements": _statement_name,
    "scores": lambda catalog, row: (
        f"{name_or_slug(catalog.model, row.model)}, "
        f"{name_or_slug(catalog.benchmark, row.benchmark)}"
    ),
    "cells": lambda catalog, row: (
        f"{name_or_slug(catalog.use_case, row.use_case)}, {inline_label(row.branch)}"
    ),
    "exchange_rates": lambda _, row: f"{row.currency.label} from {format_day(row.valid_from)}",
}

# Where rows are shown that are a part of another row's page.
_PARTS: Mapping[str, Callable[[Catalog, Any], str]] = {
    "model_statements": lambda _, row: _part("model", "media", row.model),
    "offers": lambda _, row: _part("model", "terms", row.model),
    "ends": lambda _, row: _part("model", "ends", row.model or row.offer.partition("@")[0]),
    "scores": lambda _, row: _part("model", f"score-{row.benchmark}", row.model),
    "data_terms": lambda _, row: _part("provider", f"terms-{row.slug}", row.seller),
    "tunings": lambda _, row: _part("provider", f"tuning-{row.slug}", row.host),
    "app_plans": lambda _, row: _part("app", row.slug, row.app),
    "findings": lambda _, row: _part("cell", "findings", row.use_case, row.branch),
    "prices": _price,
}
