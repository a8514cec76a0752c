"""Results as they are brought: every way in gives rows that can be taken and rows that cannot.

A table is pasted from a spreadsheet, a CSV file or a workbook; its columns are known by their headings, in any order.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from catalog import tables
from catalog.data_files import toml_of
from catalog.formatting import capitalise, lower_first
from catalog.parsing import Bounds, Problem, format_input, parse_number, parse_text, tidy
from catalog.schema import ExchangeRate
from catalog.tables import Header, TableFormat, TableLine
from catalog.workbook import LONGEST_TEXT, is_workbook
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from wizard.pilot.metrics import BY_SLUG, METRICS, Value, Values

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
LONGEST_HEADING = 200  # characters
NAMES = {"number": "number of the case", "model": "model"}
NAMES |= {metric.slug: lower_first(metric.label) for metric in METRICS}
HEADS: Mapping[str, Mapping[str, Sequence[str]]] = toml_of(__file__)
MEANINGS = {metric.label.casefold(): metric.slug for metric in METRICS}
MEANINGS |= {head: meaning for meaning, heads in HEADS["results"].items() for head in heads}
EXAMPLE = "for example: Case, Model, Good enough, Minutes."
TOO_LONG = f"a cell holds more than {LONGEST_TEXT:,} characters"
_NUMBER = Bounds(
    "the number of the case", "12", least=Decimal(1), most=Decimal(1_000_000), whole=True
)
type Meaning = Callable[[str], str]  # what a heading is about; nothing where it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result: `place` is its line in the source, `number` its case, 0 until it is known."""

    place: int
    number: int = 0
    model: str = ""  # as the source names it
    values: Values = field(default_factory=dict)

    def refused(self, reason: str) -> "Bad":
        """Return it as one that cannot be taken."""
        text = shortened([f"case {self.number}", self.model])
        return Bad(place=self.place, text=text, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot be taken: where it stands, how it begins, and why."""

    place: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found[T]:
    """What a source holds."""

    rows: tuple[T, ...] = ()
    bad: tuple[Bad, ...] = ()
    remarks: tuple[str, ...] = ()  # what whoever brings it should know, a sentence each


def read(
    source: str | bytes, rate: ExchangeRate | None = None, budget: Budget | None = None
) -> Found[ResultRow]:
    """Read a table of results under a line of headings. Raises `WrongFileError`."""
    if not source.strip():
        raise WrongFileError("There is nothing in it. Paste something, or choose a file.")
    lines = lines_of(source, meaning_of, _refusal, budget or Budget(TABLE))
    return collected(result_of(line, rate) for line in lines)


def _refusal(headings: Collection[str]) -> str:
    if BY_SLUG.keys() & set(map(meaning_of, headings)):
        return ""
    return f"The first line must name the columns, one of them how a result was, {EXAMPLE}"


def result_of(line: TableLine, rate: ExchangeRate | None) -> ResultRow | Bad:
    """Return the result that a line tells; a bare figure is in the unit that its heading names."""
    if line.wrong:
        return bad_row(line, line.wrong)
    values: dict[str, Value] = {}
    for name, (heading, cell) in cells_by_meaning(line, meaning_of).items():
        value = parse_cell(name, cell, heading, rate)
        if isinstance(value, Problem):
            return bad_row(line, f"{NAMES[name]}: {value.text}")
        values[name] = value
    return ResultRow(
        place=line.number,
        number=int(values.pop("number", 0)),
        model=str(values.pop("model", "")),
        values=values,
    )


def parse_cell(name: str, cell: str, heading: str, rate: ExchangeRate | None) -> Value | Problem:
    """Read one cell that is filled, by what its column means."""
    if name in BY_SLUG:
        return BY_SLUG[name].parse(cell, BY_SLUG[name].unit_in(plain_heading(heading)), rate)
    if name == "model":
        return parse_text(cell, "the model", LONGEST_MODEL)
    if not any(map(str.isdigit, cell)):  # “a” is no case
        return _NUMBER.please
    number = parse_number(tidy(cell).lstrip("#"), _NUMBER)
    return number if isinstance(number, Problem) else float(number)


def collected(rows: Iterable[ResultRow | Bad]) -> Found[ResultRow]:
    """Return the rows that can be taken, and those that cannot: a case of a model that an earlier row has is one of these.

    Who names no case is of the next one after the row before of the same model, so that the same
    sheet says the same twice. Rows that do not say how a result was are left out: a scoring sheet
    has many that are still empty.
    Raises `WrongFileError` where all are such.
    """
    taken: dict[tuple[str, int], ResultRow] = {}
    bad: list[Bad] = []
    last: Counter[str] = Counter()  # by model
    for row in rows:
        if isinstance(row, Bad):
            bad.append(row)
            continue
        model = row.model.casefold()
        last[model] = number = row.number or last[model] + 1
        numbered = replace(row, number=number)
        if (model, number) in taken:
            reason = f"Case {number} is in row {taken[model, number].place} already."
            bad.append(numbered.refused(reason))
        elif row.values:
            taken[model, number] = numbered
    if not taken and not bad:
        raise WrongFileError("No row of it says how a result was.")
    return Found(rows=tuple(taken.values()), bad=tuple(bad))


def bad_row(line: TableLine, reason: str) -> Bad:
    """Return a line that cannot be taken."""
    text = shortened(tuple(line.cells.values()))
    return Bad(place=line.number, text=text, reason=sentence_of(reason))


def sentence_of(reason: str) -> str:
    return f"{capitalise(reason).removesuffix('.')}."


def shortened(cells: Sequence[str]) -> str:
    # Of a cell that goes on and on its beginning is enough; its words as objects take fifty times its own size.
    begins = (" ".join(cell[:LONGEST_SPLIT].split()) for cell in cells)
    line = " · ".join(begin for begin in begins if begin)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


# -------------------------------------------------------------------------------------------------------------- tables


def lines_of(
    source: str | bytes,
    meaning: Meaning,
    refusal: Callable[[Collection[str]], str],
    budget: Budget,
) -> Iterator[TableLine]:
    """Yield the filled lines under the headings; lines may stand above them. Raises `WrongFileError`."""
    form = (
        TableFormat.XLSX if isinstance(source, bytes) and is_workbook(source) else TableFormat.CSV
    )
    stream = io.BytesIO(_bytes_of(source, form, budget))
    header = Header(meaning, refusal, lenient=True, number=format_input)
    for line in tables.read(stream, form, header, budget):
        if any(len(cell) > LONGEST_TEXT for cell in line.cells.values()):
            begins = {name: cell[:LONGEST_TEXT] for name, cell in line.cells.items()}
            yield TableLine(line.number, begins, TOO_LONG)
        elif line.wrong or any(cell.strip() for cell in line.cells.values()):
            yield line


def _bytes_of(source: str | bytes, form: TableFormat, budget: Budget) -> bytes:
    """Return a workbook as it is, and a text as the reader of tables takes it."""
    if form is TableFormat.XLSX and isinstance(source, bytes):
        budget.allow(Expense.BYTES, len(source))
        return source
    return text_of(source, budget).encode()


def cells_by_meaning(line: TableLine, meaning: Meaning) -> dict[str, tuple[str, str]]:
    """Return by meaning the heading and the cell that is filled; the first where several mean the same."""
    cells: dict[str, tuple[str, str]] = {}
    for heading, cell in line.cells.items():
        name = meaning(heading)
        if name and cell.strip():
            cells.setdefault(name, (heading, cell.strip()))
    return cells


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


def plain_heading(heading: str) -> str:
    return tidy(heading[:LONGEST_HEADING]).casefold().strip(" *:")


def meaning_of(heading: str) -> str:
    """Return what a heading means; words in brackets and after a comma say only how it is counted."""
    return _meaning(plain_heading(heading))


@lru_cache(maxsize=500)
def _meaning(plain: str) -> str:
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
        table.writerow((row.number, row.model, *values))
    return text.getvalue()
