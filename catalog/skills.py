"""What is measured of a skill: how many models on sale a board has, how far boards agree."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from math import atanh, sqrt, tanh
from statistics import correlation

from catalog import query
from catalog.schema import AiModel, Benchmark, Catalog, Score, Skill, UseCase
from catalog.vocabulary import Branch, Known, Purpose, TableCopy, Voice
from catalog.workload import medium_of

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where a model without a score was looked for: boards of its kind that were fully read."""

    boards: int
    since_release: (
        int  # of these read on the day it came out or later; all where the day is unknown
    )
    newest: date | None  # the newest day of such a board

    @property
    def is_too_new(self) -> bool:
        """Tell whether each table is older than the model, so that it could not stand there."""
        return self.boards > 0 and self.since_release == 0


def boards_on(catalog: Catalog, on: date) -> "Boards":
    """Return what the boards of a catalog say on a day, worked out once."""
    return catalog.on_day("boards", lambda day: Boards(catalog=catalog, on=day), on)


@dataclass(frozen=True, kw_only=True)
class Boards:
    """What the boards of a catalog say of the models on sale on a day."""

    catalog: Catalog
    on: date

    @cached_property
    def models(self) -> Mapping[str, AiModel]:
        """The models on sale, by slug."""
        return {model.slug: model for model in query.models_on_sale(self.catalog, self.on)}

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[Purpose]]:
        """What each model on sale is made for."""
        return {
            slug: frozenset(query.purposes(self.catalog, model))
            for slug, model in self.models.items()
        }

    @cached_property
    def _scores(self) -> Mapping[str, Mapping[str, Score]]:
        best: defaultdict[str, dict[str, Score]] = defaultdict(dict)
        for score in self.catalog.scores:
            if score.voice is not Voice.MEASURED or score.model not in self.models:
                continue
            on_board = best[score.benchmark]
            other = on_board.get(score.model)
            test = self.catalog.benchmark.get(score.benchmark)
            if other is None or query.score_order(score, test) < query.score_order(other, test):
                on_board[score.model] = score
        return best

    def scores_on(self, board: str) -> Mapping[str, Score]:
        """Return each model's best score on a board, if on sale and not measured by its seller."""
        return self._scores.get(board, {})

    def asked_of(self, skill: Skill) -> frozenset[str]:
        """Return the models on sale made for it, except those known not to read what it takes."""
        return frozenset(
            slug for slug, model in self.models.items() if self._may_have(model, skill)
        )

    def _may_have(self, model: AiModel, skill: Skill) -> bool:
        if self.kinds[model.slug].isdisjoint(skill.purposes):
            return False
        return all(
            query.reads(self.catalog, model, medium) is not Known.NO for medium in skill.reads
        )

    def coverage(self, skill: Skill, board: str) -> Coverage:
        """Return how many models that need the skill stand on a board, of how many that could.

        Where a skill takes models of two kinds, one to find and one to answer, a board measures one
        of them.
        """
        models = self.asked_of(skill)
        measured = models & self.scores_on(board).keys()
        kinds = frozenset(kind for slug in measured for kind in self.kinds[slug])
        alike = [slug for slug in models if not kinds or kinds & self.kinds[slug]]
        return Coverage(measured=len(measured), of=len(alike))

    def agreement(self, first: str, second: str) -> Agreement | None:
        """Return how far two boards agree; None if too few models are on both, or all are level."""
        of_first = self._goodness(first)
        of_second = self._goodness(second)
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

    def _goodness(self, board: str) -> Mapping[str, float]:
        """Return a figure of each model on a board that is higher where it is better."""
        sign = 1 if self.catalog.benchmark[board].higher_is_better else -1
        return {model: sign * float(score.value) for model, score in self.scores_on(board).items()}

    def search_for(self, model: AiModel) -> Search:
        """Return where a model was looked for, by the boards on which models of its kind stand."""
        kinds = frozenset(query.purposes(self.catalog, model))
        boards = [
            board
            for board in self.catalog.benchmarks
            if board.copied is TableCopy.WHOLE and self._measures(board, kinds)
        ]
        released = model.released
        days = [board.as_of for board in boards]
        return Search(
            boards=len(boards),
            since_release=sum(released is None or day >= released for day in days),
            newest=max(days, default=None),
        )

    def _measures(self, board: Benchmark, kinds: frozenset[Purpose]) -> bool:
        return any(kinds & self.kinds[slug] for slug in self.scores_on(board.slug))


def boards_of_answer(catalog: Catalog, case: UseCase, branch: Branch) -> tuple[Benchmark, ...]:
    """Return the boards that measure how one kind of AI does a job, or the skill it needs.

    The job’s own come first.
    """
    named = [case.board_language, case.board_image, case.board_video, case.board_speech]
    skill = catalog.skill.get(case.skill or "")
    if skill is not None:
        named += [skill.board, skill.board_with_picture, skill.second_board, skill.risk_board]
    boards = [catalog.benchmark[slug] for slug in dict.fromkeys(named) if slug in catalog.benchmark]
    return tuple(board for board in boards if medium_of(board.task).branch is branch)


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
