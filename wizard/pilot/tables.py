"""Results as they are brought: every way in gives lines, read here into rows that can be taken and rows that cannot.

A table is pasted from a spreadsheet, a CSV file or a workbook; its columns are known by their headings, in any order.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from typing import Protocol

from catalog import workbook
from catalog.formatting import capitalise, format_count
from catalog.parsing import Bounds, Problem, format_input, parse_number, parse_text, tidy
from catalog.tables import unguarded
from catalog.workbook import LONGEST_TEXT, SheetRow, is_workbook
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from wizard.pilot.metrics import BY_SLUG, IN_DOLLARS, METRICS, PlanMoney, Value, Values

MOST_ROWS = 2_000  # taken in at once
HIGHEST_NUMBER = 1_000_000
LONGEST_MODEL, LONGEST_KEY = 100, 100
LONGEST_SHOWN = 80  # characters of a bad row
LONGEST_SPLIT = 10 * LONGEST_SHOWN  # characters of a cell, many of which may be spaces
NAMES = {"number": "number of the case", "model": "model", "key": "id"} | {
    metric.slug: metric.label[:1].lower() + metric.label[1:] for metric in METRICS
}
# A table of results or cases, pasted or as a file.
TABLE = Limits(
    most={
        Expense.BYTES: MEGABYTE,
        Expense.UNPACKED: 40 * MEGABYTE,
        Expense.PIECES: 1_000_000,
        Expense.SHEETS: 50,
        Expense.COLUMNS: 256,
        Expense.ROWS: 10_000,
        Expense.CELLS: 300_000,
        Expense.CHARACTERS: 4_000_000,
        Expense.MEMORY: 8 * MEGABYTE,
        Expense.SECONDS: 4,
    },
    remedy="Bring it in two pieces.",
)
FIRST_LINES = 60  # among which the headings are looked for
MOST_COLUMNS = 60  # in which headings are looked for
LONGEST_HEADING = 200  # characters
DELIMITERS = ("\t", ";", ",")
HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("case", "trial", "trial number", "trial no", "no", "nr", "#", "number"),
    "model": ("model", "provider"),
    "key": ("id", "result id"),
} | {metric.slug: metric.heads for metric in METRICS}
EXAMPLE = "for example: Case, Model, Could go out as it is, Minutes."
TOO_LONG = f"a cell holds more than {LONGEST_TEXT:,} characters"
OTHER_SHEET = "only one sheet of a workbook is read; bring this one as a file of its own"
_UNITS = (
    (r"\b(?:ms|milliseconds?)\b", "millisecond"),
    (r"\b(?:s|sec|secs|seconds?)\b", "second"),
    (r"\b(?:h|hours?)\b", "hour"),
    (r"\$|\busd\b|\bdollars?\b", "USD"),
    (r"€|\beur(?:os?)?\b", "EUR"),
    (r"£|\bgbp\b|\bpounds?\b", "GBP"),
)
NO_UNITS: Mapping[str, str] = {}
type Meaning = Callable[[str], str]  # what a heading is about; nothing where it is not known


class RowSource(Protocol):
    """Rows of cells under a name, read anew each time that they are asked for."""

    @property
    def name(self) -> str: ...

    def rows(self) -> Iterator[SheetRow]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line of a source: its number there, none of a whole sheet; cells by what they mean; and what is wrong with it."""

    place: int | None
    cells: Mapping[str, Value]
    text: str = ""  # how it begins
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result: `place` is its line in the source, `number` the case it names itself, if it does."""

    place: int
    number: int | None = None
    model: str = ""  # as the source names it
    values: Values = field(default_factory=dict)
    key: str = ""  # by which the source tells this result from its others


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot be taken: where it stands, how it begins, and why."""

    place: int | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found[T]:
    """What a source holds. `trouble` is a sentence where it holds nothing that can be read."""

    rows: tuple[T, ...] = ()
    bad: tuple[Bad, ...] = ()
    columns: tuple[
        tuple[str, str], ...
    ] = ()  # each heading, and what it was taken for; empty where it was left out
    remarks: tuple[str, ...] = ()  # what whoever brings it should know, a sentence each
    trouble: str = ""


def read_lines(
    lines: Sequence[SourceLine],
    money: PlanMoney = IN_DOLLARS,
    units: Mapping[str, str] = NO_UNITS,
    nothing: str = "",
) -> Found[ResultRow]:
    """Read results; a line that names a case of a model, or a result, that an earlier one named is bad.

    `nothing` is what is wrong with a line that does not say how a result was; without it such a line is left out, as
    are those of an empty sheet.
    """
    rows, bad, silent = [], [], 0
    seen: dict[tuple[object, ...], int | None] = {}
    for line in lines[:MOST_ROWS]:
        row, problems = read_row(line.place or 0, line.cells, money, units)
        names: list[tuple[object, ...]] = (
            [("case", row.number, row.model.casefold())] if row.number is not None else []
        )
        names += [("result", row.key)] if row.key else []
        earlier = next((name for name in names if name in seen), None)
        wrong = line.wrong or next(
            (f"{NAMES[name]}: {problem}" for name, problem in problems.items()), ""
        )
        reason = f"{capitalise(wrong)}." if wrong else ""
        if not reason and not row.values:
            reason, silent = nothing, silent + (not nothing)
        elif not reason and earlier is not None:
            what = f"Case {row.number}" if row.number is not None else "This result"
            reason = f"{what} is in row {seen[earlier]} already."
        if reason:
            bad.append(Bad(place=line.place, text=line.text, reason=reason))
        elif row.values:
            seen |= dict.fromkeys(names, row.place)
            rows.append(row)
    more = len(lines) - MOST_ROWS
    left = f"{format_count(silent, 'row says', 'rows say')} nothing of how a result was."
    cut = f"Only the first {MOST_ROWS:,} rows are read at once; bring the other {more:,} by themselves."
    return Found(
        rows=tuple(rows),
        bad=tuple(bad),
        remarks=(*((left,) if silent else ()), *((cut,) if more > 0 else ())),
        trouble="" if rows or bad else "No row of it says how a result was.",
    )


def read_row(
    place: int,
    cells: Mapping[str, Value],
    money: PlanMoney = IN_DOLLARS,
    units: Mapping[str, str] = NO_UNITS,
) -> tuple[ResultRow, Mapping[str, str]]:
    """Read one result from its cells by what they mean: text as people type it, or values; with what is wrong, by cell.

    A bare figure is in its unit of `units`; money without one is in the currency of `money`.
    """
    problems: dict[str, str] = {}
    units = {"usd": money.currency, **units}

    def checked(name: str, found: Value | Problem | None) -> Value | None:
        if isinstance(found, Problem):
            problems[name] = found.text
            return None
        return found

    number = checked("number", _case_number(str(cells.get("number", ""))))
    texts = {
        name: str(
            checked(name, parse_text(str(cells.get(name, "")), f"the {NAMES[name]}", most)) or ""
        )
        for name, most in (("model", LONGEST_MODEL), ("key", LONGEST_KEY))
    }
    read = {
        metric.slug: checked(
            metric.slug, metric.read(cells[metric.slug], units.get(metric.slug, ""), money.usd_per)
        )
        for metric in METRICS
        if metric.slug in cells
    }
    values = {slug: value for slug, value in read.items() if value is not None}
    return ResultRow(
        place=place, number=None if number is None else int(str(number)), values=values, **texts
    ), problems


def _case_number(text: str) -> Decimal | Problem | None:
    line = tidy(text).lstrip("#")
    bounds = Bounds(
        "the number of the case", "12", least=Decimal(1), most=Decimal(HIGHEST_NUMBER), whole=True
    )
    number = (
        parse_number(line, bounds) if any(map(str.isdigit, line)) else bounds.please
    )  # “a” is no case
    return number if line else None


def shortened(cells: Sequence[str]) -> str:
    # Of a cell that goes on and on its beginning is enough; its words as objects take fifty times its own size.
    begins = (" ".join(cell[:LONGEST_SPLIT].split()) for cell in cells)
    line = " · ".join(begin for begin in begins if begin)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedTable:
    """The lines under a heading, and those that are left out of it; `meant` says where the column of a meaning stands."""

    heads: Sequence[str]
    meant: Mapping[str, int]
    lines: tuple[SourceLine, ...]

    @property
    def units(self) -> dict[str, str]:
        """Return the units that headings name, of money its currency alone: "fee an hour" names a time."""
        heads = {meaning: _plain(self.heads[place]) for meaning, place in self.meant.items()}
        named = {
            meaning: next((unit for pattern, unit in _UNITS if re.search(pattern, head)), "")
            for meaning, head in heads.items()
        }
        return {
            meaning: unit for meaning, unit in named.items() if unit.isupper() == (meaning == "usd")
        }

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        names = {place: NAMES[meaning] for meaning, place in self.meant.items()}
        heads = enumerate(self.heads[:MOST_COLUMNS])
        return tuple(
            (" ".join(cell.split())[:60], names.get(at, "")) for at, cell in heads if cell.strip()
        )


@contextmanager
def sheets_of(source: str | bytes, budget: Budget) -> Iterator[Sequence[RowSource]]:
    """Open the sheets of a workbook, or a text as each delimiter splits it. Raises `WrongFileError`."""
    if isinstance(source, bytes) and is_workbook(source):
        budget.allow(Expense.BYTES, len(source))
        with workbook.opened(io.BytesIO(source), budget, format_input) as book:
            yield book.sheets
        return
    text = text_of(source, budget).replace("\r\n", "\n").replace("\r", "\n")
    yield [SplitText(text, delimiter, budget) for delimiter in DELIMITERS]


def text_of(source: str | bytes, budget: Budget) -> str:
    """Return a text, that of a file in the ways spreadsheets write it.

    Raises `WrongFileError` where it is too large or no text.
    """
    budget.allow(Expense.BYTES, len(source))
    if isinstance(source, str):
        return source
    encodings = ("utf-16",) if source[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            text = source.decode(encoding)
            if "\0" not in text:
                return text
    raise WrongFileError("It is no text. Save the sheet as CSV or XLSX first.")


@dataclass(frozen=True, slots=True)
class SplitText:
    """A text as rows of cells, like a sheet of a workbook."""

    text: str
    delimiter: str
    budget: Budget
    name: str = ""

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that are filled. Raises `WrongFileError`."""
        lines = csv.reader(_lines_of(self.text), delimiter=self.delimiter)
        for number, cells in enumerate(lines, start=1):
            self.budget.spend(Expense.ROWS)
            self.budget.spend(Expense.CELLS, len(cells))
            if any(len(cell) > LONGEST_TEXT for cell in cells):
                begins = [cell[:LONGEST_TEXT] for cell in cells]  # all of them may be held twice
                yield SheetRow(number, begins, TOO_LONG)
            elif any(cell.strip() for cell in cells):
                yield SheetRow(number, cells)


def _lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text one at a time; `StringIO` would hold all of it with four bytes a letter."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def split(
    source: str | bytes, meaning: Meaning, needed: frozenset[str], budget: Budget
) -> PastedTable | None:
    """Return the sheet, or the text as its delimiter splits it, of which most headings are understood; None where none is.

    A line of headings names one of `needed`, or two of anything. Raises `WrongFileError`.
    """
    with sheets_of(source, budget) as sheets:
        begins = [list(islice(sheet.rows(), FIRST_LINES)) for sheet in sheets]
        tables = [
            (len(meant), -place, sheet, row, meant)
            for sheet, begin in zip(sheets, begins, strict=True)
            for place, row in enumerate(begin)
            if needed & (meant := _understood(row.cells, meaning)).keys() or len(meant) > 1
        ]
        if not tables:
            return None
        _, _, chosen, head, meant = max(tables, key=lambda table: table[:2])
        lines = [_line(row, meant) for row in chosen.rows() if row.number > head.number]
    others = [
        SourceLine(place=None, cells={}, text=f"Sheet “{sheet.name}”", wrong=OTHER_SHEET)
        for sheet, begin in zip(sheets, begins, strict=True)
        if sheet.name != chosen.name and begin
    ]
    return PastedTable(heads=head.cells, meant=meant, lines=(*others, *lines))


def _line(row: SheetRow, meant: Mapping[str, int]) -> SourceLine:
    cells = {
        name: unguarded(row.cells[place].strip())
        for name, place in meant.items()
        if place < len(row.cells)
    }
    return SourceLine(place=row.number, text=shortened(row.cells), cells=cells, wrong=row.wrong)


def _plain(heading: str) -> str:
    return tidy(heading).casefold().strip(" *:")


def _understood(line: Sequence[str], meaning: Meaning) -> dict[str, int]:
    heads = [cell if len(cell) <= LONGEST_HEADING else "" for cell in line[:MOST_COLUMNS]]
    found = {meaning(_plain(heads[place])): place for place in reversed(range(len(heads)))}
    return {name: place for name, place in found.items() if name}


def meaning_of(plain: str) -> str:
    """Return what a heading means; words in brackets and after a comma say only how it is counted."""
    short = re.sub(r"\s*[(\[].*$|,.*$|(?<=\w)\s*[€$£]$", "", plain).strip()
    for name in (plain, short, re.sub(r"\s+(?:in|per|a)\s+.*$", "", short)):
        for meaning, heads in HEADS.items():
            if name in heads:
                return meaning
    return ""


def read(
    source: str | bytes, money: PlanMoney = IN_DOLLARS, budget: Budget | None = None
) -> Found[ResultRow]:
    """Read a table of results under a line of headings. Raises `WrongFileError`."""
    if not source.strip():
        return Found(trouble="There is nothing in it. Paste something, or choose a file.")
    table = split(source, meaning_of, frozenset(BY_SLUG), budget or Budget(TABLE))
    if table is None:
        return Found(trouble=f"The first line must name the columns, {EXAMPLE}")
    if not BY_SLUG.keys() & table.meant:
        return Found(
            columns=table.columns,
            trouble=f"No column says how a result was. Name the columns, {EXAMPLE}",
        )
    return replace(read_lines(table.lines, money, table.units), columns=table.columns)


def write(rows: Sequence[ResultRow]) -> str:
    """Return rows as a table that `read` reads back."""
    lines = [("Case", "Model", "Id", *(metric.column for metric in METRICS))]
    lines += [
        (
            str(row.number or ""),
            row.model,
            row.key,
            *(metric.write(row.values.get(metric.slug)) for metric in METRICS),
        )
        for row in rows
    ]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(lines)
    return text.getvalue()
