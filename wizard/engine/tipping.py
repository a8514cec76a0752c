"""The figures at which a first choice tips, found by halving, each looked at from both sides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from catalog.formatting import format_money, format_price, format_rounded
from catalog.schema import Catalog, Price, Score, turned
from wizard.engine import cite
from wizard.engine.answers import Answers, Output
from wizard.engine.decision import Fact, Told
from wizard.engine.offers import Refused, choose
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Importance, Place

type Look = Callable[[Answers, Catalog], str | None]

TIMES = tuple(Decimal(step) / 10 for step in range(11, 100)) + tuple(Decimal(step) for step in range(10, 101))
SHARES = tuple(Decimal(step) / 100 for step in range(1, 101))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """A figure from which on another model comes first: `value` tips it, the step before it does not."""

    text: str
    now: str
    then: str | None
    value: Decimal
    before: Decimal | None
    told: Told | None = None
    fact: Fact | None = None


def tips(case: Case, first: str, look: Look) -> Iterator[Tip]:
    """Yield the price, the scores, the budget and the volume at which the first choice of a part tips."""
    yield from _price(case, first, look)
    yield from _scores(case, first, look)
    yield from _budget(case, first, look)
    yield from _volume(case, first, look)


def first_that[V](values: Sequence[V], holds: Callable[[V], bool]) -> int | None:
    """Return the place of the first value from which on it holds, by halving; None where it does not hold at the last.

    It must hold for every value after one for which it holds.
    """
    if not values or not holds(values[-1]):
        return None
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        if holds(values[middle]):
            high = middle
        else:
            low = middle + 1
    return low


def _used(case: Case, model: str) -> tuple[Price, ...]:
    """Return the prices behind what the model costs here."""
    if case.answers.place is Place.OWN_SERVERS:
        return ()
    offered = choose(case, case.catalog.model[model])
    return () if isinstance(offered, Refused) else offered.prices


def dearer(catalog: Catalog, model: str, times: Decimal) -> Catalog:
    """Return the catalog with every price of a model so many times as high, at every seller."""
    offers = [offer.slug for offer in catalog.offers_of.get(model, ())]
    there = {slug: catalog.prices_of[slug] for slug in offers if slug in catalog.prices_of}
    raised = {slug: tuple(replace(row, usd=row.usd * times) for row in rows) for slug, rows in there.items()}
    new = {id(old): row for slug, rows in there.items() for old, row in zip(rows, raised[slug], strict=True)}
    changed = replace(catalog, prices=tuple(new.get(id(row), row) for row in catalog.prices))
    kept = {name: index for name, index in vars(catalog).items() if name not in vars(changed)}
    vars(changed).update({**kept, "prices_of": {**catalog.prices_of, **raised}})
    return changed


def _price(case: Case, first: str, look: Look) -> Iterator[Tip]:
    catalog, used = case.catalog, _used(case, first)
    if not used:
        return
    seen: dict[Decimal, str | None] = {}

    def tipped(times: Decimal) -> bool:
        seen[times] = look(case.answers, dearer(catalog, first, times))
        return seen[times] != first

    place = first_that(TIMES, tipped)
    if place is None:
        return
    value = TIMES[place]
    name = catalog.model[first].name
    yield Tip(
        text=f"{name} costs {format_rounded(value)} times as much",
        now=format_price(used[0].usd, used[0].unit),
        then=seen[value],
        value=value,
        before=TIMES[place - 1] if place else None,
        fact=cite.of_price(catalog, used[0], catalog.model[first]),
    )


def lower(catalog: Catalog, score: Score, by: Decimal) -> Catalog:
    """Return the catalog with a score so much worse, its interval with it."""
    worse = -by if catalog.benchmark[score.benchmark].higher_is_better else by
    moved = replace(
        score,
        value=score.value + worse,
        low=None if score.low is None else score.low + worse,
        high=None if score.high is None else score.high + worse,
    )
    changed = turned(catalog, "scores", score, moved)
    for index, key in (("scores_of", score.model), ("scores_on", score.benchmark)):
        rows = getattr(catalog, index)
        vars(changed)[index] = {**rows, key: tuple(moved if row == score else row for row in rows[key])}
    return changed


def _scores(case: Case, first: str, look: Look) -> Iterator[Tip]:
    catalog, tasks = case.catalog, set(case.need.tasks)
    for score in catalog.scores_of.get(first, ()):
        benchmark = catalog.benchmark[score.benchmark]
        if benchmark.task not in tasks:
            continue
        values = [row.value for row in catalog.scores_on[score.benchmark]]
        span = max(values) - min(values)
        steps = [(span * share).quantize(Decimal("0.1")) for share in SHARES]
        seen: dict[Decimal, str | None] = {}

        def tipped(by: Decimal, score: Score = score, seen: dict[Decimal, str | None] = seen) -> bool:
            seen[by] = look(case.answers, lower(catalog, score, by))
            return seen[by] != first

        place = first_that(steps, tipped)
        if place is None:
            continue
        by = steps[place]
        value = score.value - by if benchmark.higher_is_better else score.value + by
        yield Tip(
            text=f"{catalog.model[first].name} scores {value.normalize():f} on {benchmark.name}",
            now=f"{score.value.normalize():f}",
            then=seen[by],
            value=by,
            before=steps[place - 1] if place else None,
            fact=cite.of_score(catalog, score),
        )


def _budget(case: Case, first: str, look: Look) -> Iterator[Tip]:
    """Yield the must-budget that rules the first choice out."""
    answers, budget = case.answers, case.answers.budget_usd
    if budget is None or answers.budget_weight is not Importance.MUST:
        return
    less = [budget * (100 - step) / 100 for step in range(1, 100)]
    seen: dict[Decimal, str | None] = {}

    def too_little(amount: Decimal) -> bool:
        seen[amount] = look(replace(answers, budget_usd=amount), case.catalog)
        return seen[amount] != first

    place = first_that(less, too_little)
    if place is not None:
        yield Tip(
            text=f"the budget is {format_money(less[place])} a month",
            now=format_money(budget),
            then=seen[less[place]],
            value=less[place],
            before=less[place - 1] if place else None,
            told=Told(question="budget", text=f"At most {format_money(budget)} a month."),
        )


def _volume(case: Case, first: str, look: Look) -> Iterator[Tip]:
    """Yield the number a month from which a must-budget rules the first choice out."""
    answers, need, volume = case.answers, case.need, case.need.output.per_month
    if answers.budget_usd is None or answers.budget_weight is not Importance.MUST or volume is None:
        return
    seen: dict[Decimal, str | None] = {}

    def too_many(times: Decimal) -> bool:
        seen[times] = look(more(answers, need.output, times), case.catalog)
        return seen[times] != first

    place = first_that(TIMES, too_many)
    if place is not None:
        value = TIMES[place]
        yield Tip(
            text=f"you need {format_rounded(volume.middle * value)} {need.unit_plural} a month",
            now=format_rounded(volume.middle),
            then=seen[value],
            value=value,
            before=TIMES[place - 1] if place else None,
            told=Told(question="volume", text=f"{format_rounded(volume.middle)} {need.unit_plural} a month."),
        )


def more(answers: Answers, output: Output, times: Decimal) -> Answers:
    """Return the answers with so many times as much of one output."""
    grown = replace(output, per_month=output.per_month.times(times) if output.per_month else None)
    return replace(answers, outputs=tuple(grown if row.key == grown.key else row for row in answers.outputs))
