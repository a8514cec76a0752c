"""The starter catalog's files, read into facts without a database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog import tables
from catalog.exchange.columns import WrongCellError, columns, fact_of, given, refusal_of_columns
from catalog.registry import KINDS, Key, Kind, described, ordered
from catalog.schema import Catalog
from catalog.tables import Format, Header, WrongFileError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FENCE = "---"


class WrongRowError(Exception):
    """A row that cannot be loaded; the message names file, line and reason."""

    def __init__(self, place: "Place", reason: str) -> None:
        """Say where and why in one sentence."""
        super().__init__(f"{place.file}, line {place.line}: {reason.rstrip('.')}.")


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
    header = Header(columns(kind), lambda names: refusal_of_columns(kind, names))
    with file.open("rb") as stream:
        try:
            for line in tables.read(stream, Format.CSV, header):
                place = Place(file.name, line.number)
                if line.wrong:
                    raise WrongRowError(place, line.wrong)
                yield _row(kind, line.cells, place)
        except WrongFileError as reason:
            raise WrongRowError(Place(file.name, 1), str(reason)) from reason


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
        return Row(fact_of(kind, given(cells, kind)), place)
    except WrongCellError as reason:
        raise WrongRowError(place, str(reason)) from reason


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
