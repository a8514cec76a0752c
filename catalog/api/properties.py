"""The properties of what the API gives, and the release and day that an answer is about."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from functools import cached_property
from typing import Any, get_args, get_origin

from catalog.claims import ClaimReview, claim_reviews
from catalog.releases import Edition
from catalog.schema import Catalog
from catalog.schema.field import Quantity
from catalog.vocabulary import Word


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The release and the day that an answer is about."""

    edition: Edition
    on: date

    @property
    def catalog(self) -> Catalog:
        return self.edition.catalog

    @cached_property
    def reviews(self) -> Mapping[str, ClaimReview]:
        """How each claim stands on the day."""
        return claim_reviews(self.catalog, self.on)


type Read = Callable[[Snapshot, Any], Any]


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
    quantity: Quantity | None = None
    example: str = ""
    rows: str = ""  # the kind whose rows it holds, which no table shows
    listed: bool = True  # else given of a single row alone

    @cached_property
    def words(self) -> type[Word] | None:
        """The closed list that its values are of, if they are."""
        holds = (self.holds, *get_args(self.holds))
        return next((one for one in holds if isinstance(one, type) and issubclass(one, Word)), None)

    @property
    def several(self) -> bool:
        return get_origin(self.holds) in {tuple, list}

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The columns of a table, each with the part of a quantity that it holds; one column of what is no quantity."""
        parts = {self.name: "value"}
        if self.quantity:
            parts[f"{self.name}_unit"] = "unit"
            parts |= {f"{self.name}_{end}": end for end in ("low", "high") if self.quantity.low}
            parts |= {f"{self.name}_estimate": "estimate"} if self.quantity.estimate else {}
        return parts

    def cells(self, now: Snapshot, row: Any) -> list[Any]:
        """Return what stands in its columns for a row."""
        value = self.read(now, row)
        return [(value or {}).get(part) for part in self.parts.values()] if self.quantity else [value]

    def place(self, now: Snapshot, row: Any) -> Any:
        """Return by what rows are sorted; None where it is unknown."""
        value = self.read(now, row)
        value = value["value"] if value is not None and self.quantity else value
        return value.casefold() if isinstance(value, str) else value
