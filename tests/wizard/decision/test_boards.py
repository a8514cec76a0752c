"""Which board decides, how strong each setting is, and what is inside an app; on a toy catalog."""

from datetime import timedelta
from decimal import Decimal
from math import log
from typing import Any

import pytest

from catalog.schema import Benchmark, Catalog
from catalog.vocabulary import (
    BenchmarkTask,
    BoardChoice,
    Effort,
    Known,
    Language,
    Medium,
    ModelsInside,
    Purpose,
)
from tests.wizard.decision.toy_catalog import (
    MODELS,
    ON,
    RATINGS,
    app,
    assistant,
    board,
    catalog,
    model,
    score,
    skill,
    use_case,
)
from wizard.decision.answers import Job
from wizard.decision.app_strength import AppStrength, app_strength
from wizard.decision.boards import NO_BOARD, Setting, board_of, judge, strength
from wizard.decision.own_words import NOT_ON_FILE
from wizard.decision.parts import SEARCHING, Part, parts
from wizard.decision.vocabulary import ModelKind, Secret

POINT = log(10) / 400


def part(rows: Catalog) -> Part:
    case = rows.use_cases[0]
    return parts(Job(key=case.slug, use_case=case.slug), case, rows)[0]


def judged(
    rows: Catalog, *languages: Language, usable: tuple[str, ...] = MODELS
) -> tuple[str, bool, bool]:
    """Return the deciding board, if it stands in, and if it measured the languages."""
    by = judge(rows, part(rows), languages, usable)
    return by.board.slug, by.stands_in, by.speaks_language


GERMAN = board("german", language=Language.GERMAN)
ON_GERMAN = tuple(score(slug, value, on="german") for slug, value in RATINGS.items())
ON_VOTES = tuple(score(slug, value) for slug, value in RATINGS.items())


@pytest.mark.parametrize(
    ("facts", "languages", "expected"),
    [
        # the board of the job
        ({}, (), ("votes", False, True)),
        # that of the language goes before it
        ({"language_boards": ("german",)}, (Language.GERMAN,), ("german", False, True)),
        ({"language_boards": ("german",)}, (), ("votes", False, True)),
        ({"language_boards": ("german",)}, (Language.POLISH,), ("votes", False, False)),
        # a board without a language of its own is mostly English
        ({"language_boards": ("german",)}, (Language.ENGLISH,), ("votes", False, True)),
        # measured in one of two languages
        (
            {"language_boards": ("german",)},
            (Language.GERMAN, Language.POLISH),
            ("german", False, False),
        ),
        # the board that the skill names
        (
            {"decided_by": BoardChoice.BOARD, "board": "german"},
            (),
            ("german", False, True),
        ),
        (
            {"decided_by": BoardChoice.BOARD, "board": "german"},
            (Language.POLISH,),
            ("german", False, False),
        ),
        # nobody measured it
        ({"decided_by": BoardChoice.NONE}, (), ("", False, True)),
        ({"decided_by": BoardChoice.NONE}, (Language.POLISH,), ("", False, False)),
    ],
)
def test_which_board_decides(
    facts: dict[str, Any], languages: tuple[Language, ...], expected: tuple[str, bool, bool]
) -> None:
    rows = catalog(
        benchmarks=(board(), GERMAN),
        scores=(*ON_VOTES, *ON_GERMAN),
        skills=(skill(**facts),),
    )

    assert judged(rows, *languages) == expected


@pytest.mark.parametrize(
    ("medium", "speaks"), [(Medium.CODE, True), (Medium.TEXT, False), (Medium.DATA, False)]
)
def test_code_has_no_language_that_a_board_could_miss(medium: Medium, *, speaks: bool) -> None:
    rows = catalog(
        benchmarks=(board(),),
        scores=ON_VOTES,
        skills=(skill(decided_by=BoardChoice.BOARD, board="votes"),),
        use_cases=(use_case(outputs=(medium,)),),
    )

    assert judged(rows, Language.GREEK) == ("votes", False, speaks)


@pytest.mark.parametrize(("measured", "expected"), [(5, "few"), (4, "votes")])
def test_under_five_usable_models_the_stand_in_decides_for_all(
    measured: int, expected: str
) -> None:
    few = tuple(score(slug, 1500, on="few") for slug in MODELS[:measured])
    rows = catalog(
        benchmarks=(board(), board("few")),
        scores=(*ON_VOTES, *few),
        skills=(skill(decided_by=BoardChoice.BOARD, board="few", stand_in="votes"),),
    )

    assert judged(rows)[:2] == (expected, expected == "votes")
    assert judged(rows, usable=MODELS[1:])[0] == "votes"  # only those count that may be used


def test_a_board_of_places_decides_nothing() -> None:
    assert board_of(catalog(benchmarks=(board(unit="place"),)), "votes") is NO_BOARD


@pytest.mark.parametrize(
    ("benchmark", "value", "log_odds"),
    [
        (board(), 1_500, 1_500 * POINT),
        (board(unit="percent"), 50, 0.0),
        (board(unit="percent"), 80, log(4)),
        (board(unit="percent", higher_is_better=False), 20, log(4)),
        (board(unit="percent"), 100, log(999)),  # a logit of 1 would be endless
    ],
)
def test_a_score_in_log_odds(benchmark: Benchmark, value: int, log_odds: float) -> None:
    found = strength(benchmark, score("m1", value))

    assert found.log_odds == pytest.approx(log_odds)
    assert found.votes is (benchmark.unit == "elo")


def test_wrong_words_are_counted_where_speech_becomes_text() -> None:
    hears = board(unit="percent", higher_is_better=False, task=BenchmarkTask.TRANSCRIPTION)

    assert strength(hears, score("m1", 6)).wrong_words == pytest.approx(0.06)
    assert strength(board(unit="percent"), score("m1", 6)).wrong_words is None


def test_the_range_of_a_score_is_its_error() -> None:
    found = strength(board(), score("m1", 1500, low=Decimal(1490), high=Decimal(1510)))

    assert found.error == pytest.approx(20 / 3.92 * POINT)


# ---------------------------------------------------------------------------------- light rows

GAPS = (10, 20, 30, 40, 50)  # of five models that were measured thinking and plain


def gapped(*more: Any, models: tuple[Any, ...] = ()) -> Catalog:
    slugs = [f"both{gap}" for gap in GAPS]
    plain = [score(slug, 1_400) for slug in slugs]
    thinking = [
        score(slug, 1_400 + gap, effort=Effort.HIGH) for slug, gap in zip(slugs, GAPS, strict=True)
    ]
    return catalog(
        models=(*(model(slug) for slug in slugs), *models),
        scores=(*plain, *thinking, *more),
    )


def test_who_was_only_measured_thinking_gets_a_light_row_less_the_median_gap() -> None:
    rows = gapped(score("thinker", 1_500, effort=Effort.HIGH), models=(model("thinker"),))
    found = board_of(rows, "votes")

    light = found.ratings[Setting(model="thinker", effort=Effort.NONE, light=True)]
    assert light.strength.log_odds == pytest.approx((1_500 - 30) * POINT)
    assert light.strength.error > 0


@pytest.mark.parametrize(
    ("facts", "scores"),
    [
        ({"thinking_off": Known.NO}, (score("m", 1_500, effort=Effort.HIGH),)),  # always thinks
        ({}, (score("m", 1_500, effort=Effort.HIGH), score("m", 1_450, effort=Effort.LOW))),
        ({}, (score("m", 1_500),)),
    ],
)
def test_who_gets_no_light_row(facts: dict[str, Any], scores: tuple[Any, ...]) -> None:
    found = board_of(gapped(*scores, models=(model("m", **facts),)), "votes")

    assert not any(setting.light for setting in found.ratings if setting.model == "m")


# ------------------------------------------------------------------------------- inside an app


def inside(of: Any, *, picks_best: bool = True, **rows: Any) -> AppStrength:
    found = catalog(apps=(of,), **rows)
    return app_strength(found, of, board_of(found, "votes"), ON, picks_best=picks_best)


BEST, MIDDLE = RATINGS["m1"] * POINT, 1_450 * POINT


@pytest.mark.parametrize(
    ("of", "log_odds", "says"),
    [
        # the user picks: the best of the makers inside
        (assistant(), BEST, True),
        # named, or the seller's own: the maker's middle
        (assistant(models_inside=ModelsInside.NAMED), MIDDLE, True),
        (app(maker="acme", models_inside=ModelsInside.OWN), MIDDLE, True),
        # several, of which nobody says which answers
        (assistant(models_inside=ModelsInside.SEVERAL), MIDDLE, False),
        # named models alone
        (assistant(models_inside=ModelsInside.NAMED, models=("m2",)), 1_480 * POINT, True),
        # nobody says: the board's middle
        (app(), MIDDLE, False),
        (app(families=("nobody",), models_inside=ModelsInside.NAMED), MIDDLE, False),
    ],
)
def test_what_is_inside_an_app(of: Any, log_odds: float, says: bool) -> None:  # noqa: FBT001  # a case
    found = inside(of)

    assert found.strength is not None
    assert found.strength.log_odds == pytest.approx(log_odds)
    assert found.says_inside is says


def test_a_plan_without_charge_picks_for_its_user() -> None:
    found = inside(assistant(), picks_best=False)

    assert found.strength is not None
    assert found.strength.log_odds == pytest.approx(MIDDLE)


def test_a_makers_middle_is_that_of_twelve_months() -> None:
    old = {"released": ON - timedelta(days=366)}
    models = tuple(model(slug, **(old if slug != "m6" else {})) for slug in MODELS)
    found = inside(assistant(models_inside=ModelsInside.NAMED), models=models)

    assert found.strength is not None
    assert found.strength.log_odds == pytest.approx(RATINGS["m6"] * POINT)


def test_previews_and_other_makers_do_not_speak_for_an_app() -> None:
    models = (
        model("m1", preview=True),
        model("m2", provider="other"),
        *(model(slug) for slug in MODELS[2:]),
    )
    found = inside(assistant(), models=models)

    assert found.strength is not None
    assert found.strength.log_odds == pytest.approx(RATINGS["m3"] * POINT)


def test_without_a_board_nobody_is_measured() -> None:
    rows = catalog()

    assert app_strength(rows, assistant(), NO_BOARD, ON, picks_best=True) == AppStrength(
        strength=None, says_inside=True
    )
    assert not app_strength(rows, app(), NO_BOARD, ON, picks_best=True).says_inside


# ---------------------------------------------------------------------------------- parts of a job

PICTURES = skill("pictures-made", purposes=(Purpose.IMAGE,))


@pytest.mark.parametrize(
    ("fields", "kinds", "skills"),
    [
        ({}, ("language",), ("writing",)),
        # what the skill is about judges the whole
        (
            {"outputs": (Medium.TEXT, Medium.IMAGE), "skill": "pictures-made"},
            ("image", "language"),
            ("pictures-made", "writing"),
        ),
        (
            {"outputs": (Medium.TEXT, Medium.IMAGE)},
            ("language", "image"),
            ("writing", "pictures-made"),
        ),
        # what is said is written down before it is read
        (
            {
                "inputs": (Medium.SPEECH,),
                "board_transcription": "votes",
                "media_amount": Decimal(600),
            },
            ("language", "transcription"),
            ("writing", "transcription"),
        ),
        ({"inputs": (Medium.SPEECH,)}, ("language",), ("writing",)),
    ],
)
def test_parts_of_a_job(
    fields: dict[str, Any], kinds: tuple[str, ...], skills: tuple[str, ...]
) -> None:
    case = use_case(**fields)
    rows = catalog(use_cases=(case,), skills=(skill(), PICTURES))
    found = parts(Job(key="letters", use_case="letters"), case, rows)

    assert tuple(row.kind.value for row in found) == kinds
    assert tuple(row.skill for row in found) == skills


def test_spoken_words_are_counted_by_the_minute() -> None:
    case = use_case(inputs=(Medium.SPEECH,), board_transcription="votes", media_amount=Decimal(600))
    rows = catalog(use_cases=(case,))

    spoken = [row.spoken_words for row in parts(Job(key="x"), case, rows)]
    assert spoken == [0.0, 1_500.0]


@pytest.mark.parametrize("medium", [Medium.TEXT, Medium.IMAGE, Medium.SPEECH, Medium.MUSIC])
def test_own_words_have_one_part_of_what_comes_out(medium: Medium) -> None:
    (found,) = parts(Job(key="own", words="x", medium=medium), NOT_ON_FILE, catalog())

    expected = ModelKind.LANGUAGE if medium is Medium.TEXT else ModelKind.read(medium.value)
    assert found.kind is expected


@pytest.mark.parametrize(
    ("secrets", "skill_of_it"),
    [
        (None, SEARCHING),
        (frozenset({Secret.PERSONAL}), SEARCHING),
        (frozenset({Secret.PERSONAL, Secret.SENSITIVE}), "writing"),
    ],
)
def test_nobody_searches_the_web_for_somebodys_health(
    secrets: frozenset[Secret] | None, skill_of_it: str
) -> None:
    case = use_case(skill=SEARCHING)
    rows = catalog(use_cases=(case,), skills=(skill(), skill(SEARCHING)))
    (found,) = parts(Job(key="letters", use_case="letters", secrets=secrets), case, rows)

    assert found.skill == skill_of_it


def test_length_stretches_what_goes_in_and_what_plays() -> None:
    case = use_case()
    twice = Job(key="letters", use_case="letters", length=Decimal(2))
    (written,) = parts(twice, case, catalog())
    (spoken,) = parts(
        Job(key="own", medium=Medium.SPEECH, length=Decimal(2)), NOT_ON_FILE, catalog()
    )

    assert (written.tokens_in, written.tokens_out) == (2_000, 1_000)
    assert spoken.amount == 120
