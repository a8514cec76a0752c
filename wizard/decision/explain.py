"""Explaining: from a stored rule with its parameters to the sentence that people read, by the plan's own release."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from catalog.facts import Catalog
from catalog.formatting import format_money, lower_first
from catalog.vocabulary import MachineSize
from wizard.decision.decision import Parameter, Reason
from wizard.decision.rules import RULES, STAKES


def sentence(reason: Reason, catalog: Catalog) -> str:
    """Return the sentence of a reason. Raises KeyError for a rule or parameter that does not exist."""
    values = {name: _in_words(name, value, catalog) for name, value in reason.parameters}
    return RULES[reason.rule].sentence.format_map(values)


def _in_words(name: str, value: Parameter, catalog: Catalog) -> str:
    """Return a parameter as people read it; rows of the catalog stand under their names."""
    if name in _ROWS:
        return _ROWS[name](str(value), catalog)
    if name in _FIGURES:
        return _FIGURES[name](float(value))
    return str(value)


_ROWS: Mapping[str, Callable[[str, Catalog], str]] = {
    "model": lambda slug, catalog: catalog.model[slug].name,
    "board": lambda slug, catalog: catalog.benchmark[slug].name,
    "use_case": lambda slug, catalog: catalog.use_case[slug].name,
    "stakes": lambda slug, _: STAKES[slug],
    "machine": lambda slug, _: lower_first(next(size.label for size in MachineSize if size == slug)),
}
_FIGURES: Mapping[str, Callable[[float], str]] = {
    "loses": lambda value: str(round(value)),
    "usd": lambda value: format_money(Decimal(str(value))),
}
