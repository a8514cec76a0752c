"""Fees: what one result costs at an offer over the plan's first twelve months, and what a machine costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from catalog import query
from catalog.schema import Catalog, Machine, Offer, Price, group_pairs
from catalog.vocabulary import Effort, Known, MachineSize, PriceRegion, PriceUnit
from wizard.decision.tasks import MILLION, Task
from wizard.decision.vocabulary import Kind

PLAN_DAYS = 365
HOURS_A_MONTH = 176  # a machine that is always on in office hours
ALL_HOURS_A_MONTH = 720  # of a machine that works at night as well
LEAST_NIGHT_HOURS = 8.0  # a rented machine for work overnight, by the hour
LIFE_MONTHS = 36  # ours: a bought machine is worn out after three years
POWER_USD_AN_HOUR = 0.15  # ours: a PC with one card draws half a kilowatt
CARE_HOURS_A_MONTH = 8  # ours: somebody has to look after a machine of one's own
# Ours: what one data-centre card makes in an hour: tokens, minutes heard, images, seconds of video, minutes, 3D models.
AN_HOUR: Mapping[Kind, int] = {
    Kind.LANGUAGE: 1_000_000,
    Kind.TRANSCRIPTION: 3_000,
    Kind.IMAGE: 600,
    Kind.VIDEO: 60,
    Kind.SPEECH: 600,
    Kind.MUSIC: 600,
    Kind.SHAPE: 60,
}
# Ours: how many data-centre cards a machine works as fast as.
CARDS: Mapping[MachineSize, float] = {
    MachineSize.PC: 0.25,
    MachineSize.CARD: 1,
    MachineSize.SERVER: 8,
    MachineSize.CLUSTER: 16,
}

BUILD_USD = 2500.0  # ours: to connect an API once
SETUP_MONTHS = 12  # over which connecting is counted
CONNECTING_USD_A_MONTH = BUILD_USD / SETUP_MONTHS

# Ours: tokens that a model thinks before it answers, as a start and a part of the answer.
THINKING_TOKENS: Mapping[Effort, tuple[int, Decimal]] = {
    Effort.NONE: (0, Decimal(0)),
    Effort.LOW: (300, Decimal("0.5")),
    Effort.MEDIUM: (1200, Decimal("1.5")),
    Effort.HIGH: (2500, Decimal(3)),
    Effort.MAX: (5000, Decimal(5)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """US dollars of one result; a range where nobody has counted the tokens a model thinks."""

    low: float
    likely: float
    high: float
    prices: tuple[Price, ...] = ()  # the rows it rests on

    def times(self, factor: float) -> "Fee":
        """Return the fee multiplied."""
        return Fee(
            low=self.low * factor,
            likely=self.likely * factor,
            high=self.high * factor,
            prices=self.prices,
        )


def thinking_effort(effort: Effort, reasoning: Known) -> Effort:
    """Return the effort to count with: a model of unnamed setting that may think counts as high."""
    if effort is not Effort.UNNAMED:
        return effort
    return Effort.NONE if reasoning is Known.NO else Effort.HIGH


def thinking_mtok(effort: Effort, tokens_out: int) -> Decimal:
    """Return the million tokens that a model thinks for one answer of so many tokens; none where it answers in none."""
    start, factor = THINKING_TOKENS[effort]
    return (start + factor * tokens_out) / MILLION if tokens_out else Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What an offer takes for one of the ways to price a result, in US dollars a unit, and the prices that say so."""

    way: int  # its place among the task's ways
    usd: tuple[Decimal, ...]  # by unit
    prices: tuple[Price, ...]

    def of_result(self, task: Task, thinking: Decimal) -> float:
        """Return what one result costs with so many million tokens of thinking, which are paid as output."""
        usd = thinking * self.usd[-1]
        for rate, (_, amount) in zip(self.usd, task.amounts[self.way], strict=True):
            usd += rate * amount
        return float(usd)


@dataclass(frozen=True, slots=True)
class YearPrices:
    """Prices of offers, averaged over the plan's first twelve months, each found when it is first asked for."""

    catalog: Catalog
    on: date
    starts: date
    _found: dict[tuple[str, str, bool], Rates | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def rates(
        self, offer: Offer, task: Task, variant: str = "", *, in_eu: bool = False
    ) -> Rates | None:
        """Return what an offer takes for a result of a task; None where a price is missing.

        In the EU its price there counts where one is on file, else the list price, times the offer's factor.
        """
        key = (offer.slug, variant, in_eu)
        if key not in self._found:
            self._found[key] = (
                self._european(offer, task, variant) if in_eu else self._rates(offer, task, variant)
            )
        return self._found[key]

    def stated_in_eu(self, offer: Offer, task: Task, variant: str) -> bool:
        """Return whether the price in the EU is on file, itself or as a factor."""
        return (
            offer.eu_price_factor is not None
            or self._rates(offer, task, variant, PriceRegion.EU) is not None
        )

    def _european(self, offer: Offer, task: Task, variant: str) -> Rates | None:
        stated, listed = (
            self._rates(offer, task, variant, PriceRegion.EU),
            self.rates(offer, task, variant),
        )
        if stated is not None or listed is None or offer.eu_price_factor is None:
            return stated or listed
        return replace(listed, usd=tuple(usd * offer.eu_price_factor for usd in listed.usd))

    def _rates(
        self, offer: Offer, task: Task, variant: str, region: PriceRegion = PriceRegion.LIST
    ) -> Rates | None:
        """Return the rates of the first way for which the offer has all prices."""
        for way, amounts in enumerate(task.amounts):
            found = [self.of(offer.slug, unit, region, variant) for unit, _ in amounts]
            known = [each for each in found if each is not None]
            if len(known) == len(found):
                prices = tuple(row for _, rows in known for row in rows)
                return Rates(way=way, usd=tuple(usd for usd, _ in known), prices=prices)
        return None

    def of(
        self, offer: str, unit: PriceUnit, region: PriceRegion, variant: str = ""
    ) -> tuple[Decimal, tuple[Price, ...]] | None:
        """Return the mean price of a unit and the rows it rests on; None where none is in force on the first day."""
        listed = self.catalog.once("prices-by-unit", self._by_unit).get((offer, unit, region), ())
        rows = [row for row in listed if row.valid_to is None or row.valid_to >= self.starts]
        return self._mean(_of_one_tier(rows, variant)) if rows else None

    def _by_unit(self) -> Mapping[tuple[str | None, PriceUnit, PriceRegion], tuple[Price, ...]]:
        listed = (*self.catalog.prices_of.values(), *self.catalog.eu_prices_of.values())
        return group_pairs(
            ((row.offer, row.unit, row.region), row) for rows in listed for row in rows
        )

    def _mean(self, rows: Sequence[Price]) -> tuple[Decimal, tuple[Price, ...]] | None:
        """Return the mean by days of prices that last to the first day or longer.

        One that ends without another one after it counts until then; of an offer that is over none is known.
        """
        if len(rows) == 1 and rows[0].valid_to is None and rows[0].valid_from <= self.on:
            return (
                (rows[0].usd, (rows[0],)) if query.current(self.catalog, rows[0], self.on) else None
            )
        ends = self.starts + timedelta(days=PLAN_DAYS)
        if any(
            query.holds(row, self.on) and not query.current(self.catalog, row, self.on)
            for row in rows
        ):
            return None
        rows = sorted(rows, key=attrgetter("valid_from"))
        if rows[0].valid_from > self.starts:
            return None
        used = [row for row in rows if row.valid_from < ends]
        total, day = Decimal(0), self.starts
        last = query.until(self.catalog, used[-1], self.on)
        if last is not None:
            ends = min(ends, last + timedelta(days=1))
        for row, following in zip(used, [*used[1:], None], strict=True):
            until = following.valid_from if following is not None else ends
            total += row.usd * (until - day).days
            day = until
        return total / (ends - self.starts).days, tuple(used)


def _of_one_tier(rows: Sequence[Price], variant: str) -> Sequence[Price]:
    """Return the prices of one tier: the one that the board names, else the one that speaks for the unit on every page."""
    named = {row.tier for row in rows if row.tier and row.tier.lower() in variant.lower()}
    tier = max(named, key=lambda tier: (len(tier), tier)) if named else query.usual_tier(rows)
    return [row for row in rows if row.tier == tier]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachinePrice:
    """What a machine of one size costs an hour, in US dollars."""

    size: MachineSize
    low: float
    high: float
    rows: tuple[Machine, ...]  # they rest on

    @property
    def likely(self) -> float:
        """Return the middle of the range on file."""
        return (self.low + self.high) / 2


def machine_prices(catalog: Catalog) -> Mapping[MachineSize, MachinePrice]:
    """Return the price an hour of each size of machine: of the row that speaks for the size, else of all on file."""
    found: dict[MachineSize, MachinePrice] = {}
    for size in MachineSize:
        sized = [row for row in catalog.machines if row.size is size]
        rows = tuple(row for row in sized if not row.seller) or tuple(sized)
        if prices := [price for row in rows for price in _an_hour(row)]:
            found[size] = MachinePrice(size=size, low=min(prices), high=max(prices), rows=rows)
    return found


def _an_hour(row: Machine) -> list[float]:
    """Return the lowest and highest price of an hour: the rent, or of a bought machine its wear and its power."""
    rent = [row.usd_hour_low, row.usd_hour_high]
    if row.usd_purchase is not None and rent == [None, None]:
        return [float(row.usd_purchase) / (LIFE_MONTHS * HOURS_A_MONTH) + POWER_USD_AN_HOUR]
    return [float(price) for price in rent if price is not None]


def machine_hours(task: Task, results: float, size: MachineSize) -> float:
    """Return the hours a month that a machine of that size works on so many results."""
    amount = float(task.tokens_out) if task.kind is Kind.LANGUAGE else float(task.amounts[0][0][1])
    return results * amount / (AN_HOUR[task.kind] * CARDS[size])
