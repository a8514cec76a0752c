"""models.dev's `api.json`: sellers, their models, dollars per million tokens."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from catalog.exchange.lists.observation import NO_ENTRY, NO_UNIT, TIER, Observation, Rule, WrongListError, observed
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
            yield Observation(seller=seller, model="", field="entry", reason=NO_ENTRY)
            continue
        for name, model in models.items():
            yield from _of_model(seller, name, model)


def _of_model(seller: str, name: str, model: object) -> Iterator[Observation]:
    if not isinstance(model, dict):
        yield Observation(seller=seller, model=name, field="entry", reason=NO_ENTRY)
        return
    cost = model.get("cost")
    if not isinstance(cost, dict) or not cost:
        yield Observation(seller=seller, model=name, field="entry", reason="The entry has no price.")
        return
    for field, value in cost.items():
        tier = isinstance(value, dict | list) or "over" in field
        yield observed(seller, name, field, value, TIER if tier else _RULES.get(field, NO_UNIT))
