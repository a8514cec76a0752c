"""Results as they are brought: every way in gives rows that can be taken and rows that cannot.

A table is pasted from a spreadsheet, a CSV file or a workbook; its columns are known by their
headings, in any order.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from catalog import tables
from catalog.data_files import toml_of
from catalog.formatting import capitalise
from catalog.parsing import Bounds, Problem, format_input, parse_number, parse_text, tidy
from catalog.tables import Header, TableFormat, TableLine
from catalog.workbook import is_workbook
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from wizard.pilot.metrics import BY_SLUG, METRICS, Metric, Value, Values

LONGEST_MODEL = 100
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
_NUMBER = Bounds(
    "the number of the case", "12", least=Decimal(1), most=Decimal(1_000_000), whole=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result: `place` is its line in the source, `number` its case, 0 until it is known."""

    place: int
    number: int = 0
    model: str = ""  # as the source names it
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot be taken: where it stands, and why."""

    place: int
    reason: str


def bad_row(place: int, reason: str) -> Bad:
    """Return a row that cannot be taken, with its reason as a sentence."""
    return Bad(place=place, reason=f"{capitalise(reason).removesuffix('.')}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found[T]:
    """What a source holds."""

    rows: tuple[T, ...] = ()
    bad: tuple[Bad, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """A table whose columns are known by their headings, in any order.

    Lines may stand above the headings.
    """

    meanings: Mapping[
        str, str
    ]  # of headings; one that does not name the unit of its amounts has none
    needs: Collection[str]  # at least one of these columns
    refusal: str  # where it has none

    def lines(self, source: str | bytes) -> Iterator[TableLine]:
        """Yield the filled lines under the headings, their cells by what the columns mean.

        Raises `WrongFileError`.
        """
        header = Header(self._meaning, self._refusal, lenient=True, number=format_input)
        if isinstance(source, bytes) and is_workbook(source):
            Budget(TABLE).allow(Expense.BYTES, len(source))
            lines = tables.read(io.BytesIO(source), TableFormat.XLSX, header, TABLE)
        else:
            content = io.BytesIO(text_of(source).encode())
            lines = tables.read(content, TableFormat.CSV, header, TABLE)
        for line in lines:
            cells: dict[str, str] = {}
            for heading, cell in line.cells.items():
                if cell.strip():  # of several columns that mean the same the first counts
                    cells.setdefault(self._meaning(heading), cell.strip())
            if line.wrong or cells:
                yield replace(line, cells=cells)

    def _meaning(self, heading: str) -> str:
        return self.meanings.get(tidy(heading[:LONGEST_HEADING]).casefold().strip(" *:"), "")

    def _refusal(self, headings: Collection[str]) -> str:
        return self.refusal if {*self.needs}.isdisjoint(map(self._meaning, headings)) else ""


def parse_case(cell: str) -> Value | Problem:
    """Read the number of a case."""
    number = parse_number(tidy(cell).lstrip("#"), _NUMBER)
    return number if isinstance(number, Problem) else float(number)


CASE = Metric(slug="number", label="Number of the case", column="Case", parse=parse_case)
MODEL = Metric(
    slug="model",
    label="Model",
    column="Model",
    parse=partial(parse_text, what="the model", most=LONGEST_MODEL),
)
HEADS: Mapping[str, Mapping[str, str]] = toml_of(__file__)
COLUMNS = {column.slug: column for column in (CASE, MODEL, *METRICS)}
RESULTS = TableKind(
    meanings={
        **HEADS["results"],
        **{column.column.casefold(): slug for slug, column in COLUMNS.items()},
    },
    needs=BY_SLUG.keys(),
    refusal="The first line must name the columns, one of them how a result was, "
    "for example: Case, Model, Good enough, Minutes.",
)


def read(source: str | bytes) -> Found[ResultRow]:
    """Read a table of results under a line of headings. Raises `WrongFileError`."""
    if not source.strip():
        raise WrongFileError("There is nothing in it. Paste something, or choose a file.")
    return collected(map(result_of, RESULTS.lines(source)))


def result_of(line: TableLine) -> ResultRow | Bad:
    """Return the result that a line tells."""
    if line.wrong:
        return bad_row(line.number, line.wrong)
    values: dict[str, Value] = {}
    for name, cell in line.cells.items():
        if not name:  # nobody knows what its column means
            continue
        value = COLUMNS[name].parse(cell)
        if isinstance(value, Problem):
            return bad_row(line.number, f"{COLUMNS[name].label}: {value.text}")
        values[name] = value
    return ResultRow(
        place=line.number,
        number=int(values.pop(CASE.slug, 0)),
        model=str(values.pop(MODEL.slug, "")),
        values=values,
    )


def collected(rows: Iterable[ResultRow | Bad]) -> Found[ResultRow]:
    """Return the rows that can be taken, and those that cannot.

    A case of a model that an earlier row has cannot be taken.

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
        if (model, number) in taken:
            reason = f"Case {number} is in row {taken[model, number].place} already."
            bad.append(bad_row(row.place, reason))
        elif row.values:
            taken[model, number] = replace(row, number=number)
    if not taken and not bad:
        raise WrongFileError("No row of it says how a result was.")
    return Found(rows=tuple(taken.values()), bad=tuple(bad))


def text_of(source: str | bytes) -> str:
    """Return a text, that of a file in UTF-8.

    Raises `WrongFileError` where it is too large or no text.
    """
    Budget(TABLE).allow(Expense.BYTES, len(source))
    try:
        text = source if isinstance(source, str) else source.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        raise WrongFileError(
            "It is no text in UTF-8. Save the sheet as CSV UTF-8 or as XLSX first."
        ) from reason
    if "\0" in text:
        raise WrongFileError("It is no text. Save the sheet as CSV or XLSX first.")
    return text


def write(rows: Sequence[ResultRow]) -> str:
    """Return rows as a table that `read` reads back."""
    text = io.StringIO()
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(column.column for column in COLUMNS.values())
    for row in rows:
        values = (metric.write(row.values) for metric in METRICS)
        table.writerow((row.number, row.model, *values))
    return text.getvalue()
