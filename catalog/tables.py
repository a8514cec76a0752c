"""Tables as CSV, JSON and XLSX, read and written row by row."""

import contextlib
import csv
import io
import itertools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO, TextIO
from xml.parsers import expat
from zipfile import ZipFile

import msgspec
import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.read_only import ReadOnlyCell

from config.json_input import check_depth

LARGEST_FILE = 20_000_000  # bytes
MOST_ROWS = 200_000
LIST_SEPARATOR = ";"
MOST_UNPACKED = 60_000_000  # bytes of a workbook, all parts together
MOST_ELEMENTS = 2_000_000  # of XML in a workbook
MOST_IN_A_ROW = 20_000  # elements of XML in one row of a sheet
MOST_PARTS = 1_000  # files in a workbook
LARGEST_STYLES = 1_000_000  # bytes; each style becomes an object a hundred times its size
_STYLES = "xl/styles.xml"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_CHUNK = 64 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t")
_EXCEL_DIGITS, _EXCEL_TEXT, _EXCEL_YEAR = 15, 32_767, 1900
_ZIP = b"PK\x03\x04"
_TOO_MUCH = "The workbook holds more than is read at once. Cut it into parts, or save the sheet as “CSV UTF-8”."
_NO_TEXT = "The first row is no text in UTF-8. Save the file as “CSV UTF-8” or as “Excel Workbook” (.xlsx)."
_NO_WORKBOOK = (
    "The file is no Excel workbook (.xlsx), or it is damaged. Save it anew as “Excel Workbook”."
)
# XML has no place for these characters; Excel writes them, and what looks like such a sign, in this way.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = re.compile(r"'* *[=+\-@\t\r\n]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# For the whole process, so here and not when a file is read. A cell that is too long is refused with its row, not with the
# file; all that is read as CSV is bounded as a whole.
csv.field_size_limit(LARGEST_FILE)
_JSON = msgspec.json.Encoder(decimal_format="number")
_AS_WRITTEN = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)


class TableFormat(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """Return its content type."""
        return {
            TableFormat.CSV: "text/csv; charset=utf-8",
            TableFormat.JSON: "application/json",
            TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }[self]


class WrongFileError(Exception):
    """A file of which no row can be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of a file as text, or why it cannot be read. Rows count as a spreadsheet counts them."""

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Which columns a table may have, and the sentence for a table that names others, empty where it is right."""

    known: Collection[str]
    refusal: Callable[[Collection[str]], str]


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: what begins like a formula gets an apostrophe in front."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that `guarded` put in front of it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def is_utf8(text: str) -> bool:
    """Tell whether a text that was read has only characters that can be written in UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def cell_text(value: object) -> str:
    """Return a value as the text of one cell: lists are separated by semicolons, nothing is empty."""
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


# ------------------------------------------------------------------------------------------------------------- reading


def read(stream: BinaryIO, form: TableFormat, header: Header) -> Iterator[TableLine]:
    """Yield the rows of a file one by one. Raises `WrongFileError`."""
    stream.seek(0)
    for line in _READERS[form](stream, header):
        if line.number > MOST_ROWS:
            raise WrongFileError(f"The file has more than {MOST_ROWS:,} rows. Cut it into parts.")
        yield line


def format_of(stream: BinaryIO) -> TableFormat:
    """Return how a file is written, whatever its name says."""
    stream.seek(0)
    begin = stream.read(_CHUNK)
    if is_workbook(begin):
        return TableFormat.XLSX
    return (
        TableFormat.JSON
        if begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"[", b"{"}
        else TableFormat.CSV
    )


def first_columns(stream: BinaryIO, form: TableFormat, known: Collection[str]) -> list[str]:
    """Return the columns that a file names, of those known or others; none where they cannot be read."""
    found: list[str] = []

    def take(names: Collection[str]) -> str:
        found[:] = names
        return "This is all."

    with contextlib.suppress(WrongFileError):
        next(read(stream, form, Header(known, take)), None)
    return found


def _read_csv(stream: BinaryIO, header: Header) -> Iterator[TableLine]:
    with _as_text(stream) as text:
        first = text.readline()
        start = 1
        if first.lower().startswith("sep="):
            first, start = text.readline(), 2
        columns = {
            mark: {name.strip().strip('"') for name in first.split(mark)} for mark in _SEPARATORS
        }
        separator = max(_SEPARATORS, key=lambda mark: len(columns[mark] & set(header.known)))
        table = csv.reader(itertools.chain([first], text), strict=True, delimiter=separator)
        try:
            names = _names(next(table, []), header)
        except csv.Error as reason:
            raise WrongFileError(f"The first row is not CSV: {reason}.") from reason
        for number in itertools.count(start + 1):
            try:
                cells = next(table)
            except StopIteration:
                return
            except csv.Error as reason:
                yield TableLine(number, wrong=f"the row is not CSV: {reason}")
                continue
            if cells:
                yield _line(number, names, cells)


@contextlib.contextmanager
def _as_text(stream: BinaryIO) -> Iterator[TextIO]:
    """Give out bytes as text that keeps what is not UTF-8, and leave the stream open."""
    begin = stream.read(2)
    stream.seek(0)
    if begin in _UTF16:
        raise WrongFileError("The file is in UTF-16. Save it as “CSV UTF-8”.")
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield text
    finally:
        text.detach()


def _names(first: Sequence[str], header: Header) -> list[str]:
    names = [name.strip() for name in first]
    if not any(names):
        raise WrongFileError("The file has no first row with the names of the columns.")
    if not is_utf8("".join(names)):
        raise WrongFileError(_NO_TEXT)
    if reason := header.refusal(names):
        raise WrongFileError(reason)
    return names


def _line(number: int, names: Sequence[str], cells: Sequence[str]) -> TableLine:
    if len(cells) != len(names):
        return TableLine(
            number, wrong=f"the row has {len(cells)} cells where the first row has {len(names)}"
        )
    return TableLine(
        number, {name: unguarded(cell) for name, cell in zip(names, cells, strict=True)}
    )


def _read_json(stream: BinaryIO, header: Header) -> Iterator[TableLine]:
    content = stream.read()
    if content[:2] in _UTF16:
        raise WrongFileError("The file is in UTF-16. Save it as “CSV UTF-8”.")
    try:
        check_depth(content)
        found = _AS_WRITTEN.decode(content.decode("utf-8-sig", errors="surrogateescape"))
    except (ValueError, RecursionError) as reason:
        raise WrongFileError("The file is not JSON.") from reason
    for number, row in enumerate(found if isinstance(found, list) else [found], start=1):
        yield _object(number, row, header)


def _object(number: int, found: object, header: Header) -> TableLine:
    if not isinstance(found, dict):
        return TableLine(number, wrong="the row is not an object with names and values")
    if not is_utf8("".join(found)):
        return TableLine(number, wrong="a name is not in UTF-8")
    if reason := header.refusal(found.keys()):
        return TableLine(number, wrong=reason)
    nested = [name for name, value in found.items() if not _is_cell(value)]
    if nested:
        return TableLine(
            number,
            wrong=f"{nested[0]} holds an object where text, a number or a list of words is due",
        )
    return TableLine(number, {name: cell_text(value) for name, value in found.items()})


def _is_cell(value: object) -> bool:
    return (
        all(isinstance(part, str) for part in value)
        if isinstance(value, list)
        else not isinstance(value, dict)
    )


def _read_xlsx(stream: BinaryIO, header: Header) -> Iterator[TableLine]:
    with _opened(stream) as workbook:
        rows = (_texts(row, cell_text) for row in _sheet(workbook).iter_rows())
        names = _names(next(rows, ([], ""))[0], header)
        for number, (cells, wrong) in enumerate(rows, start=2):
            if wrong:
                yield TableLine(number, wrong=wrong)
            elif cells or number > MOST_ROWS:
                yield _line(number, names, cells + [""] * (len(names) - len(cells)))


def is_workbook(data: bytes) -> bool:
    """Tell whether a file begins like an Excel workbook."""
    return data.startswith(_ZIP)


def read_sheets(
    stream: BinaryIO, most: int, number: Callable[[Decimal], str]
) -> list[tuple[str, list[tuple[list[str], str]]]]:
    """Return the sheets of a workbook: the name of each, and the cells of its first rows with what is wrong with one of them.

    `most` is how many rows of each are read; `number` writes a number with a fraction. Raises `WrongFileError`.
    """
    found = []
    with _opened(stream) as workbook:
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()
            found.append(
                (sheet.title, [_texts(row, number) for row in sheet.iter_rows(max_row=most)])
            )
    return found


@contextlib.contextmanager
def _opened(stream: BinaryIO) -> Iterator[Any]:
    try:
        _refuse_bomb(stream)
        workbook = openpyxl.load_workbook(stream, read_only=True, keep_links=False)
        with contextlib.closing(workbook):
            yield workbook
    except WrongFileError:
        raise
    except Exception as reason:  # openpyxl passes on whatever its parts trip over
        raise WrongFileError(_NO_WORKBOOK) from reason


def _sheet(workbook: Any) -> Any:
    """Return the one sheet that has a first row."""
    filled = []
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        if any(any(_texts(row, cell_text)[0]) for row in sheet.iter_rows(max_row=1)):
            filled.append(sheet)
    if len(filled) > 1:
        raise WrongFileError(
            "More than one sheet of the workbook is filled in. Keep one sheet a file."
        )
    return filled[0] if filled else workbook.worksheets[0]


def _texts(row: Sequence[Any], number: Callable[[Decimal], str]) -> tuple[list[str], str]:
    """Return the cells of a row up to the last that is filled, and what is wrong with one of them."""
    cells = [_xlsx_text(cell.value, number) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    for cell in row:
        if isinstance(cell, ReadOnlyCell) and cell.data_type in _WRONG:
            return cells, f"cell {cell.coordinate} holds {_WRONG[cell.data_type]}"
    return cells, ""


_WRONG = {
    "f": "a formula; copy the column and paste its values",
    "e": "an error of the spreadsheet",
}


def _xlsx_text(value: object, number: Callable[[Decimal], str]) -> str:
    if isinstance(value, float):
        return number(Decimal(format(value, f".{_EXCEL_DIGITS}g")))  # as Excel shows it
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    if isinstance(value, str):
        return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), value)
    return cell_text(value)


def _refuse_bomb(stream: BinaryIO) -> None:
    """Raise `WrongFileError` where a workbook would take more memory than its file lets expect."""
    stream.seek(0)
    content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE or content.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        raise WrongFileError(_TOO_MUCH)
    elements = 0
    with ZipFile(stream) as archive:
        # A part never gives out more bytes than the archive says it has.
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise WrongFileError(_TOO_MUCH)
        for part in archive.infolist():
            if part.filename.lower() == _STYLES and part.file_size > LARGEST_STYLES:
                raise WrongFileError(_TOO_MUCH)
            with archive.open(part) as xml:
                elements += _count_elements(xml, MOST_ELEMENTS - elements)


def _count_elements(part: Any, most: int) -> int:
    """Return how many elements a part holds. Raises `WrongFileError` where they are too many, or it defines entities."""
    count, in_row, outside = 0, -most, -most

    def start(name: str, _attributes: object) -> None:
        nonlocal count, in_row
        count, in_row = count + 1, 0 if name.endswith("row") else in_row + 1
        if count > most or in_row > MOST_IN_A_ROW:
            raise WrongFileError(_TOO_MUCH)

    def end(name: str) -> None:
        nonlocal in_row
        in_row = outside if name.endswith("row") else in_row

    def doctype(*_of: object) -> None:
        raise WrongFileError(_NO_WORKBOOK)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = (
        start,
        end,
        doctype,
    )
    with contextlib.suppress(
        expat.ExpatError
    ):  # a picture, or XML that openpyxl refuses at the same place
        parser.ParseFile(part)
    return count


_READERS: Mapping[TableFormat, Callable[[BinaryIO, Header], Iterator[TableLine]]] = {
    TableFormat.CSV: _read_csv,
    TableFormat.JSON: _read_json,
    TableFormat.XLSX: _read_xlsx,
}


# ------------------------------------------------------------------------------------------------------------- writing


def write(
    names: Sequence[str], rows: Iterable[Sequence[object]], form: TableFormat
) -> Iterator[bytes]:
    """Yield a file of rows of values, piece by piece. Raises `WrongFileError` where the format cannot hold a value."""
    if form is TableFormat.CSV:
        return write_csv(itertools.chain([names], rows))
    return (
        _write_json(names, rows)
        if form is TableFormat.JSON
        else iter([write_xlsx(itertools.chain([names], rows))])
    )


def write_csv(rows: Iterable[Sequence[object]], *, byte_order_mark: bool = True) -> Iterator[bytes]:
    """Yield rows of values as CSV, piece by piece; the first is the header. No cell of text is taken for a formula."""
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
    """Return a value as a cell of a workbook holds it: what Excel would round or not know is text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal) and len(Decimal(value).as_tuple().digits) <= _EXCEL_DIGITS:
        return value
    if isinstance(value, date) and value.year > _EXCEL_YEAR:
        return value
    text = _UNWRITABLE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _guarded_text(value))
    if len(text) > _EXCEL_TEXT:
        raise WrongFileError(
            f"A text is longer than the {_EXCEL_TEXT:,} characters of an Excel cell. Take CSV or JSON."
        )
    return text


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # also where it reads like a formula or an error
    return cell


def _write_json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    yield b"["
    for place, row in enumerate(rows):
        yield (b",\n" if place else b"\n") + _JSON.encode(dict(zip(names, row, strict=True)))
    yield b"\n]\n"
