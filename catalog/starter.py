"""The starter catalog's files, read into facts without a database."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from catalog.markdown import render
from catalog.registry import KINDS, Key, Kind, described, ordered, plain
from catalog.schema import Catalog

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
LIST_SEPARATOR = ";"
FENCE = "---"


class WrongRowError(Exception):
    """A row that cannot be loaded; the message names file, line and reason."""

    def __init__(self, place: "Place", reason: str) -> None:
        """Say where and why in one sentence."""
        super().__init__(f"{place.file}, line {place.line}: {reason.rstrip('.')}.")


class WrongCellError(Exception):
    """Cells that make no fact; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the files a row stands."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A fact and the place it was read from."""

    fact: Any
    place: Place


type Rows = Mapping[str, tuple[Row, ...]]


def read(folder: Path = FIXTURES) -> Rows:
    """Return the rows of every kind, ordered by natural key. Raises `WrongRowError` for the first wrong one."""
    rows = {kind.name: tuple(_read_kind(kind, folder)) for kind in KINDS.values()}
    _refuse_twins(rows)
    _refuse_dangling(rows)
    _refuse_misnamed(rows["offers"])
    return {
        name: tuple(sorted(found, key=lambda row, kind=KINDS[name]: kind.key_of(row.fact)))  # type: ignore[misc]
        for name, found in rows.items()
    }


def catalog(folder: Path = FIXTURES) -> Catalog:
    """Return the files as the catalog that a release of them would hold."""
    rows = read(folder)
    return Catalog(**{name: ordered(KINDS[name], (row.fact for row in found)) for name, found in rows.items()})


def _read_kind(kind: Kind, folder: Path) -> Iterator[Row]:
    if kind.name == "articles":
        for file in sorted((folder / kind.name).glob("*.md")):
            yield _read_article(kind, file)
        return
    file = folder / f"{kind.name}.csv"
    if file.is_file():
        yield from _read_table(kind, file)


def _read_table(kind: Kind, file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, strict=True)
        header = [name for name in kind.fields if name not in kind.rendered]
        try:
            if next(table, None) != header:
                raise WrongRowError(Place(file.name, 1), f"the first line should read {','.join(header)}")
            for cells in table:
                place = Place(file.name, table.line_num)
                if len(cells) != len(header):
                    raise WrongRowError(place, f"has {len(cells)} cells where the header has {len(header)}")
                yield _row(kind, dict(zip(header, cells, strict=True)), place)
        except csv.Error as reason:
            raise WrongRowError(Place(file.name, table.line_num), str(reason)) from reason


def _read_article(kind: Kind, file: Path) -> Row:
    place = Place(f"{kind.name}/{file.name}", 1)
    opening, *rest = file.read_text(encoding="utf-8").split("\n")
    if opening != FENCE or FENCE not in rest:
        raise WrongRowError(place, f"an article starts with a block between two lines of {FENCE}")
    end = rest.index(FENCE)
    cells = {"slug": file.stem}
    for number, line in enumerate(rest[:end], start=2):
        name, colon, value = line.partition(":")
        if not colon or name.strip() not in kind.fields:
            raise WrongRowError(Place(place.file, number), f"“{line}” should read name: value")
        cells[name.strip()] = value.strip()
    cells["markdown"] = "\n".join(rest[end + 1 :]).strip() + "\n"
    return _row(kind, cells, place)


def _row(kind: Kind, cells: Mapping[str, str], place: Place) -> Row:
    try:
        return Row(fact_of(kind, cells), place)
    except WrongCellError as reason:
        raise WrongRowError(place, str(reason)) from reason


def fact_of(kind: Kind, cells: Mapping[str, str]) -> Any:
    """Return the fact that cells of text stand for; an empty one is what nothing means there. Raises `WrongCellError`."""
    values: dict[str, Any] = dict(kind.emptiest)
    values |= {name: _value(kind, name, text) for name, text in cells.items() if text}
    for name, text in cells.items():
        if "\0" in text:
            raise WrongCellError(f"{name} holds a NUL character")
    for html, text in kind.rendered.items():
        values[html] = render(cells.get(text, ""))
    try:
        fact: Any = msgspec.convert(values, kind.fact, strict=False)
        return _with_plain_numbers(kind, fact)
    except (msgspec.ValidationError, ArithmeticError) as reason:
        raise WrongCellError(_plainly(str(reason))) from reason


def _plainly(reason: str) -> str:
    return reason.replace("Object missing required field", "there must be something in").replace("`$.", "`")


def _value(kind: Kind, name: str, text: str) -> str | list[str]:
    if name not in kind.lists:
        return text
    parts = [part.strip() for part in text.split(LIST_SEPARATOR)]
    return sorted(parts) if name in kind.links else parts


def _with_plain_numbers(kind: Kind, fact: Any) -> Any:
    numbers = {name: getattr(fact, name) for name in kind.fields if isinstance(getattr(fact, name), Decimal)}
    for name, number in numbers.items():
        if not number.is_finite():
            raise msgspec.ValidationError(f"{name} is no number")
    return replace(fact, **{name: plain(number) for name, number in numbers.items()}) if numbers else fact


def _refuse_twins(rows: Rows) -> None:
    for name, found in rows.items():
        first: dict[Key, Place] = {}
        for row in found:
            key = KINDS[name].key_of(row.fact)
            if key in first:
                raise WrongRowError(row.place, f"repeats {described(key)} of {where(first[key])}")
            first[key] = row.place


def _refuse_dangling(rows: Rows) -> None:
    present = {
        name: {str(row.fact.slug) for row in found} for name, found in rows.items() if KINDS[name].key == ("slug",)
    }
    for name, found in rows.items():
        references = {**KINDS[name].parents, **KINDS[name].links}
        for row in found:
            for field, target in references.items():
                value = getattr(row.fact, field)
                named = value if isinstance(value, tuple) else (value,)
                missing = [slug for slug in named if slug is not None and slug not in present[target]]
                if missing:
                    raise WrongRowError(row.place, f"{field} names “{missing[0]}”, which is not in {target}")


def _refuse_misnamed(offers: tuple[Row, ...]) -> None:
    for row in offers:
        expected = f"{row.fact.model}@{row.fact.seller}"
        if row.fact.slug != expected:
            raise WrongRowError(row.place, f"the slug of this offer is {expected}")


def where(place: Place) -> str:
    """Return a place as people say it."""
    return f"{place.file}, line {place.line}"
