"""What a given quality costs, month by month, at levels on a board.

Each level has the lowest list price that buys it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from catalog import query, workload
from catalog.schema import AiModel, Benchmark, Catalog, Offer, Price, Score
from catalog.vocabulary import Medium, PriceBasis
from catalog.workload import Workload

DAY = timedelta(days=1)
LAST_MONTH = 12  # of a year
MOST_YEARS = 10  # of months before a day; one in the next century gets the last ones
LEAST_MONTHS = 6  # of a line; fewer say when somebody looked rather than what it cost
CENTURY = 2000  # of a year that is written with two digits
FIRST_SHORT_YEAR = 20  # before it nothing that a board measures was sold


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelBoard:
    """A board on which levels of quality are set, and the work that is priced at each."""

    code: str  # in addresses and files
    title: str
    benchmark: str
    steps: tuple[Decimal, ...]  # the figures at which a level begins, the lowest quality first
    medium: Medium
    finest: Decimal  # of a dollar, to which its prices are written

    @property
    def work(self) -> Workload:
        """Return what is priced: the usual amount of what the models make."""
        return workload.usual(self.medium)


# Steps are even points of the boards, chosen once; which model a level is named after follows from
# the facts.
BOARDS: tuple[LevelBoard, ...] = (
    LevelBoard(
        code="text",
        title="Text",
        benchmark="arena-text",
        steps=(Decimal(1300), Decimal(1400), Decimal(1450), Decimal(1500)),
        medium=Medium.TEXT,
        finest=Decimal("0.01"),
    ),
    LevelBoard(
        code="pictures",
        title="Pictures",
        benchmark="arena-text-to-image",
        steps=(Decimal(950), Decimal(1100), Decimal(1250)),
        medium=Medium.IMAGE,
        finest=Decimal("0.001"),
    ),
    LevelBoard(
        code="transcription",
        title="Transcription",
        benchmark="open-asr-wer",
        steps=(Decimal(8), Decimal(6)),
        medium=Medium.SPEECH,
        finest=Decimal("0.0001"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPrice:
    """The lowest price at which a quality could be bought on a day, and whose it was."""

    usd: Decimal
    model: AiModel
    offer: Offer
    score: Score
    prices: tuple[Price, ...]  # that it is made of, one a unit

    @property
    def is_carried_back(self) -> bool:
        """Tell whether any of the prices is one of today that was carried back to the release."""
        return any(price.basis is PriceBasis.CARRIED_BACK for price in self.prices)

    @property
    def is_first_recorded(self) -> bool:
        """Tell whether any of the prices may have held before the day it was first recorded."""
        return any(price.basis is PriceBasis.RECORDED for price in self.prices)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the prices note, each once."""
        return tuple(dict.fromkeys(price.note for price in self.prices if price.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMonth:
    """What a level cost in a month: on its last day, or, in a running month, on the day asked."""

    day: date
    price: LevelPrice | None  # None where nobody sold the level on that day

    @property
    def first(self) -> date:
        """Return the first day of the month."""
        return self.day.replace(day=1)

    @property
    def usd(self) -> Decimal | None:
        """Return what it cost; None where nobody sold it."""
        return None if self.price is None else self.price.usd


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLevel:
    """A level of quality, and what it cost in each month since it was reached.

    It is named after the model that reached it first.
    """

    step: Decimal
    reached: date
    start: LevelPrice  # of the model that reached it first, on that day
    months: tuple[LevelMonth, ...]

    @property
    def named_after(self) -> AiModel:
        return self.start.model

    @property
    def now(self) -> LevelPrice | None:
        """Return the price of the day asked about."""
        return self.months[-1].price

    @property
    def times_less(self) -> Decimal | None:
        """Return how many times less it costs than at the start.

        None where it is free, nobody sells it, or no month has passed since.
        """
        if self.now is None or not self.now.usd or len(self.months) == 1:
            return None
        return self.start.usd / self.now.usd

    @property
    def changes(self) -> tuple[LevelMonth, ...]:
        """Return the first month, and those that cost something else than the month before."""
        later = (month for before, month in pairwise(self.months) if month.usd != before.usd)
        return (self.months[0], *later)

    def in_month(self, first: date) -> LevelMonth | None:
        """Return its cost in the month that begins on a day; None if not reached yet, or later."""
        return next((month for month in self.months if month.first == first), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLevels:
    """The levels of a board as a day knows them, the lowest quality first."""

    board: LevelBoard
    benchmark: Benchmark | None  # None where the catalog has no such board
    levels: tuple[PriceLevel, ...]
    unreached: tuple[Decimal, ...]  # steps that no model with a price had reached by the day
    read_on: tuple[date, ...] = ()  # the days on which the figures of the board were read
    half_range: Decimal | None = None  # the middle one of the board's ranges, halved

    @property
    def months(self) -> tuple[date, ...]:
        """Return the first days of all months in which any level has a price, oldest first."""
        return tuple(sorted({month.first for level in self.levels for month in level.months}))

    @property
    def month_prices(self) -> list[LevelPrice]:
        """Return the prices of all months of all levels."""
        months = (month for level in self.levels for month in level.months)
        return [month.price for month in months if month.price is not None]

    @property
    def carried_back(self) -> int:
        """Return how many prices of months are today's, carried back to the release."""
        return sum(price.is_carried_back for price in self.month_prices)

    @property
    def first_recorded(self) -> int:
        """Return how many may have held before the day on which they were first recorded."""
        return sum(price.is_first_recorded for price in self.month_prices)

    @property
    def can_be_drawn(self) -> bool:
        """Tell whether there are enough months to compare."""
        return len(self.months) >= LEAST_MONTHS


def _price_order(price: LevelPrice) -> tuple[object, ...]:
    is_resold = price.offer.seller != price.model.provider
    return price.usd, price.is_carried_back, is_resold, price.offer.slug


def board_levels(catalog: Catalog, board: LevelBoard, on: date) -> BoardLevels:
    """Return what each level of a board cost, month by month until a day."""
    test = catalog.benchmark.get(board.benchmark)
    if test is None:
        return BoardLevels(board=board, benchmark=None, levels=(), unreached=board.steps)
    market = _Market(
        catalog=catalog, board=board, test=test, offers=tuple(_rated_offers(catalog, test))
    )
    prices_on: dict[date, tuple[LevelPrice, ...]] = {}
    levels = []
    unreached = []
    for step in board.steps:
        start = market.start(step, on)
        if start is None:
            unreached.append(step)
            continue
        reached, price = start
        months = []
        for day in month_ends(max(reached, _years_before(on)), on):
            if day not in prices_on:
                prices_on[day] = market.prices(day)
            months.append(LevelMonth(day=day, price=market.cheapest(prices_on[day], step)))
        levels.append(PriceLevel(step=step, reached=reached, start=price, months=tuple(months)))
    scores = catalog.scores_on.get(test.slug, ())
    read_on = sorted({score.as_of for score in scores})
    return BoardLevels(
        board=board,
        benchmark=test,
        levels=tuple(levels),
        unreached=tuple(unreached),
        read_on=tuple(read_on),
        half_range=_half_range(scores),
    )


def month_ends(first: date, last: date) -> Iterator[date]:
    """Yield each month's last day from one day to another; for the running month, that other."""
    year, month = first.year, first.month
    while (year, month) < (last.year, last.month):
        year, month = (year, month + 1) if month < LAST_MONTH else (year + 1, 1)
        yield date(year, month, 1) - DAY
    yield last


def _years_before(day: date) -> date:
    """Return the first month of the years that are shown."""
    return date(day.year - MOST_YEARS, day.month, 1)


def reaches(score: Score, test: Benchmark, step: Decimal) -> bool:
    """Tell whether a figure is at a level or better, its range left aside."""
    return score.value >= step if test.higher_is_better else score.value <= step


# -------------------------------------------------------------------------- which price counts when


@dataclass(frozen=True, slots=True, kw_only=True)
class _RatedOffer:
    """An offer of a model on the board, with the first day of the version that was measured."""

    offer: Offer
    model: AiModel
    score: Score
    version_day: date
    changes: tuple[date, ...]  # days that can change its price, oldest first

    def counts(self, price: Price, day: date) -> bool:
        """Tell whether a price in force on a day is known to have bought the measured quality then.

        One that was over before the measured version came bought another version. What a host asks
        today says nothing of the time before it was read, so only the maker's own price is carried
        back.
        """
        is_of_version = price.valid_to is None or price.valid_to >= self.version_day
        return is_of_version and self.first_day(price) <= day

    def first_day(self, price: Price) -> date:
        """Return the first day on which a price counts."""
        is_makers = self.offer.seller == self.model.provider
        is_guess = price.basis is PriceBasis.CARRIED_BACK and not is_makers
        return max(price.valid_from, price.as_of) if is_guess else price.valid_from


def _rated_offers(catalog: Catalog, test: Benchmark) -> Iterator[_RatedOffer]:
    """Yield every offer of the models of a board, each with the score that stands for its model."""
    for slug in dict.fromkeys(score.model for score in catalog.scores_on.get(test.slug, ())):
        model, score = catalog.model.get(slug), query.primary_score(catalog, slug, test)
        if model is None or score is None:
            continue
        for offer in catalog.offers_of.get(slug, ()):
            if offer.slug in catalog.prices_of:
                yield _RatedOffer(
                    offer=offer,
                    model=model,
                    score=score,
                    version_day=version_day(score, model.released),
                    changes=tuple(sorted(_changes(catalog, offer, model))),
                )


def _changes(catalog: Catalog, offer: Offer, model: AiModel) -> set[date]:
    """Return every day from which an offer's price can differ: a row's, or after its last day."""
    prices = catalog.prices_of[offer.slug]
    of_offers = (offer.slug, f"{model.slug}@{model.provider}")
    ends = [end for slug in of_offers for end in catalog.ends_of_offer.get(slug, ())]
    ends += catalog.ends_of_model.get(model.slug, ())
    over = {price.valid_to + DAY for price in prices if price.valid_to is not None}
    begun = {day for price in prices for day in (price.valid_from, price.as_of)}
    stated = {day for end in ends for day in (end.as_of, end.announced_on, end.day)}
    return {day for day in begun | over | stated if day is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Market:
    """All offers of the models of a board, and what they cost on a day."""

    catalog: Catalog
    board: LevelBoard
    test: Benchmark
    offers: tuple[_RatedOffer, ...]
    cached: dict[tuple[str, int], LevelPrice | None] = field(default_factory=dict)

    def price(self, rated: _RatedOffer, day: date) -> LevelPrice | None:
        """Return what the work costs at an offer on a day; None where no price that counts says so.

        It is worked out once between two changes, so that a day costs what is on file rather than
        how far off it is.
        """
        place = (rated.offer.slug, bisect_right(rated.changes, day))
        if place not in self.cached:
            self.cached[place] = self._worked_out(rated, day)
        return self.cached[place]

    def _worked_out(self, rated: _RatedOffer, day: date) -> LevelPrice | None:
        tier = query.tier_of(rated.score)
        rows = query.prices(self.catalog, rated.offer.slug, day, tier=tier)
        counted = tuple(price for price in rows if rated.counts(price, day))
        usd = self.board.work.cost(counted)
        if usd is None:
            return None
        units = {unit for way in self.board.work.ways for unit, _ in way}
        prices = tuple(price for price in counted if price.unit in units)
        return LevelPrice(
            usd=usd,
            model=rated.model,
            offer=rated.offer,
            score=rated.score,
            prices=prices,
        )

    def prices(self, day: date) -> tuple[LevelPrice, ...]:
        """Return what the work costs at every offer that had a price on a day."""
        prices = (self.price(rated, day) for rated in self.offers)
        return tuple(price for price in prices if price is not None)

    def cheapest(self, prices: tuple[LevelPrice, ...], step: Decimal) -> LevelPrice | None:
        """Return a level's lowest price; of equals a sure one, the maker's own, then by name."""
        reaching = (price for price in prices if reaches(price.score, self.test, step))
        return min(reaching, key=_price_order, default=None)

    def start(self, step: Decimal, on: date) -> tuple[date, LevelPrice] | None:
        """Return the first day on which a model of a level had a price, with that price.

        Of several, it is the nearest to the level.
        """
        reaching = (rated for rated in self.offers if reaches(rated.score, self.test, step))
        starts = (self._start_of(rated, on) for rated in reaching)

        def order(start: tuple[date, LevelPrice]) -> tuple[object, ...]:
            day, price = start
            return day, abs(price.score.value - step), price.usd, price.offer.slug

        return min((start for start in starts if start), key=order, default=None)

    def _start_of(self, rated: _RatedOffer, on: date) -> tuple[date, LevelPrice] | None:
        days = {rated.first_day(price) for price in self.catalog.prices_of[rated.offer.slug]}
        for day in sorted(day for day in days if day <= on):
            price = self.price(rated, day)
            if price is not None:
                return day, price
        return None


# ---------------------------------------------------------------- the version that a board measured

_DAY = re.compile(r"\b(20\d\d)-?(\d\d)-?(\d\d)\b")  # 2024-04-09, 20241022
_MONTH = re.compile(r"\b(\d\d)-(20\d\d)\b")  # 08-2024
_SHORT = re.compile(r"\((\d\d)-?(\d\d)\)")  # (2411) is a year and a month, (0528) a month and a day
_NUMBERED = re.compile(r"\(00[2-9]\)")  # a later version, of a day that its name does not say


def version_day(score: Score, released: date | None) -> date:
    """Return the first day of sale of the version a board measured, by its printed name.

    Without a day in the name it is the release. Of a later version that is only numbered no day is
    known: it is taken to be sold at the last price of an offer alone, which `date.max` says.
    """
    if _NUMBERED.search(score.variant):
        return date.max
    days = _days_in(score.variant, released)
    since = released or date.min
    return min((day for day in days if day >= since), default=since)


def _days_in(name: str, released: date | None) -> Iterator[date]:
    """Yield the days that a printed name can mean."""
    for year, month, day in _DAY.findall(name):
        yield from _valid(int(year), int(month), int(day))
    for month, year in _MONTH.findall(name):
        yield from _valid(int(year), int(month), 1)
    for one, other in _SHORT.findall(name):
        if int(one) >= FIRST_SHORT_YEAR:
            yield from _valid(CENTURY + int(one), int(other), 1)
        elif released is not None:
            yield from _valid(released.year, int(one), int(other))
            yield from _valid(released.year + 1, int(one), int(other))


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _half_range(scores: tuple[Score, ...]) -> Decimal | None:
    """Return half of the middle one of some ranges; None where no figure has one."""
    ranges = sorted(
        score.high - score.low
        for score in scores
        if score.low is not None and score.high is not None
    )
    return ranges[len(ranges) // 2] / 2 if ranges else None
