"""Tables: text pasted from a spreadsheet, a CSV file or a workbook; columns are known by their headings, in any order."""

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalog.formatting import capitalise
from catalog.parsing import format_input, tidy
from catalog.spreadsheets import unguarded
from catalog.tables import WrongFileError, is_workbook, read_sheet
from wizard.pilot.metrics import BY_SLUG, IN_DOLLARS, METRICS, PlanMoney
from wizard.pilot.rows import MOST_ROWS, NAMES, Bad, Found, ResultRow, in_order, read_row, reason_of, shortened

MOST_BYTES = 900_000  # of a paste or a table
FIRST_LINES = 60  # among which the headings are looked for
MOST_COLUMNS = 60
DELIMITERS = ("\t", ";", ",")
HEADS: Mapping[str, tuple[str, ...]] = {
    "number": ("case", "trial", "trial number", "trial no", "no", "nr", "#", "number"),
    "model": ("model", "provider"),
    "key": ("id", "result id"),
} | {metric.slug: metric.heads for metric in METRICS}
EXAMPLE = "for example: Case, Model, Could go out as it is, Minutes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column that was understood; `unit` is the unit or currency that it names."""

    place: int
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedTable:
    """Lines under a heading, each with its number in the source."""

    headings: tuple[Heading, ...]
    heads: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def cells(self, line: Sequence[str]) -> dict[str, str]:
        """Return the cells of a line by what they mean, as they were before a sheet of ours kept them from being run."""
        return {each.meaning: unguarded(line[each.place].strip()) for each in self.headings if each.place < len(line)}

    @property
    def units(self) -> dict[str, str]:
        """Return the units that headings name, of money its currency alone: "fee an hour" names a time."""
        return {each.meaning: each.unit for each in self.headings if each.unit.isupper() == (each.meaning == "usd")}


def text_of(data: bytes) -> str:
    """Return the text of a file in the ways spreadsheets write it. Raises `WrongFileError` where it is too large or no text."""
    if len(data) > MOST_BYTES:
        raise WrongFileError("It has more than 900 kilobytes. Bring it in two pieces.")
    if is_workbook(data):
        return _text_of_workbook(data)
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
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
    if text.tell() > MOST_BYTES:  # a workbook is packed
        raise WrongFileError("It is too much for one go. Bring it in two pieces.")
    return text.getvalue()


def split(text: str, meaning: Callable[[str], str], needed: frozenset[str]) -> PastedTable | None:
    """Return a text as a table by the delimiter that explains most headings; None where no line is one of headings.

    `meaning` says what a heading is about; a line of headings names one of `needed`, or two of anything. Raises
    `csv.Error`.
    """
    best: PastedTable | None = None
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for delimiter in DELIMITERS:
        lines = [tuple(line) for line in csv.reader(io.StringIO(plain), delimiter=delimiter)]
        place, headings = _headings(lines, meaning, needed)
        if headings and (best is None or len(headings) > len(best.headings)):
            under = ((at, line) for at, line in enumerate(lines[place + 1 :], start=place + 2))
            filled = tuple((at, line) for at, line in under if any(cell.strip() for cell in line))
            best = PastedTable(headings=headings, heads=lines[place], lines=filled)
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
    (r"\$|\busd\b|\bdollars?\b", "USD"),
    (r"€|\beur(?:os?)?\b", "EUR"),
    (r"£|\bgbp\b|\bpounds?\b", "GBP"),
)


def _unit(plain: str) -> str:
    return next((unit for pattern, unit in _UNITS if re.search(pattern, plain)), "")


def read(text: str, money: PlanMoney = IN_DOLLARS) -> Found[ResultRow]:
    """Read a table of results under a line of headings."""
    if not text.strip():
        return Found(trouble="There is nothing in it.")
    try:
        table = split(text, meaning_of, frozenset(BY_SLUG))
    except csv.Error:
        return Found(trouble="It cannot be split into rows and columns. Save the sheet as CSV and try again.")
    if table is None:
        return Found(trouble=f"The first line must name the columns, {EXAMPLE}")
    by_place = {each.place: NAMES[each.meaning] for each in table.headings}
    columns = tuple(
        (" ".join(cell.split())[:60], by_place.get(at, ""))
        for at, cell in enumerate(table.heads[:MOST_COLUMNS])
        if cell.strip()
    )
    if not set(BY_SLUG) & {each.meaning for each in table.headings}:
        return Found(columns=columns, trouble=f"No column says how a result was. Name the columns, {EXAMPLE}")
    read = [row for place, line in table.lines[:MOST_ROWS] if (row := _row(place, line, table, money)) is not None]
    rows, bad = in_order(read)
    more = len(table.lines) - MOST_ROWS
    remarks = (f"Only the first {MOST_ROWS:,} rows are read at once; bring the other {more:,} by themselves.",)
    return Found(
        rows=rows,
        bad=bad,
        columns=columns,
        remarks=remarks if more > 0 else (),
        trouble="" if read else "No row of it says how a result was.",
    )


def _row(place: int, line: Sequence[str], table: PastedTable, money: PlanMoney) -> ResultRow | Bad | None:
    """Read one line; None where it names a case but says nothing of it, as the lines of an empty sheet do."""
    row, problems = read_row(place, table.cells(line), money, table.units)
    if problems:
        return Bad(place=place, text=shortened(line), reason=reason_of(problems))
    return row if row.values else None


def write(rows: Sequence[ResultRow]) -> str:
    """Return rows as a table that `read` reads back."""
    lines = [("Case", "Model", "Id", *(metric.column for metric in METRICS))]
    lines += [
        (str(row.number or ""), row.model, row.key, *(metric.write(row.values.get(metric.slug)) for metric in METRICS))
        for row in rows
    ]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(lines)
    return text.getvalue()
