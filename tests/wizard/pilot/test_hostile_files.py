"""Files that cost more than they weigh are refused in a sentence that names a limit.

Others are read at the price of what they say.
"""

import io
import tracemalloc
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import pytest

from catalog import tables as desk
from catalog.tables import Header, format_of
from config.budget import WrongFileError
from tests import hostile_files as made
from wizard.pilot import promptfoo, tables
from wizard.pilot.cases import read_cases
from wizard.pilot.tables import Found, ResultRow

SEED = 35
type Maker = Callable[[Random], bytes]

# What is said of each table and workbook, where it is not read.
SAYS: dict[Maker, str] = {
    made.wide_rows: "more than 256 columns",
    made.wide_rows_of_many_sheets: "more than 256 columns",
    made.rows_as_wide_as_is_allowed: "more than 300,000 cells",
    made.wide_headings: "more than 256 columns",
    made.many_sheets: "more than 50 sheets",
    made.sheets_without_end: "more than 50 sheets",
    made.one_text_in_every_cell: "more than 4,000,000 characters in its cells",
    made.texts_by_the_million: "more than 8 MB of memory",
    made.empty_texts: "more than 8 MB of memory",
    made.texts_with_a_sign_that_makes_them_wide: "more than 8 MB of memory",
    made.one_text_without_end: "more than 100,000 characters",
    made.text_in_pieces: "more than 100,000 characters",
    made.empty_rows: "more than 1,000,000 pieces of XML",
    made.empty_cells: "more than 1,000,000 pieces of XML",
    made.many_cells: "more than 300,000 cells",
    made.many_rows: "more than 10,000 rows",
    made.styles_by_the_million: "more than 70,000 styles of cells",
    made.tag_without_end: "larger than 1 MB|a tag of more than 1 MB",
    made.names_without_end: "more than 2,000 different names",
    made.nested_elements: "more than 200 elements",
    made.links_without_end: "more than 1,000 references",
    made.parts_without_end: "more than 1,000 parts",
    made.zeros: "more than 40 MB once it is unpacked",
    made.comments: "a tag of more than 1 MB",
    made.packed_as_one: "no Excel workbook",
    made.entities: "defines words of its own",
    made.blank_lines: "no first row|more than 10,000 rows",
    made.short_lines: "more than 10,000 rows",
    made.cells_without_end: "more than 256 columns",
}
# Those that are read: they say much of little, or what is not looked at.
READ = {
    made.rows_far_apart,
    made.false_dimensions,
    made.shared_formulas,
    made.format_of_brackets,
    made.areas_without_end,
    made.names_of_areas,
    made.line_without_end,
    made.quote_without_end,
    made.heading_of_spaces,
    made.letters_of_a_script,
    made.signs_that_grow,
}
MOST_HELD = 20_000_000  # bytes, while a table of a megabyte is read


@cache
def content(maker: Maker) -> bytes:
    return maker(Random(f"{SEED}/{name_of(maker)}"))  # noqa: S311  # the same each time


def said(work: Callable[[], object]) -> str:
    """Return why a file is not read; nothing where it is."""
    try:
        work()
    except WrongFileError as refused:
        return str(refused)
    return ""


def name_of(maker: Any) -> str:
    return str(maker.__name__)


def test_all_of_them_are_tried() -> None:
    assert {*made.WORKBOOKS, *made.TABLES} == SAYS.keys() | READ
    assert not SAYS.keys() & READ


@pytest.mark.parametrize("maker", SAYS, ids=name_of)
def test_hostile_results_and_cases_are_refused_in_a_sentence(maker: Maker) -> None:
    data = content(maker)
    sentences = [said(lambda: tables.read(data))]
    # Blank lines are no cases, however many there are.
    may_hold_cases = maker in made.TABLES and maker is not made.blank_lines
    sentences += [said(lambda: read_cases(data))] if may_hold_cases else []

    for sentence in sentences:
        assert [part for part in SAYS[maker].split("|") if part in sentence], sentence
        assert sentence.endswith(".")


@pytest.mark.parametrize("maker", sorted(READ, key=name_of), ids=name_of)
def test_what_says_much_of_little_is_read_at_the_price_of_what_is_there(maker: Maker) -> None:
    found: list[Found[ResultRow]] = []

    sentence = said(lambda: found.append(tables.read(content(maker))))

    assert sentence.endswith(".") if sentence else found[0].rows or found[0].bad
    assert sum(len(one.rows) + len(one.bad) for one in found) < 1_000


@pytest.mark.parametrize("maker", made.TABLES, ids=name_of)
@pytest.mark.parametrize("read", [tables.read, read_cases], ids=["results", "cases"])
def test_little_is_held_of_a_table(read: Callable[[bytes], object], maker: Maker) -> None:
    data = content(maker)
    read(b"Case,Accepted\n1,yes\n")  # what is loaded once

    tracemalloc.start()
    try:
        said(lambda: read(data))
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert held <= MOST_HELD


def of_desk(data: bytes) -> int:
    """Return how many rows the desk finds in a file of any columns."""
    stream = io.BytesIO(data)
    return sum(1 for _ in desk.read(stream, format_of(stream), Header(bool, lambda _: "")))


@pytest.mark.parametrize("maker", [*made.WORKBOOKS, *made.TABLES], ids=name_of)
def test_desk_reads_as_many_rows_as_it_takes_or_refuses_them_in_a_sentence(maker: Maker) -> None:
    counts: list[int] = []

    sentence = said(lambda: counts.append(of_desk(content(maker))))

    assert sentence.endswith(".") if sentence else counts[0] <= 200_000


@pytest.mark.parametrize("maker", made.JSON, ids=name_of)
def test_hostile_results_of_promptfoo_are_refused_or_cost_what_they_say(maker: Maker) -> None:
    found: list[Found[ResultRow]] = []

    sentence = said(lambda: found.append(promptfoo.read(content(maker))))

    if sentence:
        limits = ("more than 10,000 rows", "more than 500,000 values")
        assert any(part in sentence for part in (*limits, "no JSON", "no results"))
    else:
        assert len(found[0].rows) + len(found[0].bad) <= 1
