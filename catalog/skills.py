"""What is measured of a skill: how many models on sale stand on a board, and how far two boards agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import atanh, sqrt, tanh
from statistics import correlation

from catalog import query
from catalog.schema import AiModel, Benchmark, Catalog, Score, Skill
from catalog.vocabulary import Known, Voice

FEWEST_COMMON = 8  # models on both boards; with fewer nothing is said of how they agree
Z_90 = 1.645


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the models on sale of which a skill is asked stand on a board."""

    measured: int
    of: int

    @property
    def percent(self) -> int:
        """The share as a whole number of 100; 0 where there is nothing on sale."""
        return round(100 * self.measured / self.of) if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two boards order the same models alike."""

    models: int  # on sale and on both boards
    pairs_alike: float  # share of pairs of models of which both put the same one first, 0 to 1
    rank_correlation: float  # Spearman's, −1 to 1, the better model first on both
    low: float  # the ends of its 90 % range
    high: float

    @property
    def alike_of_100(self) -> int:
        """The share of pairs as whole pairs of 100; 50 is chance."""
        return round(100 * self.pairs_alike)

    @property
    def beyond_chance(self) -> bool:
        """Tell whether the boards agree, or run against each other, by more than chance."""
        return self.low > 0 or self.high < 0


def asked_of(catalog: Catalog, skill: Skill, on: date) -> tuple[AiModel, ...]:
    """Return the models on sale that are made for it, but for those that are known not to read what it takes."""
    return tuple(
        model
        for model in catalog.models
        if query.on_sale(model, on) and _may_have(catalog, model, skill)
    )


def _may_have(catalog: Catalog, model: AiModel, skill: Skill) -> bool:
    made_for_it = not set(query.purposes(catalog, model)).isdisjoint(skill.purposes)
    return made_for_it and all(
        query.reads(catalog, model, medium) is not Known.NO for medium in skill.reads
    )


def independent_scores(catalog: Catalog, board: str, on: date) -> dict[str, Score]:
    """Return the best score of each model on sale that others than its seller measured on a board."""
    test = catalog.benchmark[board]
    best: dict[str, Score] = {}
    for score in catalog.scores_on.get(board, ()):
        model = catalog.model.get(score.model)
        if score.voice is not Voice.MEASURED or model is None or not query.on_sale(model, on):
            continue
        other = best.get(score.model)
        if other is None or query.score_order(score, test) < query.score_order(other, test):
            best[score.model] = score
    return best


def coverage(catalog: Catalog, skill: Skill, board: str, on: date) -> Coverage:
    """Return how many models of which the skill is asked stand on a board, of how many of the kinds that stand there.

    Where a skill takes models of two kinds, one to find and one to answer, a board measures one of them.
    """
    models = asked_of(catalog, skill, on)
    scores = independent_scores(catalog, board, on)
    measured = [model for model in models if model.slug in scores]
    kinds = {purpose for model in measured for purpose in query.purposes(catalog, model)}
    alike = [model for model in models if not kinds or kinds & set(query.purposes(catalog, model))]
    return Coverage(measured=len(measured), of=len(alike))


def agreement(catalog: Catalog, first: str, second: str, on: date) -> Agreement | None:
    """Return how far two boards agree; None where too few models stand on both, or all stand level."""
    of_first = _goodness(catalog, catalog.benchmark[first], on)
    of_second = _goodness(catalog, catalog.benchmark[second], on)
    common = sorted(of_first.keys() & of_second.keys())
    if len(common) < FEWEST_COMMON:
        return None
    left = [of_first[model] for model in common]
    right = [of_second[model] for model in common]
    if len(set(left)) == 1 or len(set(right)) == 1:
        return None
    ranked = correlation(left, right, method="ranked")
    low, high = _range(ranked, len(common))
    return Agreement(
        models=len(common),
        pairs_alike=_pairs_alike(left, right),
        rank_correlation=ranked,
        low=low,
        high=high,
    )


def _goodness(catalog: Catalog, board: Benchmark, on: date) -> Mapping[str, float]:
    """Return a figure of each model on a board that is higher where it is better."""
    sign = 1 if board.higher_is_better else -1
    scores = independent_scores(catalog, board.slug, on)
    return {model: sign * float(score.value) for model, score in scores.items()}


def _pairs_alike(left: list[float], right: list[float]) -> float:
    """Return the share of pairs that both order alike, of those that neither calls level."""
    alike = apart = 0
    for one, other in combinations(range(len(left)), 2):
        product = (left[one] - left[other]) * (right[one] - right[other])
        alike += product > 0
        apart += product < 0
    return alike / (alike + apart) if alike + apart else 0.5


def _range(ranked: float, models: int) -> tuple[float, float]:
    """Return the 90 % range of a rank correlation (Bonett and Wright, Psychometrika 65, 2000)."""
    inside = max(min(ranked, 0.999), -0.999)  # the transform has no value at 1
    error = sqrt((1 + inside**2 / 2) / (models - 3))
    return tanh(atanh(inside) - Z_90 * error), tanh(atanh(inside) + Z_90 * error)
