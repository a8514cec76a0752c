"""How models stand on tests: which test speaks for a task, and which score speaks for a model."""

from decimal import Decimal

from catalog.facts import Benchmark, Catalog, Score
from catalog.vocabulary import Task, Voice


def speaking_test(catalog: Catalog, task: Task) -> Benchmark | None:
    """Return the test of a task that most models went through independently; of equals the first by slug."""
    tests = [benchmark for benchmark in catalog.benchmarks if benchmark.task is task]
    return min(tests, key=lambda test: (-_reach(catalog, test), test.slug), default=None)


def _reach(catalog: Catalog, test: Benchmark) -> int:
    scores = catalog.scores_on.get(test.slug, ())
    return len({score.model for score in scores if score.voice is Voice.MEASURED})


def speaking_score(catalog: Catalog, model: str, test: Benchmark) -> Score | None:
    """Return the score that stands for a model on a test: independent before the seller's own, then the best."""
    scores = [score for score in catalog.scores_of.get(model, ()) if score.benchmark == test.slug]
    return min(
        scores,
        key=lambda score: (
            score.voice is not Voice.MEASURED,
            -score.value if test.higher_is_better else score.value,
            score.variant,
            score.as_of,
        ),
        default=None,
    )


def better(score: Score, other: Score, test: Benchmark) -> bool:
    """Tell whether a score beats another: by more than their ranges where both have one."""
    if test.higher_is_better:
        return _low(score) > _high(other)
    return _high(score) < _low(other)


def _low(score: Score) -> Decimal:
    return score.value if score.low is None else score.low


def _high(score: Score) -> Decimal:
    return score.value if score.high is None else score.high
