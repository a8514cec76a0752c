"""What rows are called on pages, and where each is shown."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse

from catalog.formatting import format_day, inline_label, lower_first
from catalog.registry import KINDS, FactKind
from catalog.schema import (
    Catalog,
    Cell,
    End,
    ExchangeRate,
    ModelStatement,
    Offer,
    Price,
    Score,
)


def name_of(catalog: Catalog, kind: FactKind, row: Any) -> str:
    """Return what a row is called, with the names of the rows that it stands on."""
    name = _NAMES.get(kind.name)
    return name(catalog, row) if name else str(getattr(row, kind.title))


def names_in(*catalogs: Catalog) -> Callable[[str, str], str]:
    """Return a function that tells a row's name by kind and slug, else the slug.

    The name is from the first of the catalogs that has the row.
    """

    def name(kind_name: str, slug: str) -> str:
        kind = KINDS[kind_name]
        for catalog in catalogs:
            row = kind.find(catalog, slug)
            if row:
                return name_of(catalog, kind, row)
        return slug

    return name


def address_of(catalog: Catalog, kind: FactKind, row: Any) -> str:
    """Return where a row is shown, empty where no page shows it."""
    if kind.page:
        return reverse(f"catalog:{kind.code}", args=kind.key_of(row))
    if kind.place:
        return f"{reverse(f'catalog:{kind.place}')}#{row.slug}"
    if isinstance(row, Price):
        return _price_address(catalog, row)
    if isinstance(row, End):
        return _part("model", "ends", row.model or _model_of(row.offer or ""))
    return _part_address(kind, row)


def _at(catalog: Catalog, offer: str) -> str:
    model, _, seller = offer.partition("@")
    return f"{name_or_slug(catalog.model, model)} at {name_or_slug(catalog.provider, seller)}"


def _price_name(catalog: Catalog, price: Price) -> str:
    sold = _at(catalog, price.offer) if price.offer else ""
    bought = name_or_slug(catalog.app_plan, price.app_plan) if price.app_plan else ""
    region = lower_first(price.region.label) if price.region else ""
    start = f"from {format_day(price.valid_from)}"
    parts = (sold or bought, f"a {price.unit.label}", region, price.tier, start)
    return ", ".join(filter(None, parts))


def _end_name(catalog: Catalog, end: End) -> str:
    model = name_or_slug(catalog.model, end.model) if end.model else ""
    subject = _at(catalog, end.offer) if end.offer else model
    status = lower_first(end.status.label)
    what = f"{status}, {format_day(end.day)}" if end.day else status
    return f"{subject}: {what}"


def _statement_name(catalog: Catalog, statement: ModelStatement) -> str:
    source = catalog.source.get(statement.source)
    title = source.title if source else statement.source
    return f"{name_or_slug(catalog.model, statement.model)}, by {title}"


def _offer_name(catalog: Catalog, offer: Offer) -> str:
    return _at(catalog, offer.slug)


def _score_name(catalog: Catalog, score: Score) -> str:
    model = name_or_slug(catalog.model, score.model)
    return f"{model}, {name_or_slug(catalog.benchmark, score.benchmark)}"


def _cell_name(catalog: Catalog, cell: Cell) -> str:
    return f"{name_or_slug(catalog.use_case, cell.use_case)}, {inline_label(cell.branch)}"


def _rate_name(_: Catalog, rate: ExchangeRate) -> str:
    return f"{rate.currency.label} from {format_day(rate.valid_from)}"


def sorted_by_name[Row](rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows by name, small letters and capitals alike."""
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.slug)))  # type: ignore[attr-defined]  # named rows


def name_or_slug(rows: Mapping[str, Any], slug: str) -> str:
    """Return the name of the row of that slug; the slug where there is none."""
    return str(rows[slug].name) if slug in rows else slug


def _part(view: str, anchor: str, *args: str) -> str:
    return f"{reverse(f'catalog:{view}', args=args)}#{anchor}"


def _model_of(offer: str) -> str:
    return offer.partition("@")[0]


def _price_address(catalog: Catalog, price: Price) -> str:
    if price.offer:
        return _part("model", "price", _model_of(price.offer))
    app_plan = catalog.app_plan.get(price.app_plan or "")
    return _part("app", app_plan.slug, app_plan.app) if app_plan else reverse("catalog:models")


class PartOfPage(NamedTuple):
    """Where rows of a kind stand on the pages of other rows."""

    view: str
    anchor: str  # with {row} for the row
    keys: tuple[str, ...]  # the fields that name the other row


# Where rows are shown that are a part of another row's page.
_PARTS: Mapping[str, PartOfPage] = {
    "model_statements": PartOfPage("model", "media", ("model",)),
    "offers": PartOfPage("model", "terms", ("model",)),
    "scores": PartOfPage("model", "score-{row.benchmark}", ("model",)),
    "data_terms": PartOfPage("provider", "terms-{row.slug}", ("seller",)),
    "tunings": PartOfPage("provider", "tuning-{row.slug}", ("host",)),
    "app_plans": PartOfPage("app", "{row.slug}", ("app",)),
    "findings": PartOfPage("cell", "findings", ("use_case", "branch")),
}


def _part_address(kind: FactKind, row: Any) -> str:
    part = _PARTS.get(kind.name)
    if part is None:
        return ""
    keys = [getattr(row, key) for key in part.keys]
    return _part(part.view, part.anchor.format(row=row), *keys)


# Of kinds whose rows have no name of their own.
_NAMES: Mapping[str, Callable[[Catalog, Any], str]] = {
    "offers": _offer_name,
    "prices": _price_name,
    "ends": _end_name,
    "model_statements": _statement_name,
    "scores": _score_name,
    "cells": _cell_name,
    "exchange_rates": _rate_name,
}
