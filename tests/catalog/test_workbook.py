"""Workbooks read as a stream: cells mean what openpyxl and Excel say, whoever wrote the file."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings, strategies as some

from catalog import workbook
from catalog.tables import ROWS, cell_text
from catalog.workbook import SheetRow
from config.budget import Budget, WrongFileError
from tests.hostile_files import changed, pack, sheet

FORMULA = "a formula; copy the column and paste its values"
ERROR = "an error of the spreadsheet"


def read(content: bytes) -> dict[str, list[SheetRow]]:
    """Return the filled rows of each sheet."""
    with workbook.opened(io.BytesIO(content), Budget(ROWS), cell_text) as book:
        return {each.name: list(each.rows()) for each in book.sheets}


def rows(xml: str, **parts: Any) -> list[SheetRow]:
    """Return the filled rows of a sheet, below its headings.

    Its rows are written as they would stand in a file.
    """
    return read(pack(sheet(xml), **parts))["S1"][1:]


def cells(xml: str, **parts: Any) -> list[str]:
    """Return the cells of one row."""
    (row,) = rows(f"<row>{xml}</row>", **parts)
    return row.cells


# --------------------------------------------------------------------------- as openpyxl reads them

VALUES = (
    some.none()
    | some.text(
        some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        max_size=8,
    )
    | some.integers(-(10**14), 10**14)
    | some.floats(-1e12, 1e12).map(lambda number: float(format(number, ".12g")))
    | some.booleans()
    | some.dates(date(1901, 1, 1))
    | some.datetimes(datetime(1901, 1, 1)).map(lambda moment: moment.replace(microsecond=0))  # noqa: DTZ001  # as in a sheet
    | some.times().map(lambda moment: moment.replace(microsecond=0))
    | some.timedeltas(timedelta(0), timedelta(days=99)).map(
        lambda length: timedelta(seconds=int(length.total_seconds()))
    )
    | some.sampled_from(["=A1", "=1+1", "#REF!", "#N/A", "_x0041_", " a ", "é\nb", "12"])
)


def meant(value: object) -> str:
    """Return what a value that openpyxl read shows."""
    if isinstance(value, float):
        return cell_text(Decimal(format(value, ".15g")))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time.min else value).isoformat()
    if isinstance(value, str):
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda sign: chr(int(sign[1], 16)), value)
    return cell_text(value)


@given(some.lists(some.lists(VALUES, max_size=5), max_size=5))
@settings(max_examples=150, deadline=None)
def test_cells_are_read_as_openpyxl_reads_them(written: list[list[Any]]) -> None:
    book = openpyxl.Workbook()
    for values in written:
        book.worksheets[0].append(values)
    content = io.BytesIO()
    book.save(content)

    found = {row.number: row for row in read(content.getvalue())["Sheet"]}

    for number, row in enumerate(openpyxl.load_workbook(content).worksheets[0].iter_rows(), 1):
        texts = [meant(cell.value) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        kinds = {"f": FORMULA, "e": ERROR}
        wrong = [
            f"cell {cell.coordinate} holds {kinds[cell.data_type]}"
            for cell in row
            if cell.data_type in kinds
        ]
        expected = SheetRow(number, texts, wrong[0] if wrong else "")
        assert found.pop(number, SheetRow(number, [])) == expected
    assert not found


# ----------------------------------------------------------------------------- as others write them

STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/><numFmt numFmtId="171" '
    'formatCode="dd/mm"/>'
    '<numFmt numFmtId="172" formatCode="0.00 &quot;days&quot;"/></numFmts><cellStyleXfs><xf '
    'numFmtId="14"/></cellStyleXfs>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 9, 170, 171, 172))
    + "</cellXfs>"
)


def test_what_we_write_by_hand_is_a_workbook_to_others_too() -> None:
    texts = "<si><t>Ash</t></si>"
    content = pack(sheet('<row><c t="s"><v>0</v></c><c><v>2</v></c></row>'), texts=texts)

    (page,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets

    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_col=2)] == [
        ["Ash", 2]
    ]


def test_number_is_a_day_where_its_style_says_so() -> None:
    numbers = "".join(f'<c s="{style}"><v>45620.5</v></c>' for style in range(6))

    assert cells(numbers, styles=STYLES) == [
        "45620.5",
        "2024-11-24T12:00:00",
        "45620.5",
        "45620 days, 12:00:00",
        "2024-11-24T12:00:00",
        "45620.5",
    ]
    assert cells('<c s="1"><v>45620</v></c><c s="1"><v>0.5</v></c>', styles=STYLES) == [
        "2024-11-24",
        "12:00:00",
    ]


def test_workbook_of_a_mac_counts_days_from_1904() -> None:
    book = changed(
        pack(sheet('<row><c s="1"><v>44158</v></c></row>'), styles=STYLES),
        "xl/workbook.xml",
        lambda old: old.replace("<sheets>", '<workbookPr date1904="1"/><sheets>'),
    )

    assert read(book)["S1"][1].cells == ["2024-11-24"]


def test_shared_texts_are_joined_from_their_pieces_without_readings_and_escapes() -> None:
    texts = (
        "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>in </t></r><r><t xml:space='preserve'> "
        "pieces</t></r></si><si><t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr "
        "fontId='1'/></si><si><t>a_x000D_b_x005F_x0041_ _xD800_ _x0000_</t></si><si/>"
    )
    marks = "".join(f'<c t="s"><v>{place}</v></c>' for place in (3, 2, 1, 0, 4, 0))

    assert cells(marks, texts=texts) == [
        "a\rb_x0041_ _xD800_ _x0000_",
        "課",
        "in  pieces",
        "plain",
        "",
        "plain",
    ]


def test_cells_have_their_place_with_or_without_a_name_and_gaps_are_empty() -> None:
    xml = (
        '<row r="7" spans="1:9"><c r="B7"><v>1</v></c><c><v>2</v></c><c r="F7" s="2"/></row>'
        '<row><c r="AA8" t="b"><v>1</v></c></row><row r="9"/>'
        '<row r="12"><c t="b"><v>0</v></c><c t="str"><v>s</v></c><c '
        't="d"><v>2026-11-24</v></c></row>'
    )

    assert rows(xml) == [
        SheetRow(7, ["", "1", "2"]),
        SheetRow(8, [*[""] * 26, "true"]),
        SheetRow(12, ["false", "s", "2026-11-24"]),
    ]


def test_numbers_are_shown_with_the_digits_that_excel_shows() -> None:
    numbers = ("0.30000000000000004", "1E-7", "1.50", "12345678901234567890", "-4", "1e3", "007")
    shown = ["0.3", "0.0000001", "1.5", "12345678901234567890", "-4", "1000", "7"]

    assert cells("".join(f"<c><v>{number}</v></c>" for number in numbers)) == shown


@pytest.mark.parametrize(
    ("cell", "text", "wrong"),
    [
        ("<c><f>A1*2</f><v>4</v></c>", "=A1*2", FORMULA),
        ('<c><f t="shared" si="0"/><v>4</v></c>', "=", FORMULA),
        ('<c t="e"><v>#REF!</v></c>', "#REF!", ERROR),
        ("<c><v>soon</v></c>", "soon", "no number, though it is marked as one"),
        ("<c><v>1e999</v></c>", "1e999", "no number, though it is marked as one"),
        ("<c><v>nan</v></c>", "nan", "no number, though it is marked as one"),
        (f"<c><v>{'9' * 5_000}</v></c>", "9" * 5_000, "no number, though it is marked as one"),
        ('<c s="1"><v>99999999</v></c>', "99999999", "no day, though it is marked as one"),
    ],
)
def test_what_is_no_value_is_named_by_its_cell(cell: str, text: str, wrong: str) -> None:
    (row,) = rows(f'<row r="5"><c><v>1</v></c>{cell}</row>', styles=STYLES)

    assert row == SheetRow(5, ["1", text], f"cell B5 holds {wrong}")


def test_names_may_stand_behind_a_prefix_and_parts_have_other_names() -> None:
    book = changed(
        pack(sheet("")),
        "xl/worksheets/sheet1.xml",
        lambda _: (
            "<x:worksheet "
            'xmlns:x="a"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
        ),
    )
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace("worksheets/sheet1.xml", "/strange/one.xml")
            new.writestr(name.replace("xl/worksheets/sheet1", "strange/one"), text)

    assert read(content.getvalue()) == {"S1": [SheetRow(1, ["1"])]}


def test_words_behind_the_rows_are_no_cells() -> None:
    after = "<extLst><ext><row><c><v>9</v></c></row></ext></extLst><hyperlinks/><t>x</t>"
    book = pack(sheet("<row><c><v>1</v></c></row>").replace("</worksheet>", f"{after}</worksheet>"))

    assert [row.cells for row in read(book)["S1"]][1:2] == [["1"]]


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_archive_that_gives_out_all_at_once_is_refused(packing: int) -> None:
    assert read(pack(sheet(""), packing=zipfile.ZIP_STORED))
    with pytest.raises(WrongFileError, match="no Excel workbook"):
        read(pack(sheet(""), packing=packing))


def test_rows_are_read_anew_each_time() -> None:
    book = io.BytesIO(pack(sheet("<row><c><v>1</v></c></row>"), sheet("")))
    with workbook.opened(book, Budget(ROWS), cell_text) as opened:
        first, second = opened.sheets
        assert next(first.rows()).cells[0] == "Case"
        assert len(list(second.rows())) == 1
        assert [row.cells for row in first.rows()] == [row.cells for row in first.rows()]
