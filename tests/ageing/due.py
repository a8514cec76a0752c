"""Facts that fall due: an end, an announced price, a model that is no longer new.

Nothing else may change a name.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from catalog.formatting import format_day
from catalog.schema import Catalog

type Subject = str  # slug of an offer, a model, a plan of an app, or a currency
# Days of a row that come true by themselves, by kind.
DAYS: Mapping[str, tuple[str, ...]] = {
    "ends": ("day",),
    "prices": ("valid_from", "valid_to"),
    "tunings": ("ends",),
    "exchange_rates": ("valid_from",),
}
RELEASED = "released"  # plans count with models of the last twelve months


def subject_of(row: Any) -> Subject:
    """Return what a row is about."""
    names = ("offer", "app_plan", "model", "currency", "slug")
    return str(next(value for name in names if (value := getattr(row, name, None))))


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A catalog on a later day, whose facts fall due only as far as one lets them."""

    catalog: Catalog
    start: date
    days: int

    @property
    def on(self) -> date:
        return self.start + timedelta(days=self.days)

    @cached_property
    def subjects(self) -> Sequence[Subject]:
        """Return what has facts with a day to come."""
        dated = {subject_of(row) for kind in DAYS for row in getattr(self.catalog, kind)}
        released = {model.slug for model in self.catalog.models if model.released is not None}
        return sorted(dated | released)

    def held(self, due: Sequence[Subject] = ()) -> Catalog:
        """Return the catalog in which only facts about these have come nearer since the start."""
        let = set(due)
        kinds = {kind: self._moved(kind, names, let) for kind, names in DAYS.items()}
        models = tuple(
            row if row.slug in let or row.released is None else self._later(row, RELEASED)
            for row in self.catalog.models
        )
        return replace(self.catalog, models=models, **kinds)

    def _moved(self, kind: str, names: Sequence[str], let: set[Subject]) -> tuple[Any, ...]:
        rows = getattr(self.catalog, kind)
        return tuple(row if subject_of(row) in let else self._put_off(row, names) for row in rows)

    def _put_off(self, row: Any, names: Sequence[str]) -> Any:
        for name in names:
            day = getattr(row, name)
            # A price that holds on its last day still holds; one that begins today has begun.
            is_to_come = day is not None and (
                day > self.start or (name == "valid_to" and day == self.start)
            )
            if is_to_come:
                row = self._later(row, name)
        return row

    def _later(self, row: Any, name: str) -> Any:
        return replace(row, **{name: getattr(row, name) + timedelta(days=self.days)})

    def cause(self, differs: Callable[[Catalog], bool]) -> Subject | None:
        """Return whose facts, once due with those before them, change an answer; None if none."""
        if differs(self.held()) or not differs(self.held(self.subjects)):
            return None
        many = range(1, len(self.subjects) + 1)
        first = bisect_left(
            many, x=True, key=lambda count: differs(self.held(self.subjects[:count]))
        )
        return self.subjects[first]

    def facts_of(self, subject: Subject) -> Iterator[str]:
        """Yield in words which facts about something have a day to come."""
        for kind, names in DAYS.items():
            rows = (row for row in getattr(self.catalog, kind) if subject_of(row) == subject)
            days = {(name, getattr(row, name)) for row in rows for name in names}
            yield from (
                f"{kind} {name} {format_day(day)}"
                for name, day in sorted(pair for pair in days if pair[1] is not None)
                if day > self.start
            )
        for model in self.catalog.models:
            if model.slug == subject and model.released is not None:
                yield f"released {format_day(model.released)}"
