"""Results as they come in: cells as people write them, tables by their headings, promptfoo's file; bad rows have a reason."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, strategies as st

from catalog.parsing import Problem
from catalog.tables import write_xlsx
from config.environment import PROJECT
from wizard.intake import cells, promptfoo, tables
from wizard.intake.rows import MOST_ROWS

RESULTS = (PROJECT / "tests" / "wizard" / "pilot" / "results.json").read_bytes()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("90 s", "1.5"),
        ("0:01:30", "1.5"),
        ("1:00:30", "60.5"),
        ("1 min 30 s", "1.5"),
        ("2m15s", "2.25"),
        ("2 min", "2"),
        ("1 h 20", "80"),
        ("1.50", "1.5"),
        ("0.075", "0.075"),
        ("١٢", "12"),
    ],
)
def test_times_are_understood_as_people_type_them(typed: str, minutes: str) -> None:
    assert cells.minutes(typed) == Decimal(minutes)


def test_time_that_may_be_minutes_or_hours_is_asked_back() -> None:
    found = cells.minutes("1:30")

    assert isinstance(found, Problem)
    assert found.text == "“1:30” may be 1 min 30 s or 1 h 30; write one of these"


@pytest.mark.parametrize(
    ("typed", "dollars"), [("0.004", "0.004"), ("$0.04", "0.04"), ("€ 2", "2.3"), ("0,04 EUR", "0.046")]
)
def test_costs_are_understood_as_people_type_them(typed: str, dollars: str) -> None:
    assert cells.cost(typed, tables.dollars) == Decimal(dollars)


@pytest.mark.parametrize("typed", ["1.075", "12,345", "$1.075"])
def test_figure_that_may_be_a_thousand_or_a_fraction_is_asked_back(typed: str) -> None:
    found = [cells.minutes(typed), cells.cost(typed, tables.dollars)]

    assert all(isinstance(each, Problem) for each in found)
    assert isinstance(found[1], Problem)
    assert "may be" in found[1].text


@pytest.mark.parametrize(("typed", "meant"), [("Yes", True), ("ja", True), ("✓", True), ("NO.", False), ("0", False)])
def test_yes_and_no_are_understood(typed: str, meant: bool) -> None:  # noqa: FBT001  # from the table above
    assert cells.yes_or_no(typed) is meant


@pytest.mark.parametrize(
    "text",
    [
        "Accepted\tMinutes\tCost\nyes\t1,5\t0.004\nno\t90 s\t$0.01",
        "Accepted;Minutes;Cost\nyes;1,5;0.004\nno;90 s;$0.01",
        'Accepted,Minutes,Cost\nyes,"1,5",0.004\nno,90 s,$0.01',
        "Cost,Remarks,Used without a redo (yes or no),Seconds\n0.004,,yes,90\n0.01,,no,90",
    ],
)
def test_columns_are_known_by_their_headings_in_any_order(text: str) -> None:
    found = tables.read(text)

    assert [(row.accepted, row.minutes, row.usd) for row in found.rows] == [
        (True, Decimal("1.5"), Decimal("0.004")),
        (False, Decimal("1.5"), Decimal("0.01")),
    ]
    assert (found.bad, found.trouble) == ((), "")


def test_bad_rows_have_their_place_and_a_reason_and_the_good_ones_stay() -> None:
    found = tables.read("Trial\tAccepted\tMinutes\n1\tyes\t2\n2\tmaybe\t2\n3\tno\tlong\n1\tno\t2\n5\t\t\n6\tno\t1.075")

    assert [row.number for row in found.rows] == [1]
    assert [(bad.place, bad.reason.split(":")[0]) for bad in found.bad] == [
        (3, "Good enough, yes or no"),
        (4, "Minutes"),
        (5, "Trial 1 stands in row 2 already."),
        (7, "Minutes"),
    ]


def test_our_own_scorecard_is_read_back_with_its_heading_and_empty_lines() -> None:
    text = "Scorecard of the pilot,Garden\nJob,Write\nTarget,At most 10,settled by 83 trials\n\nTrial,Day,Model,What it was,\"Minutes, checks included\",Used without a redo (yes or no),Cost in US dollars,Remarks\n1,,Argon,'=spade,7,yes,0.004,fine\n2,,,,,,,\n"  # fmt: skip

    found = tables.read(text)

    (row,) = found.rows
    assert (row.number, row.model, row.what, row.minutes, row.accepted) == (1, "Argon", "=spade", Decimal(7), True)
    assert found.bad == ()


@pytest.mark.parametrize(
    ("text", "holds", "trouble"),
    [
        ("", "", "nothing in it"),
        ("1,5\n2", "", "Say below what the column holds"),
        ("a\tb\n1\t2", "", "first line must name the columns"),
        ("Trial\tModel\n1\tArgon", "", "No column says how a trial went"),
        ("Accepted\n\n", "", "No row of it"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(text: str, holds: str, trouble: str) -> None:
    assert trouble in tables.read(text, holds).trouble


def test_column_without_a_heading_is_read_as_what_it_is_said_to_hold() -> None:
    assert [row.minutes for row in tables.read("1,5\n2", "minutes").rows] == [Decimal("1.5"), Decimal(2)]
    assert [row.accepted for row in tables.read("yes\nno").rows] == [True, False]


def test_long_table_is_cut_and_says_so() -> None:
    found = tables.read("Accepted\n" + "yes\n" * (MOST_ROWS + 3))

    assert len(found.rows) == MOST_ROWS
    assert "bring the other 3 by themselves" in found.remarks[0]


@given(text=st.text(max_size=300), holds=st.sampled_from(["", *tables.MARKS]))
def test_any_text_is_read_or_answered(text: str, holds: str) -> None:
    found = tables.read(text, holds)

    assert found.trouble or found.rows or found.bad


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_all_spreadsheets_are_text(encoding: str) -> None:
    text = tables.text_of("Accepted;Cost €\nyes;1,5\n".encode(encoding))

    assert text is not None
    assert tables.read(text).rows[0].usd == Decimal("1.725")


def test_workbook_is_read_as_what_it_shows() -> None:
    text = tables.text_of(write_xlsx([["Scorecard"], ["Accepted", "Minutes"], ["yes", Decimal("1.125")], ["no", 2]]))

    assert text is not None
    assert [(row.accepted, row.minutes) for row in tables.read(text).rows] == [
        (True, Decimal("1.125")),
        (False, Decimal(2)),
    ]


# ----------------------------------------------------------------------------------------------------------- promptfoo


def test_a_persons_mark_wins_over_promptfoos_checks() -> None:
    found = promptfoo.read(RESULTS, checks_count=True)

    marked = {row.what: row.accepted for row in found.rows}
    assert marked["Row 1, from an example of your own"] is False  # the checks passed, the person said no
    assert marked["Row 2, from an example of your own"] is True  # the other way round


def test_checks_say_nothing_of_quality_unless_asked_for() -> None:
    found = promptfoo.read(RESULTS)

    assert sum(row.accepted is None for row in found.rows) > 0
    assert any("marked by no person" in remark for remark in found.remarks)


def test_result_without_an_answer_is_refused_with_promptfoos_own_words() -> None:
    (bad,) = promptfoo.read(RESULTS, checks_count=True).bad

    assert bad.reason == "promptfoo got no answer: The shop was closed."


def test_fee_of_nothing_is_no_fee() -> None:
    assert {row.usd for row in promptfoo.read(RESULTS, checks_count=True).rows} == {None, Decimal("0.004")}


@given(
    document=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["results", "id", "cost", "provider", "gradingResult", "componentResults", "assertion", "type", "pass", "testCase", "failureReason"]), inner, max_size=6),
        max_leaves=20,
    )
)  # fmt: skip
def test_any_json_is_read_or_answered(document: object) -> None:
    found = promptfoo.read(msgspec.json.encode({"results": document}))

    assert found.trouble or found.rows or found.bad
