"""The scoring sheet: a row a case and model, a column a metric.

Nothing in it would be run by a spreadsheet.
"""

import csv
import io

import pytest

from catalog.tables import guarded
from tests.wizard.exports import kit
from wizard.exports.documents import scorecard
from wizard.pilot.metrics import METRICS


def rows(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_there_is_a_row_for_each_case_and_model_and_a_column_for_each_metric() -> None:
    assert kit.with_pilot()
    for slug in kit.with_pilot():
        pilot = kit.example(slug).frame
        assert pilot is not None

        found = rows(scorecard(kit.example(slug)))

        start = next(place for place, row in enumerate(found) if row[:1] == ["Case"])
        cases = found[start + 1 :]
        numbers = range(1, pilot.protocol.cases + 1)
        assert [(row[0], row[1]) for row in cases] == [
            (str(number), name) for number in numbers for name in pilot.protocol.names
        ]
        assert found[start] == ["Case", "Model", *(metric.column for metric in METRICS)]
        assert {len(row) for row in cases} == {len(found[start])}
        assert [row[1] for row in found if row[:1] == ["Agreed"]] == [*pilot.protocol.rules]


def test_what_begins_like_a_formula_is_text() -> None:
    for start in ("=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"):
        assert guarded(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


def test_formula_in_the_owners_words_is_text() -> None:
    found = rows(scorecard(kit.copy(scale={"title": "=1+1", "firm": "@SUM(A1)"})))

    assert found[0] == ["Scorecard of the pilot", "'=1+1, @SUM(A1)"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row)


def test_plan_without_a_pilot_has_no_trials() -> None:
    with pytest.raises(ValueError, match="no trials"):
        scorecard(kit.example("wholesaler"))
