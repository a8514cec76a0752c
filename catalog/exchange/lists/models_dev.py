"""models.dev's `api.json`: sellers, their models, dollars per million tokens."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from catalog.exchange.lists.observation import NO_UNIT, TIER, Observation, Rule, WrongListError, left_out, observed
from catalog.vocabulary import PriceUnit

_ONE = Decimal(1)
_RULES: dict[str, Rule] = {
    "input": (PriceUnit.INPUT_MTOK, _ONE),
    "output": (PriceUnit.OUTPUT_MTOK, _ONE),
    "cache_read": (PriceUnit.CACHED_INPUT_MTOK, _ONE),
}


def observations(data: Any) -> Iterator[Observation]:
    """Yield every price of the file, and why those are left that cannot be compared. Raises `WrongListError`."""
    if not isinstance(data, dict):
        raise WrongListError("This is not models.dev’s api.json: it starts with sellers by name, an object.")
    for seller, entry in data.items():
        models = entry.get("models") if isinstance(entry, dict) else None
        if not isinstance(models, dict):
            yield left_out(seller=seller)
            continue
        for name, model in models.items():
            yield from _of_model(seller, name, model)


def _of_model(seller: str, name: str, model: object) -> Iterator[Observation]:
    if not isinstance(model, dict):
        yield left_out(seller=seller, model=name)
        return
    cost = model.get("cost")
    if not isinstance(cost, dict) or not cost:
        yield left_out("The entry has no price.", seller=seller, model=name)
        return
    for field, value in cost.items():
        tier = isinstance(value, dict | list) or "over" in field
        yield observed(seller, name, field, value, TIER if tier else _RULES.get(field, NO_UNIT))
