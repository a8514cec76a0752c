"""What a model costs, where, and since when: read off the catalog for a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog import wording
from catalog.facts import AiModel, Catalog, DataTerms, Offer, Price, Provider
from catalog.vocabulary import Available, Known, PriceUnit

# What people ask for first stands first.
UNIT_ORDER = tuple(PriceUnit)
TOKEN_UNITS = (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK)
OPEN = {Available.YES, Available.RESTRICTED, Available.INVITATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """A seller's offer as a line of a table."""

    offer: Offer
    seller: Provider | None
    terms: DataTerms | None
    prices: tuple[Price, ...]  # in force on the day, in the order of units

    @property
    def price_words(self) -> tuple[str, ...]:
        """Return today's prices in words."""
        return price_words(self.prices)


def in_force(catalog: Catalog, offer: Offer, on: date) -> tuple[Price, ...]:
    """Return an offer's prices of that day, one a unit, in the order of units."""
    found = {price.unit: price for price in catalog.prices_of.get(offer.slug, ()) if price.valid(on)}
    return tuple(found[unit] for unit in UNIT_ORDER if unit in found)


def main_offer(catalog: Catalog, model: AiModel, on: date) -> Offer | None:
    """Return the offer a model is known by: its maker's, or else the first with a price, or else the first."""
    offers = catalog.offers_of.get(model.slug, ())
    own = [offer for offer in offers if offer.seller == model.provider]
    priced = [offer for offer in (*own, *offers) if in_force(catalog, offer, on)]
    return next(iter((*priced, *own, *offers)), None)


def rows(catalog: Catalog, model: AiModel, on: date) -> tuple[OfferRow, ...]:
    """Return a model's offers: the maker's first, then the cheaper, then by seller."""
    found = [
        OfferRow(
            offer=offer,
            seller=catalog.provider.get(offer.seller),
            terms=catalog.terms_of.get(offer.terms) if offer.terms else None,
            prices=in_force(catalog, offer, on),
        )
        for offer in catalog.offers_of.get(model.slug, ())
    ]
    return tuple(
        sorted(found, key=lambda row: (row.offer.seller != model.provider, *order_of(row.prices), row.offer.slug))
    )


def order_of(prices: tuple[Price, ...], unit: PriceUnit | None = None) -> tuple[int, Decimal]:
    """Return a key that sorts by price within one unit, a unit that was asked for first, and no price at all last."""
    for price in prices:
        if price.unit is unit:
            return (-1, price.usd)
    if not prices:
        return (len(UNIT_ORDER), Decimal(0))
    tokens = [price.usd for price in prices if price.unit in TOKEN_UNITS]
    if tokens:
        return (0, sum(tokens, Decimal(0)))
    return (UNIT_ORDER.index(prices[0].unit), prices[0].usd)


def price_words(prices: tuple[Price, ...]) -> tuple[str, ...]:
    """Return prices as short sentences: $4 in, $20 out a million tokens; $0.04 a picture."""
    usd = {price.unit: price.usd for price in prices}
    words: list[str] = []
    inward, outward = usd.pop(PriceUnit.INPUT_MTOK, None), usd.pop(PriceUnit.OUTPUT_MTOK, None)
    if inward is not None and outward is not None:
        words.append(f"{wording.short_price(inward)} in, {wording.short_price(outward)} out")
    elif inward is not None:
        words.append(f"{wording.short_price(inward)} a million tokens in")
    elif outward is not None:
        words.append(f"{wording.short_price(outward)} a million tokens out")
    usd.pop(PriceUnit.CACHED_INPUT_MTOK, None)
    words.extend(f"{wording.short_price(amount)} a {unit.label}" for unit, amount in usd.items())
    return tuple(words)


def on_sale(model: AiModel, on: date) -> bool:
    """Tell whether a model can be bought on a day: listed, out by then as far as known, and not withdrawn."""
    return model.listed and not model.retired(on) and not awaited(model, on)


def awaited(model: AiModel, on: date) -> bool:
    """Tell whether a model is known to come out only after that day."""
    return model.released is not None and model.released > on


def tunable(catalog: Catalog, model: AiModel) -> Known:
    """Return whether a model can be fitted to a firm anywhere: as its own facts say, or as a host offers it."""
    open_ways = [way for way in catalog.tunings_of.get(model.slug, ()) if way.available in OPEN and way.adaptations]
    return Known.YES if open_ways else model.tuning
