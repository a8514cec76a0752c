"""CSV and JSON, read and written row by row, whatever a spreadsheet made of them."""

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, BinaryIO, TextIO

import msgspec

from catalog.exchange.columns import as_meant, cells_of, columns, neutralised, refusal_of_columns
from catalog.registry import Kind
from catalog.starter import LIST_SEPARATOR
from config.json_input import check_depth

LARGEST_FILE = 50_000_000  # bytes
MOST_ROWS = 200_000
_CHUNK = 64 * 1024
_LARGEST_ROW = 4_000_000  # characters of JSON
_BETWEEN = " \t\r\n,[]"  # what stands between the values of a list
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t")
# For the whole process, so here and not when a file is read. A cell that is too long is refused with its row, not with the
# file; all that is read as CSV is bounded as a whole.
csv.field_size_limit(LARGEST_FILE)
_JSON = msgspec.json.Encoder(decimal_format="number")


class Form(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSON = "json"


class WrongFileError(Exception):
    """A file of which no row can be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file as text, or why it cannot be read. Rows count as a spreadsheet counts them."""

    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    wrong: str = ""


def read(stream: BinaryIO, form: Form, kind: Kind) -> Iterator[Line]:
    """Yield the rows of a file one by one. Raises `WrongFileError`."""
    begin = stream.read(2)
    stream.seek(0)
    if begin in _UTF16:
        raise WrongFileError("The file is in UTF-16. Save it as “CSV UTF-8”.")
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        for line in _rows(text, kind) if form is Form.CSV else _objects(text, kind):
            if line.number > MOST_ROWS:
                raise WrongFileError(f"The file has more than {MOST_ROWS:,} rows. Cut it into parts.")
            yield line
    finally:
        text.detach()


def kinds_of_header(stream: BinaryIO, form: Form, kinds: Iterable[Kind]) -> list[Kind]:
    """Return the kinds whose rows could have the columns that a file names."""
    stream.seek(0)
    start = stream.read(_CHUNK).decode("utf-8-sig", "replace")
    if form is Form.JSON:
        try:
            found = next(_values(io.StringIO(start)), None)
        except (ValueError, RecursionError):
            return []
        return [kind for kind in kinds if isinstance(found, dict) and not refusal_of_columns(kind, found)]
    lines = [line for line in start.splitlines()[:2] if not line.lower().startswith("sep=")]
    return [kind for kind in kinds if lines and not refusal_of_columns(kind, _columns_of(lines[0], kind))]


def _columns_of(line: str, kind: Kind) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=_separator(line, kind)), [])]
    except csv.Error:
        return [line]


def write(kind: Kind, facts: Iterable[Any], form: Form) -> Iterator[bytes]:
    """Yield a file of facts, piece by piece."""
    return _as_csv(kind, facts) if form is Form.CSV else _as_json(kind, facts)


def _rows(text: TextIO, kind: Kind) -> Iterator[Line]:
    first = text.readline()
    start = 1
    if first.lower().startswith("sep="):
        first, start = text.readline(), 2
    table = csv.reader(itertools.chain([first], text), strict=True, delimiter=_separator(first, kind))
    header = [name.strip() for name in _next_row(table)]
    if reason := refusal_of_columns(kind, header):
        raise WrongFileError(reason)
    for number in itertools.count(start + 1):
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as reason:
            yield Line(number, wrong=f"the row is not CSV: {reason}")
            continue
        if cells:
            yield _line(number, header, cells, kind)


def _separator(first: str, kind: Kind) -> str:
    return max(_SEPARATORS, key=lambda mark: len(_header(first, mark) & columns(kind).keys()))


def _header(first: str, separator: str) -> set[str]:
    return {name.strip().strip('"') for name in first.split(separator)}


def _next_row(table: Iterator[list[str]]) -> list[str]:
    try:
        if row := next(table, []):
            return row
    except csv.Error as reason:
        raise WrongFileError(f"The first row is not CSV: {reason}.") from reason
    raise WrongFileError("The file has no first row with the names of the columns.")


def _line(number: int, header: list[str], cells: list[str], kind: Kind) -> Line:
    if len(cells) != len(header):
        return Line(number, wrong=f"the row has {len(cells)} cells where the first row has {len(header)}")
    known = columns(kind)
    return Line(number, {name: as_meant(known[name], cell) for name, cell in zip(header, cells, strict=True)})


def _objects(text: TextIO, kind: Kind) -> Iterator[Line]:
    number = 0
    try:
        for number, found in enumerate(_values(text), start=1):
            yield _object(number, found, kind)
    except (ValueError, RecursionError):
        yield Line(number + 1, wrong="from here on the file is not JSON; nothing after it was read")


def _object(number: int, found: object, kind: Kind) -> Line:
    if not isinstance(found, dict):
        return Line(number, wrong="the row is not an object with names and values")
    if reason := refusal_of_columns(kind, found):
        return Line(number, wrong=reason)
    nested = [name for name, value in found.items() if not _is_cell(value)]
    if nested:
        return Line(number, wrong=f"{nested[0]} holds an object where text, a number or a list of words is due")
    return Line(number, {name: _cell(value) for name, value in found.items()})


def _is_cell(value: object) -> bool:
    return all(isinstance(part, str) for part in value) if isinstance(value, list) else not isinstance(value, dict)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return LIST_SEPARATOR.join(value) if isinstance(value, list) else str("" if value is None else value)


def _values(text: TextIO) -> Iterator[object]:
    """Yield the values of a JSON list, or of one value a line, without holding more than a few in memory."""
    decode = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str).raw_decode
    buffer, at = "", 0
    while True:
        while at < len(buffer) and buffer[at] in _BETWEEN:
            at += 1
        try:
            found, at = decode(buffer, at)
        except ValueError:
            more = text.read(_CHUNK)
            if more and len(buffer) - at < _LARGEST_ROW:
                buffer, at = buffer[at:] + more, 0
                check_depth(buffer.lstrip(_BETWEEN).encode())
                continue
            if at == len(buffer) and not more:
                return
            raise
        yield found


def _as_csv(kind: Kind, facts: Iterable[Any]) -> Iterator[bytes]:
    known = columns(kind)
    lines = io.StringIO(newline="")
    table = csv.writer(lines, lineterminator="\r\n")
    table.writerow(known)
    yield b"\xef\xbb\xbf"  # without it Excel reads “café” as “cafÃ©”
    for fact in facts:
        cells = cells_of(kind, fact)
        table.writerow([neutralised(known[name], cell) for name, cell in cells.items()])
        if lines.tell() > _CHUNK:
            yield _emptied(lines)
    yield _emptied(lines)


def _emptied(lines: io.StringIO) -> bytes:
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    return text.encode()


def _as_json(kind: Kind, facts: Iterable[Any]) -> Iterator[bytes]:
    yield b"["
    for place, fact in enumerate(facts):
        row = {name: getattr(fact, name) for name in columns(kind)}
        yield (b",\n" if place else b"\n") + _JSON.encode(row)
    yield b"\n]\n"
