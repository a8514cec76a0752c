"""What changed in the market and what is announced: new models, moved prices, ends of sale."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from catalog import formatting, query
from catalog.endings import follower_words
from catalog.naming import name_or_slug
from catalog.schema import AiModel, Catalog, End, ModelStatement, Offer, Price, group_pairs
from catalog.vocabulary import Confidence, EndKind, PriceBasis, PriceUnit, Word


class ChangeKind(Word):
    """What a change does to a model."""

    NEW = "new", "New"
    CHEAPER = "cheaper", "Cheaper"
    COSTLIER = "costlier", "Costlier"
    REPRICED = "repriced", "Priced anew"
    GONE = "gone", "Off sale"


_MOVES = {
    ChangeKind.CHEAPER: "costs less",
    ChangeKind.COSTLIER: "costs more",
    ChangeKind.REPRICED: "has new prices",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened to a model on a day, or is announced for it.

    Prices are US dollars of one unit.
    """

    kind: ChangeKind
    day: date
    model: AiModel
    offers: tuple[Offer, ...] = ()  # where the price moved; several sellers where all moved alike
    before: tuple[Price, ...] = ()  # the prices that moved, a unit each
    after: tuple[Price, ...] = ()
    end: End | None = None  # what is said, where an offer ends
    last: bool = False  # whether nobody sells the model after this end

    @property
    def key(self) -> tuple[str, ...]:
        """Return what never changes about it: of an end not even the day, which may be moved."""
        offer = tuple(offer.slug for offer in self.offers[:1])
        if self.end is not None:
            return (self.kind.value, self.model.slug, *offer)
        tier = tuple(price.tier for price in self.after[:1] if price.tier)
        return (
            "price" if self.after else self.kind.value,
            self.model.slug,
            *offer,
            *tier,
            self.day.isoformat(),
        )

    @property
    def first_seen(self) -> bool:
        """Return whether the new price was first seen on the day; it may have held earlier."""
        return any(price.basis is PriceBasis.RECORDED for price in self.after)

    @property
    def as_of(self) -> date:
        """Return the day on which its source was read."""
        if self.end is not None:
            return self.end.as_of
        return max((price.as_of for price in self.after), default=self.model.as_of)

    def proof(self, catalog: Catalog) -> End | Price | AiModel | ModelStatement:
        """Return the row whose source says it: of several prices that of the day of `as_of`."""
        if self.end is not None:
            return self.end
        if self.after:
            return max(self.after, key=lambda price: price.as_of)
        return query.proof(catalog, self.model, "released")

    @property
    def routed(self) -> bool:
        return self.end is not None and self.end.status is EndKind.ROUTED

    def title(self, catalog: Catalog, on: date) -> str:
        """Say it in a line, as seen from a day."""
        if self.kind is ChangeKind.NEW:
            return f"{self.model.name} {'came' if self.day <= on else 'comes'} out"
        if self.end is None:
            prices = "; ".join(formatting.format_prices(self.after))
            return f"{self.model.name} {_MOVES[self.kind]}: {prices}"
        if self.last or not self.offers:
            return f"{self.model.name} {goes_off_sale(self.day, on)}"
        sellers = formatting.format_list(
            [name_or_slug(catalog.provider, offer.seller) for offer in self.offers]
        )
        if self.routed:
            verb = "went" if self.day <= on else "go"
            return f"Calls to {self.model.name} at {sellers} {verb} to another model"
        return f"{self.model.name} {'ended' if self.day <= on else 'ends'} at {sellers}"

    def sentence(self, catalog: Catalog, on: date) -> str:
        """Say what follows it, or a price's former value and announcer; empty for a new model."""
        if self.end is not None:
            return self._ending(catalog)
        if not self.after:
            return ""
        verb, notes = (
            ("was" if self.day <= on else "is"),
            dict.fromkeys(price.note for price in self.after),
        )
        before = (
            f"Before {formatting.format_long_day(self.day)} the price {verb} "
            f"{'; '.join(self.prices_before)}."
        )
        return " ".join(filter(None, (before, *notes)))

    def _ending(self, catalog: Catalog) -> str:
        """Say what follows an end, and how sure it is."""
        follower = follower_words(catalog, self.end) if self.end else ""
        takes = "answers the calls" if self.routed else "follows it"
        follows = f"{follower} {takes}." if follower else "No successor is on file."
        notes = (self.end.note,) if self.end else ()
        doubtful = self.end is not None and self.end.confidence is Confidence.LOW
        return " ".join(filter(None, (follows, *notes, "The day is doubtful." if doubtful else "")))

    @property
    def prices_before(self) -> tuple[str, ...]:
        return formatting.format_prices(self.before)

    @property
    def prices_after(self) -> tuple[str, ...]:
        return formatting.format_prices(self.after)


def goes_off_sale(day: date, on: date) -> str:
    """Return the verb for a model that ends on a day, as seen from another."""
    return "went off sale" if day <= on else "goes off sale"


def known(day: date, as_of: date, on: date) -> bool:
    """Tell whether an event of a day had happened, or been read of, by the day asked about."""
    return min(day, as_of) <= on


def releases(catalog: Catalog, on: date) -> Iterator[Change]:
    """Yield the models whose first day was known on a day, but for those of old price lists."""
    for model in catalog.models:
        if model.listed and model.released is not None and known(model.released, model.as_of, on):
            yield Change(kind=ChangeKind.NEW, day=model.released, model=model)


def ends(catalog: Catalog, on: date) -> Iterator[Change]:
    """Yield the ends of models and offers that a day knows.

    Offers of a model that end alike share one.
    """
    for model in catalog.models:
        whole = query.sale(catalog, model, on)
        everywhere = query.statements(catalog, catalog.ends_of_model.get(model.slug, ()), on)
        alike: defaultdict[tuple[date, bool], list[tuple[Offer, End]]] = defaultdict(list)
        for offer, end in _ends_of_offers(catalog, model, on):
            if end.day is not None:
                alike[end.day, end.status is EndKind.ROUTED].append((offer, end))
        for (day, _), pairs in alike.items():
            offers, known_ends = zip(*pairs, strict=True)
            yield Change(
                kind=ChangeKind.GONE,
                day=day,
                model=model,
                offers=offers,
                end=known_ends[0],
                last=whole.ends == day,
            )
        for end in everywhere[:1]:
            if end.status in query.STATED_ENDS and end.day is not None:
                yield Change(kind=ChangeKind.GONE, day=end.day, model=model, end=end, last=True)


def _ends_of_offers(catalog: Catalog, model: AiModel, on: date) -> Iterator[tuple[Offer, End]]:
    """Yield each offer of a model that ends, with the statement used, the maker’s offer first."""
    offers = catalog.offers_of.get(model.slug, ())
    for offer in sorted(offers, key=lambda row: (row.seller != model.provider, row.slug)):
        known = query.statements(catalog, catalog.ends_of_offer.get(offer.slug, ()), on)
        if known and known[0].status in query.STATED_ENDS:
            yield offer, known[0]


def price_changes(catalog: Catalog, on: date) -> Iterator[Change]:
    """Yield each day on which an offer's list prices moved, as known on a day.

    Cached input alone is no news.
    """
    for offer in catalog.offers:
        model = catalog.model.get(offer.model)
        if model is None:
            continue
        prices = catalog.prices_of.get(offer.slug, ())
        pairs = [(old, new) for old, new in _moves(prices) if known(new.valid_from, new.as_of, on)]
        moves = group_pairs(((new.valid_from, new.tier), (old, new)) for old, new in pairs)
        for (day, _), moved in moves.items():
            before, after = zip(*moved, strict=True)
            change = Change(kind=_kind(moved), day=day, model=model, before=before, after=after)
            yield replace(change, offers=(offer,))


def _moves(prices: Iterable[Price]) -> Iterator[tuple[Price, Price]]:
    """Yield each price of a unit with the next one, where the amount is another."""
    newsworthy = [row for row in prices if row.unit is not PriceUnit.CACHED_INPUT_MTOK]
    histories = group_pairs(((row.unit, row.tier), row) for row in newsworthy)
    for history in histories.values():
        for before, after in pairwise(sorted(history, key=lambda price: price.valid_from)):
            if before.usd != after.usd:
                yield before, after


def _kind(moved: Iterable[tuple[Price, Price]]) -> ChangeKind:
    rises = {after.usd > before.usd for before, after in moved}
    if len(rises) > 1:
        return ChangeKind.REPRICED
    return ChangeKind.COSTLIER if rises == {True} else ChangeKind.CHEAPER


def announced(catalog: Catalog, on: date) -> Iterator[Change]:
    """Yield the price changes that sellers announced, past and to come, as known on a day."""
    for change in price_changes(catalog, on):
        if any(price.basis is PriceBasis.ANNOUNCED for price in change.after):
            yield change


def all_changes(catalog: Catalog, on: date) -> tuple[Change, ...]:
    """Return what is known on a day, the newest first.

    Sellers whose prices of a model moved alike share a change.
    """
    return catalog.on_day("changes", lambda day: tuple(_newest_first(catalog, day)), on)


def _newest_first(catalog: Catalog, on: date) -> list[Change]:
    alike = group_pairs((_alike(change), change) for change in price_changes(catalog, on))
    changes = [*releases(catalog, on), *ends(catalog, on)]
    for group in alike.values():
        offers = tuple(offer for change in group for offer in change.offers)
        changes.append(replace(group[0], offers=offers))
    return sorted(changes, key=_order)


def _order(change: Change) -> tuple[object, ...]:
    return -change.day.toordinal(), change.kind.order, change.model.name.casefold()


def _alike(change: Change) -> tuple[object, ...]:
    pairs = zip(change.before, change.after, strict=True)
    prices = tuple((now.unit, now.tier, now.usd, then.usd) for now, then in pairs)
    return change.model.slug, change.day, change.kind, prices
