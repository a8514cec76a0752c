"""What the cells of each kind hold, and the sentence for one that cannot be read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from catalog.registry import KINDS, Kind, as_text
from catalog.spreadsheets import guarded, unguarded
from catalog.starter import LIST_SEPARATOR, WrongCellError
from catalog.vocabulary import Word

LONGEST_CELL = 100_000  # characters
LONGEST_NUMBER = 40  # characters
LARGEST_POWER = 30  # of ten
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
_WHOLE = re.compile(r"[+-]?\d+")
_FLAGS = ("true", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a kind: what type its cells are of, and whether a row can do without."""

    name: str
    holds: type
    several: bool = False
    needed: bool = False
    identifies: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words a cell may hold, none where it is free."""
        return tuple(word.value for word in self.holds) if issubclass(self.holds, Word) else ()

    @property
    def is_text(self) -> bool:
        """Return whether a spreadsheet might take a cell of this column for a formula."""
        return self.holds is str

    def read(self, cell: str) -> str:
        """Return a cell as the fact wants it. Raises `WrongCellError` with the reason in a sentence."""
        if len(cell) > LONGEST_CELL:
            raise WrongCellError(f"{self.name} holds {len(cell):,} characters, at most {LONGEST_CELL:,} fit")
        if "\0" in cell:
            raise WrongCellError(f"{self.name} holds a NUL character")
        if any("\ud800" <= letter <= "\udfff" for letter in cell):
            raise WrongCellError(f"{self.name} is not in UTF-8; save the file as “CSV UTF-8”")
        if self.holds is str and not self.several:
            return cell
        return self._typed(cell.strip())

    def _typed(self, cell: str) -> str:
        if not cell:
            return cell
        if self.holds is bool and cell.lower() in _FLAGS:
            return cell.lower()
        parts = [part.strip() for part in cell.split(LIST_SEPARATOR)] if self.several else [cell]
        for part in parts:
            if reason := self._refusal(part):
                raise WrongCellError(f"{self.name}: {reason}")
        return LIST_SEPARATOR.join(parts)

    def _refusal(self, cell: str) -> str:
        if self.holds in {Decimal, int}:
            return _refused_number(cell, whole=self.holds is int)
        if self.holds is date:
            return "" if _is_day(cell) else f"“{_cut(cell)}” is no date, write it like 2026-11-24"
        if self.holds is bool:
            return f"“{_cut(cell)}” is neither true nor false"
        if self.words and cell not in self.words:
            return f"“{_cut(cell)}” is not a word of the list{_or(nearest(cell, self.words), self.words)}"
        return ""


def columns(kind: Kind) -> dict[str, Column]:
    """Return the columns of a kind by name, in the order in which they are written."""
    return _columns(kind.name)


@cache
def _columns(name_of_kind: str) -> dict[str, Column]:
    kind = KINDS[name_of_kind]
    hints = get_type_hints(kind.fact)
    without_default = {each.name for each in fields(kind.fact) if each.default is MISSING}
    return {
        name: Column(
            name=name,
            holds=_type_in(hints[name]),
            several=name in kind.lists,
            needed=name in without_default and name not in kind.emptiest,
            identifies=name in kind.key,
        )
        for name in kind.fields
        if name not in kind.rendered
    }


def cells_of(kind: Kind, fact: Any) -> dict[str, str]:
    """Return a fact as cells of text, which `starter.fact_of` reads back."""
    return {name: as_cell(getattr(fact, name)) for name in columns(kind)}


def as_cell(value: object) -> str:
    """Return a value as one cell; lists are separated by semicolons, nothing is empty."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(map(as_text, value))
    return format(value, "f") if isinstance(value, Decimal) else as_text(value)


def neutralised(column: Column, cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `as_meant` takes it back."""
    return guarded(cell) if column.is_text else cell


def as_meant(column: Column, cell: str) -> str:
    """Return a cell without the apostrophe that `neutralised` put before it."""
    return unguarded(cell) if column.is_text else cell


def refusal_of_columns(kind: Kind, names: Iterable[str]) -> str:
    """Return why a file with these columns cannot be read, empty where it can."""
    known, seen = columns(kind), set[str]()
    for name in names:
        if name in seen:
            return f"The column “{_cut(name)}” is there twice."
        seen.add(name)
        if name not in known:
            label = kind.name.replace("_", " ").capitalize()
            return as_sentence(f"{label} have no column “{_cut(name)}”{_or(nearest(name, known), known)}")
    missing = [each.name for each in known.values() if each.identifies and each.needed and each.name not in seen]
    return f"The column “{missing[0]}” is missing; it says which row is meant." if missing else ""


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the known word that is most like a text, empty where none is."""
    return next(iter(get_close_matches(text[:100], list(known), n=1, cutoff=0.6)), "")


def given(cells: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """Return the cells as the fact wants them. Raises `WrongCellError` for the first that cannot be read."""
    known = columns(kind)
    return {name: known[name].read(cell) for name, cell in cells.items()}


def as_sentence(reason: str) -> str:
    """Return a reason with a capital letter and a full stop."""
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}{'' if reason.endswith('?') else '.'}"


def _or(found: str, words: Iterable[str]) -> str:
    return f"; did you mean “{found}”?" if found else f"; write one of {', '.join(words)}"


def _refused_number(cell: str, *, whole: bool) -> str:
    pattern = _WHOLE if whole else _NUMBER
    if len(cell) <= LONGEST_NUMBER and pattern.fullmatch(cell) and abs(Decimal(cell).adjusted()) <= LARGEST_POWER:
        return ""
    if cell.startswith(FORMULA):
        return f"“{_cut(cell)}” is a formula, write the number it gives"
    example = "digits only, for example 12" if whole else "digits and a point, for example 2.50"
    return f"“{_cut(cell)}” is no number, write {example}"


def _is_day(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _type_in(hint: Any) -> type:
    if get_origin(hint) in {Union, UnionType, tuple}:
        return next(_type_in(part) for part in get_args(hint) if part not in {type(None), Ellipsis})
    return hint if isinstance(hint, type) else str


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
