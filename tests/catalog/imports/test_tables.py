"""CSV and XLSX are read row by row, and what is written is read back.

This holds whatever a spreadsheet made of them.
"""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as some

from catalog.imports.cells import (
    LONGEST_CELL,
    WrongCellError,
    cells_of,
    fact_of,
    read_cell,
    read_fact_rows,
    write_fact_rows,
)
from catalog.registry import KINDS, FactKind
from catalog.tables import TableFormat, TableLine, format_of
from catalog.vocabulary import Medium
from config.budget import WrongFileError
from tests.support import starter_catalog

PROVIDERS = KINDS["providers"]
ROW = {"slug": "acme", "name": "Café Acme", "about": "", "homepage": ""}
CSV = "slug,name,about,homepage\r\nacme,Café Acme,,\r\n"


def lines(
    text: str | bytes, form: TableFormat = TableFormat.CSV, kind: FactKind = PROVIDERS
) -> list[TableLine]:
    return list(
        read_fact_rows(io.BytesIO(text if isinstance(text, bytes) else text.encode()), form, kind)
    )


def test_csv_of_every_spreadsheet_reads_the_same() -> None:
    for text in (
        *(CSV.encode(), CSV.encode("utf-8-sig"), CSV.replace("\r\n", "\n").encode()),
        *(CSV.replace(",", ";").encode(), CSV.replace(",", "\t").encode()),
        CSV.replace("acme,Café Acme", '"acme","Café Acme"').encode(),
        CSV.replace("slug,name", '"slug", name').encode(),
    ):
        assert lines(text) == [TableLine(2, ROW)], text
    assert lines("sep=;\r\n" + CSV.replace(",", ";")) == [TableLine(3, ROW)]


REFUSED_FILES: dict[str, tuple[bytes, str]] = {
    "unknown column": (b"slug,nam\n", "Providers have no column “nam”; did you mean “name”?"),
    "column twice": (b"slug,name,name\n", "The column “name” is there twice."),
    "no key": (b"name,about\n", "The column “slug” is missing; it says which row is meant."),
    "nothing": (b"", "The file has no first row with the names of the columns."),
    "UTF-16": (CSV.encode("utf-16"), "The file is in UTF-16. Save it as “CSV UTF-8”."),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED_FILES.values(), ids=REFUSED_FILES)
def test_file_nobody_can_read_is_refused_in_a_sentence(text: bytes, sentence: str) -> None:
    with pytest.raises(WrongFileError) as refused:
        lines(text)

    assert str(refused.value) == sentence


def test_wrong_rows_do_not_hide_the_rows_after_them() -> None:
    text = CSV + 'a,b\r\n"x"y,B,,\r\n\r\nlast,Last,,\r\n'

    assert [(line.number, line.wrong) for line in lines(text)] == [
        (2, ""),
        (3, "the row has 2 cells where the first row has 4"),
        (4, "the row is not CSV: ',' expected after '\"'"),
        (6, ""),
    ]


@pytest.mark.parametrize("form", TableFormat)
def test_what_is_written_is_known_by_its_format_and_read_back(form: TableFormat) -> None:
    for kind in KINDS.values():
        facts = getattr(starter_catalog(), kind.name)[::40]
        written = b"".join(write_fact_rows(kind, facts, form))
        assert format_of(io.BytesIO(written)) is form
        assert tuple(fact_of(kind, line.cells) for line in lines(written, form, kind)) == facts


@given(text=some.text(alphabet="'=+-@\t\r\nab;, \"", max_size=8))
@settings(max_examples=200)
def test_any_text_survives_the_way_out_and_in(text: str) -> None:
    fact = replace(fact_of(PROVIDERS, ROW), about=text)

    (line,) = lines(b"".join(write_fact_rows(PROVIDERS, [fact], TableFormat.CSV)))

    assert line.cells["about"] == text


def test_no_cell_of_ours_is_a_formula_and_numbers_below_zero_stay_numbers() -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"):
        fact = replace(fact_of(PROVIDERS, ROW), about=text)
        written = b"".join(write_fact_rows(PROVIDERS, [fact], TableFormat.CSV)).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(written, newline="")))[1][2] == f"'{text}"

    score = replace(starter_catalog().scores[0], value=-starter_catalog().scores[0].value)
    written = b"".join(write_fact_rows(KINDS["scores"], [score], TableFormat.CSV)).decode(
        "utf-8-sig"
    )
    assert cells_of(KINDS["scores"], score)["value"] in written.splitlines()[1].split(",")


@pytest.mark.parametrize(
    ("kind", "name", "cell", "reason"),
    [
        ("prices", "amount", "=2+2", "“=2+2” is a formula, write the number it gives"),
        ("prices", "amount", "@A1", "“@A1” is a formula, write the number it gives"),
        (
            "prices",
            "amount",
            "2,50",
            "“2,50” has a comma, write 2.50 or, if it parts thousands, leave it out",
        ),
        (
            "prices",
            "amount",
            "NaN",
            "“NaN” is no number, write digits and a point, for example 2.50",
        ),
        (
            "prices",
            "amount",
            "1e300",
            "“1e300” is no number, write digits and a point, for example 2.50",
        ),
        (
            "models",
            "total_limit",
            "1.5",
            "“1.5” is no number, write digits only, for example 12",
        ),
        (
            "prices",
            "unit",
            "input_mtoks",
            "“input_mtoks” is not a word of the list; did you mean “input_mtok”?",
        ),
        (
            "model_statements",
            "makes",
            "text;smell",
            f"“smell” is not a word of the list; write one of {', '.join(Medium)}",
        ),
        ("prices", "as_of", "24.11.2026", "“24.11.2026” is no date, write it like 2026-11-24"),
        ("models", "listed", "oui", "“oui” is neither true nor false"),
        (
            "providers",
            "about",
            "a" * 1_048_576,
            f"holds 1,048,576 characters, at most {LONGEST_CELL:,} fit",
        ),
        ("providers", "about", "a\0b", "holds a NUL character"),
        ("providers", "about", "caf\udce9", "is not in UTF-8; save the file as “CSV UTF-8”"),
    ],
)
def test_cell_that_cannot_be_read_is_refused_in_words(
    kind: str, name: str, cell: str, reason: str
) -> None:
    with pytest.raises(WrongCellError) as refused:
        read_cell(KINDS[kind].described[name], cell)

    assert str(refused.value).replace(f"{name}:", name) == f"{name} {reason}"


def test_cell_is_read_as_it_is_meant() -> None:
    for name, cell, read_as in (
        ("amount", " 2.50 ", "2.50"),
        ("amount", "3e-07", "3e-07"),
        ("valid_to", "", ""),
        ("note", " a ", " a "),
    ):
        assert read_cell(KINDS["prices"].described[name], cell) == read_as
