"""Excel workbooks, read as a stream within a budget.

Of a workbook its texts are held, and of its rows those of one stretch.

openpyxl builds what a file names before anybody can count it: a row up to its last column, a
formula for each cell that shares it, an object for each style, name and comment. So it writes our
workbooks; those of others are read here.
"""

import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from math import isfinite
from posixpath import dirname, join, normpath
from typing import BinaryIO, NamedTuple, override
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import (
    CALENDAR_MAC_1904,
    CALENDAR_WINDOWS_1900,
    from_excel,
    from_ISO8601,
)

from catalog import xml_stream
from catalog.xml_stream import ANEW, STRETCH, Attributes, Handler
from config.budget import Budget, Expense, WrongFileError

NOT_ONE = f"The file is no Excel workbook, or it is damaged. {ANEW}"
LONGEST_TEXT = 100_000  # characters of a cell; a cell of Excel takes a third of that
TOO_LONG = f"A cell of the workbook holds more than {LONGEST_TEXT:,} characters. Shorten it."
LONGEST_FORMAT = 255  # characters of the format of a number, as in Excel
LONGEST_NAME = 100  # characters of a sheet's name; Excel takes 31
# Of what is held while a workbook is open; Excel writes up to 65,490 styles, and far fewer of the
# others.
MOST_PARTS, MOST_FORMATS, MOST_STYLES = 1_000, 5_000, 70_000
DIGITS = 15  # of a number, as Excel shows it
_ZIP = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_SIGNS = frozenset({0, *range(0xD800, 0xE000)})  # no text may hold these
_VALUES = frozenset({"v", "t"})  # elements with what a cell holds
_FORMULA = "a formula; copy the column and paste its values"
_ERROR = "an error of the spreadsheet"
_NO_NUMBER = "no number, though it is marked as one"
_NO_DAY = "no day, though it is marked as one"
# What reading trips over where a file is no workbook.
_DAMAGE = (
    expat.ExpatError,
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    ValueError,
    ArithmeticError,
    RuntimeError,  # an archive with a password, or packed in another way
)

type Number = Callable[[Decimal], str]


class SheetRow(NamedTuple):
    """A filled row: its number as spreadsheets count, its cells, and what is wrong with one."""

    number: int
    cells: list[str]
    wrong: str = ""


def is_workbook(data: bytes) -> bool:
    """Tell whether a file begins like an Excel workbook."""
    return data.startswith(_ZIP)


@contextmanager
def opened(stream: BinaryIO, budget: Budget, number: Number) -> Iterator["Workbook"]:
    """Open a workbook; `number` writes a number with a fraction. Raises `WrongFileError`."""
    try:
        _refuse_many_parts(stream)
        archive = ZipFile(stream)
        workbook = Workbook(archive, budget, number)
    except _DAMAGE as reason:
        raise WrongFileError(NOT_ONE) from reason
    with archive:
        yield workbook


def _refuse_many_parts(stream: BinaryIO) -> None:
    """Raise `WrongFileError` where an archive has more parts than any workbook.

    This happens before an object is made of each.
    """
    stream.seek(0)
    parts, before = 0, b""
    while stretch := stream.read(STRETCH):
        parts += (before + stretch).count(_DIRECTORY_ENTRY)
        before = stretch[1 - len(_DIRECTORY_ENTRY) :]
    _refuse_more(parts, MOST_PARTS, "parts")
    stream.seek(0)


def _refuse_more(count: int, most: int, what: str) -> None:
    """Raise `WrongFileError` where there is more of something than any workbook needs."""
    if count > most:
        raise WrongFileError(f"The file has more than {most:,} {what}. {ANEW}")


class Workbook:
    """A workbook that is open: its sheets, and what their cells refer to."""

    def __init__(self, archive: ZipFile, budget: Budget, number: Number) -> None:
        self._archive, self.budget, self.number = archive, budget, number
        book = dict(self._parts_of("").values())["officeDocument"]
        parts = self._parts_of(book)
        named = dict(parts.values())
        contents, styles, texts = _Contents(budget), _Styles(), _SharedTexts(budget)
        self._read(book, contents)
        self._read(named.get("styles", ""), styles)
        self._read(named.get("sharedStrings", ""), texts)
        self.epoch, self.styles, self.texts = contents.epoch, styles, texts.found
        sheets = [(name, *parts[key]) for name, key in contents.sheets]
        self.sheets = [
            Worksheet(self, name, part) for name, kind, part in sheets if kind == "worksheet"
        ]

    def stretches(self, part: str, handler: Handler) -> Iterator[None]:
        """Hand a part to a handler, and stop after each stretch of it."""
        packed = self._archive.getinfo(part)
        # The other ways of packing give out all at once, whatever was asked for.
        if packed.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise ValueError("packed in another way")
        with self._archive.open(packed) as source:
            yield from xml_stream.read(source, handler, self.budget)

    def _read(self, part: str, handler: Handler) -> None:
        """Hand all of a part to a handler; a workbook need not have it."""
        if part:
            for _ in self.stretches(part, handler):
                pass

    def _parts_of(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the parts that one refers to, by its keys: the kind and the name of each."""
        references = _References(dirname(part))
        self._read(join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels"), references)
        return references.found


class Worksheet:
    """A sheet of a workbook; its rows are read anew each time that they are asked for."""

    def __init__(self, workbook: Workbook, name: str, part: str) -> None:
        self.name = name
        self._workbook, self._part = workbook, part

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that are filled. Raises `WrongFileError`."""
        reader = _Rows(self._workbook)
        try:
            for _ in self._workbook.stretches(self._part, reader):
                yield from reader.ready
                reader.ready.clear()
        except _DAMAGE as reason:
            raise WrongFileError(NOT_ONE) from reason


# ----------------------------------------------------------------------- what a workbook is made of


@dataclass(slots=True)
class _References(Handler):
    """What a part refers to."""

    folder: str
    found: dict[str, tuple[str, str]] = field(default_factory=dict)

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes["Target"]
        part = target.lstrip("/") if target.startswith("/") else join(self.folder, target)
        kind = attributes["Type"].rpartition("/")[2]
        _refuse_more(len(self.found), MOST_PARTS, "references")
        self.found[attributes["Id"]] = (kind, normpath(part))


@dataclass(slots=True)
class _Contents(Handler):
    """The names of the sheets with the key of each, and from which day on a workbook counts."""

    budget: Budget
    epoch: datetime = CALENDAR_WINDOWS_1900
    sheets: list[tuple[str, str]] = field(default_factory=list)

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.budget.spend(Expense.SHEETS)
            by_name = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            self.sheets.append((by_name["name"][:LONGEST_NAME], by_name["id"]))
        elif name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = CALENDAR_MAC_1904


@dataclass(slots=True)
class _Styles(Handler):
    """Which styles, by place, show a number as a day or time, and which as a length of time."""

    days: set[int] = field(default_factory=set)
    lengths: set[int] = field(default_factory=set)
    _formats: dict[str, str] = field(default_factory=dict)
    _inside: bool = False
    _place: int = 0

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            _refuse_more(len(self._formats), MOST_FORMATS, "formats of numbers")
            self._formats[attributes["numFmtId"]] = attributes["formatCode"]
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            _refuse_more(self._place, MOST_STYLES, "styles of cells")
            self._take(attributes.get("numFmtId", "0"))
            self._place += 1

    @override
    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def _take(self, number: str) -> None:
        shown = self._formats.get(number) or BUILTIN_FORMATS.get(int(number), "General")
        # openpyxl looks for brackets in time that grows with the square of their number.
        if len(shown) > LONGEST_FORMAT or not is_date_format(shown):
            return
        self.days.add(self._place)
        if is_timedelta_format(shown):
            self.lengths.add(self._place)


class _Texts(Handler):
    """Gathers texts, one at a time, without the readings that may stand by Japanese signs."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._gathers = self._is_reading = False

    @override
    def text(self, text: str) -> None:
        if not self._gathers:
            return
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise WrongFileError(TOO_LONG)
        self._pieces.append(text)

    def begin(self) -> None:
        """Forget what was gathered."""
        self._pieces.clear()
        self._length = 0
        self._gathers = self._is_reading = False

    def gathered(self) -> str:
        """Return what was gathered since it was begun."""
        return "".join(self._pieces)


class _SharedTexts(_Texts):
    """The texts that cells refer to by place; all are held while a workbook is open."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self._budget = budget
        self.found: list[str] = []

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.begin()
        elif name == "t":
            self._gathers = not self._is_reading
        elif name == "rPh":
            self._is_reading = True

    @override
    def end(self, name: str) -> None:
        if name == "t":
            self._gathers = False
        elif name == "rPh":
            self._is_reading = False
        elif name == "si":
            text = _unescaped(self.gathered())
            self._budget.spend(Expense.MEMORY, sys.getsizeof(text))
            self.found.append(text)


class _Rows(_Texts):
    """The rows of a sheet: `ready` has those that have ended, until somebody takes them."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__()
        self._workbook, self._budget = workbook, workbook.budget
        self._columns: dict[str, int] = {}
        self.ready: list[SheetRow] = []
        self._number = self._column = 0
        self._cells: list[str] = []
        self._wrong = ""
        self._cell: Attributes = {}
        self._is_cell = self._is_formula = False

    @override
    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in _VALUES:
            # Of a formula its own words count, not what it gave last.
            self._gathers = self._is_cell and not (self._is_formula or self._is_reading)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._is_formula = self._gathers = self._is_cell
        elif name == "rPh":
            self._is_reading = True

    @override
    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in _VALUES or name == "f":
            self._gathers = False
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._is_reading = False

    def _begin_row(self, attributes: Attributes) -> None:
        number = int(attributes["r"]) if "r" in attributes else self._number + 1
        if number <= self._number:
            raise ValueError("the rows are in no order")
        self._number, self._column, self._cells, self._wrong = number, 0, [], ""

    def _begin_cell(self, attributes: Attributes) -> None:
        self.begin()
        self._cell, self._is_cell, self._is_formula = attributes, True, False
        named = attributes.get("r")
        if named is None:
            self._column += 1
            return
        letters = named.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters)
        self._column = column

    def _end_cell(self) -> None:
        self._is_cell = False
        text = self._text()
        if not text:
            return
        place = self._column - 1
        self._budget.allow(Expense.COLUMNS, self._column)
        self._cells += [""] * (self._column - len(self._cells))
        self._cells[place] = text

    def _text(self) -> str:
        """Return the text of the cell that ends."""
        written = self.gathered()
        if self._is_formula:
            self._refuse(_FORMULA)
            return f"={written}"
        return self._meant(self._cell.get("t", "n"), written) if written else ""

    def _meant(self, kind: str, written: str) -> str:
        """Return what is written in a cell of some kind as a spreadsheet shows it."""
        match kind:
            case "n":
                return self._number_or_day(written)
            case "s":
                return self._workbook.texts[int(written)]
            case "b":
                return "true" if int(written) else "false"
            case "d":
                return _day(from_ISO8601(written))  # type: ignore[no-untyped-call]  # its stubs miss it
            case "e":
                self._refuse(_ERROR)
                return written
            case _:
                return _unescaped(written)

    def _number_or_day(self, written: str) -> str:
        style, styles = int(self._cell.get("s", "0")), self._workbook.styles
        try:
            number = float(written)
            if not isfinite(number):
                raise ValueError(written)  # noqa: TRY301  # as where it is no number at all
            if style in styles.days:
                is_length = style in styles.lengths
                return _day(from_excel(number, self._workbook.epoch, timedelta=is_length))
            if written.lstrip("+-").isdecimal():
                return str(int(written))
        except (ValueError, OverflowError):
            self._refuse(_NO_DAY if style in styles.days else _NO_NUMBER)
            return written
        return self._workbook.number(Decimal(format(number, f".{DIGITS}g")))

    def _refuse(self, what: str) -> None:
        cell = f"{get_column_letter(self._column)}{self._number}"
        self._wrong = self._wrong or f"cell {cell} holds {what}"

    def _end_row(self) -> None:
        if not self._cells:
            return
        self._budget.spend(Expense.ROWS)
        self._budget.spend(Expense.CELLS, len(self._cells))
        self._budget.spend(Expense.CHARACTERS, sum(map(len, self._cells)))
        self.ready.append(SheetRow(self._number, self._cells, self._wrong))
        self._cells = []


def _unescaped(text: str) -> str:
    """Return a text with the signs that XML has no place for, which Excel writes as in _x000D_."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if code in _NO_SIGNS else chr(code)


def _day(value: object) -> str:
    """Return a day, a time or a length of time as text; a day alone where it has no time."""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    return str(value)
