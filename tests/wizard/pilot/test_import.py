"""Results and cases as they come in: cells, tables, promptfoo’s file.

Bad rows have a reason and the good ones stay.
"""

import io
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

import msgspec
import openpyxl
import pytest
from hypothesis import given, strategies as st

from catalog.parsing import Problem
from catalog.tables import write_xlsx
from config.budget import WrongFileError
from config.environment import PROJECT
from tests.wizard.pilot.strategies import tries
from wizard.pilot import promptfoo, tables
from wizard.pilot.cases import MOST_CASES, CasePair, numbered_answers, read_cases
from wizard.pilot.metrics import (
    METRICS,
    Metric,
    Value,
    format_cost,
    parse_cost,
    parse_time,
)
from wizard.pilot.tables import ResultRow

RESULTS = (PROJECT / "tests" / "wizard" / "pilot" / "results.json").read_bytes()
EXAMPLES: Mapping[str, Mapping[str, Value]] = {
    "accepted": {"yes": True, "no": False},
    "harmful": {"yes": True, "no": False},
    "minutes": {"1.5": 1.5, "0": 0.0, "1.0750": 1.075},
    "usd": {"1.5": 1.5, "0": 0.0, "0.004": 0.004},
}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.slug)
def test_every_metric_reads_and_writes_its_values_and_has_a_column(metric: Metric) -> None:
    for text, value in EXAMPLES[metric.slug].items():
        assert metric.parse(text) == value
        assert metric.parse(metric.write({metric.slug: value})) == value
        (row,) = tables.read(f"{metric.column}\n{text}").rows
        assert row.values == {metric.slug: value}
    assert metric.write({}) == ""


def test_times_and_costs_are_understood_as_people_type_them() -> None:
    times = {"1,5": 1.5, "1.5": 1.5, "90 s": 1.5, "1 h 20": 80, "0.075": 0.075, "١٢": 12}
    assert {typed: parse_time(typed) for typed in times} == times
    for typed in ("1.075", "12,345", "1:30", "1 to 2", "-1", "a while"):  # two readings, or none
        assert isinstance(parse_time(typed), Problem), typed
    costs = {"0.004": 0.004, "$0.04": 0.04, "0,04 USD": 0.04}
    assert {typed: parse_cost(typed) for typed in costs} == costs
    for typed in ("1 to 2", "-1", "1.075", "¥40", "€ 2", "0,04 EUR"):
        assert isinstance(parse_cost(typed), Problem), typed
    shown = {
        0.003849: "0.38 cents",
        0.000012: "less than 0.01 cents",
        0.0099: "0.99 cents",
        0.04: "$0.04",
        0.0: "$0",
    }
    assert {dollars: format_cost(dollars) for dollars in shown} == shown


@given(st.sampled_from(METRICS), st.text(max_size=30))
def test_any_cell_is_read_or_asked_back(metric: Metric, cell: str) -> None:
    assert metric.parse(cell) is not None


def test_columns_are_known_by_their_headings_in_any_order() -> None:
    for text in (
        "Accepted\tMinutes\tUSD\nyes\t1,5\t0.004\nno\t90 s\t$0.01",
        "Accepted;Minutes;USD\nyes;1,5;0.004\nno;90 s;$0.01",
        'Accepted,Minutes,USD\nyes,"1,5",0.004\nno,90 s,$0.01',
        "Cost in USD,Remarks,Good enough (yes or no),Time (min)\n0.004,fine,yes,1.5\n0.01,,no,1.5",
    ):
        found = tables.read(text)
        assert [
            (row.values["accepted"], row.values["minutes"], row.values["usd"]) for row in found.rows
        ] == [
            (True, 1.5, 0.004),
            (False, 1.5, 0.01),
        ]
        assert found.bad == ()


def test_amounts_whose_unit_no_heading_says_are_left_out() -> None:
    for heading in ("Time", "Seconds", "Hours", "Cost", "Cost in EUR", "Minutes (s)"):
        (row,) = tables.read(f"Accepted\t{heading}\nyes\t90").rows
        assert row.values == {"accepted": True}, heading


def test_bad_rows_have_their_place_and_a_reason_and_the_good_ones_stay() -> None:
    found = tables.read(
        "Case\tAccepted\tMinutes\n1\tyes\t2\n2\tmaybe\t2\n3\tno\tlong\n1\tno\t2\n5\t\t\n6\tno\t1.075"
    )

    assert [row.number for row in found.rows] == [1]
    assert [(bad.place, bad.reason.split(":")[0]) for bad in found.bad] == [
        (3, "Good enough"),
        (4, "Time for one"),
        (5, "Case 1 is in row 2 already."),
        (7, "Time for one"),
    ]


def test_number_of_a_case_has_digits() -> None:
    for number in ("a", "one", "0", "1.5", "-3"):
        found = tables.read(f"Case\tAccepted\n{number}\tyes\n#2\tno")
        assert ([row.number for row in found.rows], [bad.place for bad in found.bad]) == (
            [2],
            [2],
        ), number


def test_our_own_scorecard_is_read_back_with_its_heading_and_empty_lines() -> None:
    heads = ",".join(f'"{metric.column}"' for metric in METRICS)
    text = (
        "Scorecard of the pilot,Garden\nTarget,At most 10,by "
        f"83\n\nCase,Model,{heads}\n1,'=Argon,yes,,7,0.004\n2,Argon,,,,\n"
    )

    (row,) = tables.read(text).rows

    assert (row.number, row.model) == (1, "=Argon")
    assert row.values == {"accepted": True, "minutes": 7, "usd": 0.004}


def test_what_cannot_be_read_is_answered_with_a_sentence() -> None:
    for text, trouble in {
        "": "nothing in it",
        "1,5\n2": "first line must name the columns",
        "a\tb\n1\t2": "first line must name the columns",
        "Case\tModel\n1\tArgon": "one of them how a result was",
        "Accepted\n\n": "No row of it",
    }.items():
        with pytest.raises(WrongFileError, match=trouble):
            tables.read(text)


@tries
@given(
    st.lists(
        st.builds(
            ResultRow,
            place=st.just(0),
            number=st.integers(1, 99),
            model=st.sampled_from(["Ash 1", "Elm, “2”"]),
            values=st.fixed_dictionaries(
                {"accepted": st.booleans()},
                optional={
                    "minutes": st.integers(1, 9_900).map(lambda cents: cents / 100),
                },
            ),
        ),
        min_size=1,
    )
)
def test_rows_are_read_back_as_they_were_written(rows: list[ResultRow]) -> None:
    found = tables.read(tables.write(rows))

    unique: dict[object, ResultRow] = {}
    for row in rows:
        unique.setdefault((row.number, row.model), row)
    assert [(row.number, row.model, row.values) for row in found.rows] == [
        (row.number, row.model, row.values) for row in unique.values()
    ]


def test_rows_without_a_number_are_counted_model_by_model_and_the_same_ones_say_the_same() -> None:
    found = tables.read(
        "Case\tModel\tAccepted\n\tAsh\tyes\n\tElm\tno\n\tAsh\tno\n7\tAsh\tyes\n\tash\tno"
    )

    assert [(row.number, row.model) for row in found.rows] == [
        (1, "Ash"),
        (1, "Elm"),
        (2, "Ash"),
        (7, "Ash"),
        (8, "ash"),
    ]
    again = tables.read(tables.write(found.rows)).rows
    assert [(row.number, row.values) for row in again] == [
        (row.number, row.values) for row in found.rows
    ]


@given(st.text(max_size=300))
def test_any_text_is_read_or_answered(text: str) -> None:
    for read in (tables.read, read_cases):
        with suppress(WrongFileError):
            found = read(text)
            assert found.rows or found.bad


def test_files_of_spreadsheets_are_text_in_utf_8() -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        text = tables.text_of("Model;Minutes\nÉté;1,5\n".encode(encoding))
        (row,) = tables.read(text).rows
        assert (row.model, row.values) == ("Été", {"minutes": 1.5}), encoding
    for encoding in ("utf-16", "cp1252"):
        with pytest.raises(WrongFileError, match="Save the sheet as CSV UTF-8 or as XLSX"):
            tables.text_of("Model;Minutes\nÉté;1,5\n".encode(encoding))


def test_workbook_is_read_as_what_it_shows_and_a_picture_is_refused() -> None:
    data = write_xlsx(
        [["Scorecard"], ["Accepted", "Minutes"], ["yes", Decimal("1.125")], ["no", 2]]
    )

    assert [row.values["minutes"] for row in tables.read(data).rows] == [1.125, 2]
    with pytest.raises(WrongFileError, match="no text"):
        tables.text_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


def a_workbook(**sheets: list[list[Any]]) -> bytes:
    """Return a workbook as a spreadsheet writes it.

    It has formulas where a cell begins with an equals sign.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_formula_refuses_its_row_alone_and_a_second_sheet_the_file() -> None:
    results: list[list[Any]] = [
        ["Tested on Monday"],
        ["Case", "Accepted", "Minutes"],
        [1, "yes", 2],
        [2, "no", "=C2*2"],
        [3, "no", "#REF!"],
        [4, "no", 5],
    ]

    found = tables.read(a_workbook(Results=results, Empty=[]))

    assert [(row.number, row.values) for row in found.rows] == [
        (1, {"accepted": True, "minutes": 2}),
        (4, {"accepted": False, "minutes": 5}),
    ]
    assert [(bad.place, bad.reason.partition(";")[0]) for bad in found.bad] == [
        (4, "Cell C4 holds a formula"),
        (5, "Cell C5 holds an error of the spreadsheet."),
    ]
    with pytest.raises(WrongFileError, match="Keep one sheet a file"):
        tables.read(a_workbook(Results=results, More=[["Case"], [5]]))


def test_cases_of_a_workbook_are_taken_but_for_formulas() -> None:
    found = read_cases(a_workbook(Cases=[["Case", "Facts"], ["Open?", "from 8"], ["Nuts?", "=A2"]]))

    assert [case.asked for case in found.rows] == ["Open?"]
    assert [bad.place for bad in found.bad] == [3]
    with pytest.raises(WrongFileError, match="must name the columns"):
        read_cases(a_workbook(Cases=[["Open?"]]))


# ---------------------------------------------------------------------------------------- promptfoo


def test_a_persons_mark_is_taken_and_a_check_is_none() -> None:
    document = msgspec.json.decode(RESULTS)
    marked = [
        check["pass"]
        for result in document["results"]["results"]
        for check in (result.get("gradingResult") or {}).get("componentResults") or []
        if check and (check.get("assertion") or {}).get("type") == "human"
    ]

    found = promptfoo.read(RESULTS)

    assert [row.values["accepted"] for row in found.rows if "accepted" in row.values] == marked
    assert {True, False} <= set(marked)
    assert any("accepted" not in row.values for row in found.rows)


def test_result_without_an_answer_is_refused_and_no_fee_is_none() -> None:
    found = promptfoo.read(RESULTS)

    assert {bad.reason for bad in found.bad} == {
        "No answer came, or nobody marked it and promptfoo knows no cost."  # it writes 0 then
    }
    assert {row.values.get("usd") for row in found.rows} == {0.004}


@given(
    document=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["results", "id", "cost", "provider", "gradingResult", "componentResults", "assertion", "type", "pass", "testCase", "failureReason"]), inner, max_size=6),
        max_leaves=20,
    )
)  # fmt: skip
def test_any_json_is_read_or_answered(document: object) -> None:
    with suppress(WrongFileError):
        found = promptfoo.read(msgspec.json.encode({"results": document}))
        assert found.rows or found.bad


# -------------------------------------------------------------------------------------------- cases


def test_cases_are_read_as_people_bring_them() -> None:
    for text, cases in {
        "Open on Sunday?\nNuts in it?": [
            CasePair(asked="Open on Sunday?"),
            CasePair(asked="Nuts in it?"),
        ],
        "Open?\non Sunday\n\n\nNuts in it?": [
            CasePair(asked="Open?\non Sunday"),
            CasePair(asked="Nuts in it?"),
        ],
        "Question;Facts\nOpen?;from 8": [CasePair(asked="Open?", facts="from 8")],
        "Case,Answer B,Answer A\nOpen?,b,a": [CasePair(asked="Open?", first="a", second="b")],
        'Case,Facts\n"Open,\nreally?",from 8\n,alone': [
            CasePair(asked="Open,\nreally?", facts="from 8")
        ],
    }.items():
        assert list(read_cases(text).rows) == cases


def test_cases_that_cannot_be_taken_are_named() -> None:
    found = read_cases("\n\n".join(["x" * 4_001, *("y" for _ in range(MOST_CASES + 1))]))

    assert (len(found.rows), [bad.place for bad in found.bad]) == (MOST_CASES, [1, MOST_CASES + 2])
    with pytest.raises(WrongFileError, match="Type or paste the cases"):
        read_cases(" \n ")


@pytest.mark.parametrize(
    ("pasted", "answers"),
    [
        ("Sure!\n[1] Yes,\nfrom 8\n\n(2): No. See [1] above\n[3]\n", {1: "Yes,\nfrom 8", 2: "No. See [1] above"}),
        ("**[1]** Yes\n\n**[2]** No", {1: "Yes", 2: "No"}),
        ("### [1]\nYes\n### [2]\nNo", {1: "Yes", 2: "No"}),
        ("1. Yes\n2. No", {1: "Yes", 2: "No"}),
        ("1) Yes\n2) No", {1: "Yes", 2: "No"}),
        ("**1.** Yes\n**2.** No", {1: "Yes", 2: "No"}),
        ("**1. Yes**\n2. No", {1: "Yes**", 2: "No"}),
        ("Case 1: Yes\nCASE 2 - No", {1: "Yes", 2: "- No"}),
        ("**Answer 1:** Yes\n\n**Answer 2:** No", {1: "Yes", 2: "No"}),
        ("## Question #1\nYes\n## Question #2\nNo", {1: "Yes", 2: "No"}),
        # A list inside an answer that has its number in brackets belongs to it.
        ("[1] Do this:\n1. wash\n2. dry\n[2] No", {1: "Do this:\n1. wash\n2. dry", 2: "No"}),
        ("Case 1:\n1. wash\n2. dry\nCase 2:\nNo", {1: "1. wash\n2. dry", 2: "No"}),
        # Numbers that do not count up are no answers.
        ("1. Costs:\n1999. was cheap\n2. No", {1: "Costs:\n1999. was cheap", 2: "No"}),
        ("[Case 1] Yes\n[Case 2] No", {1: "Yes", 2: "No"}),
        ("\\[1\\] Yes\n\\[2\\] No", {1: "Yes", 2: "No"}),
        ("> [1] Yes\n\n> [2] No", {1: "Yes", 2: "No"}),
        ("1\ufe0f\u20e3 Yes\n2\ufe0f\u20e3 No", {1: "Yes", 2: "No"}),
        ("Case 1 – Yes\nCase 2 — No", {1: "Yes", 2: "No"}),
        # Sources and lists that are numbered in another way belong to their answers.
        ("1. Yes [1]\n2. No\n3. Both\n\n[1] https://a.example\n[2] b", {1: "Yes [1]", 2: "No", 3: "Both\n\n[1] https://a.example\n[2] b"}),
        ("1. Do this:\n(1) wash\n(2) dry\n2. No\n3. Yes", {1: "Do this:\n(1) wash\n(2) dry", 2: "No", 3: "Yes"}),
        # Any script, and signs of several parts.
        ("[1] כן, מתשע\n[2] 👩‍👩‍👧 نعم", {1: "כן, מתשע", 2: "👩‍👩‍👧 نعم"}),
        ("١. نعم\n٢. لا", {1: "نعم", 2: "لا"}),
        ("In 1999. it was\n3.5 hours\nno number", {}),
        ("no number", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_answers_of_one_paste_are_told_apart_however_they_are_numbered(
    pasted: str, answers: dict[int, str]
) -> None:
    assert numbered_answers(pasted) == answers


@pytest.mark.parametrize(
    "pasted",
    [
        "[1] a\n[1] b\n[2] c",
        "1. Do this:\n1. wash\n2. dry\n2. No",  # which is the second answer, nobody can say
        "[1] Yes [1]\n[2] No\n\n[1] https://a.example",
    ],
)
def test_a_number_that_stands_twice_is_asked_back(pasted: str) -> None:
    with pytest.raises(WrongFileError, match="stands twice"):
        numbered_answers(pasted)


def test_no_more_answers_are_told_apart_than_a_file_has_rows() -> None:
    with pytest.raises(WrongFileError, match="more than 10,000 rows"):
        numbered_answers("[1]\n" * 10_001)
