"""What stands on top holds the words of a minute, and the rest of an answer is a tap away."""

from dataclasses import replace

import pytest

from tests.adviser.firms import fresh_firms
from tests.adviser.grid import ON
from tests.support import starter_catalog
from tests.words.reading import longest_top, words_on_top
from wizard.decision.decide import decide
from wizard.document.blocks import Head, JobLine, Tile
from wizard.document.compose import document_of
from wizard.document.fitting import within_a_minute

KEYS = ("cost", "test", "stop", "risk")


def ten_words(name: str) -> str:
    return f"{name} two three four five six seven eight nine ten."


def top(*, words: int = 0, jobs: int = 0) -> Head:
    """Return a decision of so many words beside its answers, which have 70, and its lead of 20."""
    lines = (JobLine(key=str(place), label="", verdict="", says=()) for place in range(jobs))
    return Head(
        kicker="word " * words,
        states=(),
        label="–",
        headline="",
        lead=(ten_words("act"), ten_words("detail")),
        jobs=tuple(lines),
        tiles=tuple(
            Tile(
                key=key,
                label="",
                big="",
                fine=tuple(ten_words(f"{key}{n}") for n in range(1 if key == "stop" else 2)),
            )
            for key in KEYS
        ),
    )


@pytest.mark.parametrize(
    ("words", "jobs", "folded"),
    [
        # 90 words stand in lead and answers
        (68, 0, []),
        (69, 0, ["test1"]),
        (78, 0, ["test1"]),
        (79, 0, ["test1", "test0"]),
        (92, 3, ["test1", "test0", "cost1"]),
        (112, 3, ["test1", "test0", "cost1", "cost0", "stop0"]),
        # details come last; acts and a risk are told whole, however long the rest is
        (122, 3, ["test1", "test0", "cost1", "cost0", "stop0", "detail"]),
        (500, 3, ["test1", "test0", "cost1", "cost0", "stop0", "detail"]),
        # of more than three jobs a minute holds less
        (135, 4, []),
        (136, 4, ["test1"]),
    ],
)
def test_details_fold_from_their_end(words: int, jobs: int, folded: list[str]) -> None:
    fitted = within_a_minute(top(words=words, jobs=jobs), ["Said nowhere.", ten_words("detail")])

    assert list(fitted.folded) == [ten_words(name) for name in folded]


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        (112, ["test1", "test0", "cost1", "stop0", "detail"]),
        (122, ["test1", "test0", "cost1", "stop0", "detail", "cost0"]),
    ],
)
def test_what_the_details_name_of_an_answer_folds_in_their_turn(
    words: int, folded: list[str]
) -> None:
    fitted = within_a_minute(top(words=words, jobs=3), [ten_words("cost0"), ten_words("detail")])

    assert list(fitted.folded) == [ten_words(name) for name in folded]


@pytest.mark.parametrize(
    ("verdict", "folded"),
    [
        ("Then test A.", ["act", "detail"]),
        # a name with nothing beside it says nothing
        ("", ["detail"]),
    ],
)
def test_a_job_keeps_something_beside_its_name(verdict: str, folded: list[str]) -> None:
    says = [ten_words(name) for name in ("act", "detail")]
    line = JobLine(key="job", label="", verdict=verdict, says=tuple(says))
    fitted = within_a_minute(replace(top(words=500), lead=(), jobs=(line,)), says)

    assert [text for text in says if text in fitted.folded] == [ten_words(name) for name in folded]


def test_every_firm_reads_what_to_do_in_a_minute() -> None:
    catalog, too_long = starter_catalog(), []
    for firm in fresh_firms():
        plan = document_of(decide(firm.answers, catalog, ON), firm.answers, catalog)
        words = words_on_top(plan)
        if words > longest_top(len(firm.answers.jobs)):
            too_long.append((firm.name, words))

    assert too_long == []
