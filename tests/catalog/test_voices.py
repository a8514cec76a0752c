"""Sources are sorted by what they do with a fact, read from the rows themselves."""

import csv
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"


def rows(kind: str) -> list[dict[str, str]]:
    with (FIXTURES / f"{kind}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


VOICES = {row["slug"]: row["voice"] for row in rows("sources")}


def test_a_measured_score_rests_on_a_source_that_measured() -> None:
    assert not [row for row in rows("scores") if row["voice"] == "measured" and VOICES[row["source"]] != "measured"]


def test_no_price_rests_on_a_source_that_measured_it() -> None:
    """A price is set by its seller; everybody else copies it, except the boards that print it beside their scores."""
    boards = {slug for slug in VOICES if slug.startswith("artificial-analysis-")}

    assert not {row["source"] for row in rows("prices") if VOICES[row["source"]] == "measured"} - boards


def test_copies_of_price_lists_repeat_and_boards_measure() -> None:
    assert {VOICES[slug] for slug in ("litellm-1-110-2", "models-dev-history", "softonic-market")} == {"repeats"}
    assert {
        VOICES[slug] for slug in ("arena-text-2026-10-05", "mteb-results", "vectara-hallucination-leaderboard")
    } == {"measured"}
