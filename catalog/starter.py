"""The starter catalog's files, read without a database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.imports.cells import read_fact_rows
from catalog.registry import KINDS, FactKind
from catalog.tables import TableFormat, TableLine
from config.budget import WrongFileError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SIGHTINGS = "sightings.csv"
DRAFTS = "drafts"  # the folder of rows that editors have to check before readers get them
FENCE = "---"


class WrongRowError(Exception):
    """A row that cannot be loaded; the message names file, line and reason.

    Rows of articles are counted by file.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason.rstrip('.')}.")


def lines(kind: FactKind, folder: Path) -> Iterator[tuple[str, TableLine]]:
    """Yield the rows of a kind, each with the name of its file. Raises `WrongRowError`."""
    if kind.name == "articles":
        for number, file in enumerate(sorted((folder / kind.name).glob("*.md")), start=1):
            yield f"{kind.name}/{file.name}", TableLine(number, _article(file))
    file = folder / f"{kind.name}.csv"
    if file.is_file():
        with file.open("rb") as stream:
            try:
                for line in read_fact_rows(stream, TableFormat.CSV, kind):
                    if line.wrong:
                        raise WrongRowError(file.name, line.number, line.wrong)
                    yield file.name, line
            except WrongFileError as reason:
                raise WrongRowError(file.name, 1, str(reason)) from reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingLine:
    """On which day a row, by its id outside, was seen again in a source."""

    number: int  # of the line in its file
    kind: str
    row: str
    source: str
    day: date


def sighting_lines(folder: Path) -> Iterator[SightingLine]:
    """Yield the days on which rows were seen again. Raises `WrongRowError`."""
    file = folder / SIGHTINGS
    if not file.is_file():
        return
    with file.open(newline="", encoding="utf-8") as stream:
        for number, cells in enumerate(csv.DictReader(stream), start=2):
            try:
                day = date.fromisoformat(cells["day"])
                yield SightingLine(
                    number=number,
                    kind=KINDS[cells["kind"]].name,
                    row=cells["row"],
                    source=cells["source"],
                    day=day,
                )
            except (KeyError, ValueError) as reason:
                raise WrongRowError(file.name, number, f"{reason}") from reason


def _article(file: Path) -> dict[str, str]:
    name = f"articles/{file.name}"
    opening, *rest = file.read_text(encoding="utf-8").split("\n")
    if opening != FENCE or FENCE not in rest:
        raise WrongRowError(name, 1, f"an article starts with a block between two lines of {FENCE}")
    end = rest.index(FENCE)
    cells = {"slug": file.stem}
    for number, line in enumerate(rest[:end], start=2):
        field, colon, value = line.partition(":")
        if not colon or field.strip() not in KINDS["articles"].fields:
            raise WrongRowError(name, number, f"“{line}” should read name: value")
        cells[field.strip()] = value.strip()
    cells["markdown"] = "\n".join(rest[end + 1 :]).strip() + "\n"
    return cells
