"""A model as a line of a list, and the order in which lists stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from catalog import ages, formatting, query, workload
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.model_words import region_hint
from catalog.naming import name_or_slug
from catalog.query import Quote, Sale
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import (
    US_DOLLARS,
    AiModel,
    Benchmark,
    Catalog,
    ExchangeRate,
    Offer,
    Price,
    Provider,
    Score,
    group_pairs,
)
from catalog.values import Value, shown_value
from catalog.views.sorting import turned_round
from catalog.vocabulary import (
    Known,
    Medium,
    SaleState,
)
from catalog.workload import NO_WORK, Workload

# For so long after its release a model counts as new.
NEW = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLine:
    """A model as a line of the list."""

    model: AiModel
    provider: Provider | None
    makes: tuple[Medium, ...]
    prices: tuple[Price, ...]  # at the cheapest seller
    cost_words: str  # of the work that the list is priced for, in the currency shown
    price_words: tuple[str, ...]  # what that does not say already
    seen_words: str  # when a price was in force last, where none is on the day
    remark: str
    reads_at_once: Value
    measurable: bool  # whether the test that the list is measured by is of what the model makes
    score: Score | None  # on that test
    share: float | None  # where it stands between the worst score of the list, 0, and the best, 1
    cost: Decimal | None  # of the work that the list is priced for
    eu_region: Known  # of the offer whose price is shown
    eu_hint: str


class Position(NamedTuple):
    """Where a model stands in a list: what is unknown comes last, whichever way it is sorted."""

    is_unknown: bool
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContext:
    """What the list is looked at with: the catalog, the day, its test, its work, its order."""

    catalog: Catalog
    on: date
    test: Benchmark | None  # that the list is measured by
    work: Workload  # that its models are priced for
    compared: Workload = NO_WORK  # for which the cheapest seller of each is looked for
    order: str = "use"
    turned: bool = False  # from the end; what is unknown stays last
    rate: ExchangeRate = US_DOLLARS  # at which prices are shown
    reach: tuple[Decimal, Decimal] | None = None  # the lowest and the highest score of the list
    seen: Sightings = NEVER_SEEN_AGAIN

    def score(self, model: AiModel) -> Score | None:
        return query.primary_score(self.catalog, model.slug, self.test) if self.test else None

    def quote(self, model: AiModel) -> Quote:
        """Return the cheapest offer for what the list is priced for."""
        return query.cheapest(self.catalog, model, self.on, self.compared)

    def in_order(self, models: Iterable[AiModel]) -> list[AiModel]:
        """Return models sorted as asked for; of each no more is looked up than that takes."""
        rows = list(models)
        positions = {model.slug: self.position(model) for model in rows}
        rows.sort(key=lambda model: (positions[model.slug], model.slug))
        if not self.turned:
            return rows
        return turned_round(rows, lambda model: positions[model.slug].is_unknown)

    def position(self, model: AiModel) -> Position:
        """Return where a model stands in the order of the list."""
        match self.order:
            case "use":
                return Position(is_unknown=False, key=self._position_by_use(model))
            case "score":
                score = self.score(model)
                return Position(score is None, query.score_order(score, self.test))
            case "price":
                return self._position_by_price(self.quote(model))
            case "length":
                tokens = query.reads_at_once(model)
                return Position(tokens is None, (-(tokens or 0),))
            case "released":
                day = model.released or date.min
                return Position(model.released is None, (-day.toordinal(),))
            case _:
                return Position(is_unknown=False, key=(model.name.casefold(),))

    def _position_by_use(self, model: AiModel) -> tuple[object, ...]:
        medium = query.main_medium(self.catalog, model)
        test = query.primary_benchmark(self.catalog, workload.MEDIUM_TASKS[medium])
        score = query.primary_score(self.catalog, model.slug, test) if test else None
        return (medium.order, query.score_order(score, test), model.name.casefold())

    def _position_by_price(self, quote: Quote) -> Position:
        if not quote.prices:
            return Position(is_unknown=True)
        by_unit = query.price_order(quote.prices)
        if not self.compared.ways:
            return Position(is_unknown=False, key=by_unit)
        return Position(quote.usd is None, (quote.usd or Decimal(0), *by_unit))

    def line(self, model: AiModel) -> ModelLine:
        """Return a model as a line of the list."""
        quote, score = self.quote(model), self.score(model)
        prices = quote.prices
        cost = self.work.cost(prices)
        cost_words = "" if cost is None else formatting.format_short_price(cost, rate=self.rate)
        region = query.region(self.catalog, model, quote.offer, self.on)
        return ModelLine(
            model=model,
            provider=self.catalog.provider.get(model.provider),
            makes=query.media_made(self.catalog, model),
            prices=prices,
            cost_words=cost_words,
            price_words=_other_words(formatting.format_prices(prices, self.rate), cost_words),
            seen_words="" if prices else self._seen_words(model),
            remark=remark(self.catalog, model, quote.offer, self.on),
            reads_at_once=_limit_words(model),
            measurable=self._is_measurable(model),
            score=score,
            share=self._share(score),
            cost=cost,
            eu_region=region.answer,
            eu_hint=region_hint(self.catalog, region),
        )

    def _seen_words(self, model: AiModel) -> str:
        """Say when a price of a model was in force last, where none is any more."""
        quote = query.last_quote(self.catalog, model, self.on)
        if quote is None:
            return ""
        last = ages.last_in_force(self.catalog, quote.prices, self.on, self.seen)
        return f"until {formatting.format_day(last)}"

    def _is_measurable(self, model: AiModel) -> bool:
        return self.test is None or query.is_measured_by(self.catalog, model, self.test.task)

    def _share(self, score: Score | None) -> float | None:
        if score is None or self.test is None or self.reach is None:
            return None
        low, high = self.reach
        share = float((score.value - low) / ((high - low) or 1))
        return share if self.test.higher_is_better else 1 - share


def _other_words(words: Iterable[str], cost_words: str) -> tuple[str, ...]:
    """Return prices without the one the cost repeats; beside a cost, tokens need no unit.

    The head says the unit.
    """
    if not cost_words:
        return tuple(words)
    return tuple(
        line.removesuffix(" a million tokens")
        for line in words
        if not line.startswith(f"{cost_words} ")
    )


def _limit_words(model: AiModel) -> Value:
    """Return how many tokens go in at once; marked where the limit is that of the answer too."""
    described = KINDS["models"].described
    is_of_both = model.input_limit is None and model.total_limit is not None
    value = shown_value(described["total_limit" if is_of_both else "input_limit"], model)
    # The head of the column says the unit.
    words = value.words.removesuffix(" tokens")
    return replace(value, words=words, hint="with the answer" if is_of_both else value.hint)


def by_medium(
    reading: Reading, models: Iterable[AiModel], most: int | None = None
) -> list[dict[str, Any]]:
    """Return models by main output, best first by its usual test, at most so many of each."""
    catalog = reading.catalog
    models_of = group_pairs((query.main_medium(catalog, model), model) for model in models)
    return [
        _medium_group(reading, medium, models_of[medium], most)
        for medium in Medium
        if medium in models_of
    ]


def _medium_group(
    reading: Reading, medium: Medium, models: Sequence[AiModel], most: int | None
) -> dict[str, Any]:
    look = context_of(reading, medium)
    lines = [look.line(model) for model in look.in_order(models)[:most]]
    more = len(models) - len(lines)
    return {"medium": medium, "test": look.test, "lines": lines, "more": more}


def context_of(reading: Reading, medium: Medium, order: str = "use") -> ListContext:
    """Return what models that make a medium are compared by: its usual test and amount."""
    test = query.primary_benchmark(reading.catalog, workload.MEDIUM_TASKS[medium])
    return ListContext(
        catalog=reading.catalog,
        on=reading.on,
        test=test,
        work=workload.usual(medium),
        order=order,
        seen=reading.sightings,
    )


def remark(catalog: Catalog, model: AiModel, offer: Offer, on: date) -> str:
    """Return the one thing to know about a model today, or nothing."""
    sold = query.sale(catalog, model, on)
    if sold.state in {SaleState.ENDED, SaleState.UNKNOWN} or sold.ends:
        return _end_remark(sold, on)
    if words := _end_at_seller(catalog, offer, on):
        return words
    if model.commercial_use is Known.NO:
        return "Not for business use"
    moves = query.changes_ahead(catalog, offer.slug, on)
    if moves:
        now, then = moves[0]
        direction = "more" if then.usd > now.usd else "less"
        return f"Costs {direction} from {formatting.format_day(then.valid_from)}"
    if model.released is not None and timedelta(0) <= on - model.released <= NEW:
        return f"New, {formatting.format_day(model.released)}"
    return ""


def _end_remark(sold: Sale, on: date) -> str:
    if sold.ends:
        verb = "Ended" if sold.ends <= on else "Ends"
        return f"{verb} {formatting.format_day(sold.ends)}"
    return "Ended, day not on record" if sold.state is SaleState.ENDED else sold.state.label


def _end_at_seller(catalog: Catalog, offer: Offer, on: date) -> str:
    """Return when the offer shown ends, where that is soon though others go on."""
    sold = query.sale(catalog, offer, on)
    if sold.ends is None or sold.ends > on + query.SOON:
        return ""
    return f"{_end_remark(sold, on)} at {name_or_slug(catalog.provider, offer.seller)}"
