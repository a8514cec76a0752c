"""Skills: who is measured, how far boards agree, and what is said where nobody is."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from catalog.models import Release
from catalog.schema import AiModel, Benchmark, Catalog, Score, Skill
from catalog.skills import Agreement, Boards, Coverage
from catalog.views.benchmarks import absence, agreement_words
from catalog.vocabulary import (
    BenchmarkTask,
    BoardChoice,
    Effort,
    Purpose,
    SkillGroup,
    TableCopy,
    Voice,
)
from tests.support import starter_catalog
from tests.wizard.walker import Reader

ON = date(2026, 11, 30)
FACTS: dict[str, Any] = {"source": "s", "as_of": ON}
NAMES = "abcdefghij"


def model(slug: str, *purposes: Purpose, **more: Any) -> AiModel:
    made_for = purposes or (Purpose.GENERAL,)
    return AiModel(
        slug=slug, name=slug.upper(), provider="p", purposes=made_for, **{**FACTS, **more}
    )


def board(slug: str, **more: Any) -> Benchmark:
    values = {"higher_is_better": True, "copied": TableCopy.WHOLE, **FACTS, **more}
    return Benchmark(
        slug=slug, name=slug, measures="Much.", task=BenchmarkTask.CHAT, unit="points", **values
    )


def scores(on: str, values: Iterable[float], names: str = NAMES, **more: Any) -> list[Score]:
    return [
        Score(
            benchmark=on,
            model=name,
            value=Decimal(str(value)),
            **{"voice": Voice.MEASURED, "measured_by": "m", **FACTS, **more},
        )
        for name, value in zip(names, values, strict=False)
    ]


def skill(**more: Any) -> Skill:
    values = {
        "purposes": (Purpose.GENERAL,),
        "decided_by": BoardChoice.BOARD,
        "board": "one",
        **FACTS,
        **more,
    }
    return Skill(
        slug="sums",
        position=1,
        group=SkillGroup.CASES,
        name="Adding up",
        needs="It adds.",
        **values,
    )


def boards(*rows: Score, models: Iterable[AiModel] = (), **more: Any) -> Boards:
    catalog = Catalog(
        models=tuple(models) or tuple(model(name) for name in NAMES),
        benchmarks=(board("one"), board("two"), board("wrong", higher_is_better=False)),
        scores=rows,
        **more,
    )
    return Boards(catalog=catalog, on=ON)


UP = [*range(1, 11)]
DOWN = [*range(10, 0, -1)]


# Who is measured


def test_best_independent_figure_of_a_model_counts() -> None:
    rows = [
        *scores("one", [5], effort=Effort.LOW),
        *scores("one", [7], effort=Effort.HIGH),
        *scores("one", [9], effort=Effort.MAX, voice=Voice.SELLER),
        *scores("wrong", [5], effort=Effort.LOW),
        *scores("wrong", [7], effort=Effort.HIGH),
    ]

    of_model = boards(*rows)

    assert of_model.scores_on("one")["a"].value == 7
    assert of_model.scores_on("wrong")["a"].value == 5
    assert of_model.scores_on("two") == {}


def test_models_that_cannot_be_bought_are_not_counted() -> None:
    rows = scores("one", UP)
    sold = [model(name) for name in "abc"]
    models = [*sold, model("d", listed=False), model("e", released=date(2026, 12, 1))]

    assert set(boards(*rows, models=models).scores_on("one")) == {"a", "b", "c"}


def test_coverage_counts_models_made_for_the_skill() -> None:
    models = [
        *(model(name) for name in "abc"),
        model("i", Purpose.IMAGE),
        model("r", Purpose.EMBEDDING),
    ]
    known = boards(
        *scores("one", [1, 2]), *scores("two", [1], names="r"), *scores("one", [3], names="i"),
        models=models,
    )  # fmt: skip

    assert known.coverage(skill(), "one") == Coverage(measured=2, of=3)
    assert known.coverage(skill(), "wrong") == Coverage(measured=0, of=3)


def test_coverage_of_a_skill_of_two_kinds_is_of_the_kind_that_the_board_measures() -> None:
    both = skill(purposes=(Purpose.GENERAL, Purpose.EMBEDDING))
    models = [*(model(name) for name in "abc"), *(model(name, Purpose.EMBEDDING) for name in "rs")]
    known = boards(*scores("one", [1, 2]), *scores("two", [1], names="r"), models=models)

    assert known.coverage(both, "one") == Coverage(measured=2, of=3)
    assert known.coverage(both, "two") == Coverage(measured=1, of=2)
    assert known.coverage(both, "wrong") == Coverage(measured=0, of=5)


# How far boards agree


def agreement(left: list[float], right: list[float], second: str = "two") -> Agreement | None:
    return boards(*scores("one", left), *scores(second, right)).agreement("one", second)


def test_equal_orders_agree_whatever_their_units() -> None:
    same = agreement([*UP], [value**3 for value in UP])

    assert same is not None
    assert (same.models, same.alike_of_100) == (10, 100)
    assert same.rank_correlation == pytest.approx(1)
    assert same.low > 0.9


def test_a_board_where_less_is_better_is_turned_round() -> None:
    turned = agreement([*UP], [*DOWN], "wrong")
    against = agreement([*UP], [*DOWN])

    assert turned is not None
    assert turned.alike_of_100 == 100
    assert against is not None
    assert against.alike_of_100 == 0
    assert against.high < -0.9


def test_one_pair_turned_is_one_pair_of_forty_five() -> None:
    nearly = agreement([*UP], [2, 1, *range(3, 11)])

    assert nearly is not None
    assert nearly.pairs_alike == pytest.approx(44 / 45)


@pytest.mark.parametrize(
    ("left", "right"),
    [(UP[:7], UP[:7]), ([1] * 10, UP), (UP, [2] * 10)],
    ids=["seven", "first level", "second level"],
)
def test_too_few_or_level_models_say_nothing(left: list[float], right: list[float]) -> None:
    assert agreement(left, right) is None


def test_eight_models_are_enough() -> None:
    assert agreement([*UP[:8]], [*UP[:8]]) is not None


WORDS = {
    "too few": (None, "too few models stand on both to say"),
    "chance": ((0.6, -0.1, 0.6), "no more alike than chance"),
    "just beyond": ((0.6, 0.01, 0.6), "alike in part"),
    "most": ((0.75, 0.2, 0.8), "mostly alike"),
    "nearly": ((0.9, 0.8, 0.95), "nearly the same order"),
    "against": ((0.3, -0.7, -0.1), "they run against each other"),
}


@pytest.mark.parametrize(("figures", "words"), WORDS.values(), ids=WORDS)
def test_agreement_is_said_in_plain_words(
    figures: tuple[float, float, float] | None, words: str
) -> None:
    found = None
    if figures is not None:
        pairs, low, high = figures
        found = Agreement(
            models=20, pairs_alike=pairs, rank_correlation=(low + high) / 2, low=low, high=high
        )

    assert agreement_words(found) == words


MAY_MOVE = 0.1  # a recorded correlation moves a little as models go off sale and others come
MORE_MODELS = 1.25  # times as many on both boards are other models than those it was computed of


def test_correlations_are_those_worked_out_elsewhere() -> None:
    """The recorded ones were computed without this code.

    They are over the models on sale on 30 November 2026.
    """
    recorded = Path(__file__).parent / "correlations.csv"
    known = Boards(catalog=starter_catalog(), on=ON)
    with recorded.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))

    apart, compared = [], 0
    for row in rows:
        found = known.agreement(row["first"], row["second"])
        if found is not None and found.models > float(row["models"]) * MORE_MODELS:
            continue
        compared += 1
        if found is None or abs(found.rank_correlation - float(row["spearman"])) > MAY_MOVE:
            apart.append((row["first"], row["second"], row["spearman"], found))

    assert compared > 50
    assert apart == []


# Where nobody is measured


def test_nobody_has_measured_it_only_where_somebody_looked_and_saw_none() -> None:
    looked = skill(decided_by=BoardChoice.NONE, board=None, looked_on=ON)

    assert absence(looked) == "Nobody has measured it."
    assert absence(replace(looked, looked_on=None)) == "No board on file."
    assert absence(replace(looked, not_on_file="A board whose terms forbid it.")) == (
        "No board on file."
    )


def search_for(
    purpose: Purpose = Purpose.GENERAL, *, released: date | None = None
) -> tuple[int, int, bool]:
    models = [*(model(name) for name in "abc"), model("new", purpose, released=released)]
    catalog = Catalog(
        models=tuple(models),
        benchmarks=(
            board("old", as_of=date(2026, 6, 1)),
            board("recent", as_of=date(2026, 10, 1)),
            board("part", as_of=date(2026, 11, 1), copied=TableCopy.PART),
            board("empty", as_of=date(2026, 11, 1)),
        ),
        scores=tuple(row for name in ("old", "recent", "part") for row in scores(name, [1, 2, 3])),
    )
    found = Boards(catalog=catalog, on=ON).search_for(models[-1])
    return found.boards, found.since_release, found.is_too_new


def test_a_model_is_looked_for_on_whole_tables_of_its_kind() -> None:
    assert search_for(released=date(2026, 1, 1)) == (2, 2, False)
    assert search_for(released=date(2026, 10, 1)) == (2, 1, False)
    assert search_for(released=date(2026, 10, 2)) == (2, 0, True)
    assert search_for() == (2, 2, False)
    assert search_for(Purpose.MUSIC) == (0, 0, False)


# The starter catalog and its page


def test_every_job_names_its_skill_and_every_skill_has_a_job() -> None:
    catalog = starter_catalog()

    assert {case.skill for case in catalog.use_cases} == set(catalog.skill)


def test_boards_of_a_skill_are_on_file_and_tell_skills_and_tests_apart() -> None:
    catalog = starter_catalog()

    named = {slug for row in catalog.skills for slug in row.boards}
    assert named <= set(catalog.benchmark)
    assert not set(catalog.skill) & set(catalog.benchmark)


def test_a_board_of_a_language_names_the_language() -> None:
    catalog = starter_catalog()

    boards_of = {slug for row in catalog.skills for slug in row.language_boards}
    languages = [catalog.benchmark[slug].language for slug in boards_of]
    assert None not in languages


def test_no_score_is_shown_whose_terms_forbid_it() -> None:
    """Artificial Analysis forbids copying; LiveBench, Vals and others license no tables."""
    catalog = starter_catalog()

    kept_out = ("aa-", "livebench", "vals", "idp-", "specific-", "sococr", "legalbenchmarks", "mdp")
    assert [row.slug for row in catalog.benchmarks if row.slug.startswith(kept_out)] == []
    measured = {row.source for row in catalog.scores if row.voice is Voice.MEASURED}
    assert [slug for slug in measured if not catalog.source[slug].licence] == []


def test_credits_name_who_measured_with_a_licence(client: Client, starter_release: Release) -> None:
    text = client.get("/credits/").text

    for who in ("Arena (arena.ai)", "EuroEval", "Sierra Research", "LlamaIndex", "Vectara"):
        assert who in text
    for licence in ("CC BY 4.0", "Apache-2.0", "MIT"):
        assert f">{licence}</a>" in text


def test_page_tells_every_skill_and_every_test(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()

    page = client.get("/benchmarks/").text

    ids = Reader(page).ids
    assert set(catalog.skill) <= ids.keys()
    assert set(catalog.benchmark) <= ids.keys()
    assert f"All {len(catalog.benchmarks)} tests" in page
    assert "No board on file." in page


def test_a_model_without_a_score_says_why(client: Client, starter_release: Release) -> None:
    assert "after all" in client.get("/models/gpt-6-2-sol/").text
    assert "none of the" in client.get("/models/palmyra-x5/").text
    assert "No board on file measures models of its kind." in client.get("/models/suno/").text
