"""How old what is on file is, and what that does: a mark on an answer, never a filter.

A fact is as old as the last day on which a source stated it: its own day, or that of a later
sighting.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import inf
from types import MappingProxyType
from typing import Any

from catalog import query
from catalog.formatting import format_day
from catalog.registry import KIND_OF, KINDS, Key
from catalog.schema import Catalog, Offer, Price, Score
from catalog.vocabulary import EndKind, Known

NEARLY_OLD = timedelta(days=30)  # what gets old within this time is worth reading now


# ---------------------------------------------------------------------------- when it was last seen


@dataclass(frozen=True, slots=True, order=True)
class LastSighting:
    """The last day on which one row was seen again."""

    kind: str
    key: Key
    day: date


@dataclass(frozen=True, slots=True)
class Sightings:
    """On which day each row was last seen again in a source, as far as a day knows."""

    days: Mapping[tuple[str, Key], date] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of_list(cls, rows: Iterable[LastSighting]) -> "Sightings":
        """Return the sightings that `listed` gave."""
        return cls({(row.kind, row.key): row.day for row in rows})

    @property
    def listed(self) -> tuple[LastSighting, ...]:
        """Return them one by one, always in the same order."""
        return tuple(sorted(LastSighting(kind, key, day) for (kind, key), day in self.days.items()))

    def of(self, rows: Iterable[Any]) -> "Sightings":
        """Return the sightings of these rows alone."""
        if not self.days:
            return self
        names = {(KIND_OF[type(row)].name, KIND_OF[type(row)].key_of(row)) for row in rows}
        return Sightings({name: self.days[name] for name in names if name in self.days})

    def last(self, row: Any) -> date | None:
        """Return the last day on which somebody saw a row again; None where nobody did."""
        if not self.days:
            return None
        kind = KIND_OF[type(row)]
        return self.days.get((kind.name, kind.key_of(row)))


NEVER_SEEN_AGAIN = Sightings()


def last_seen(row: Any, seen: Sightings) -> date | None:
    """Return the last day on which a source stated a row; None where no day is on file."""
    days = [day for day in (row.as_of, seen.last(row)) if day is not None]
    return max(days, default=None)


def last_in_force(catalog: Catalog, prices: Iterable[Price], on: date, seen: Sightings) -> date:
    """Return the last day on which any price was stated, but none after it or its offer ended."""
    days = []
    for price in prices:
        stated, ended = last_seen(price, seen), query.until(catalog, price, on)
        days.append(min(stated or date.min, ended or date.max))
    return max(days)


# ------------------------------------------------------------------------------------ what age does


@dataclass(frozen=True, slots=True, kw_only=True)
class Ageing:
    """What age does to one sort of facts, each from so many days after it was last seen."""

    name: str
    label: str
    kind: str
    mark: int  # pages say that it is old, and the desk wants it read again
    thin: float = inf  # what rests on it is thinly proved
    ask: float = inf  # the reader is told to ask the seller before paying or signing
    # Which rows age on a day: what is over, or says nothing, does not.
    ages: Callable[[Catalog, Any, date], bool] = lambda _catalog, _row, _on: True
    # What rows share that are read together, as the scores of a board: the one that was seen last
    # speaks for all. Other rows are read one by one.
    together: Callable[[Any], object] = id


def _is_price_of_offer(catalog: Catalog, price: Price, on: date) -> bool:
    return price.offer is not None and query.current(catalog, price, on)


def _is_price_of_plan(catalog: Catalog, price: Price, on: date) -> bool:
    return price.app_plan is not None and query.current(catalog, price, on)


def _is_to_come(_catalog: Catalog, end: Any, on: date) -> bool:
    """Tell whether an end can still change: it is not over."""
    return end.status is not EndKind.ENDED and (end.day is None or end.day > on)


def _states_region(catalog: Catalog, offer: Offer, on: date) -> bool:
    return offer.eu_region is not Known.UNKNOWN and query.sale(catalog, offer, on).on_sale


def _is_of_today(catalog: Catalog, rate: Any, on: date) -> bool:
    return query.exchange_rate(catalog, rate.currency, on) is rate


def _is_read_by(_catalog: Catalog, score: Score, on: date) -> bool:
    return score.as_of <= on


BOARDS = Ageing(
    name="boards",
    label="Boards",
    kind="scores",
    mark=90,
    thin=120,
    ages=_is_read_by,
    together=lambda score: score.benchmark,
)
# The one table of ages. A price of an offer is read by machine every week; what people have to read
# gets more time.
AGEING: tuple[Ageing, ...] = (
    Ageing(
        name="offer-prices",
        label="Prices of offers",
        kind="prices",
        mark=60,
        thin=120,
        ask=180,
        ages=_is_price_of_offer,
    ),
    Ageing(
        name="plan-prices",
        label="Prices of plans of apps",
        kind="prices",
        mark=90,
        thin=150,
        ask=180,
        ages=_is_price_of_plan,
    ),
    BOARDS,
    Ageing(name="data-terms", label="Data terms", kind="data_terms", mark=120, ask=180),
    Ageing(
        name="app-statements",
        label="What sources say of apps",
        kind="app_statements",
        mark=120,
        ask=180,
    ),
    Ageing(
        name="regions",
        label="Regions of offers",
        kind="offers",
        mark=120,
        ask=180,
        ages=_states_region,
    ),
    Ageing(name="ends", label="Ends to come", kind="ends", mark=60, ask=120, ages=_is_to_come),
    Ageing(name="machines", label="Machines", kind="machines", mark=120, thin=240),
    Ageing(
        name="rates",
        label="Exchange rates",
        kind="exchange_rates",
        mark=30,
        thin=180,
        ages=_is_of_today,
    ),
)


AGED_KINDS = frozenset(ageing.kind for ageing in AGEING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How old a row is on a day, and what that does."""

    ageing: Ageing
    row: Any
    seen: date | None  # None where no source names a day
    on: date

    @property
    def days(self) -> int | None:
        """Return how many days ago it was seen; below 0 if read after the day asked about."""
        return None if self.seen is None else (self.on - self.seen).days

    def _is_past(self, limit: float) -> bool:
        """Tell whether it is older than a limit; without a day it is older than any."""
        days = inf if self.days is None else self.days
        return days > limit

    @property
    def is_old(self) -> bool:
        """Tell whether pages say that it is old."""
        return self._is_past(self.ageing.mark)

    @property
    def is_thin(self) -> bool:
        """Tell whether what rests on it is thinly proved by now."""
        return self._is_past(self.ageing.thin)

    @property
    def asks(self) -> bool:
        """Tell whether the reader should ask the seller before paying or signing."""
        return self._is_past(self.ageing.ask)

    @property
    def lapses(self) -> date | None:
        """Return the first day on which it is old; None where no day is on file, so it is old."""
        return None if self.seen is None else self.seen + timedelta(days=self.ageing.mark + 1)

    @property
    def lapses_soon(self) -> bool:
        """Tell whether it gets old within 30 days; what is old already does not."""
        return not self.is_old and self.lapses is not None and self.lapses <= self.on + NEARLY_OLD

    @property
    def words(self) -> str:
        """Say when it was read, and of what is old, how long ago that is."""
        if self.seen is None:
            return "read on a day that is not on file"
        if not self.is_old:
            return f"read {format_day(self.seen)}"
        return f"last read {format_day(self.seen)}, {self.days} days ago"


def age_of(catalog: Catalog, row: Any, on: date, seen: Sightings) -> Age | None:
    """Return a row's age on a day; None where it does not age on that day.

    Rows of some sorts never age.
    """
    kind = KIND_OF[type(row)].name
    for ageing in AGEING:
        if ageing.kind == kind and ageing.ages(catalog, row, on):
            return Age(ageing=ageing, row=row, seen=last_seen(row, seen), on=on)
    return None


def ages_of(catalog: Catalog, rows: Iterable[Any], on: date, seen: Sightings) -> tuple[Age, ...]:
    """Return how old some rows are that a sentence, a sum or a plan rests on, the oldest first."""
    ages = (age_of(catalog, row, on, seen) for row in rows)
    return tuple(sorted((age for age in ages if age is not None), key=_seen_first))


def _seen_first(age: Age) -> date:
    return age.seen or date.min


def oldest(catalog: Catalog, rows: Iterable[Any], on: date, seen: Sightings) -> Age | None:
    """Return the age of the row that was seen longest ago; None where none of them ages."""
    return next(iter(ages_of(catalog, rows, on, seen)), None)


def board_age(catalog: Catalog, benchmark: str, on: date, seen: Sightings) -> Age | None:
    """Return how old a board is on a day; None before any score was read.

    The score that was seen last speaks for it, of several the last on file.
    """
    scores = [row for row in catalog.scores_on.get(benchmark, ()) if row.as_of <= on]
    newest = max(reversed(scores), key=lambda row: last_seen(row, seen) or date.min, default=None)
    if newest is None:
        return None
    return Age(ageing=BOARDS, row=newest, seen=last_seen(newest, seen), on=on)


def every_age(catalog: Catalog, on: date, seen: Sightings) -> Iterator[Age]:
    """Yield the age of all that ages on a day, one for rows that are read together."""
    for ageing in AGEING:
        ages = _ages(ageing, catalog, on, seen)
        yield from _read_together(ages, ageing.together).values()


def ages_by_key(kind: str, catalog: Catalog, on: date, seen: Sightings) -> dict[Key, Age]:
    """Return the age of each row of a kind that ages on a day.

    Of rows that are read together, it is the age of the one seen last.
    """
    key_of = KINDS[kind].key_of
    by_key: dict[Key, Age] = {}
    for ageing in AGEING:
        if ageing.kind != kind:
            continue
        ages = list(_ages(ageing, catalog, on, seen))
        newest = _read_together(ages, ageing.together)
        by_key |= {key_of(age.row): newest[ageing.together(age.row)] for age in ages}
    return by_key


def _ages(ageing: Ageing, catalog: Catalog, on: date, seen: Sightings) -> Iterator[Age]:
    for row in getattr(catalog, ageing.kind):
        if ageing.ages(catalog, row, on):
            yield Age(ageing=ageing, row=row, seen=last_seen(row, seen), on=on)


def _read_together(ages: Iterable[Age], together: Callable[[Any], object]) -> dict[object, Age]:
    """Return of rows that are read together the one that was seen last."""
    newest: dict[object, Age] = {}
    for age in ages:
        group = together(age.row)
        if group not in newest or _seen_first(newest[group]) < _seen_first(age):
            newest[group] = age
    return newest
