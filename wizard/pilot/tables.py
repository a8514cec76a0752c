"""Results as they are brought: every way in gives rows that can be taken and rows that cannot.

A table is pasted from a spreadsheet, a CSV file or a workbook; its columns are known by their headings, in any order.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from catalog import workbook
from catalog.data_files import toml_of
from catalog.formatting import capitalise, lower_first
from catalog.parsing import Bounds, Problem, format_input, parse_number, parse_text, tidy
from catalog.tables import unguarded
from catalog.workbook import LONGEST_TEXT, SheetRow, Worksheet, is_workbook
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from wizard.pilot.metrics import BY_SLUG, IN_DOLLARS, METRICS, PlanMoney, Value, Values

LONGEST_MODEL = 100
LONGEST_SHOWN = 80  # characters of a bad row
LONGEST_SPLIT = 10 * LONGEST_SHOWN  # characters of a cell, many of which may be spaces
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
NAMES = {"number": "number of the case", "model": "model"}
NAMES |= {metric.slug: lower_first(metric.label) for metric in METRICS}
HEADS: Mapping[str, Mapping[str, Sequence[str]]] = toml_of(__file__)
MEANINGS = {metric.label.casefold(): metric.slug for metric in METRICS}
MEANINGS |= {head: meaning for meaning, heads in HEADS["results"].items() for head in heads}
EXAMPLE = "for example: Case, Model, Good enough, Minutes."
TOO_LONG = f"a cell holds more than {LONGEST_TEXT:,} characters"
OTHER_SHEET = "only one sheet of a workbook is read; bring this one as a file of its own"
_NUMBER = Bounds(
    "the number of the case", "12", least=Decimal(1), most=Decimal(1_000_000), whole=True
)
type Meaning = Callable[[str], str]  # what a heading is about; nothing where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line of a source: its number there, none of a whole sheet; cells by what they mean; and what is wrong with it."""

    place: int | None
    cells: Mapping[str, str]
    text: str = ""  # how it begins
    wrong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result: `place` is its line in the source, `number` the case it names itself, if it does."""

    place: int
    number: int | None = None
    model: str = ""  # as the source names it
    values: Values = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return how it is named where it cannot be taken."""
        return shortened([f"case {self.number}" if self.number else "", self.model])


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
    remarks: tuple[str, ...] = ()  # what whoever brings it should know, a sentence each
    trouble: str = ""


def read(
    source: str | bytes, money: PlanMoney = IN_DOLLARS, budget: Budget | None = None
) -> Found[ResultRow]:
    """Read a table of results under a line of headings. Raises `WrongFileError`."""
    if not source.strip():
        return Found(trouble="There is nothing in it. Paste something, or choose a file.")
    table = find_table(source, meaning_of, frozenset(BY_SLUG), budget or Budget(TABLE))
    if table is None:
        return Found(trouble=f"The first line must name the columns, {EXAMPLE}")
    if not BY_SLUG.keys() & table.meant:
        return Found(trouble=f"No column says how a result was. Name the columns, {EXAMPLE}")
    units = {slug: metric.unit_in(table.heading(slug)) for slug, metric in BY_SLUG.items()}
    return collected(result_of(line, units, money) for line in table.lines)


def result_of(line: SourceLine, units: Mapping[str, str], money: PlanMoney) -> ResultRow | Bad:
    """Return the result that a line tells; a bare figure is in its unit of `units`."""
    if line.wrong:
        return Bad(place=line.place, text=line.text, reason=sentence_of(line.wrong))
    values: dict[str, Value] = {}
    for name, cell in line.cells.items():
        value = parse_cell(name, cell, units.get(name, ""), money)
        if isinstance(value, Problem):
            reason = sentence_of(f"{NAMES[name]}: {value.text}")
            return Bad(place=line.place, text=line.text, reason=reason)
        values[name] = value
    number = values.pop("number", None)
    return ResultRow(
        place=line.place or 0,
        number=None if number is None else int(number),
        model=str(values.pop("model", "")),
        values=values,
    )


def parse_cell(name: str, cell: str, unit: str, money: PlanMoney) -> Value | Problem:
    """Read one cell that is filled, by what its column means."""
    if name in BY_SLUG:
        return BY_SLUG[name].parse(cell, unit, money)
    if name == "model":
        return parse_text(cell, "the model", LONGEST_MODEL)
    if not any(map(str.isdigit, cell)):  # “a” is no case
        return _NUMBER.please
    number = parse_number(tidy(cell).lstrip("#"), _NUMBER)
    return number if isinstance(number, Problem) else float(number)


def collected(rows: Iterable[ResultRow | Bad]) -> Found[ResultRow]:
    """Return the rows that can be taken, and those that cannot: a case of a model that an earlier row has is one of these.

    Rows that do not say how a result was are left out: a scoring sheet has many that are still empty.
    """
    taken: dict[object, ResultRow] = {}
    bad: list[Bad] = []
    for row in rows:
        if isinstance(row, Bad):
            bad.append(row)
            continue
        name = row.place if row.number is None else (row.number, row.model.casefold())
        if name in taken:
            reason = f"Case {row.number} is in row {taken[name].place} already."
            bad.append(Bad(place=row.place, text=row.text, reason=reason))
        elif row.values:
            taken[name] = row
    trouble = "" if taken or bad else "No row of it says how a result was."
    return Found(rows=tuple(taken.values()), bad=tuple(bad), trouble=trouble)


def sentence_of(reason: str) -> str:
    return f"{capitalise(reason).removesuffix('.')}."


def shortened(cells: Sequence[str]) -> str:
    # Of a cell that goes on and on its beginning is enough; its words as objects take fifty times its own size.
    begins = (" ".join(cell[:LONGEST_SPLIT].split()) for cell in cells)
    line = " · ".join(begin for begin in begins if begin)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


# -------------------------------------------------------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedTable:
    """The lines under a heading, and those that are left out of it; `meant` says where the column of a meaning stands."""

    heads: Sequence[str]
    meant: Mapping[str, int]
    lines: tuple[SourceLine, ...]

    def heading(self, meaning: str) -> str:
        """Return what stands above the column of a meaning; nothing where there is none."""
        return _plain(self.heads[self.meant[meaning]]) if meaning in self.meant else ""


@contextmanager
def sheets_of(source: str | bytes, budget: Budget) -> Iterator[Sequence["Worksheet | SplitText"]]:
    """Open the sheets of a workbook, or a text as each delimiter splits it. Raises `WrongFileError`."""
    if isinstance(source, bytes) and is_workbook(source):
        budget.allow(Expense.BYTES, len(source))
        with workbook.opened(io.BytesIO(source), budget, format_input) as book:
            yield book.sheets
        return
    text = text_of(source, budget)
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
        lines = csv.reader(io.StringIO(self.text, newline=None), delimiter=self.delimiter)
        for number, cells in enumerate(lines, start=1):
            self.budget.spend(Expense.ROWS)
            self.budget.spend(Expense.CELLS, len(cells))
            if any(len(cell) > LONGEST_TEXT for cell in cells):
                begins = [cell[:LONGEST_TEXT] for cell in cells]  # all of them may be held twice
                yield SheetRow(number, begins, TOO_LONG)
            elif any(cell.strip() for cell in cells):
                yield SheetRow(number, cells)


def find_table(
    source: str | bytes, meaning: Meaning, needed: frozenset[str], budget: Budget
) -> PastedTable | None:
    """Return the sheet, or the text as its delimiter splits it, of which most headings are understood; None where none is.

    A line of headings names one of `needed`, or two of anything. Raises `WrongFileError`.
    """
    best: tuple[Worksheet | SplitText, SheetRow, dict[str, int]] | None = None
    filled = []
    with sheets_of(source, budget) as sheets:
        for sheet in sheets:
            rows = list(islice(sheet.rows(), FIRST_LINES))
            filled += [sheet.name] if rows else []
            for row in rows:
                meant = _understood(row.cells, meaning)
                is_heading = needed & meant.keys() or len(meant) > 1
                if is_heading and (best is None or len(meant) > len(best[2])):
                    best = sheet, row, meant
        if best is None:
            return None
        chosen, head, meant = best
        lines = [_line(row, meant) for row in chosen.rows() if row.number > head.number]
    others = [
        SourceLine(place=None, cells={}, text=f"Sheet “{name}”", wrong=OTHER_SHEET)
        for name in filled
        if name != chosen.name
    ]
    return PastedTable(heads=head.cells, meant=meant, lines=(*others, *lines))


def _line(row: SheetRow, meant: Mapping[str, int]) -> SourceLine:
    cells = {
        name: unguarded(row.cells[place].strip())
        for name, place in meant.items()
        if row.cells[place : place + 1] and row.cells[place].strip()
    }
    return SourceLine(place=row.number, text=shortened(row.cells), cells=cells, wrong=row.wrong)


def _plain(heading: str) -> str:
    return tidy(heading).casefold().strip(" *:")


def _understood(line: Sequence[str], meaning: Meaning) -> dict[str, int]:
    """Return where the column of each meaning stands, the first where several mean the same."""
    meant: dict[str, int] = {}
    for place, cell in enumerate(line[:MOST_COLUMNS]):
        name = meaning(_plain(cell)) if len(cell) <= LONGEST_HEADING else ""
        if name:
            meant.setdefault(name, place)
    return meant


def meaning_of(plain: str) -> str:
    """Return what a heading means; words in brackets and after a comma say only how it is counted."""
    short = re.sub(r"\s*[(\[].*$|,.*$|(?<=\w)\s*[€$£]$", "", plain).strip()
    names = (plain, short, re.sub(r"\s+(?:in|per|a)\s+.*$", "", short))
    return next((MEANINGS[name] for name in names if name in MEANINGS), "")


def write(rows: Sequence[ResultRow]) -> str:
    """Return rows as a table that `read` reads back."""
    text = io.StringIO()
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(("Case", "Model", *(metric.column for metric in METRICS)))
    for row in rows:
        values = (metric.write(row.values.get(metric.slug)) for metric in METRICS)
        table.writerow((row.number or "", row.model, *values))
    return text.getvalue()
