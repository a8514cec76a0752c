"""What stands on top holds the words of a minute, and the rest of an answer is a tap away."""

import pytest

from wizard.document.blocks import Head, JobLine, Tile
from wizard.document.fitting import within_a_minute

SENTENCE = "One two three four five six seven eight nine ten."


def top(*, words: int = 0, jobs: int = 0) -> Head:
    """Return a decision of so many words beside its answers, which have 70."""
    fine = (SENTENCE, SENTENCE.upper())
    keys = ("cost", "test", "stop", "risk")
    lines = (JobLine(key=str(place), label="", verdict="", says=()) for place in range(jobs))
    return Head(
        kicker="word " * words,
        states=(),
        label="–",
        headline="",
        lead=(),
        jobs=tuple(lines),
        tiles=tuple(
            Tile(key=key, label="", big="", fine=fine if key != "stop" else (SENTENCE,))
            for key in keys
        ),
    )


@pytest.mark.parametrize(
    ("words", "jobs", "folded"),
    [
        # 70 words stand in the answers
        (95, 0, {"cost": 0, "test": 0, "stop": 0, "risk": 0}),
        (96, 0, {"cost": 0, "test": 1, "stop": 0, "risk": 0}),
        (105, 0, {"cost": 0, "test": 1, "stop": 0, "risk": 0}),
        (106, 0, {"cost": 0, "test": 2, "stop": 0, "risk": 0}),
        (116, 3, {"cost": 1, "test": 2, "stop": 0, "risk": 0}),
        (136, 3, {"cost": 2, "test": 2, "stop": 1, "risk": 0}),
        # a risk is told whole, however long the rest is
        (500, 3, {"cost": 2, "test": 2, "stop": 1, "risk": 0}),
        # of more than three jobs a minute holds less
        (170, 4, {"cost": 0, "test": 0, "stop": 0, "risk": 0}),
        (171, 4, {"cost": 0, "test": 1, "stop": 0, "risk": 0}),
    ],
)
def test_details_fold_from_their_end(words: int, jobs: int, folded: dict[str, int]) -> None:
    fitted = within_a_minute(top(words=words, jobs=jobs))

    assert {tile.key: tile.folded for tile in fitted.tiles} == folded


def test_nothing_is_lost_by_folding() -> None:
    whole = top(words=500)

    for tile, before in zip(within_a_minute(whole).tiles, whole.tiles, strict=True):
        assert (*tile.above, *tile.below) == before.fine
