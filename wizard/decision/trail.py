"""The trail of a reason: the answers and facts a rule rests on.

Sentences are found by the rule's name.
"""

from dataclasses import dataclass
from typing import Any

from catalog.registry import KINDS
from catalog.schema import Catalog

type Parameter = str | int | float


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a row of the catalog that a reason rests on. The row names its own source."""

    kind: str  # the kind's name in the registry, such as "offers"
    key: str  # the row's id, as in the API
    field: str = ""  # empty: the row as a whole


def cited_fact(kind: str, row: Any, field: str = "") -> Fact:
    """Return the fact that a row of a kind states, as a whole or in one field."""
    return Fact(kind, KINDS[kind].id_of(row), field)


def cited_row(catalog: Catalog, kind: str, key: str) -> Any:
    """Return the row of a kind under its id; None where there is none."""
    return KINDS[kind].find(catalog, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule with the values of its sentence, and what it rests on."""

    rule: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    answers: tuple[str, ...] = ()  # fields of `Answers` and `Job`
    facts: tuple[Fact, ...] = ()


def because(
    rule: str, *answers: str, facts: tuple[Fact, ...] = (), **parameters: Parameter
) -> Reason:
    """Return the reason of a rule that rests on these answers and facts."""
    return Reason(rule=rule, parameters=tuple(parameters.items()), answers=answers, facts=facts)
