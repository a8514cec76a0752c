"""Boards: how strong each model is in each setting, in log-odds (METHOD §2).

The board that decides a skill is used.

A model that was measured only while thinking gets a light row: its rating less the board's median
gap between thinking and plain settings, the spread of that gap in its error. Only boards of votes
have light rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, log, sqrt
from statistics import median, stdev

from catalog.schema import Benchmark, Catalog, Score, Skill, group_pairs
from catalog.vocabulary import BenchmarkTask, BoardChoice, Effort, Known, Language, Medium, Voice
from wizard.decision.costs import logit
from wizard.decision.options import Strength
from wizard.decision.parts import Part
from wizard.decision.vocabulary import ModelKind

WORDED = frozenset({ModelKind.LANGUAGE, ModelKind.TRANSCRIPTION, ModelKind.SPEECH})
Z_95 = 1.96
# Points of an Elo rating in log-odds: P(win) = 1 / (1 + 10^(-points / 400)).
LOG_ODDS_A_POINT = log(10) / 400
FEWEST_MEASURED = 5  # models that may be used; below it the stand-in decides, for all
FEWEST_FOR_A_GAP = 5
LOWEST_OF = 10  # ours: whoever is in the lowest tenth of a language does not lead in it
GENERAL_BOARD = "arena-text"  # has the gap of thinking where a board has too few of both
VOTES_UNIT = "elo"
SHARE_UNIT = "percent"
THINKING = frozenset({Effort.MEDIUM, Effort.HIGH, Effort.MAX})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A model at one effort; a light one was not measured but derived from the thinking one."""

    model: str
    effort: Effort
    light: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One setting of a model on a board, with the row on file that it rests on."""

    strength: Strength
    score: Score

    def __lt__(self, other: "Rating") -> bool:
        return self.strength.log_odds < other.strength.log_odds


@dataclass(frozen=True, kw_only=True)  # without slots: its models are sorted out once
class Board:
    """A benchmark as the judge of a part."""

    slug: str
    votes: bool
    ratings: Mapping[Setting, Rating]

    @cached_property
    def models(self) -> Mapping[str, tuple[tuple[Setting, Rating], ...]]:
        """Return the models that were measured, each in its settings."""
        return group_pairs((row[0].model, row) for row in self.ratings.items())

    def settings_of(self, model: str) -> Sequence[tuple[Setting, Rating | None]]:
        """Return a model's settings with their ratings; one unnamed setting if not measured."""
        return self.models.get(model) or ((Setting(model=model, effort=Effort.UNNAMED), None),)

    @cached_property
    def best_measured(self) -> Mapping[str, Strength]:
        """Return how strong each model is in the best of its settings that were measured."""
        rows = self.ratings.items()
        measured = ((setting.model, rating) for setting, rating in rows if not setting.light)
        return {model: max(ratings).strength for model, ratings in group_pairs(measured).items()}


NO_BOARD = Board(slug="", votes=False, ratings={})  # of what nobody measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """The board that decides one part, and what has to be said of it."""

    board: Board = NO_BOARD
    stands_in: bool = False  # the deciding board measured too few of the models that may be used
    speaks_language: bool = True  # whether it measured the language of the work


def judge(
    catalog: Catalog, part: Part, languages: Sequence[Language], usable: Iterable[str]
) -> Judge:
    """Return which board decides a part for work in these languages.

    `usable` are the models that may be used.
    """
    skill = catalog.skill.get(part.skill)
    if skill is None:
        return Judge()
    if part.kind not in WORDED or part.medium is Medium.CODE:
        languages = ()
    first = board_of(catalog, _deciding(catalog, skill, part, languages))
    stand_in = board_of(catalog, skill.stand_in or "")
    is_enough = len(first.models.keys() & set(usable)) >= FEWEST_MEASURED
    board = first if is_enough or stand_in is NO_BOARD else stand_in
    return Judge(
        board=board,
        stands_in=first is not NO_BOARD and board is not first,
        speaks_language=_speaks(catalog, board, languages),
    )


def lowest_in(catalog: Catalog, language: Language) -> frozenset[str]:
    """Return the lowest tenth of the models on a language's boards, each by its best setting."""
    return catalog.once(("method-lowest", language), lambda: _lowest_in(catalog, language))


def _lowest_in(catalog: Catalog, language: Language) -> frozenset[str]:
    boards = {slug for skill in catalog.skills for slug in skill.language_boards}
    of_language = [slug for slug in boards if catalog.benchmark[slug].language is language]
    return frozenset(model for slug in of_language for model in _lowest_of(catalog, slug))


def _lowest_of(catalog: Catalog, slug: str) -> Sequence[str]:
    best: dict[str, float] = {}
    for setting, rating in board_of(catalog, slug).ratings.items():
        best[setting.model] = max(best.get(setting.model, -inf), rating.strength.log_odds)
    return sorted(best, key=lambda model: best[model])[: len(best) // LOWEST_OF]


def board_of(catalog: Catalog, slug: str) -> Board:
    """Return the board of that name with its measured and light settings.

    It is `NO_BOARD` where there is none, and for one whose unit is neither votes nor a share:
    places say nothing of how far two models are apart.
    """
    benchmark = catalog.benchmark.get(slug)
    if benchmark is None or benchmark.unit not in {VOTES_UNIT, SHARE_UNIT}:
        return NO_BOARD
    return catalog.once(("method-board", slug), lambda: _board(catalog, benchmark))


def _deciding(catalog: Catalog, skill: Skill, part: Part, languages: Sequence[Language]) -> str:
    """Return the deciding board's slug: the skill's, else the main language's, else the job's."""
    match skill.decided_by:
        case BoardChoice.NONE:
            return ""
        case BoardChoice.BOARD:
            with_picture = skill.board_with_picture if part.must_inputs else None
            return with_picture or skill.board or ""
    boards = {catalog.benchmark[slug].language: slug for slug in reversed(skill.language_boards)}
    of_language = boards.get(languages[0], "") if languages else ""
    if of_language or skill.decided_by is BoardChoice.LANGUAGE:
        return of_language
    return part.board


def _speaks(catalog: Catalog, board: Board, languages: Sequence[Language]) -> bool:
    """Return whether a board speaks of all languages.

    One without a language of its own is mostly English.
    """
    if board is NO_BOARD or not languages:
        return not languages
    return set(languages) == {catalog.benchmark[board.slug].language or Language.ENGLISH}


# --------------------------------------------------------------------------- the ratings of a board


def _board(catalog: Catalog, benchmark: Benchmark) -> Board:
    scores = catalog.scores_on.get(benchmark.slug, ())
    measured = {
        Setting(model=row.model, effort=row.effort): Rating(
            strength=strength(benchmark, row), score=row
        )
        for row in scores
        if row.voice is Voice.MEASURED
    }
    votes = is_votes(benchmark)
    light = _light(catalog, measured, benchmark.slug) if votes else {}
    return Board(slug=benchmark.slug, votes=votes, ratings=measured | light)


def is_votes(benchmark: Benchmark) -> bool:
    """Return whether people compared answers on a board; otherwise it counts right and wrong."""
    return benchmark.unit == VOTES_UNIT


def strength(benchmark: Benchmark, score: Score) -> Strength:
    """Return a score in log-odds: for votes rating · ln 10 / 400, for a percentage its logit."""
    value = float(score.value)
    error = 0.0
    if score.low is not None and score.high is not None:
        error = float(score.high - score.low) / (2 * Z_95)
    if is_votes(benchmark):
        return Strength(
            log_odds=value * LOG_ODDS_A_POINT, error=error * LOG_ODDS_A_POINT, votes=True
        )
    share = min(max(value / 100, 0.001), 0.999)  # a logit of 0 or 1 is endless
    right = share if benchmark.higher_is_better else 1 - share
    counts_words = benchmark.task is BenchmarkTask.TRANSCRIPTION and not benchmark.higher_is_better
    wrong_words = value / 100 if counts_words else None
    return Strength(
        log_odds=logit(right),
        error=error / 100 / (share * (1 - share)),
        votes=False,
        wrong_words=wrong_words,
    )


def _light(
    catalog: Catalog, measured: Mapping[Setting, Rating], slug: str
) -> dict[Setting, Rating]:
    """Return a light setting for each model measured only while thinking that can do without."""
    gaps = _gaps(measured)
    if len(gaps) < FEWEST_FOR_A_GAP and slug != GENERAL_BOARD:
        gaps = _gaps(board_of(catalog, GENERAL_BOARD).ratings)
    if len(gaps) < FEWEST_FOR_A_GAP:
        return {}
    gap, spread = median(gaps), stdev(gaps)
    return {
        Setting(model=model, effort=Effort.NONE, light=True): _less(max(thinking), gap, spread)
        for model, (thinking, plain) in _efforts(measured).items()
        if not plain and _may_stop_thinking(catalog, model)
    }


def _less(best: Rating, gap: float, spread: float) -> Rating:
    """Return a rating less the gap, with the spread of the gap in its error."""
    derived = Strength(
        log_odds=best.strength.log_odds - gap,
        error=sqrt(best.strength.error**2 + spread**2),
        votes=True,
    )
    return Rating(strength=derived, score=best.score)


def _may_stop_thinking(catalog: Catalog, model: str) -> bool:
    row = catalog.model.get(model)
    return row is None or row.thinking_off is not Known.NO


def _gaps(ratings: Mapping[Setting, Rating]) -> list[float]:
    """Return how much better each model is thinking than plain, where both were measured."""
    return [
        max(thinking).strength.log_odds - max(plain).strength.log_odds
        for thinking, plain in _efforts(ratings).values()
        if thinking and plain
    ]


def _efforts(
    ratings: Mapping[Setting, Rating],
) -> dict[str, tuple[list[Rating], list[Rating]]]:
    """Return what was measured of each model while thinking, and plain."""
    efforts: dict[str, tuple[list[Rating], list[Rating]]] = {}
    for setting, rating in ratings.items():
        if setting.light:
            continue
        thinking, plain = efforts.setdefault(setting.model, ([], []))
        (thinking if setting.effort in THINKING else plain).append(rating)
    return efforts
