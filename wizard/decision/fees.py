"""Fees: what one result costs at an offer over a plan's first twelve months.

Also what a machine costs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil
from operator import attrgetter

import msgspec

from catalog import query
from catalog.data_files import toml_of
from catalog.schema import Catalog, Offer, Price, group_pairs
from catalog.vocabulary import Effort, Known, MachineSize, PriceRegion, PriceUnit
from catalog.workload import MILLION, OFFICE_HOURS_A_MONTH
from wizard.decision.options import CountedPrice
from wizard.decision.parts import KINDS, Part
from wizard.decision.vocabulary import ModelKind

PLAN_DAYS = 365
LEAST_BATCH_HOURS = 8.0  # of a machine that is rented by the hour for work overnight
CARE_HOURS = 10.0  # ours: a month, somebody has to look after a machine
CARE_HOURS_STANDING = 1.0  # ours: one that stands there is looked after already


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable:
    """The table beside this module, which says what its fields hold."""

    cards: dict[MachineSize, float]
    thinking: dict[Effort, tuple[int, Decimal]]


TABLE = msgspec.convert(toml_of(__file__), FeeTable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """US dollars of one result, and the prices on file that it rests on."""

    usd: float
    prices: tuple[CountedPrice, ...]


def counted_effort(effort: Effort, reasoning: Known) -> Effort:
    """Return the effort to count with: a model of unnamed setting that may think counts as high."""
    if effort is not Effort.UNNAMED:
        return effort
    return Effort.NONE if reasoning is Known.NO else Effort.HIGH


def thinking_mtok(effort: Effort, part: Part) -> Decimal:
    """Return the million tokens that a model thinks for one result; none if it writes none."""
    if not part.tokens_out:
        return Decimal(0)
    start, factor = TABLE.thinking[effort]
    return (start + factor * part.tokens_out) / MILLION


# ------------------------------------------------------------------------------ prices of offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Pricing:
    """Prices of an offer as a plan counts them: the mean over its first twelve months."""

    catalog: Catalog
    offer: Offer
    starts: date
    variant: str = ""  # what a board calls the setting that it measured
    in_eu: bool = False

    def fee(self, part: Part, effort: Effort) -> Fee | None:
        """Return what one result costs; None where a price is missing."""
        for units in KINDS[part.kind].sold_by:
            prices = self._prices(units)
            if prices:
                usd = sum(
                    price.usd * float(part.units(unit))
                    for price, unit in zip(prices, units, strict=True)
                )
                # Tokens of thinking are paid as output, which is priced last.
                thinking_usd = prices[-1].usd * float(thinking_mtok(effort, part))
                return Fee(usd=usd + thinking_usd, prices=prices)
        return None

    def _prices(self, units: Sequence[PriceUnit]) -> tuple[CountedPrice, ...]:
        """Return a price for each unit, all or none.

        In the EU it is that of the EU, else the list price times the factor.
        """
        listed = self._of_region(units, PriceRegion.LIST)
        if not self.in_eu:
            return listed
        european = self._of_region(units, PriceRegion.EU)
        if european or self.offer.eu_price_factor is None:
            return european or listed
        factor = float(self.offer.eu_price_factor)
        return tuple(replace(price, usd=price.usd * factor, factor=factor) for price in listed)

    def _of_region(
        self, units: Sequence[PriceUnit], region: PriceRegion
    ) -> tuple[CountedPrice, ...]:
        prices = [self._price(unit, region) for unit in units]
        priced = tuple(price for price in prices if price is not None)
        return priced if len(priced) == len(units) else ()

    def _price(self, unit: PriceUnit, region: PriceRegion) -> CountedPrice | None:
        """Return the mean of a price, worked out once for each first day of a plan."""
        prices: dict[tuple[str, ...], CountedPrice | None] = self.catalog.once(
            ("method-rates", self.starts), dict
        )
        key = (self.offer.slug, unit, self.variant, region)
        if key not in prices:
            prices[key] = self._mean(unit, region)
        return prices[key]

    def _mean(self, unit: PriceUnit, region: PriceRegion) -> CountedPrice | None:
        """Return the mean by days of the prices that are in force in the plan's first year."""
        by_unit = self.catalog.once("method-prices", lambda: _by_unit(self.catalog))
        rows = [
            row
            for row in by_unit.get((self.offer.slug, unit, region), ())
            if row.valid_to is None or row.valid_to >= self.starts
        ]
        if not rows:
            return None
        rows = sorted(_of_one_tier(rows, self.variant), key=attrgetter("valid_from"))
        return _mean_of(rows, self.starts) if rows[0].valid_from <= self.starts else None


def _mean_of(rows: Sequence[Price], starts: date) -> CountedPrice:
    """Return the mean, by days, of prices in succession; one that ends counts to its last day."""
    ends = starts + timedelta(days=PLAN_DAYS)
    used = tuple(row for row in rows if row.valid_from < ends)
    last = used[-1].valid_to
    if last is not None:
        ends = min(ends, last + timedelta(days=1))
    begins = [starts, *(row.valid_from for row in used[1:]), ends]
    spans = zip(used, pairwise(begins), strict=True)
    total = sum((row.usd * (until - since).days for row, (since, until) in spans), Decimal(0))
    return CountedPrice(usd=float(total / (ends - starts).days), rows=used)


def _by_unit(
    catalog: Catalog,
) -> Mapping[tuple[str | None, PriceUnit, PriceRegion], tuple[Price, ...]]:
    """Return all prices of offers by offer, unit and region."""
    return group_pairs(
        ((row.offer, row.unit, row.region), row) for row in catalog.prices if row.offer is not None
    )


def _of_one_tier(rows: Sequence[Price], variant: str) -> list[Price]:
    """Return the prices of one tier: the one that the board names, else the one on every page."""
    named = {row.tier for row in rows if row.tier and row.tier.lower() in variant.lower()}
    longest = max(named, key=lambda tier: (len(tier), tier), default=None)
    tier = longest if longest is not None else query.usual_tier(rows)
    return [row for row in rows if row.tier == tier]


# --------------------------------------------------------------------------------------- machines


def machine_hours(part: Part, results: float, size: MachineSize) -> float:
    """Return the hours a month that one machine of a size works on so many results."""
    is_language = part.kind is ModelKind.LANGUAGE
    amount = part.tokens_out if is_language else float(part.amount)
    return results * amount / (KINDS[part.kind].an_hour * TABLE.cards[size])


def machines_needed(hours: float) -> int:
    """Return how many machines work so many hours in the office hours of a month; one at least."""
    return max(1, ceil(hours / OFFICE_HOURS_A_MONTH))
