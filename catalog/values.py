"""What pages say of a row field by field: label and value, as the description of the field has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.formatting import format_list, format_long_day, format_number
from catalog.registry import Kind
from catalog.schema.field import Field
from catalog.vocabulary import Known, Training, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value as a page shows it: words, or a word with its shape; where neither, it is unknown."""

    word: Word | None = None
    words: str = ""
    hint: str = ""
    address: str = ""

    @property
    def unknown(self) -> bool:
        """Tell whether nothing is known."""
        return (self.word is None and not self.words) or self.word in {Known.UNKNOWN, Training.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field of a row."""

    field: Field
    value: Value

    @property
    def anchor(self) -> str:
        """Return what the line is called in the address of a page."""
        quantity = self.field.about.quantity
        return (quantity and quantity.name) or self.field.name.replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The fields under one heading."""

    heading: str
    lines: tuple[Line, ...]


def value_of(field: Field, value: Any) -> Value:  # noqa: PLR0911  # one case a type
    """Return the value of a field as a page shows it, with its unit."""
    match value:
        case None | "" | ():
            return Value()
        case bool():
            return Value(word=Known.YES if value else Known.NO)
        case Known() | Training():
            return Value(word=value)
        case Word():
            return Value(words=value.label)
        case tuple():
            return Value(words=format_list(value))
        case date():
            return Value(words=format_long_day(value))
        case int() | Decimal():
            unit = field.about.quantity.unit if field.about.quantity else ""
            return Value(words=f"{format_number(value)} {unit}".rstrip())
        case _:
            return Value(words=str(value))


def groups_of(kind: Kind, row: Any, given: Mapping[str, Value]) -> tuple[Group, ...]:
    """Return the public fields of a row that stand under a heading, the proof left out; `given` wins over the row."""
    groups: dict[str, list[Line]] = {}
    for field in kind.described.values():
        about = field.about
        if not about.group or about.group == "Proof" or not about.public:
            continue
        value = given.get(field.name) or value_of(field, getattr(row, field.name))
        if not (about.silent and value.unknown):
            groups.setdefault(about.group, []).append(Line(field=field, value=value))
    return tuple(Group(heading=heading, lines=tuple(lines)) for heading, lines in groups.items())
