"""How well a model fits: four criteria as intervals from 0 to 100, weighed into a range. Unknown is an interval too."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.formatting import format_day
from catalog.schema import AiModel, Catalog, Score
from catalog.vocabulary import Branch, Known, Task, Voice
from wizard.engine import cite
from wizard.engine.answers import Weights
from wizard.engine.decision import Fact, Mark
from wizard.engine.replies import replies_of
from wizard.engine.requirements import Case, Judgement
from wizard.engine.vocabulary import Criterion, Importance
from wizard.engine.workload import Need

type Interval = tuple[float, float]

UNKNOWN: Interval = (0.0, 100.0)
WEIGHT_OF: Mapping[Importance, int] = {Importance.MUST: 3, Importance.NICE: 1, Importance.NO_MATTER: 0}
MOST = max(WEIGHT_OF.values())  # a weight that was left open may be anything from nothing to this

# Editors' judgement, explained on the method page.
FEWEST_SCORED = 5  # a benchmark of fewer models says nothing about a place among all
SELLERS_DISCOUNT = 20  # a seller's own figure is read down to this many points lower
UNSTATED_INTERVAL = 3  # a figure without an interval is read this many points either way
FIRST_TASK_COUNTS = 2  # of two tasks, the weightier is named first
ROOMY = 10  # ten times the needed context is all the room one can use
MONTHS_OF_LIFE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The worst and the best figure of a benchmark among all models of the catalog."""

    worst: Decimal
    best: Decimal

    def place(self, value: Decimal) -> float:
        """Return where a figure lies between the worst (0) and the best (100)."""
        if self.best == self.worst:
            return 100.0
        return float((value - self.worst) / (self.best - self.worst) * 100)


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """For each task the benchmarks that count, the most widely run first, each with its scale."""

    by_task: Mapping[Task, tuple[str, ...]]
    scales: Mapping[str, Scale]

    @classmethod
    def of(cls, catalog: Catalog) -> "Yardsticks":
        """Set up the yardsticks of a catalog. A benchmark with fewer than five models counts for nobody."""
        scales: dict[str, Scale] = {}
        ranked: dict[Task, list[tuple[int, str]]] = {}
        for benchmark in catalog.benchmarks:
            scores = catalog.scores_on.get(benchmark.slug, ())
            independent = {score.model for score in scores if score.voice is Voice.MEASURED}
            if len({score.model for score in scores}) < FEWEST_SCORED:
                continue
            values = [score.value for score in scores]
            worst, best = (min(values), max(values)) if benchmark.higher_is_better else (max(values), min(values))
            scales[benchmark.slug] = Scale(worst=worst, best=best)
            ranked.setdefault(benchmark.task, []).append((-len(independent), benchmark.slug))
        return cls({task: tuple(slug for _, slug in sorted(rows)) for task, rows in ranked.items()}, scales)


def quality(catalog: Catalog, yardsticks: Yardsticks, model: AiModel, tasks: Iterable[Task]) -> Mark:
    """Return how well a model does the tasks: the mean of its places on their benchmarks.

    Each task counts by its most widely run benchmark that has scored the model, independent figures before the
    seller's own; the first task counts twice. A task without a figure is unknown: 0 to 100.
    """
    intervals: list[Interval] = []
    facts: list[Fact] = []
    for position, task in enumerate(tasks):
        found = _best_score(catalog, yardsticks, model, task)
        interval = UNKNOWN if found is None else _placed(yardsticks.scales[found.benchmark], found)
        intervals += [interval] * (FIRST_TASK_COUNTS if position == 0 else 1)
        if found is not None:
            facts.append(cite.of_score(catalog, found))
    return _mark(Criterion.QUALITY, _mean(intervals), known=bool(facts), facts=facts)


def _best_score(catalog: Catalog, yardsticks: Yardsticks, model: AiModel, task: Task) -> Score | None:
    scores = catalog.scores_of.get(model.slug, ())
    order = {slug: position for position, slug in enumerate(yardsticks.by_task.get(task, ()))}
    fitting = [score for score in scores if score.benchmark in order]
    return min(
        fitting,
        key=lambda score: (
            score.voice is not Voice.MEASURED,
            order[score.benchmark],
            -score.as_of.toordinal(),
            score.variant,
        ),
        default=None,
    )


def _placed(scale: Scale, score: Score) -> Interval:
    ends = sorted(scale.place(end if end is not None else score.value) for end in (score.low, score.high))
    low, high = ends[0], ends[1]
    if score.low is None and score.high is None:
        low, high = low - UNSTATED_INTERVAL, high + UNSTATED_INTERVAL
    if score.voice is not Voice.MEASURED:
        low -= SELLERS_DISCOUNT
    return max(0.0, low), min(100.0, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostScale:
    """The cheapest and the dearest known unit cost of one need, over every model that can make it."""

    cheapest: Decimal | None
    dearest: Decimal | None

    @classmethod
    def of(cls, costs: Iterable[Decimal]) -> "CostScale":
        """Span the scale over known costs; free models stand at the cheap end."""
        known = [cost for cost in costs if cost > 0]
        return cls(cheapest=min(known, default=None), dearest=max(known, default=None))

    def place(self, usd: Decimal) -> float:
        """Return where a cost lies on the log scale: dearest 0, cheapest 100."""
        if self.cheapest is None or self.dearest is None or usd <= self.cheapest or self.cheapest == self.dearest:
            return 100.0
        return (
            100 * math.log(float(self.dearest / min(usd, self.dearest))) / math.log(float(self.dearest / self.cheapest))
        )


def cost(case: Case, scale: CostScale, judgement: Judgement) -> Mark:
    """Return how cheap a model is for this need, on a log scale; unknown where no seller states a price."""
    usd = judgement.offered.unit_usd
    if usd is None:
        return _mark(Criterion.COST, UNKNOWN, known=False)
    place = scale.place(usd)
    facts = [cite.of_price(case.catalog, price, judgement.model) for price in judgement.offered.prices]
    return _mark(Criterion.COST, (place, place), known=True, facts=facts)


CONTROLS: tuple[tuple[str, str, Callable[[AiModel], Known]], ...] = (
    ("weights", "weights to download", lambda model: model.open_weights),
    ("tuning", "tuning", lambda model: model.tuning),
    ("structured", "fixed form of answers", lambda model: model.structured_output),
    ("tools", "use of tools", lambda model: model.tools),
)
MEDIA_CONTROLS = CONTROLS[:2]


def control(case: Case, model: AiModel) -> Mark:
    """Return the share of controls a model offers; one that nobody states may be there or not."""
    states = _states(case.need.branch, model)
    words = ", ".join(f"{label} {known.label.lower()}" for label, known in states)
    known_any = any(known is not Known.UNKNOWN for _, known in states)
    facts = [cite.of_model(case.catalog, model, "control", f"{model.name}: {words}.")] if known_any else []
    return _mark(Criterion.CONTROL, control_span(case.need.branch, model), known=known_any, facts=facts)


def control_span(branch: Branch, model: AiModel) -> Interval:
    """Return the interval of `control`, without its facts."""
    states = _states(branch, model)
    low = sum(known is Known.YES for _, known in states)
    high = sum(known is not Known.NO for _, known in states)
    share = 100 / len(states)
    return low * share, high * share


def _states(branch: Branch, model: AiModel) -> list[tuple[str, Known]]:
    controls = CONTROLS if branch is Branch.LANGUAGE else MEDIA_CONTROLS
    return [(label, read(model)) for _, label, read in controls]


def headroom(case: Case, model: AiModel) -> Mark:
    """Return the room to grow: longer inputs (log scale, ten times is full) and months left on sale (24 is full)."""
    words: list[str] = []
    if case.need.branch is Branch.LANGUAGE and case.need.context_tokens and model.context_tokens is not None:
        words.append(f"holds {model.context_tokens:,} tokens")
    words.append("no end of sale announced" if model.retires is None else f"ends {format_day(model.retires)}")
    facts = [cite.of_model(case.catalog, model, "context", f"{model.name}: {', '.join(words)}.")]
    if replies_of(case.catalog):  # then each word may have a source of its own
        fields = ("context_tokens", "retires")[-len(words) :]
        facts = [
            cite.of_model(case.catalog, model, "context", f"{model.name}: {word}.", field=field)
            for field, word in zip(fields, words, strict=True)
        ]
    span = headroom_span(case.need, model, case.answers.pilot_ends(case.on))
    return _mark(Criterion.HEADROOM, span, known=True, facts=facts)


def headroom_span(need: Need, model: AiModel, pilot_ends: date) -> Interval:
    """Return the interval of `headroom`, without its facts."""
    parts: list[Interval] = []
    if need.branch is Branch.LANGUAGE and need.context_tokens:
        if model.context_tokens is None:
            parts.append(UNKNOWN)
        else:
            ratio = model.context_tokens / need.context_tokens
            place = 100 * min(1.0, max(0.0, math.log10(max(ratio, 1)) / math.log10(ROOMY)))
            parts.append((place, place))
    if model.retires is None:
        parts.append((50.0, 100.0))
    else:
        months = max(0, (model.retires - pilot_ends).days) / 30.4
        place = 100 * min(1.0, months / MONTHS_OF_LIFE)
        parts.append((place, place))
    return _mean(parts)


def weigh(marks: Iterable[Mark], weights: Weights) -> tuple[int, int]:
    """Return the range of a model: the weighted mean of its marks, low to high, rounded outwards.

    A weight the owner left open may be anything from 0 to 3; the ends of the range then come from the extremes,
    which is enough because a weighted mean is monotone in each weight. If nothing counts, every range is 0 to 100.
    """
    fixed: list[tuple[int, Mark]] = []
    free: list[Mark] = []
    for mark in marks:
        importance = getattr(weights, mark.criterion)
        if importance is None:
            free.append(mark)
        elif WEIGHT_OF[importance]:
            fixed.append((WEIGHT_OF[importance], mark))
    if not fixed and not free:
        return 0, 100
    low = _lowest_mean([(weight, mark.low) for weight, mark in fixed], [mark.low for mark in free])
    high = -_lowest_mean([(weight, -mark.high) for weight, mark in fixed], [-mark.high for mark in free])
    return math.floor(round(low, 6)), math.ceil(round(high, 6))


def _lowest_mean(fixed: Iterable[tuple[int, int]], free: Iterable[int]) -> float:
    """Return the lowest weighted mean when each free value may weigh nothing or the most: the low ones count."""
    total, gained = 0, 0
    for weight, value in fixed:
        total, gained = total + weight, gained + weight * value
    for value in sorted(free):
        if not total or value * total < gained:
            total, gained = total + MOST, gained + MOST * value
    return gained / total


ROUNDED_AWAY = 2  # ranges are rounded outwards, by less than a point at either end


def reaches(marks: Iterable[Mark], first: Iterable[Mark], weights: Weights) -> bool:
    """Return whether a model can touch the range of the first one when the same weights hold for both.

    What the owner left open is open for every model alike, so ranges that only overlap because each takes the
    weights that suit it are no tie. The gap is linear in each weight: the most favourable weights lie at the ends.
    """
    gaps = [(getattr(weights, mark.criterion), mark.high - best.low) for mark, best in zip(marks, first, strict=True)]
    if all(importance is Importance.NO_MATTER for importance, _ in gaps):
        return True
    fixed = sum(WEIGHT_OF[importance] * (gap + ROUNDED_AWAY) for importance, gap in gaps if importance is not None)
    free = sum(MOST * max(0, gap + ROUNDED_AWAY) for importance, gap in gaps if importance is None)
    return fixed + free > 0


def counts(criterion: Criterion, weights: Weights) -> bool:
    """Return whether a criterion can move a range at all."""
    return getattr(weights, criterion) is not Importance.NO_MATTER


def _mean(intervals: list[Interval]) -> Interval:
    if not intervals:
        return UNKNOWN
    return sum(low for low, _ in intervals) / len(intervals), sum(high for _, high in intervals) / len(intervals)


def _mark(criterion: Criterion, interval: Interval, *, known: bool, facts: Iterable[Fact] = ()) -> Mark:
    low, high = outwards(interval)
    return Mark(criterion=criterion, low=low, high=high, known=known, facts=tuple(facts))


def outwards(interval: Interval) -> tuple[int, int]:
    """Return an interval in whole points, rounded outwards."""
    low, high = interval
    return math.floor(round(low, 6)), math.ceil(round(high, 6))
