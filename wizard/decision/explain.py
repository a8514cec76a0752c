"""Explaining: from a stored rule with its parameters to the sentence that people read, by the plan's own release."""

from collections.abc import Callable, Mapping
from datetime import date

from catalog.formatting import (
    capitalise,
    format_count,
    format_long_day,
    format_rough_money,
    format_spoken_minutes,
    lower_first,
)
from catalog.schema import Catalog, Cell, ExchangeRate
from catalog.vocabulary import MachineSize
from wizard.decision.decision import Parameter, Reason
from wizard.decision.rules import CONDITIONS, ENDINGS, RULES, STAKES, UNKNOWNS
from wizard.decision.vocabulary import Releaser


def sentence(reason: Reason, catalog: Catalog, rate: ExchangeRate | None = None) -> str:
    """Return the sentence of a reason, money in the currency of a rate. Raises KeyError for an unknown rule or parameter."""
    return capitalise(RULES[reason.rule].sentence.format_map(_values(reason, catalog, rate)))


def condition(reason: Reason, catalog: Catalog, rate: ExchangeRate | None = None) -> str:
    """Return the first half of what would change a plan: under which condition."""
    before, _, _ = RULES[reason.rule].sentence.partition(": {then}")
    return capitalise(before.format_map(_values(reason, catalog, rate)))


def consequence(reason: Reason, catalog: Catalog, rate: ExchangeRate | None = None) -> str:
    """Return its second half: what the plan would say then."""
    return _values(reason, catalog, rate)["then"]


def _values(reason: Reason, catalog: Catalog, rate: ExchangeRate | None) -> dict[str, str]:
    """Return the parameters of a reason as people read them."""
    given = dict(reason.parameters)
    values = {name: _in_words(name, value, catalog, rate) for name, value in reason.parameters}
    if "{then}" in RULES[reason.rule].sentence:
        values["then"] = _then(given, values)
    if "question" in given:
        values["answer"] = CONDITIONS[str(given["question"])][str(given["answer"])]
    return values


def _then(given: Mapping[str, Parameter], values: Mapping[str, str]) -> str:
    """Return what a plan would say under a condition: a name with what it costs, or how the question ends."""
    if "state" in given:
        return ENDINGS[str(given["state"])]
    if "ask" in given:
        return f"ask about {values['ask']} first"
    name, paid = (
        values.get("model") or values["app_plan"],
        "app_plan" in given and given.get("usd") == 0,
    )
    costs = (
        "which you pay for already"
        if paid
        else f"{values['usd']} a month"
        if "usd" in values
        else ""
    )
    return ", ".join(filter(None, (name, costs)))


def _in_words(name: str, value: Parameter, catalog: Catalog, rate: ExchangeRate | None) -> str:
    """Return a parameter as people read it; rows of the catalog stand under their names."""
    if name in _NAMED:
        found: str = getattr(catalog, _NAMED[name])[value].name
        return found
    if name in _ROWS:
        return _ROWS[name](str(value), catalog)
    if name in {"usd", "more"}:
        return format_rough_money(float(value), rate)
    if name in _FIGURES:
        return _FIGURES[name](float(value))
    return str(value)


# Parameters that stand for the name of a row, each with the catalog's index of such rows.
_NAMED = {
    "model": "model",
    "of": "model",
    "app_plan": "app_plan",
    "ask": "app_plan",
    "seller": "provider",
}
_NAMED |= {"board": "benchmark", "use_case": "use_case"}
_ROWS: Mapping[str, Callable[[str, Catalog], str]] = {
    "unknown": lambda slug, _: UNKNOWNS[slug],
    "cell": lambda key, catalog: _cell(key, catalog).reason,
    "advice": lambda slug, catalog: (
        f"{catalog.advice_row[slug].text} {catalog.advice_row[slug].action}"
    ),
    "stakes": lambda slug, _: STAKES[slug],
    "day": lambda day, _: format_long_day(date.fromisoformat(day)),
    "releaser": lambda slug, _: next(each.label for each in Releaser if each == slug),
    "machine": lambda slug, _: lower_first(
        next(size.label for size in MachineSize if size == slug)
    ),
}


def _cell(key: str, catalog: Catalog) -> Cell:
    return next(cell for cell in catalog.cells if key == f"{cell.use_case}/{cell.branch}")


TWICE = 2  # from here on people say times, below it per cent


def _hours(value: float) -> str:
    """Return hours of a month in whole ones; less than one as minutes."""
    return (
        format_count(round(value), "hour", "hours")
        if value >= 1
        else format_spoken_minutes(value * 60)
    )


_FIGURES: Mapping[str, Callable[[float], str]] = {
    "loses": lambda value: str(round(value)),
    "level": lambda value: format_count(round(value), "other", "others"),
    "results": lambda value: f"{round(value):,}",
    "hours": _hours,
    "factor": lambda value: (
        f"{value:.1f} times as much"
        if value >= TWICE
        else f"{max(round(100 * (value - 1)), 1)} % more"
    ),
    "people": lambda value: format_count(round(value), "person", "people"),
    "tools": lambda value: format_count(round(value), "tool", "tools"),
}
