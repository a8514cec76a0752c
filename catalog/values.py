"""What pages say of a row, by label and value, as the description of each field has them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from catalog import query
from catalog.formatting import format_list, format_long_day, format_number
from catalog.naming import address_of, name_of
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog
from catalog.schema.field import Field, Quantity
from catalog.vocabulary import Currency, Known, Training, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as a page shows it: words, or a word with its shape; where neither, it is unknown."""

    word: Word | None = None
    words: str = ""
    hint: str = ""
    address: str = ""
    applies: bool = True  # False where the field means nothing for the row
    own: bool = False  # the seller's own figure

    @property
    def unknown(self) -> bool:
        """Tell whether nothing is known of what one could know."""
        return (self.applies and (self.word is None and not self.words)) or self.word in {
            Known.UNKNOWN,
            Training.UNKNOWN,
        }


# A field that means nothing for a row and says nothing.
NOT_APPLICABLE = Value(words="does not apply", applies=False)
NONE_GIVEN: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One field of a row."""

    field: Field
    value: Value

    @property
    def anchor(self) -> str:
        """Return what the line is called in the address of a page."""
        quantity = self.field.about.quantity
        return (quantity and quantity.name) or self.field.name.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    """The fields under one heading."""

    heading: str
    lines: tuple[FieldLine, ...]


def value_of(field: Field, value: Any, unit: str = "") -> Value:  # noqa: PLR0911  # one case a type
    """Return the value of a field as a page shows it; a number with its unit."""
    match value:
        case None | "" | ():
            return Value()
        case bool():  # a tick that nobody set says nothing
            return Value(word=Known.YES) if value else Value()
        case Known() | Training():
            return Value(word=value)
        case Word():
            return Value(words=value.label)
        case tuple():
            return Value(words=format_list(value))
        case date():
            return Value(words=format_long_day(value))
        case int() | Decimal():
            quantity = field.about.quantity
            words = f"{format_number(value)} {unit or (quantity.unit if quantity else '')}".rstrip()
            return Value(words=words, hint="our estimate" if quantity and quantity.estimate else "")
        case _:
            return Value(
                words=str(value), address=str(value) if field.about.text == "address" else ""
            )


def unit_of(catalog: Catalog, row: Any, quantity: Quantity) -> str | None:
    """Return what a row's number counts, its braces filled; None for no number.

    They are filled from the row and from what it names.
    """
    # no field of the row holds it
    media = query.media_unit(row) if "{media_unit}" in quantity.unit else ""
    if media is None:
        return None

    def filled(brace: re.Match[str]) -> str:
        name, _, part = brace[1].partition(".")
        value = media if name == "media_unit" else getattr(row, name)
        value = getattr(getattr(catalog, name).get(value), part, "") if part else value
        if isinstance(value, Currency):
            return value.value
        return value.label if isinstance(value, Word) else str(value)

    return re.sub(r"{([^}]*)}", filled, quantity.unit)


def groups_of(
    catalog: Catalog,
    kind: FactKind,
    row: Any,
    replacements: Mapping[str, Value] = NONE_GIVEN,
    *,
    but: Collection[str] = (),
) -> tuple[FieldGroup, ...]:
    """Return a row's public fields under a heading, without proof; `given` wins over the row."""
    groups: dict[str, list[FieldLine]] = {}
    for line in lines_of(catalog, kind, row, replacements):
        is_silent = line.field.about.silent and line.value.unknown
        if line.field.name not in but and line.value is not NOT_APPLICABLE and not is_silent:
            groups.setdefault(line.field.about.group, []).append(line)
    return tuple(
        FieldGroup(heading=heading, lines=tuple(lines)) for heading, lines in groups.items()
    )


def lines_of(
    catalog: Catalog, kind: FactKind, row: Any, replacements: Mapping[str, Value] = NONE_GIVEN
) -> tuple[FieldLine, ...]:
    """Return every public field of a row that has a heading, without the proof.

    They are the same for each row of a kind.
    """
    fields = (
        field
        for field in kind.described.values()
        if field.about.group not in {"", "Proof"} and field.about.public
    )
    return tuple(
        FieldLine(field=field, value=replacements.get(field.name) or _value(catalog, field, row))
        for field in fields
    )


def _value(catalog: Catalog, field: Field, row: Any) -> Value:
    value = getattr(row, field.name)
    if field.target and isinstance(value, str):
        kind = KINDS[field.target]
        named = kind.find(catalog, value)
        return (
            Value(words=name_of(catalog, kind, named), address=address_of(catalog, kind, named))
            if named
            else Value()
        )
    quantity = field.about.quantity
    return shown_value(field, row, (unit_of(catalog, row, quantity) or "") if quantity else "")


def shown_value(field: Field, row: Any, unit: str = "") -> Value:
    """Return the value of a field of a row.

    An unknown value of a field that means nothing for the row does not apply.
    """
    value = value_of(field, getattr(row, field.name), unit)
    return NOT_APPLICABLE if value.unknown and not field.applies(row) else value
