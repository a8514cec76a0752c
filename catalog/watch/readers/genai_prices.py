"""genai-prices: sellers, their models, US dollars per million tokens.

Some prices have the day from which they hold.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.vocabulary import PriceUnit
from catalog.watch.statements import (
    HOURS,
    NO_UNIT,
    TIER,
    EntryStatement,
    ListContent,
    Observation,
    Parts,
    Rule,
    Statement,
    WrongListError,
    left_out,
    observed,
    only_part,
    parsed,
    text,
)

_ONE = Decimal(1)
_RULES: dict[str, Rule] = {
    "input_mtok": (PriceUnit.INPUT_MTOK, _ONE),
    "output_mtok": (PriceUnit.OUTPUT_MTOK, _ONE),
    "cache_read_mtok": (PriceUnit.CACHED_INPUT_MTOK, _ONE),
}


def read(parts: Parts) -> ListContent:
    """Return all that the file says. Raises `WrongListError`."""
    return content_of(parsed(only_part(parts)))


def content_of(data: Any) -> ListContent:
    """Return the list's prices, and why others cannot be compared. Raises `WrongListError`."""
    if not isinstance(data, list):
        raise WrongListError(
            "This is not the price file of genai-prices: it starts with a list of sellers."
        )
    return ListContent(statements=tuple(row for entry in data for row in _of_seller(entry)))


def _of_seller(entry: Any) -> Iterator[Statement]:
    seller = text(entry.get("id")) if isinstance(entry, dict) else ""
    models = entry.get("models") if isinstance(entry, dict) else None
    if not isinstance(models, list):
        yield left_out(seller=seller)
        return
    for model in models:
        yield from _of_model(seller, model)


def _of_model(seller: str, model: object) -> Iterator[Statement]:
    if not isinstance(model, dict):
        yield left_out(seller=seller)
        return
    name, stated = text(model.get("id")), model.get("prices")
    yield EntryStatement(seller=seller, model=name)
    prices = stated if isinstance(stated, list) else [{"prices": stated}]
    # What stands beside a price for some hours holds only for the rest of the day.
    hours = next(
        (reason for price in prices if isinstance(price, dict) and (reason := _when(price)[1])), ""
    )
    for price in prices:
        by_field = price.get("prices") if isinstance(price, dict) else None
        if not isinstance(by_field, dict):
            yield left_out(seller=seller, model=name)
            continue
        start, reason = _when(price)[0], hours
        for field, value in by_field.items():
            usd = value.get("base") if isinstance(value, dict) else value
            yield observed(seller, name, field, usd, reason or _RULES.get(field, NO_UNIT), start)
            if isinstance(value, dict) and not reason:
                yield Observation(seller=seller, model=name, field=f"{field} tiers", reason=TIER)


def _when(price: dict[str, Any]) -> tuple[date | None, str]:
    constraint = price.get("constraint")
    if not isinstance(constraint, dict) or not constraint:
        return None, ""
    try:
        return date.fromisoformat(text(constraint.get("start_date"))), ""
    except ValueError:
        return None, HOURS
