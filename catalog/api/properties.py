"""What a property of the API is: its name, its type, what it says, and what reads it off a row."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin

from ninja import Schema
from pydantic import WithJsonSchema

from catalog.releases import Reading
from catalog.schema.field import Quantity as Counted
from catalog.vocabulary import Word

type Read = Callable[[Reading, Any], Any]


Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]


class Quantity(Schema):
    """A number with its unit, the day it was true, and its source's id. Null is unknown."""

    value: Number | None
    unit: str
    low: Number | None = None
    high: Number | None = None
    estimate: bool = False
    as_of: date | None
    source: str | None


@dataclass(frozen=True)
class Property:
    """One property of a row: its name, its type, what it says, and where it is read."""

    name: str
    holds: Any
    help: str
    read: Read
    _: KW_ONLY
    target: str = ""  # the kind that it names a row of
    filter: bool = False
    quantity: Counted | None = None
    example: str = ""
    rows: str = ""  # the kind whose rows it holds, which no table shows
    listed: bool = True  # else given of a single row alone

    @cached_property
    def words(self) -> type[Word] | None:
        """The closed list that its values are of, if they are."""
        for part in (self.holds, *get_args(self.holds)):
            if isinstance(part, type) and issubclass(part, Word):
                return part
        return None

    @property
    def is_number(self) -> bool:
        """Return whether it holds a quantity, or a number without a unit such as a year."""
        return bool(self.quantity or {int, float, Decimal} & {self.holds, *get_args(self.holds)})

    @property
    def several(self) -> bool:
        return get_origin(self.holds) in {tuple, list}

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The columns of a table, each with its part of a quantity; one column for other values."""
        parts = {self.name: "value"}
        if not self.quantity:
            return parts
        parts[f"{self.name}_unit"] = "unit"
        if self.quantity.low:
            parts[f"{self.name}_low"] = "low"
            parts[f"{self.name}_high"] = "high"
        if self.quantity.estimate:
            parts[f"{self.name}_estimate"] = "estimate"
        return parts

    def cells(self, reading: Reading, row: Any) -> list[Any]:
        """Return what stands in its columns for a row."""
        value = self.read(reading, row)
        if not self.quantity:
            return [value]
        quantity = value or {}
        return [quantity.get(part) for part in self.parts.values()]

    def sort_value(self, reading: Reading, row: Any) -> Any:
        """Return by what rows are sorted; None where it is unknown."""
        value = self.read(reading, row)
        if self.quantity and value is not None:
            return value["value"]
        return value.casefold() if isinstance(value, str) else value


def computed(holds: Any = None, **more: Any) -> Callable[[Read], Property]:
    """Make a property of what reads it: name, type and words are those of the function.

    `holds` is its type where the function returns that as a plain mapping.
    """

    def property_of(read: Read) -> Property:
        answer = holds or read.__annotations__["return"]
        return Property(read.__name__, answer, read.__doc__ or "", read, **more)

    return property_of


def attribute(name: str, holds: Any, words: str, **more: Any) -> Property:
    """Return a property that a row has under the same name."""
    return Property(name, holds, words, lambda _, row: getattr(row, name), **more)
