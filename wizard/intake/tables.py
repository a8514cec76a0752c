"""Tables: text pasted from a spreadsheet, or a CSV file; the columns are known by their headings, whatever their order."""

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalog.formatting import capitalise
from catalog.parsing import Problem, format_input, tidy
from catalog.tables import WrongFileError, is_workbook, read_sheet
from wizard.intake import cells
from wizard.intake.rows import MOST_ROWS, Bad, Column, Found, Row, shortened, told_apart
from wizard.steps.kinds.figures import USD_FOR

MOST_BYTES = 900_000  # of a paste or a table
FIRST_LINES = 60  # among which the headings are looked for
MOST_COLUMNS = 60
DELIMITERS = ("\t", ";", ",")
MARKS = {"yes-no": "accepted", "minutes": "minutes", "cost": "usd", "points": "rating_1"}  # a column without a heading

_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("trial", "trial number", "trial no", "no", "nr", "#", "number"),
    "model": ("model", "provider"),
    "what": ("what it was", "what", "item", "case", "job", "input"),
    "accepted": ("accepted", "accept", "used", "usable", "used without a redo", "good enough", "ok", "pass", "passed", "result", "success"),
    "rating_1": ("rating", "points", "rating 1", "rater 1", "points 1", "first rater", "rater a", "points of the first rater"),
    "rating_2": ("rating 2", "rater 2", "points 2", "second rater", "rater b", "points of the second rater"),
    "minutes": ("minutes", "minute", "min", "mins", "time", "duration", "seconds", "second", "sec", "hours", "hour", "h"),
    "usd": ("cost", "costs", "fee", "fees", "price", "usd", "eur", "gbp", "$", "€", "£", "dollars", "euros", "pounds", "amount"),
    "remark": ("remarks", "remark", "note", "notes", "comment", "comments"),
}  # fmt: skip
SAID = {
    "number": "number of the trial",
    "model": "model",
    "what": "what it was",
    "accepted": "good enough, yes or no",
    "rating_1": "points of the first rater",
    "rating_2": "points of the second rater",
    "minutes": "minutes",
    "usd": "cost",
    "remark": "remark",
}
MEASURES = {"accepted", "rating_1", "rating_2", "minutes", "usd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column that was understood."""

    place: int
    meaning: str
    text: str
    unit: str = "minute"
    currency: str = "USD"


def text_of(data: bytes) -> str | None:
    """Return the text of a file in the ways spreadsheets write it; None where it is no text.

    Raises `WrongFileError` for a workbook that cannot be read.
    """
    if is_workbook(data):
        return _text_of_workbook(data)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _text_of_workbook(data: bytes) -> str:
    text = io.StringIO()
    write = csv.writer(text, delimiter="\t", lineterminator="\n")
    for line, wrong in itertools.islice(read_sheet(io.BytesIO(data), number=format_input), FIRST_LINES + MOST_ROWS * 2):
        if wrong:
            raise WrongFileError(f"{capitalise(wrong)}.")
        write.writerow(line)
    return text.getvalue()


def read(text: str, holds: str = "") -> Found:
    """Read a table; `holds` says what a single column without a heading is: yes-no, minutes, cost or points."""
    if not text.strip():
        return Found(trouble="There is nothing in it.")
    try:
        return _read(text.replace("\r\n", "\n").replace("\r", "\n"), holds)
    except csv.Error:
        return Found(trouble="It cannot be split into rows and columns. Save the sheet as CSV and try again.")


def _read(text: str, holds: str) -> Found:
    best: tuple[int, list[list[str]], int, list[Heading]] | None = None
    for delimiter in DELIMITERS:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
        place, headings = _headings(lines)
        if headings and (best is None or len(headings) > best[0]):
            best = (len(headings), lines, place, headings)
    if best is None:
        return _one_column(text, holds)
    _, lines, place, headings = best
    columns = tuple(
        Column(
            heading=" ".join(cell.split())[:60],
            meaning=next((SAID[each.meaning] for each in headings if each.place == at), ""),
        )
        for at, cell in enumerate(lines[place][:MOST_COLUMNS])
        if cell.strip()
    )
    if not MEASURES & {each.meaning for each in headings}:
        return Found(
            columns=columns, trouble="No column says how a trial went: name one Accepted, Minutes, Cost or Rating."
        )
    return _taken([(at, line) for at, line in enumerate(lines[place + 1 :], start=place + 2)], headings, columns)


def _headings(lines: Sequence[Sequence[str]]) -> tuple[int, list[Heading]]:
    """Return where the line of headings is, and what was understood of it."""
    found = [(at, list(_understood(line))) for at, line in enumerate(lines[:FIRST_LINES])]
    found = [(at, row) for at, row in found if MEASURES & {each.meaning for each in row} or len(row) > 1]
    return max(found, key=lambda each: (len(each[1]), -each[0]), default=(0, []))


def _understood(line: Sequence[str]) -> Iterator[Heading]:
    taken: set[str] = set()
    for place, cell in enumerate(line[:MOST_COLUMNS]):
        plain = tidy(cell).casefold().strip(" *:")
        meaning = _meaning(plain)
        if meaning and meaning not in taken:
            taken.add(meaning)
            yield Heading(place=place, meaning=meaning, text=cell, unit=_unit(plain), currency=_currency(plain))


def _meaning(plain: str) -> str:
    """Return what a heading means; words in brackets and after a comma say only how it is counted."""
    short = re.sub(r"\s*[(\[].*$|,.*$|(?<=\w)\s*[€$£]$", "", plain).strip()
    for name in (plain, short, re.sub(r"\s+(?:in|per|a)\s+.*$", "", short)):
        for meaning, heads in _MEANINGS.items():
            if name in heads:
                return meaning
    return ""


def _unit(plain: str) -> str:
    if re.search(r"\b(?:ms|milliseconds?)\b", plain):
        return "millisecond"
    if re.search(r"\b(?:s|sec|secs|seconds?)\b", plain):
        return "second"
    return "hour" if re.search(r"\b(?:h|hours?)\b", plain) else "minute"


def _currency(plain: str) -> str:
    if re.search(r"€|\beur(?:os?)?\b", plain):
        return "EUR"
    return "GBP" if re.search(r"£|\bgbp\b|\bpounds?\b", plain) else "USD"


def _one_column(text: str, holds: str) -> Found:
    """Read lines without a heading: one figure or word a line."""
    lines = [(at, [line]) for at, line in enumerate(text.split("\n"), start=1)]
    if any("\t" in line for _, (line,) in lines):
        return Found(trouble="The first line must name the columns, for example: Accepted, Minutes, Cost.")
    meaning = MARKS.get(holds, "")
    if not meaning:
        said = [cells.yes_or_no(line) for _, (line,) in lines]
        if any(isinstance(each, Problem) for each in said):
            return Found(
                trouble="Say below what the column holds, or write a heading above it: Accepted, Minutes, Cost or Rating."
            )
        meaning = "accepted"
    heading = Heading(place=0, meaning=meaning, text="")
    return _taken(lines, [heading], (Column(heading="One column", meaning=SAID[meaning]),))


def _taken(
    lines: Sequence[tuple[int, Sequence[str]]], headings: Sequence[Heading], columns: tuple[Column, ...]
) -> Found:
    rows: list[Row] = []
    bad: list[Bad] = []
    filled = [(place, line) for place, line in lines if any(cell.strip() for cell in line)]
    for place, line in filled[:MOST_ROWS]:
        found = _row(place, line, headings)
        if isinstance(found, Bad):
            bad.append(found)
        elif found is not None:
            rows.append(found)
    kept, again = told_apart(rows)
    remarks = []
    if len(filled) > MOST_ROWS:
        remarks.append(
            f"Only the first {MOST_ROWS:,} rows are read at once; bring the other {len(filled) - MOST_ROWS:,} by themselves."
        )
    trouble = "" if kept or bad or again else "No row of it says how a trial went."
    return Found(
        rows=kept,
        bad=tuple(sorted((*bad, *again), key=lambda each: each.place)),
        columns=columns,
        remarks=tuple(remarks),
        trouble=trouble,
    )


def _row(place: int, line: Sequence[str], headings: Sequence[Heading]) -> Row | Bad | None:
    """Read one line; None where it names a trial but says nothing of it, as the lines of an empty sheet do."""
    values: dict[str, Any] = {}
    for heading in headings:
        cell = line[heading.place].strip() if heading.place < len(line) else ""
        found = _cell(cell, heading)
        if isinstance(found, Problem):
            return Bad(place=place, said=shortened(line), reason=f"{SAID[heading.meaning].capitalize()}: {found.text}.")
        values[heading.meaning] = found
    ratings = (values.pop("rating_1", None), values.pop("rating_2", None))
    if ratings[0] is None and ratings[1] is not None:
        return Bad(place=place, said=shortened(line), reason="The second rater gave points, the first did not.")
    row = Row(
        place=place,
        ratings=tuple(each for each in ratings if each is not None),
        **{name: value for name, value in values.items() if value is not None},
    )
    if row.measured:
        return row
    return (
        Bad(place=place, said=shortened(line), reason="It says nothing of how the trial went.")
        if row.what or row.remark
        else None
    )


def _cell(cell: str, heading: Heading) -> Any:
    text = cell.removeprefix("'")  # as our own sheets write what a spreadsheet would run
    if heading.meaning == "minutes":
        return cells.minutes(text, heading.unit)
    if heading.meaning == "usd":
        return cells.cost(text, dollars, heading.currency)
    return _READERS[heading.meaning](text)


_READERS: Mapping[str, Callable[[str], Any]] = {
    "number": cells.trial,
    "accepted": cells.yes_or_no,
    "rating_1": cells.points,
    "rating_2": cells.points,
    "model": lambda text: cells.words(text, "the model", cells.LONGEST_MODEL),
    "what": lambda text: cells.words(text, "what it was", cells.LONGEST_WHAT),
    "remark": lambda text: cells.words(text, "the remark", cells.LONGEST_REMARK),
}


def dollars(currency: str) -> Decimal:
    """Return for how many dollars the wizard counts one of a currency."""
    return USD_FOR[currency]
