"""Price lists compared with the desk: same, new, or left out with a reason.

Where lists disagree, none is proposed.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from catalog import ages, query
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.registry import plain_number, slugged
from catalog.schema import Price
from catalog.vocabulary import PriceBasis, PriceRegion, PriceUnit
from catalog.watch.findings import ListFinding
from catalog.watch.names import OfferNames
from catalog.watch.statements import HOURS, Observation

BETTER_NAMED = "Another entry names this offer more exactly."
REPLACED = "A later price of the same list replaces it."
TIERED = "This is sold in several qualities or sizes; the list does not say which one it prices."
ENDED = "The desk has ended this price; the list still has one."
NEWER = "The desk has read its price on a later day than that of the list."
DISAGREE = "The lists disagree:"
AGAINST_ITSELF = "The list gives several prices for this offer."
OFF_SALE = "The offer is off sale; its price does not matter any more."
# Two prices that differ by less were rounded otherwise.
ROUNDING = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class PriceFinding:
    """One price of one list, and what it means: a row to judge, nothing, or why it is left."""

    number: int
    origin: str  # the list
    seen: Observation
    offer: str = ""  # the offer of ours that it names, if any
    exactness: int = 0  # how exactly it names it, 0 being best
    price: Price | None = None
    same: bool = False
    confirms: Price | None = None  # the desk’s price that it confirms
    reason: str = ""
    also: tuple[str, ...] = ()  # the other lists that say the same

    @property
    def start(self) -> date:
        """Return the first day, the beginning of time where none is given."""
        return self.seen.start or date.min

    @property
    def title(self) -> str:
        return f"{self.origin}: {' / '.join(filter(None, (self.seen.seller, self.seen.model)))}"

    @property
    def finding(self) -> ListFinding:
        """Return it as what lists of all sorts come to."""
        return ListFinding(
            origin=self.origin,
            title=self.title,
            about=self.seen.field,
            same=self.same,
            confirms=self.confirms,
            proposed=self.price,
            also=self.also,
            reason=self.reason,
            is_ours=bool(self.offer),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PricesOnFile:
    """The desk's prices of offers, how lists name these, and which of them ended."""

    names: OfferNames
    prices: Mapping[str, Sequence[Price]]  # by offer
    off_sale: Container[str] = ()
    sightings: Sightings = NEVER_SEEN_AGAIN

    def line(self, offer: str, unit: PriceUnit) -> list[Price]:
        """Return the list prices of an offer and unit."""
        rows = self.prices.get(offer, ())
        return [row for row in rows if row.unit is unit and row.region is PriceRegion.LIST]


def compare_prices(
    lists: Mapping[str, Iterable[Observation]], desk: PricesOnFile, days: Mapping[str, date]
) -> Iterator[PriceFinding]:
    """Yield a finding for every price of the lists, in their order.

    `days` has the day of each list, from which a new price holds unless its list gives another.
    Where lists differ, or one differs from itself, or the desk has read its price since, none is
    proposed.
    """
    findings: dict[int, PriceFinding] = {}
    groups: dict[tuple[str, PriceUnit], list[PriceFinding]] = {}
    by_the_hour: set[str] = set()
    everything = ((origin, seen) for origin, observations in lists.items() for seen in observations)
    for number, (origin, seen) in enumerate(everything, start=1):
        entry = PriceFinding(number, origin, seen, reason=seen.reason)
        findings[number] = entry
        if seen.reason not in {"", HOURS}:
            continue
        try:
            exactness, offer = desk.names.offer(seen.seller, seen.model)
        except LookupError as unnamed:
            findings[number] = replace(entry, reason=seen.reason or str(unnamed))
            continue
        named = findings[number] = replace(entry, offer=offer, exactness=exactness)
        if seen.reason == HOURS:
            by_the_hour.add(offer)
        elif seen.unit is not None:
            groups.setdefault((offer, seen.unit), []).append(named)
    for (offer, unit), entries in groups.items():
        line = desk.line(offer, unit)
        if reason := _why_left(offer, line, desk.off_sale, by_the_hour):
            findings.update((entry.number, replace(entry, reason=reason)) for entry in entries)
            continue
        settled = _settle(_Line(offer, unit, line, days, desk.sightings), entries)
        findings.update((finding.number, finding) for finding in settled)
    return (findings[number] for number in sorted(findings))


def _why_left(
    offer: str, line: Iterable[Price], off_sale: Container[str], by_the_hour: Container[str]
) -> str:
    """Return why no price of an offer and unit is compared, empty where it is."""
    if offer in off_sale:
        return OFF_SALE
    if offer in by_the_hour:  # one list that says so is enough for all
        return HOURS
    return TIERED if any(price.tier for price in line) else ""


def is_same(ours: Decimal, theirs: Decimal) -> bool:
    """Tell whether two prices are one: equal, or rounded otherwise."""
    return abs(ours - theirs) <= ROUNDING * max(ours, theirs)


def jumps(desk: PricesOnFile, finding: PriceFinding) -> bool:
    """Tell whether a price that a list proposes moves by more than a half."""
    price = finding.price
    if price is None or price.offer is None:
        return False
    rows = desk.line(price.offer, price.unit)
    before = next((row for row in rows if query.holds(row, price.as_of)), None)
    return before is not None and abs(price.usd - before.usd) * 2 > before.usd


@dataclass(frozen=True, slots=True)
class _Line:
    """The desk's prices of one offer and unit, and the days of the lists compared with them."""

    offer: str
    unit: PriceUnit
    prices: Sequence[Price]
    days: Mapping[str, date]
    sightings: Sightings

    def in_force(self, on: date) -> Price | None:
        return next((price for price in self.prices if query.holds(price, on)), None)

    def _is_read_after(self, price: Price, on: date) -> bool:
        read = ages.last_seen(price, self.sightings)
        return price.valid_to is None and read is not None and read > on

    def finding(self, entry: PriceFinding) -> PriceFinding:
        """Return what an entry means: nothing new, or the price that it would add."""
        on = self.days[entry.origin]
        coming = entry.start > on
        current, usd = self.in_force(entry.start if coming else on), plain_number(entry.seen.usd)
        if current is not None and is_same(current.usd, usd):
            return replace(entry, same=True, confirms=None if coming else current)
        if current is None and not coming and any(price.valid_from <= on for price in self.prices):
            return replace(entry, reason=ENDED)
        if not coming and any(self._is_read_after(price, on) for price in self.prices):
            return replace(entry, reason=NEWER)
        dated = coming or (
            entry.seen.start is not None and (current is None or entry.start > current.valid_from)
        )
        price = Price(
            offer=self.offer,
            unit=self.unit,
            amount=usd,
            valid_from=entry.start if dated else on,
            basis=_basis(coming=coming, dated=dated),
            source=slugged(entry.origin),
            as_of=on,
        )
        return replace(entry, price=price)


def _basis(*, coming: bool, dated: bool) -> PriceBasis:
    if coming:
        return PriceBasis.ANNOUNCED
    return PriceBasis.DATED if dated else PriceBasis.RECORDED


def _settle(line: _Line, entries: Sequence[PriceFinding]) -> Iterator[PriceFinding]:
    speaking: list[PriceFinding] = []
    for origin in dict.fromkeys(entry.origin for entry in entries):
        own = [entry for entry in entries if entry.origin == origin]
        best = min(entry.exactness for entry in own)
        exact = [entry for entry in own if entry.exactness == best]
        begun = [entry for entry in exact if entry.start <= line.days[origin]]
        last = max((entry.start for entry in begun), default=date.min)
        current = [entry for entry in begun if entry.start == last]
        yield from (replace(entry, reason=BETTER_NAMED) for entry in own if entry.exactness > best)
        yield from (replace(entry, reason=REPLACED) for entry in begun if entry.start < last)
        yield from (line.finding(entry) for entry in exact if entry.start > line.days[origin])
        if len({entry.seen.usd for entry in current}) > 1:
            yield from (replace(entry, reason=AGAINST_ITSELF) for entry in current)
        else:
            speaking += current
    yield from _agreed(line, speaking)


def _agreed(line: _Line, speaking: Sequence[PriceFinding]) -> Iterator[PriceFinding]:
    """Propose the first where all agree.

    Where they do not, leave out what the desk does not say, with what all say.
    """
    amounts = [entry.seen.usd for entry in speaking]
    if not all(is_same(amounts[0], amount) for amount in amounts):
        quotes = "; ".join(
            dict.fromkeys(f"{entry.origin} says {_money(entry.seen.usd)}" for entry in speaking)
        )
        current = line.in_force(max(line.days[entry.origin] for entry in speaking))
        ours = _money(current.usd) if current else "nothing"
        reason = f"{DISAGREE} {quotes}; the desk says {ours}."
        for entry in speaking:
            finding = line.finding(entry)
            yield finding if finding.same else replace(entry, reason=reason)
    elif speaking:
        others = tuple(
            dict.fromkeys(entry.origin for entry in speaking if entry.origin != speaking[0].origin)
        )
        first = line.finding(speaking[0])
        yield replace(first, also=others)
        for entry in speaking[1:]:
            yield replace(entry, same=True, confirms=first.confirms)


def _money(usd: Decimal) -> str:
    return f"${plain_number(usd):f}"
