"""Workbooks are read as a spreadsheet means them, and no hostile one takes the process with it."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies as some

from catalog import tables
from catalog.tables import Header, TableFormat, TableLine, write_xlsx
from config.budget import WrongFileError

NAMES = ("slug", "usd", "day")
HEADER = Header(
    NAMES.__contains__, lambda names: "" if set(names) <= set(NAMES) else "Another column."
)


def lines(content: bytes) -> list[TableLine]:
    return list(tables.read(io.BytesIO(content), TableFormat.XLSX, HEADER))


def workbook(*rows: Sequence[Any], **more_sheets: Sequence[Any]) -> bytes:
    """Return a workbook as somebody else would write it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    for name, row in more_sheets.items():
        book.create_sheet(name).append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part written anew; a part that it does not have is added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return out.getvalue()


def test_cells_mean_what_the_spreadsheet_shows() -> None:
    content = workbook(
        NAMES,
        ("a", 0.1 + 0.2, datetime(2026, 11, 24)),  # noqa: DTZ001
        (),
        ("b", 3e-07, None),
        (7, 1000, "x", None),
    )  # a day of a sheet has no zone

    assert lines(content) == [
        TableLine(2, {"slug": "a", "usd": "0.3", "day": "2026-11-24"}),
        TableLine(4, {"slug": "b", "usd": "0.0000003", "day": ""}),
        TableLine(5, {"slug": "7", "usd": "1000", "day": "x"}),
    ]


def test_what_is_no_value_is_refused_with_its_row() -> None:
    rows = lines(workbook(NAMES, ("a", "=1+1"), ("#REF!",), ("b", 1, None, "more"), ("c",)))

    assert [(row.number, row.wrong) for row in rows] == [
        (2, "cell B2 holds a formula; copy the column and paste its values"),
        (3, "cell A3 holds an error of the spreadsheet"),
        (4, "the row has 4 cells where the first row has 3"),
        (5, ""),
    ]


EMPTY = workbook(NAMES)
SHEET = "xl/worksheets/sheet1.xml"
ROW = b'<row r="%d"><c><v>1</v></c></row></sheetData>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no workbook": (lambda: b"slug,usd,day\n", "The file is no Excel workbook"),
    "broken off": (lambda: EMPTY[: len(EMPTY) // 2], "The file is no Excel workbook"),
    "another archive": (
        lambda: changed(b"PK\x05\x06" + b"\0" * 18, "a", bytes),
        "The file is no Excel workbook",
    ),
    "no header": (workbook, "The file has no first row"),
    "another header": (lambda: workbook(("nam",)), "Another column."),
    "two sheets": (lambda: workbook(NAMES, more=NAMES), "More than one sheet"),
    "rows that go back": (
        lambda: changed(EMPTY, SHEET, lambda old: old.replace(b"</sheetData>", ROW % 1)),
        "The file is no Excel workbook",
    ),
    "a text that is not there": (
        lambda: changed(
            EMPTY,
            SHEET,
            lambda old: old.replace(b't="inlineStr"', b't="s"').replace(b"</c>", b"<v>9</v></c>"),
        ),
        "The file is no Excel workbook",
    ),
}


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_hostile_or_strange_workbook_is_refused_in_a_sentence(
    content: Callable[[], bytes], sentence: str
) -> None:
    with pytest.raises(WrongFileError, match=sentence):
        lines(content())


def test_empty_rows_far_below_are_nothing_and_a_filled_one_keeps_its_number() -> None:
    far = b'<row r="1048575"><c/></row>' + ROW % 1_048_576
    content = changed(EMPTY, SHEET, lambda old: old.replace(b"</sheetData>", far))

    assert lines(content) == [TableLine(1_048_576, {"slug": "1", "usd": "", "day": ""})]


def test_sheet_that_names_its_last_cell_costs_no_more_than_its_cells() -> None:
    content = changed(EMPTY, SHEET, lambda old: old.replace(b"A1:C1", b"A1:XFD1048576"))

    assert lines(content) == []


@given(
    text=some.text(
        some.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=8
    )
)
@settings(max_examples=50)
def test_any_text_survives_a_workbook(text: str) -> None:
    (line,) = lines(write_xlsx([NAMES, ("a", text, "")]))

    assert line.cells["usd"] == text


def test_text_is_written_as_text() -> None:
    for text in ("=1+1", "#N/A", "_x0041_", "a\r\nb", " b ", "0012"):
        content = write_xlsx([NAMES, (text, "", "")])
        (line,) = lines(content)
        cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
        assert (line.cells["slug"], cell.data_type) == (text, "s")


def test_numbers_and_days_are_written_as_such() -> None:
    exact = Decimal("1.2345678901234567890")

    content = write_xlsx(
        [NAMES, ("a", Decimal("2.50"), date(2026, 11, 24)), ("b", exact, date(1066, 10, 14))]
    )

    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    assert rows[1] == ("a", 2.5, datetime(2026, 11, 24))  # noqa: DTZ001  # a day of a sheet has no zone
    assert rows[2] == ("b", str(exact), "1066-10-14")


def test_text_that_excel_would_cut_is_refused() -> None:
    with pytest.raises(WrongFileError, match="Take CSV"):
        write_xlsx([NAMES, ("a" * 32_768, "", "")])
