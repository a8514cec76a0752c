"""Fees: what one result costs at an offer over the plan's first twelve months, and what a machine costs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from operator import attrgetter

from catalog import query
from catalog.schema import Catalog, Machine, Offer, Price, group_pairs
from catalog.vocabulary import Effort, Known, MachineSize, PriceRegion, PriceUnit
from wizard.decision.options import CountedPrice
from wizard.decision.parts import MILLION, Amounts, Part
from wizard.decision.vocabulary import ModelKind

PLAN_DAYS = 365
OFFICE_HOURS = 176  # a month of a machine that is on in office hours
LEAST_BATCH_HOURS = 8.0  # of a machine that is rented by the hour for work overnight
LIFE_MONTHS = 36  # ours: a bought machine is worn out after three years
POWER_USD_AN_HOUR = 0.15  # ours: a PC with one card draws half a kilowatt
CARE_HOURS = 10.0  # ours: a month, somebody has to look after a machine
CARE_HOURS_STANDING = 1.0  # ours: one that stands there is looked after already
# Ours: what one data-centre card makes in an hour: tokens, seconds heard, pictures, seconds made, shapes.
AN_HOUR: Mapping[ModelKind, int] = {
    ModelKind.LANGUAGE: 1_000_000,
    ModelKind.TRANSCRIPTION: 180_000,
    ModelKind.IMAGE: 600,
    ModelKind.VIDEO: 60,
    ModelKind.SPEECH: 36_000,
    ModelKind.MUSIC: 36_000,
    ModelKind.SHAPE: 60,
}
# Ours: how many data-centre cards a machine works as fast as.
CARDS: Mapping[MachineSize, float] = {
    MachineSize.PC: 0.25,
    MachineSize.CARD: 1,
    MachineSize.SERVER: 8,
    MachineSize.CLUSTER: 16,
}
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
    """US dollars of one result, and the prices on file that it rests on."""

    usd: float
    prices: tuple[CountedPrice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rented:
    """What a machine of one size costs an hour, in US dollars: the middle of what is on file."""

    size: MachineSize
    usd_hour: float
    rows: tuple[Machine, ...]


def counted_effort(effort: Effort, reasoning: Known) -> Effort:
    """Return the effort to count with: a model of unnamed setting that may think counts as high."""
    if effort is not Effort.UNNAMED:
        return effort
    return Effort.NONE if reasoning is Known.NO else Effort.HIGH


def thinking_mtok(effort: Effort, part: Part) -> Decimal:
    """Return the million tokens that a model thinks for one result; none where it writes no tokens."""
    if not part.tokens_out:
        return Decimal(0)
    start, factor = THINKING_TOKENS[effort]
    return (start + factor * part.tokens_out) / MILLION


# ------------------------------------------------------------------------------ prices of offers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rate:
    """What one unit costs, and the rows that say so."""

    usd: Decimal
    rows: tuple[Price, ...]
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """Prices of offers as a plan counts them: the mean over its first twelve months."""

    catalog: Catalog
    starts: date

    def fee(
        self, offer: Offer, part: Part, effort: Effort, variant: str = "", *, in_eu: bool = False
    ) -> Fee | None:
        """Return what one result costs at an offer; None where a price is missing.

        In the EU its price there counts where one is on file, else the list price times the
        factor. `variant` is what a board calls the setting that it measured.
        """
        for amounts in part.pricings:
            rates = self._rates(offer, amounts, variant, in_eu=in_eu)
            if rates is not None:
                return _fee(rates, amounts, thinking_mtok(effort, part))
        return None

    def _rates(
        self, offer: Offer, amounts: Amounts, variant: str, *, in_eu: bool
    ) -> tuple[_Rate, ...] | None:
        listed = self._of_region(offer, amounts, variant, PriceRegion.LIST)
        if not in_eu:
            return listed
        european = self._of_region(offer, amounts, variant, PriceRegion.EU)
        if european is not None or listed is None or offer.eu_price_factor is None:
            return european or listed
        factor = offer.eu_price_factor
        return tuple(replace(rate, usd=rate.usd * factor, factor=float(factor)) for rate in listed)

    def _of_region(
        self, offer: Offer, amounts: Amounts, variant: str, region: PriceRegion
    ) -> tuple[_Rate, ...] | None:
        rates = [self._rate(offer.slug, unit, variant, region) for unit, _ in amounts]
        priced = tuple(rate for rate in rates if rate is not None)
        return priced if len(priced) == len(rates) else None

    def _rate(self, offer: str, unit: PriceUnit, variant: str, region: PriceRegion) -> _Rate | None:
        """Return the mean of a price, worked out once for each first day of a plan."""
        rates: dict[tuple[str, ...], _Rate | None] = self.catalog.once(
            ("method-rates", self.starts), dict
        )
        key = (offer, unit, variant, region)
        if key not in rates:
            rates[key] = self._mean(offer, unit, variant, region)
        return rates[key]

    def _mean(self, offer: str, unit: PriceUnit, variant: str, region: PriceRegion) -> _Rate | None:
        """Return the mean by days of the prices that are in force in the plan's first year."""
        prices = self.catalog.once("method-prices", lambda: _by_unit(self.catalog))
        rows = [
            row
            for row in prices.get((offer, unit, region), ())
            if row.valid_to is None or row.valid_to >= self.starts
        ]
        if not rows:
            return None
        rows = sorted(_of_one_tier(rows, variant), key=attrgetter("valid_from"))
        if rows[0].valid_from > self.starts:
            return None
        return _mean_of(rows, self.starts)


def _fee(rates: Sequence[_Rate], amounts: Amounts, thinking: Decimal) -> Fee:
    """Return the fee of one result. Tokens of thinking are paid as output, which is priced last."""
    usd = sum(
        (rate.usd * amount for rate, (_, amount) in zip(rates, amounts, strict=True)), Decimal(0)
    )
    usd += thinking * rates[-1].usd
    prices = (
        CountedPrice(usd=float(rate.usd), factor=rate.factor, rows=rate.rows) for rate in rates
    )
    return Fee(usd=float(usd), prices=tuple(prices))


def _mean_of(rows: Sequence[Price], starts: date) -> _Rate:
    """Return the mean by days of prices that follow each other; one that ends counts until its last day."""
    ends = starts + timedelta(days=PLAN_DAYS)
    used = [row for row in rows if row.valid_from < ends]
    last = used[-1].valid_to
    if last is not None:
        ends = min(ends, last + timedelta(days=1))
    total, day = Decimal(0), starts
    for row, following in zip(used, [*used[1:], None], strict=True):
        until = following.valid_from if following is not None else ends
        total += row.usd * (until - day).days
        day = until
    return _Rate(usd=total / (ends - starts).days, rows=tuple(used))


def _by_unit(
    catalog: Catalog,
) -> Mapping[tuple[str | None, PriceUnit, PriceRegion], tuple[Price, ...]]:
    return group_pairs(
        ((row.offer, row.unit, row.region), row) for row in catalog.prices if row.offer is not None
    )


def _of_one_tier(rows: Sequence[Price], variant: str) -> list[Price]:
    """Return the prices of one tier: the one that the board names, else the one that every page shows."""
    named = {row.tier for row in rows if row.tier and row.tier.lower() in variant.lower()}
    longest = max(named, key=lambda tier: (len(tier), tier), default=None)
    tier = longest if longest is not None else query.usual_tier(rows)
    return [row for row in rows if row.tier == tier]


# --------------------------------------------------------------------------------------- machines


def machines(catalog: Catalog) -> Mapping[MachineSize, Rented]:
    """Return what an hour of each size costs: of the row that speaks for the size, else of all on file."""
    return catalog.once("method-machines", lambda: dict(_machines(catalog)))


def machine_hours(part: Part, results: float, size: MachineSize) -> float:
    """Return the hours a month that one machine of a size works on so many results."""
    is_language = part.kind is ModelKind.LANGUAGE
    amount = part.tokens_out if is_language else float(part.amount)
    return results * amount / (AN_HOUR[part.kind] * CARDS[size])


def machines_needed(hours: float) -> int:
    """Return how many machines work so many hours in the office hours of a month; one at least."""
    return max(1, ceil(hours / OFFICE_HOURS))


def _machines(catalog: Catalog) -> Iterator[tuple[MachineSize, Rented]]:
    for size in MachineSize:
        sized = [row for row in catalog.machines if row.size is size]
        rows = tuple(row for row in sized if not row.seller) or tuple(sized)
        prices = [usd for row in rows for usd in _hours_usd(row)]
        if prices:
            middle = (min(prices) + max(prices)) / 2
            yield size, Rented(size=size, usd_hour=middle, rows=rows)


def _hours_usd(row: Machine) -> list[float]:
    """Return the lowest and highest rent of an hour; of a machine that is bought its wear and its power."""
    rents = [usd for usd in (row.usd_hour_low, row.usd_hour_high) if usd is not None]
    if rents:
        return [float(usd) for usd in rents]
    if row.usd_purchase is None:
        return []
    wear = float(row.usd_purchase) / (LIFE_MONTHS * OFFICE_HOURS)
    return [wear + POWER_USD_AN_HOUR]
