"""How many models are left after some answers: counted, not explained, on what is kept of a catalog on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import override

from catalog.schema import Catalog
from wizard.engine.answers import Answers
from wizard.engine.sweep import Passing, Sweep

CATALOGS = 6  # that are kept: the current one, the one before, and those of plans with replies of their own
MOST = 400  # needs and demands on them that are kept of a catalog; each takes some 20 kB


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many models of one kind are left after the answers so far."""

    noun: str
    able: int
    of: int


def options_left(answers: Answers, catalog: Catalog, on: date) -> tuple[Left, ...]:
    """Return the models left for each kind that the outputs need; the fewest where several outputs share a kind."""
    left: dict[str, Left] = {}
    for row in passing(answers, catalog, on):
        able = len(row.open_points)
        seen = left.get(row.need.noun)
        if seen is None or able < seen.able:
            left[row.need.noun] = Left(noun=row.need.noun, able=able, of=row.of)
    return tuple(left.values())


def passing(answers: Answers, catalog: Catalog, on: date) -> Iterator[Passing]:
    """Yield for each need the models that no hard requirement drops, as `judge` says at more length."""
    return _kept(catalog, on).passing(answers)


@dataclass(frozen=True, slots=True, eq=False)
class _Itself:
    """A catalog that is equal to itself alone, so that nobody compares ten thousand rows."""

    catalog: Catalog

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.catalog is self.catalog

    @override
    def __hash__(self) -> int:
        return id(self.catalog)


@lru_cache(maxsize=CATALOGS)
def _sweep(itself: _Itself, on: date) -> Sweep:
    return Sweep.of(itself.catalog, on)


def _kept(catalog: Catalog, on: date) -> Sweep:
    sweep = _sweep(_Itself(catalog), on)
    if sweep.pool.size > MOST:
        _sweep.cache_clear()
        sweep = _sweep(_Itself(catalog), on)
    return sweep
