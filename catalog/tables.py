"""Tables as CSV and XLSX, read and written row by row; a budget bounds what is read."""

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO, TextIO

import openpyxl
from openpyxl.cell import WriteOnlyCell

from catalog import workbook
from catalog.workbook import DIGITS, Number, SheetRow, Worksheet, is_workbook
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError

LARGEST_FILE = 20 * MEGABYTE
# A file of rows at the desk. Its rows are read one at a time; of a workbook the texts are held.
ROWS = Limits(
    most={
        Expense.BYTES: LARGEST_FILE,
        Expense.UNPACKED: 100 * MEGABYTE,
        Expense.PIECES: 4_000_000,
        Expense.SHEETS: 50,
        Expense.COLUMNS: 256,
        Expense.ROWS: 200_000,
        Expense.CELLS: 3_000_000,
        Expense.CHARACTERS: 40_000_000,
        Expense.MEMORY: 20 * MEGABYTE,
        Expense.SECONDS: 300,
    },
    remedy="Cut it into parts.",
)
LIST_SEPARATOR = ";"
LONGEST_LINE = 2_000_000  # characters, of a cell too
_CHUNK = 64 * 1024
_MOST_ABOVE, _MOST_NAMES = 60, 256  # lines among which the names are looked for, and names of one
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t")
_EXCEL_TEXT, _EXCEL_YEAR = 32_767, 1900
_NO_HEADER = "The file has no first row with the names of the columns."
_NO_TEXT = (
    "The first row is no text in UTF-8. Save the file as “CSV UTF-8” or as “Excel Workbook” "
    "(.xlsx)."
)
# XML has no place for these characters; Excel writes them, and what looks like such a sign, in this
# way.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = re.compile(r"'* *[=+\-@\t\r\n]")
# For the whole process, so here and not when a file is read. A cell that is too long is refused
# with its row, not with the file.
csv.field_size_limit(LONGEST_LINE)


class TableFormat(StrEnum):
    """How a file is written."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """Return its content type."""
        return {
            TableFormat.CSV: "text/csv; charset=utf-8",
            TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self]


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of a file as text, or why it cannot be read.

    Rows count as a spreadsheet counts them.
    """

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""


def cell_text(value: object) -> str:
    """Return a value as a cell's text: lists are separated by semicolons, nothing is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case tuple() | list():
            return LIST_SEPARATOR.join(map(cell_text, value))
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Header:
    """Which columns a table may have, and the sentence for others, empty where it is right."""

    knows: Callable[[str], object]  # whether a column is known
    refusal: Callable[[Collection[str]], str]
    # Whether lines may stand above the names, and cells be missing at the end of a row or follow
    # it, as in the tables of people who know nothing of ours.
    lenient: bool = False
    number: Number = cell_text  # how a number with a fraction is written that a workbook holds

    def names_in(self, names: Iterable[str]) -> int:
        """Return how many columns that are known a line names."""
        return sum(bool(self.knows(name)) for name in set(names))

    def first[T](self, lines: Iterator[T], count: Callable[[T], int]) -> tuple[int, Iterator[T]]:
        """Return how many lines stand above the names, and the lines from there on.

        `count` counts the names in a line.
        """
        begin = list(itertools.islice(lines, _MOST_ABOVE if self.lenient else 1))
        counts = [count(line) for line in begin]
        above = counts.index(max(counts, default=0)) if begin else 0
        return above, itertools.chain(begin[above:], lines)


class NoHeaderError(WrongFileError):
    """No line names the columns, or one names columns that there are not."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    What begins like a formula gets an apostrophe in front.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that `guarded` put in front of it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def is_utf8(text: str) -> bool:
    """Tell whether a text that was read has only characters that can be written in UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


# ------------------------------------------------------------------------------------------ reading


def read(
    stream: BinaryIO, form: TableFormat, header: Header, limits: Limits = ROWS
) -> Iterator[TableLine]:
    """Yield the rows of a file one by one. Raises `WrongFileError`."""
    return _READERS[form](stream, header, Budget(limits))


def format_of(stream: BinaryIO) -> TableFormat:
    """Return how a file is written, whatever its name says."""
    stream.seek(0)
    return TableFormat.XLSX if is_workbook(stream.read(_CHUNK)) else TableFormat.CSV


def first_columns(stream: BinaryIO, form: TableFormat, known: Collection[str]) -> list[str]:
    """Return the columns that a file names, known or others; none if they cannot be read."""
    columns: list[str] = []

    def take(names: Collection[str]) -> str:
        columns[:] = names
        return "This is all."

    with contextlib.suppress(WrongFileError):
        next(read(stream, form, Header(known.__contains__, take)), None)
    return columns


def _read_csv(stream: BinaryIO, header: Header, budget: Budget) -> Iterator[TableLine]:
    with _as_text(stream) as text:
        lines = _lines(text)
        first = next(lines, "")
        start = 1
        if first.lower().startswith("sep="):
            first, start = next(lines, ""), 2
        above, lines = header.first(
            itertools.chain([first], lines),
            lambda line: max(_known_names(line, mark, header) for mark in _SEPARATORS),
        )
        first = next(lines)
        separator = max(_SEPARATORS, key=lambda mark: _known_names(first, mark, header))
        table = csv.reader(itertools.chain([first], lines), strict=True, delimiter=separator)
        try:
            names = _names(next(table, []), header, budget)
        except csv.Error as reason:
            raise WrongFileError(f"The first row is not CSV: {reason}.") from reason
        for number in itertools.count(start + above + 1):
            budget.spend(Expense.ROWS)
            try:
                cells = next(table)
            except StopIteration:
                return
            except csv.Error as reason:
                yield TableLine(number, wrong=f"the row is not CSV: {reason}")
                continue
            budget.spend(Expense.CELLS, len(cells))
            if cells:
                yield _line(number, names, cells, header)


def _known_names(first: str, separator: str, header: Header) -> int:
    """Return how many columns that are known the first row names, where it is split in one way."""
    return header.names_in(name.strip().strip('"') for name in first.split(separator, _MOST_NAMES))


def _lines(text: TextIO) -> Iterator[str]:
    """Yield the lines of a text; one longer than any row is replaced by a refusal."""
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            while not line.endswith("\n") and (rest := text.readline(LONGEST_LINE)):
                line = rest
            line = "x" * (LONGEST_LINE + 1)
        yield line


@contextlib.contextmanager
def _as_text(stream: BinaryIO) -> Iterator[TextIO]:
    """Give out bytes as text that keeps what is not UTF-8, and leave the stream open."""
    stream.seek(0)
    begin = stream.read(2)
    stream.seek(0)
    if begin in _UTF16:
        raise WrongFileError("The file is in UTF-16. Save it as “CSV UTF-8”.")
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield text
    finally:
        text.detach()


def _names(first: Sequence[str], header: Header, budget: Budget) -> list[str]:
    budget.allow(Expense.COLUMNS, len(first))
    names = [name.strip() for name in first]
    if not any(names):
        raise NoHeaderError(_NO_HEADER)
    if not is_utf8("".join(names)):
        raise WrongFileError(_NO_TEXT)
    if reason := header.refusal(names):
        raise NoHeaderError(reason)
    return names


def _line(number: int, names: Sequence[str], cells: Sequence[str], header: Header) -> TableLine:
    if len(cells) != len(names) and not header.lenient:
        return TableLine(
            number, wrong=f"the row has {len(cells)} cells where the first row has {len(names)}"
        )
    return TableLine(
        number, {name: unguarded(cell) for name, cell in zip(names, cells, strict=False)}
    )


def _read_xlsx(stream: BinaryIO, header: Header, budget: Budget) -> Iterator[TableLine]:
    with workbook.opened(stream, budget, header.number) as book:
        _, rows = header.first(
            _sheet(book.sheets).rows(), lambda row: header.names_in(row.cells[:_MOST_NAMES])
        )
        first = next(rows, SheetRow(1, []))
        names = _names(first.cells, header, budget)
        for number, cells, wrong in rows:
            if wrong:
                yield TableLine(number, wrong=wrong)
            else:
                yield _line(number, names, cells + [""] * (len(names) - len(cells)), header)


def _sheet(sheets: Sequence[Worksheet]) -> Worksheet:
    """Return the one sheet that is filled in."""
    filled = [sheet for sheet in sheets if next(sheet.rows(), None)]
    if len(filled) > 1:
        raise WrongFileError(
            "More than one sheet of the workbook is filled in. Keep one sheet a file."
        )
    if not filled:
        raise WrongFileError(_NO_HEADER)
    return filled[0]


_READERS: Mapping[TableFormat, Callable[[BinaryIO, Header, Budget], Iterator[TableLine]]] = {
    TableFormat.CSV: _read_csv,
    TableFormat.XLSX: _read_xlsx,
}


# ------------------------------------------------------------------------------------------ writing


def write(
    names: Sequence[str], rows: Iterable[Sequence[object]], form: TableFormat
) -> Iterator[bytes]:
    """Yield a file of rows of values in pieces. Raises `WrongFileError`.

    The error means that the format cannot hold a value.
    """
    lines = itertools.chain([names], rows)
    return write_csv(lines) if form is TableFormat.CSV else iter([write_xlsx(lines)])


def write_csv(rows: Iterable[Sequence[object]], *, byte_order_mark: bool = True) -> Iterator[bytes]:
    """Yield rows of values as CSV, piece by piece, the header first.

    No cell of text is taken for a formula.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    if byte_order_mark:
        text.write("\ufeff")  # without it Excel reads “café” as “cafÃ©”
    for row in rows:
        table.writerow([_guarded_text(value) for value in row])
        if text.tell() > _CHUNK:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows of values as a workbook of one sheet; numbers and days are written as such.

    Raises `WrongFileError` where a text is longer than a cell of Excel holds.
    """
    values = [
        list(map(_xlsx_value, row)) for row in rows
    ]  # all of them first: a sheet once begun is to be finished
    workbook = openpyxl.Workbook(write_only=True)
    sheet: Any = workbook.create_sheet()
    sheet.freeze_panes = "A2"
    for row in values:
        sheet.append(
            [_text_cell(sheet, value) if isinstance(value, str) else value for value in row]
        )
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _guarded_text(value: object) -> str:
    return cell_text(value) if isinstance(value, int | Decimal) else guarded(cell_text(value))


def _xlsx_value(value: object) -> object:
    """Return a value as a workbook's cell; what Excel would round or not know is text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal) and len(Decimal(value).as_tuple().digits) <= DIGITS:
        return value
    if isinstance(value, date) and value.year > _EXCEL_YEAR:
        return value
    text = _UNWRITABLE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _guarded_text(value))
    if len(text) > _EXCEL_TEXT:
        raise WrongFileError(
            f"A text is longer than the {_EXCEL_TEXT:,} characters of an Excel cell. Take CSV."
        )
    return text


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # also where it reads like a formula or an error
    return cell
