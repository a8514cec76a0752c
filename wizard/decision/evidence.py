"""Evidence: how good a model is for a task, in the unit of the one board that decides it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from math import log10, sqrt
from statistics import median, stdev

from catalog.schema import Catalog, Score, group_pairs
from catalog.vocabulary import Effort, Known, Voice

Z_95 = 1.96
Z_LEVEL = (
    1.645  # a difference that is smaller in standard errors counts as level (90 in 100, two-sided)
)
ACCEPTED_AT_BEST = (
    0.8  # ours: the share of usable results of the best model, until a pilot has measured it
)
SLOPE = 0.5  # ours: how far votes carry over to the share of usable results
FEWEST_MODELS_FOR_A_GAP = 5
FEWEST_MEASURED = 5  # a board with fewer models leaves the answer thin
GENERAL_BOARD = "arena-text"

THINKING = frozenset({Effort.MEDIUM, Effort.HIGH, Effort.MAX})


class Limit(IntEnum):
    """How much worse than the best a model may be: the three rungs of a plan."""

    BEST = 0  # the best only
    NEAR = 1  # loses at most 55 of 100 comparisons
    FAR = 2  # loses at most 60 of 100 comparisons


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a board counts in, and what a difference in it means. Differences are points behind, 0 or more."""

    slug: str
    higher_is_better: bool  # people compared two answers; other boards count mistakes
    job_error: float  # ours: the board is not the job
    most_behind: tuple[float, float, float]  # by limit

    def loses(self, behind: float) -> float:
        """Return what a reader is told of a difference: comparisons lost of 100, or more wrong words in 100."""
        return 100 / (1 + 10 ** (-behind / 400)) if self.higher_is_better else behind

    def share(self, behind: float) -> float:
        """Return the share of usable results to expect, 0 to 1, before a pilot has measured it."""
        if self.higher_is_better:
            # logit(share) = logit(0.8) − slope · behind · ln 10 / 400
            return 1 / (
                1 + (1 - ACCEPTED_AT_BEST) / ACCEPTED_AT_BEST * 10 ** (SLOPE * behind / 400)
            )
        return max(ACCEPTED_AT_BEST - behind / 100, 0.01)


def behind_at(lost_of_100: float) -> float:
    """Return the points behind at which so many of 100 comparisons are lost (the Elo model: P = 1/(1+10^(−Δ/400)))."""
    return 400 * log10(lost_of_100 / (100 - lost_of_100))


VOTES = Unit(
    slug="votes", higher_is_better=True, job_error=7, most_behind=(0, behind_at(55), behind_at(60))
)
WRONG_WORDS = Unit(slug="wrong-words", higher_is_better=False, job_error=1, most_behind=(0, 1.5, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One setting of a model on a board. `points` is in the board's unit, `error` its standard error there."""

    points: float
    error: float  # the board's own and the job's
    score: Score  # the row on file; of a light setting the row it was derived from

    def level_with(self, other: "Rating") -> bool:
        """Return whether the two cannot be told apart."""
        return abs(self.points - other.points) < Z_LEVEL * sqrt(self.error**2 + other.error**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a board says of a model's plain setting against its thinking one, over the models measured at both."""

    board: str
    models: int
    points: float  # median difference, above 0 where thinking is better
    spread: float  # standard deviation of the differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A model at one effort; a light one was not measured but derived from the thinking one."""

    model: str
    effort: Effort
    light: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A benchmark as the judge of a task: the ratings of all settings, and how the settings differ."""

    slug: str
    unit: Unit
    ratings: Mapping[Setting, Rating]
    measured: int  # models, not settings
    newest: date | None
    gap: Gap | None

    def behind(self, best: Rating, other: Rating) -> float:
        """Return how many points `other` is behind `best`, never below 0."""
        difference = best.points - other.points
        return max(difference if self.unit.higher_is_better else -difference, 0.0)

    def order(self, rating: Rating) -> float:
        """Return a key that sorts the better first."""
        return -rating.points if self.unit.higher_is_better else rating.points


def board(catalog: Catalog, slug: str) -> Board | None:
    """Return the board of that name with its measured and light settings; None where there is none."""
    benchmark = catalog.benchmark.get(slug)
    if benchmark is None:
        return None
    unit = VOTES if benchmark.higher_is_better else WRONG_WORDS
    measured = _measured(catalog, slug, unit)
    gap = _gap(slug, measured) or _gap(GENERAL_BOARD, _measured(catalog, GENERAL_BOARD, VOTES))
    return Board(
        slug=slug,
        unit=unit,
        ratings=measured
        | (_light(catalog, measured, gap) if gap is not None and unit.higher_is_better else {}),
        measured=len({setting.model for setting in measured}),
        newest=max((each.score.as_of for each in measured.values()), default=None),
        gap=gap,
    )


def _measured(catalog: Catalog, slug: str, unit: Unit) -> dict[Setting, Rating]:
    rows = [row for row in catalog.scores_on.get(slug, ()) if row.voice is Voice.MEASURED]
    return {Setting(model=row.model, effort=row.effort): _rating(row, unit) for row in rows}


def _rating(score: Score, unit: Unit) -> Rating:
    own = (
        float(score.high - score.low) / (2 * Z_95)
        if score.low is not None and score.high is not None
        else 0.0
    )
    return Rating(points=float(score.value), error=sqrt(own**2 + unit.job_error**2), score=score)


def _by_model(ratings: Mapping[Setting, Rating]) -> Iterable[tuple[str, dict[Effort, Rating]]]:
    rows = group_pairs(
        (setting.model, (setting.effort, rating)) for setting, rating in ratings.items()
    )
    return ((model, dict(pairs)) for model, pairs in rows.items())


def _gap(slug: str, ratings: Mapping[Setting, Rating]) -> Gap | None:
    """Return the difference between thinking and plain settings of one board; None where too few have both."""
    differences = []
    for _, efforts in _by_model(ratings):
        thinking = [rating.points for effort, rating in efforts.items() if effort in THINKING]
        plain = [rating.points for effort, rating in efforts.items() if effort not in THINKING]
        if thinking and plain:
            differences.append(max(thinking) - max(plain))
    if len(differences) < FEWEST_MODELS_FOR_A_GAP:
        return None
    return Gap(
        board=slug, models=len(differences), points=median(differences), spread=stdev(differences)
    )


def _light(catalog: Catalog, ratings: Mapping[Setting, Rating], gap: Gap) -> dict[Setting, Rating]:
    """Return a setting without thinking for each model that was measured only while thinking, and need not think."""
    found = {}
    for model, efforts in _by_model(ratings):
        known = catalog.model.get(model)
        always = known is not None and known.thinking_off is Known.NO
        if not always and all(effort in THINKING for effort in efforts):
            best = max(efforts.values(), key=lambda rating: rating.points)
            error = sqrt(best.error**2 + gap.spread**2)
            rating = Rating(points=best.points - gap.points, error=error, score=best.score)
            found[Setting(model=model, effort=Effort.NONE, light=True)] = rating
    return found
