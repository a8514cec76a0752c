"""What changed in the prices of apps: what a plan costs since when, and what it cost before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from catalog.schema import AppPlan, Catalog, Price, group_pairs
from catalog.vocabulary import PriceStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """A price of a plan that took the place of another, or the first on file."""

    plan: AppPlan
    before: Price | None
    after: Price

    @property
    def key(self) -> tuple[str, ...]:
        """Return what never changes about it."""
        price = self.after
        return (
            *("plan-price", self.plan.slug, price.unit, price.covers, price.paid, price.tier),
            price.valid_from.isoformat(),
        )


def plan_changes(catalog: Catalog, plans: Iterable[AppPlan], on: date) -> tuple[PlanChange, ...]:
    """Return the prices of plans known on a day, each with the one before, latest first."""
    changes = [change for plan in plans for change in _of_plan(catalog, plan, on)]
    changes.sort(key=lambda change: (-change.after.valid_from.toordinal(), change.key))
    return tuple(changes)


def _of_plan(catalog: Catalog, plan: AppPlan, on: date) -> Iterator[PlanChange]:
    read = [price for price in catalog.plan_prices_of.get(plan.slug, ()) if price.as_of <= on]
    on_file = [price for price in read if price.standing is PriceStanding.COUNTS]
    alike = group_pairs(((row.unit, row.covers, row.paid, row.tier), row) for row in on_file)
    for rows in alike.values():
        ordered = sorted(rows, key=lambda row: row.valid_from)
        yield PlanChange(plan=plan, before=None, after=ordered[0])
        for before, after in pairwise(ordered):
            if (before.amount, before.currency) != (after.amount, after.currency):
                yield PlanChange(plan=plan, before=before, after=after)
