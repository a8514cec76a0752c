"""The rows of each kind as cells of text: read into facts, and written from them.

What cannot be read gets a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, BinaryIO

import msgspec

from catalog import tables
from catalog.formatting import capitalise, shortened
from catalog.parsing import parse_iso_day
from catalog.registry import FactKind, plain_number
from catalog.schema.field import Field
from catalog.tables import LIST_SEPARATOR, Header, TableFormat, TableLine, cell_text, is_utf8

LONGEST_CELL = 100_000  # characters
LONGEST_NUMBER = 40  # characters
LARGEST_POWER = 30  # of ten
LONGEST_QUOTED = 60  # characters of a cell in a sentence
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,3})?")
_WHOLE = re.compile(r"[+-]?\d+")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_FLAGS = ("true", "false")


REASON = "rejected because"  # a column of the file of rejected rows, which says nothing of a row


class WrongCellError(Exception):
    """Cells that make no fact; the message is the reason."""


def read_fact_rows(stream: BinaryIO, form: TableFormat, kind: FactKind) -> Iterator[TableLine]:
    """Yield the rows of a file of one kind. Raises `tables.WrongFileError`."""
    known = {*kind.described, REASON}
    header = Header(known.__contains__, lambda names: refusal_of_columns(kind, names))
    for line in tables.read(stream, form, header):
        yield replace(
            line, cells={name: cell for name, cell in line.cells.items() if name != REASON}
        )


def write_fact_rows(kind: FactKind, facts: Iterable[Any], form: TableFormat) -> Iterator[bytes]:
    """Yield a file of facts, piece by piece.

    Raises `tables.WrongFileError` where the format cannot hold one.
    """
    names = tuple(kind.described)
    return tables.write(names, ([getattr(fact, name) for name in names] for fact in facts), form)


def kinds_of_header(
    stream: BinaryIO, form: TableFormat, kinds: Iterable[FactKind]
) -> list[FactKind]:
    """Return the kinds whose rows could have the columns that a file names."""
    candidates = list(kinds)
    known = {name for kind in candidates for name in kind.described} | {REASON}
    names = tables.first_columns(stream, form, known)
    return [kind for kind in candidates if names and not refusal_of_columns(kind, names)]


def read_cell(field: Field, cell: str) -> str:
    """Return a cell as the fact wants it. Raises `WrongCellError` with the reason in a sentence."""
    if len(cell) > LONGEST_CELL:
        raise WrongCellError(
            f"{field.name} holds {len(cell):,} characters, at most {LONGEST_CELL:,} fit"
        )
    if "\0" in cell:
        raise WrongCellError(f"{field.name} holds a NUL character")
    if not is_utf8(cell):
        raise WrongCellError(f"{field.name} is not in UTF-8; save the file as “CSV UTF-8”")
    if field.holds is str and not field.several:
        return cell
    return _typed(field, cell.strip())


def _typed(field: Field, cell: str) -> str:
    if not cell:
        return cell
    if field.holds is bool and cell.lower() in _FLAGS:
        return cell.lower()
    parts = [part.strip() for part in cell.split(LIST_SEPARATOR)] if field.several else [cell]
    for part in parts:
        if reason := _refusal(field, part):
            raise WrongCellError(f"{field.name}: {reason}")
    return LIST_SEPARATOR.join(parts)


def _refusal(field: Field, cell: str) -> str:
    if field.holds in {Decimal, int}:
        return _refused_number(cell, whole=field.holds is int)
    if field.holds is date:
        try:
            parse_iso_day(cell)
        except ValueError:
            return f"{_quoted(cell)} is no date, write it like 2026-11-24"
        return ""
    if field.holds is bool:
        return f"{_quoted(cell)} is neither true nor false"
    words = [word.value for word in field.words or ()]
    if words and cell not in words:
        return f"{_quoted(cell)} is not a word of the list{_or(nearest(cell, words), words)}"
    return ""


def read_cells(cells: Mapping[str, str], kind: FactKind) -> dict[str, str]:
    """Return the cells as the fact wants them. Raises `WrongCellError` for the first bad one."""
    known = kind.described
    return {name: read_cell(known[name], cell) for name, cell in cells.items()}


def cells_of(kind: FactKind, fact: Any) -> dict[str, str]:
    """Return a fact as cells of text, which `fact_of` reads back."""
    return {name: cell_text(getattr(fact, name)) for name in kind.described}


def fact_of(kind: FactKind, cells: Mapping[str, str]) -> Any:
    """Return the fact that cells of text stand for. Raises `WrongCellError`.

    An empty cell is what nothing means there.
    """
    values: dict[str, Any] = dict(kind.emptiest)
    for name, text in cells.items():
        if not text:
            continue
        values[name] = _listed(kind, name, text) if name in kind.lists else text
    try:
        return _with_plain_numbers(kind, msgspec.convert(values, kind.fact, strict=False))
    except (msgspec.ValidationError, ArithmeticError) as reason:
        words = str(reason).replace("Object missing required field", "there must be something in")
        raise WrongCellError(words.replace("`$.", "`")) from reason


def _listed(kind: FactKind, name: str, text: str) -> list[str]:
    """Return the parts of a cell that holds several; references have no order of their own."""
    parts = [part.strip() for part in text.split(LIST_SEPARATOR)]
    return sorted(parts) if name in kind.links else parts


def _with_plain_numbers(kind: FactKind, fact: Any) -> Any:
    numbers = {
        name: getattr(fact, name)
        for name in kind.fields
        if isinstance(getattr(fact, name), Decimal)
    }
    for name, number in numbers.items():
        if not number.is_finite():
            raise msgspec.ValidationError(f"{name} is no number")
    return (
        replace(fact, **{name: plain_number(number) for name, number in numbers.items()})
        if numbers
        else fact
    )


def refusal_of_columns(kind: FactKind, names: Iterable[str]) -> str:
    """Return why a file with these columns cannot be read, empty where it can."""
    known, seen = kind.described, set[str]()
    for name in (column for column in names if column != REASON):
        if name in seen:
            return f"The column {_quoted(name)} is there twice."
        seen.add(name)
        if name not in known:
            return as_sentence(
                f"{capitalise(kind.many)} have no column "
                f"{_quoted(name)}{_or(nearest(name, known), known)}"
            )
    missing = [
        name
        for name in kind.key
        if known[name].required and name not in kind.emptiest and name not in seen
    ]
    return f"The column “{missing[0]}” is missing; it says which row is meant." if missing else ""


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the known word that is most like a text, empty where none is."""
    return next(iter(get_close_matches(text[:100], list(known), n=1, cutoff=0.6)), "")


def as_sentence(reason: str) -> str:
    """Return a reason with a capital letter and a full stop."""
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}{'' if reason.endswith('?') else '.'}"


def _or(suggestion: str, words: Iterable[str]) -> str:
    return f"; did you mean “{suggestion}”?" if suggestion else f"; write one of {', '.join(words)}"


def _refused_number(cell: str, *, whole: bool) -> str:
    pattern = _WHOLE if whole else _NUMBER
    if (
        len(cell) <= LONGEST_NUMBER
        and pattern.fullmatch(cell)
        and abs(Decimal(cell).adjusted()) <= LARGEST_POWER
    ):
        return ""
    if cell.startswith(FORMULA):
        return f"{_quoted(cell)} is a formula, write the number it gives"
    if _COMMA.fullmatch(cell) and not whole:
        return (
            f"{_quoted(cell)} has a comma, write {cell.replace(',', '.')} or, if it parts "
            "thousands, leave it out"
        )
    example = "digits only, for example 12" if whole else "digits and a point, for example 2.50"
    return f"{_quoted(cell)} is no number, write {example}"


def _quoted(text: str) -> str:
    return f"“{shortened(text, LONGEST_QUOTED)}”"
