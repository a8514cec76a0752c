"""Tables: text pasted from a spreadsheet, a CSV file or a workbook; columns are known by their headings, in any order."""

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.formatting import capitalise
from catalog.parsing import Bounds, Problem, format_input, parse_number, parse_text, tidy
from catalog.tables import WrongFileError, is_workbook, read_sheet
from wizard.pilot.metrics import BY_SLUG, METRICS, Rates, Value, dollars
from wizard.pilot.rows import (
    HIGHEST_NUMBER,
    LONGEST_MODEL,
    LONGEST_REMARK,
    LONGEST_WHAT,
    MOST_ROWS,
    Bad,
    Found,
    Row,
    shortened,
    without_repeats,
)

MOST_BYTES = 900_000  # of a paste or a table
FIRST_LINES = 60  # among which the headings are looked for
MOST_COLUMNS = 60
DELIMITERS = ("\t", ";", ",")
HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("case", "trial", "trial number", "trial no", "no", "nr", "#", "number"),
    "model": ("model", "provider"),
    "what": ("what it was", "what", "item", "job", "input"),
    "remark": ("remarks", "remark", "note", "notes", "comment", "comments"),
} | {metric.slug: metric.heads for metric in METRICS}
NAMES = {"number": "number of the case", "model": "model", "what": "what it was", "remark": "remark"} | {
    metric.slug: metric.label[:1].lower() + metric.label[1:] for metric in METRICS
}
EXAMPLE = "for example: Case, Model, Could go out as it is, Minutes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column that was understood; `unit` is the unit or currency that it names."""

    place: int
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lines under a heading, each with its number in the source."""

    headings: tuple[Heading, ...]
    heads: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def text_of(data: bytes) -> str:
    """Return the text of a file in the ways spreadsheets write it. Raises `WrongFileError` where it is no text."""
    if is_workbook(data):
        return _text_of_workbook(data)
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WrongFileError("It is no text. Save the sheet as CSV or XLSX first.")


def _text_of_workbook(data: bytes) -> str:
    text = io.StringIO()
    write = csv.writer(text, delimiter="\t", lineterminator="\n")
    for line, wrong in itertools.islice(read_sheet(io.BytesIO(data), number=format_input), FIRST_LINES + MOST_ROWS * 2):
        if wrong:
            raise WrongFileError(f"{capitalise(wrong)}.")
        write.writerow(line)
    return text.getvalue()


def split(text: str, meaning: Callable[[str], str], needed: frozenset[str]) -> Table | None:
    """Return a text as a table by the delimiter that explains most headings; None where no line is one of headings.

    `meaning` says what a heading is about; a line of headings names one of `needed`, or two of anything. Raises
    `csv.Error`.
    """
    best: Table | None = None
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for delimiter in DELIMITERS:
        lines = [tuple(line) for line in csv.reader(io.StringIO(plain), delimiter=delimiter)]
        place, headings = _headings(lines, meaning, needed)
        if headings and (best is None or len(headings) > len(best.headings)):
            under = ((at, line) for at, line in enumerate(lines[place + 1 :], start=place + 2))
            filled = tuple((at, line) for at, line in under if any(cell.strip() for cell in line))
            best = Table(headings=headings, heads=lines[place], lines=filled)
    return best


def _headings(
    lines: Sequence[Sequence[str]], meaning: Callable[[str], str], needed: frozenset[str]
) -> tuple[int, tuple[Heading, ...]]:
    found = [(at, tuple(_understood(line, meaning))) for at, line in enumerate(lines[:FIRST_LINES])]
    found = [(at, row) for at, row in found if needed & {each.meaning for each in row} or len(row) > 1]
    return max(found, key=lambda each: (len(each[1]), -each[0]), default=(0, ()))


def _understood(line: Sequence[str], meaning: Callable[[str], str]) -> Iterator[Heading]:
    taken: set[str] = set()
    for place, cell in enumerate(line[:MOST_COLUMNS]):
        plain = tidy(cell).casefold().strip(" *:")
        found = meaning(plain)
        if found and found not in taken:
            taken.add(found)
            yield Heading(place=place, meaning=found, unit=_unit(plain))


def meaning_of(plain: str) -> str:
    """Return what a heading means; words in brackets and after a comma say only how it is counted."""
    short = re.sub(r"\s*[(\[].*$|,.*$|(?<=\w)\s*[€$£]$", "", plain).strip()
    for name in (plain, short, re.sub(r"\s+(?:in|per|a)\s+.*$", "", short)):
        for meaning, heads in HEADS.items():
            if name in heads:
                return meaning
    return ""


_UNITS = (
    (r"\b(?:ms|milliseconds?)\b", "millisecond"),
    (r"\b(?:s|sec|secs|seconds?)\b", "second"),
    (r"\b(?:h|hours?)\b", "hour"),
    (r"€|\beur(?:os?)?\b", "EUR"),
    (r"£|\bgbp\b|\bpounds?\b", "GBP"),
)


def _unit(plain: str) -> str:
    return next((unit for pattern, unit in _UNITS if re.search(pattern, plain)), "")


def read(text: str, holds: str = "", rates: Rates = dollars) -> Found:
    """Read a table of results; `holds` says which metric a single column without a heading is."""
    if not text.strip():
        return Found(trouble="There is nothing in it.")
    try:
        table = split(text, meaning_of, frozenset(BY_SLUG))
    except csv.Error:
        return Found(trouble="It cannot be split into rows and columns. Save the sheet as CSV and try again.")
    if table is None:
        return _one_column(text, holds, rates)
    by_place = {each.place: NAMES[each.meaning] for each in table.headings}
    columns = tuple(
        (" ".join(cell.split())[:60], by_place.get(at, ""))
        for at, cell in enumerate(table.heads[:MOST_COLUMNS])
        if cell.strip()
    )
    if not set(BY_SLUG) & {each.meaning for each in table.headings}:
        return Found(columns=columns, trouble=f"No column says how a result was. Name the columns, {EXAMPLE}")
    return _taken(table, columns, rates)


def _one_column(text: str, holds: str, rates: Rates) -> Found:
    """Read lines without a heading: one figure or word a line."""
    lines = text.replace("\r\n", "\n").split("\n")
    if any("\t" in line for line in lines):
        return Found(trouble=f"The first line must name the columns, {EXAMPLE}")
    slug = holds if holds in BY_SLUG else ""
    if not slug:
        if any(isinstance(BY_SLUG["accepted"].parse(line, ""), Problem) for line in lines):
            return Found(trouble=f"Say below what the column holds, or write a heading above it, {EXAMPLE}")
        slug = "accepted"
    filled = tuple((at, (line,)) for at, line in enumerate(lines, start=1) if line.strip())
    table = Table(headings=(Heading(place=0, meaning=slug),), heads=("",), lines=filled)
    return _taken(table, (("One column", NAMES[slug]),), rates)


def _taken(table: Table, columns: tuple[tuple[str, str], ...], rates: Rates) -> Found:
    found = [_row(place, line, table.headings, rates) for place, line in table.lines[:MOST_ROWS]]
    unique, repeated = without_repeats([each for each in found if isinstance(each, Row)])
    bad = [*(each for each in found if isinstance(each, Bad)), *repeated]
    more = len(table.lines) - MOST_ROWS
    remarks = (f"Only the first {MOST_ROWS:,} rows are read at once; bring the other {more:,} by themselves.",)
    return Found(
        rows=unique,
        bad=tuple(sorted(bad, key=lambda each: each.place)),
        columns=columns,
        remarks=remarks if more > 0 else (),
        trouble="" if unique or bad else "No row of it says how a result was.",
    )


def _row(place: int, line: Sequence[str], headings: Sequence[Heading], rates: Rates) -> Row | Bad | None:
    """Read one line; None where it names a case but says nothing of it, as the lines of an empty sheet do."""
    about: dict[str, Any] = {}
    values: dict[str, Value] = {}
    for heading in headings:
        cell = line[heading.place].strip() if heading.place < len(line) else ""
        text = cell.removeprefix("'")  # as our own sheets write what a spreadsheet would run
        metric = BY_SLUG.get(heading.meaning)
        found = metric.parse(text, heading.unit, rates) if metric else _PARSERS[heading.meaning](text)
        if isinstance(found, Problem):
            return Bad(place=place, text=shortened(line), reason=f"{capitalise(NAMES[heading.meaning])}: {found.text}.")
        if found is not None:
            (values if metric else about)[heading.meaning] = found
    if values:
        return Row(place=place, values=values, **about)
    if about.get("what") or about.get("remark"):
        return Bad(place=place, text=shortened(line), reason="It says nothing of how the result was.")
    return None


def parse_case_number(text: str) -> int | Problem | None:
    """Read the number of a case; nothing where the cell is empty."""
    line = tidy(text).lstrip("#")
    if not line:
        return None
    bounds = Bounds("the number of the case", "12", least=Decimal(1), most=Decimal(HIGHEST_NUMBER), whole=True)
    found = parse_number(line, bounds)
    return found if isinstance(found, Problem) else int(found)


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "number": parse_case_number,
    "model": lambda text: parse_text(text, "the model", LONGEST_MODEL),
    "what": lambda text: parse_text(text, "what it was", LONGEST_WHAT),
    "remark": lambda text: parse_text(text, "the remark", LONGEST_REMARK),
}
