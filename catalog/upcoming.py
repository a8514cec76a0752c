"""What rises and what ends: announced prices and ends of sale, with the days left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from catalog import formatting
from catalog.changes import Change, ChangeKind, all_changes
from catalog.endings import follower_words
from catalog.naming import name_or_slug
from catalog.schema import Catalog, Price
from catalog.vocabulary import Word


class UpcomingKind(Word):
    """What is going to happen to a model or its price."""

    RISE = "rise", "Price rises"
    FALL = "fall", "Price falls"
    OTHER = "other", "Prices change"
    END = "end", "Ends"


_END = UpcomingKind.END
_KINDS = {
    ChangeKind.COSTLIER: UpcomingKind.RISE,
    ChangeKind.CHEAPER: UpcomingKind.FALL,
    ChangeKind.REPRICED: UpcomingKind.OTHER,
    ChangeKind.GONE: UpcomingKind.END,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """An announced change, as seen from a day."""

    change: Change
    kind: UpcomingKind
    days_left: int  # 0 on the day itself
    maker: str  # by name, as the sellers are
    sellers: tuple[str, ...]
    is_makers: bool  # whether the maker itself sells it so, or nobody sells it afterwards
    what: str  # in a few words
    then: str  # what it costs or what follows then
    announced_on: date | None  # None where no source names the day
    source: str  # the slug of what says so
    # Who sells it longest and until when, where others go on and the last end is announced too.
    goes_on: str = ""

    @property
    def day(self) -> date:
        return self.change.day


def upcoming(catalog: Catalog, on: date) -> tuple[Upcoming, ...]:
    """Return what is announced from a day on, nearest first.

    A price that was only seen moving is no announcement.
    """
    ahead = [change for change in reversed(all_changes(catalog, on)) if change.day >= on]
    announced = [change for change in ahead if change.kind in _KINDS and not change.first_seen]
    rows = [as_upcoming(catalog, change, on) for change in announced]
    last_of = {row.change.model.slug: row for row in rows if row.kind is _END and row.change.last}
    return tuple(sorted((_with_last_end(row, last_of) for row in rows), key=_order))


def _with_last_end(row: Upcoming, last_of: Mapping[str, Upcoming]) -> Upcoming:
    """Return an end at some sellers with the day on which nobody sells the model any more."""
    last = last_of.get(row.change.model.slug)
    if row.kind is not _END or last is None or last is row or not last.sellers:
        return row
    who = formatting.format_list(last.sellers)
    return replace(row, goes_on=f"at {who} until {formatting.format_day(last.day)}")


def _order(row: Upcoming) -> tuple[object, ...]:
    return row.day, row.kind.order, row.maker.casefold(), row.change.key


def as_upcoming(catalog: Catalog, change: Change, on: date) -> Upcoming:
    """Return a price change or an end as seen from a day.

    Of what is over, the days left are below 0.
    """
    model = change.model
    slugs = [offer.seller for offer in change.offers]
    return Upcoming(
        change=change,
        kind=_KINDS[change.kind],
        days_left=(change.day - on).days,
        maker=name_or_slug(catalog.provider, model.provider),
        sellers=tuple(name_or_slug(catalog.provider, slug) for slug in slugs),
        is_makers=change.last or not slugs or model.provider in slugs,
        what=_what(change),
        then=_then(catalog, change),
        announced_on=change.end.announced_on if change.end else None,
        source=change.proof(catalog).source,
    )


def _what(change: Change) -> str:
    if change.kind is not ChangeKind.GONE:
        return _KINDS[change.kind].label
    if change.routed:
        return "Calls go elsewhere"
    return "Ends everywhere" if change.last else "Ends"


def _then(catalog: Catalog, change: Change) -> str:
    if change.end is None:
        before, after = map(_amounts, (change.before, change.after))
        units = formatting.format_list([f"a {price.unit.label}" for price in change.after])
        return f"{before} {'become' if len(change.after) > 1 else 'becomes'} {after}, for {units}"
    follower = follower_words(catalog, change.end)
    if not follower:
        return "No successor named"
    follows = "answers the calls" if change.routed else "follows it"
    sellers = [offer.seller for offer in change.offers]
    if not sellers or change.model.provider in sellers:
        return f"{follower} {follows}"
    # Another seller names its own: the maker may name another.
    names = [name_or_slug(catalog.provider, seller) for seller in sellers]
    return f"{follower} {follows} at {formatting.format_list(names)}"


def _amounts(prices: Iterable[Price]) -> str:
    return formatting.format_list([formatting.format_short_price(price.usd) for price in prices])
