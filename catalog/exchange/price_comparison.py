"""Price lists compared with the desk: same, new, or left out and why; where lists disagree, none is proposed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from catalog import ages, query
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.data_files import toml_of
from catalog.exchange.lists import Observation
from catalog.registry import plain_number, slugged
from catalog.schema import Offer, Price
from catalog.vocabulary import PriceBasis, PriceRegion, PriceUnit

NO_SELLER = "We keep no seller of this name."
NO_OFFER = "No offer of ours has this name at this seller."
BETTER_NAMED = "Another entry names this offer more exactly."
REPLACED = "A later price of the same list replaces it."
TIERED = "This is sold in several qualities or sizes; the list does not say which one it prices."
ENDED = "The desk has ended this price; the list still has one."
NEWER = "The desk has read its price on a later day than that of the list."
DISAGREE = "The lists disagree:"
AGAINST_ITSELF = "The list gives several prices for this offer."

# What the lists call our sellers, where it is not our own word for them.
SELLERS: dict[str, str] = toml_of(__file__)["sellers"]
VERTEX = "vertex-ai"  # LiteLLM gives each maker's models there a seller of their own


@dataclass(frozen=True, slots=True)
class PriceFinding:
    """One price of one list, and what it means for the desk: a row to judge, nothing, or the reason why it is left."""

    number: int
    origin: str  # the list
    seen: Observation
    exactness: int = 0  # how exactly it names an offer of ours, 0 being best
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


@dataclass(frozen=True, slots=True)
class OfferNames:
    """Which of our offers a list means."""

    offers: Mapping[tuple[str, str], str]  # our seller and the model's slug → offer
    ids: Mapping[tuple[str, str], str]  # our seller and the seller's own name for it → offer
    sellers: frozenset[str]

    @classmethod
    def of(cls, offers: Iterable[Offer], sellers: Iterable[str]) -> "OfferNames":
        """Gather the names of our offers."""
        rows = list(offers)
        return cls(
            {(row.seller, row.model): row.slug for row in rows},
            {
                (row.seller, row.seller_model_id.lower()): row.slug
                for row in rows
                if row.seller_model_id
            },
            frozenset(sellers),
        )

    def seller(self, name: str) -> str | None:
        """Return our seller for a list's word, none where we keep none."""
        slug = slugged(name)
        found = "google-vertex-ai" if slug.startswith(VERTEX) else SELLERS.get(slug, slug)
        return found if found in self.sellers else None

    def offer(self, seen: Observation) -> tuple[int, str]:
        """Return how exactly an entry names which offer, 0 being best. Raises LookupError with the reason."""
        seller = self.seller(seen.seller)
        if seller is None:
            raise LookupError(NO_SELLER)
        name = seen.model.lower()
        head, slash, rest = name.partition("/")
        bare = rest if slash and self.seller(head) == seller else name
        if found := self.ids.get((seller, name)) or self.ids.get((seller, bare)):
            return 0, found
        if found := self.offers.get((seller, slugged(bare))):
            return 1, found
        maker, slash, rest = bare.rpartition("/")
        if (
            slash
            and slugged(maker) in self.sellers
            and (found := self.offers.get((seller, slugged(rest))))
        ):
            return 2, found
        raise LookupError(NO_OFFER)


def compare_prices(
    lists: Mapping[str, Iterable[Observation]],
    names: OfferNames,
    desk: Mapping[str, Sequence[Price]],
    days: Mapping[str, date],
    sightings: Sightings = NEVER_SEEN_AGAIN,
) -> Iterator[PriceFinding]:
    """Yield a finding for every price of the lists, in their order.

    `desk` holds the desk's prices by offer; `days` has the day of each list, from which a new price holds unless its list
    gives another. Where lists differ, or one differs from itself, or the desk has read its price since, none is proposed.
    """
    findings: dict[int, PriceFinding] = {}
    groups: dict[tuple[str, PriceUnit], list[PriceFinding]] = {}
    everything = ((origin, seen) for origin, observations in lists.items() for seen in observations)
    for number, (origin, seen) in enumerate(everything, start=1):
        findings[number] = PriceFinding(number, origin, seen, reason=seen.reason)
        if not seen.reason and seen.unit is not None:
            try:
                exactness, offer = names.offer(seen)
            except LookupError as reason:
                findings[number] = PriceFinding(number, origin, seen, reason=str(reason))
            else:
                groups.setdefault((offer, seen.unit), []).append(
                    PriceFinding(number, origin, seen, exactness)
                )
    for (offer, unit), entries in groups.items():
        line = [
            price
            for price in desk.get(offer, ())
            if price.unit is unit and price.region is PriceRegion.LIST
        ]
        if any(price.tier for price in line):
            findings.update((entry.number, replace(entry, reason=TIERED)) for entry in entries)
            continue
        findings.update(
            (found.number, found)
            for found in _settle(_Line(offer, unit, line, days, sightings), entries)
        )
    return (findings[each] for each in sorted(findings))


@dataclass(frozen=True, slots=True)
class _Line:
    """The desk's prices of one offer and unit, and the days of the lists that are compared with them."""

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
        if current is not None and current.usd == usd:
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
            basis=PriceBasis.ANNOUNCED
            if coming
            else PriceBasis.DATED
            if dated
            else PriceBasis.RECORDED,
            source=slugged(entry.origin),
            as_of=on,
        )
        return replace(entry, price=price)


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
    """Propose the first where all agree; where they do not, leave each out with what all say."""
    if len({entry.seen.usd for entry in speaking}) > 1:
        quotes = "; ".join(
            dict.fromkeys(f"{entry.origin} says {_money(entry.seen.usd)}" for entry in speaking)
        )
        current = line.in_force(max(line.days[entry.origin] for entry in speaking))
        ours = _money(current.usd) if current else "nothing"
        reason = f"{DISAGREE} {quotes}; the desk says {ours}."
        yield from (replace(entry, reason=reason) for entry in speaking)
    elif speaking:
        others = tuple(
            dict.fromkeys(entry.origin for entry in speaking if entry.origin != speaking[0].origin)
        )
        yield replace(line.finding(speaking[0]), also=others)
        yield from (replace(entry, same=True) for entry in speaking[1:])


def _money(usd: Decimal) -> str:
    return f"${plain_number(usd):f}"
