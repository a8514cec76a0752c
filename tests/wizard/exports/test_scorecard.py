"""The scoring sheet: a row a trial, a column a target, and nothing that a spreadsheet would run."""

import csv
import io

import pytest

from catalog.spreadsheets import guarded
from tests.wizard.exports import kit
from wizard.exports.scorecard import scorecard


def rows(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("slug", kit.WITH_PILOT)
def test_there_is_a_row_for_each_trial_and_a_column_for_each_target(slug: str) -> None:
    pilot = kit.example(slug).frame
    assert pilot is not None

    found = rows(scorecard(kit.example(slug)))

    start = next(place for place, row in enumerate(found) if row[:1] == ["Trial"])
    trials = found[start + 1 :]
    assert [row[0] for row in trials] == [str(place) for place in range(1, pilot.plan.cases + 1)]
    assert len(found[start]) == 4 + len(pilot.targets) + 1
    assert {len(row) for row in trials} == {len(found[start])}
    assert all(any(target.text in row for row in found[:start]) for target in pilot.targets)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"])
def test_what_begins_like_a_formula_is_text(start: str) -> None:
    assert guarded(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_formula_in_the_owners_words_is_text() -> None:
    found = rows(scorecard(kit.quick(title="=1+1", firm="@SUM(A1)")))

    assert found[0] == ["Scorecard of the pilot", "'=1+1, @SUM(A1)"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row)


def test_plan_without_a_pilot_has_no_trials() -> None:
    with pytest.raises(ValueError, match="no trials"):
        scorecard(kit.example("wholesaler"))
