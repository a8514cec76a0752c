"""Print what plans say when nobody looks at a source for months.

Exit 1 where a name changes by anything but a fact on file.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rich.console import Console
from rich.table import Table

from catalog import query
from catalog.ages import NEVER_SEEN_AGAIN, every_age
from catalog.schema import Catalog
from tests.adviser.firms import Firm, firms
from tests.adviser.signatures import named_by
from tests.ageing.due import Clock
from tests.support import starter_catalog
from wizard.decision.ageing import ages_of_decision
from wizard.decision.decide import decide
from wizard.document.basis import Basis
from wizard.document.progress import NEW

START = date(2026, 11, 30)
DAYS = (0, 30, 60, 121, 180, 365, 400)
CONSOLE = Console(width=150)


@dataclass(frozen=True, kw_only=True)
class Change:
    """A job whose name is another on a later day, and the fact on file that made it so."""

    firm: str
    job: str
    before: str
    after: str
    subject: str | None  # None: no fact on file explains it
    facts: tuple[str, ...]

    @property
    def words(self) -> str:
        because = f"{self.subject}: {', '.join(self.facts)}" if self.subject else "NO FACT ON FILE"
        return f"  {self.firm}, {self.job}: {self.before} → {self.after}\n    {because}"


@dataclass(frozen=True, kw_only=True)
class LaterDay:
    """The starter catalog and its firms on a later day, with no sighting since."""

    catalog: Catalog
    days: int

    @cached_property
    def clock(self) -> Clock:
        return Clock(catalog=self.catalog, start=START, days=self.days)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return the names that are others, each with its cause."""
        return tuple(change for firm in firms() for change in self._changes(firm))

    def _changes(self, firm: Firm) -> Iterator[Change]:
        before = named_by(decide(firm.answers, self.catalog, START))
        after = named_by(decide(firm.answers, self.catalog, self.clock.on))
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                yield self._change(firm, place, old, new)

    def _change(self, firm: Firm, place: int, old: str, new: str) -> Change:
        def differs(catalog: Catalog) -> bool:
            return named_by(decide(firm.answers, catalog, self.clock.on))[place] != old

        subject = self.clock.cause(differs)
        return Change(
            firm=firm.name,
            job=firm.answers.jobs[place].key,
            before=old,
            after=new,
            subject=subject,
            facts=tuple(self.clock.facts_of(subject)) if subject is not None else (),
        )

    @cached_property
    def offers(self) -> tuple[int, int]:
        """Return how many offers are on sale, and how many of these have a price in force."""
        on, catalog = self.clock.on, self.catalog
        sold = [offer for offer in catalog.offers if query.sale(catalog, offer, on).on_sale]
        priced = [offer for offer in sold if query.prices(catalog, offer.slug, on)]
        return len(sold), len(priced)

    @cached_property
    def old(self) -> tuple[int, int]:
        """Return how many facts age on that day, and how many of these are old."""
        ages = list(every_age(self.catalog, self.clock.on, NEVER_SEEN_AGAIN))
        return len(ages), sum(age.is_old for age in ages)

    @cached_property
    def said(self) -> Counter[str]:
        """Return how many firms' plans say what of ages."""
        return Counter(mark for firm in firms() for mark in self._marks(firm))

    def _marks(self, firm: Firm) -> set[str]:
        decision = decide(firm.answers, self.catalog, self.clock.on)
        basis = Basis(
            decision=decision,
            answers=firm.answers,
            catalog=self.catalog,
            progress=NEW,
            changes={},
            ages=ages_of_decision(decision, self.catalog, NEVER_SEEN_AGAIN),
        )
        sentences = list(basis.at("ages"))
        marks = {
            "most": any(row.startswith("Our prices are old") for row in sentences),
            "read": any(" read on " in row for row in sentences),
            "ask": any(row.endswith("ask before you pay.") for row in sentences),
            "thin": any(job.is_thin for job in basis.jobs),
        }
        return {mark for mark, is_said in marks.items() if is_said}


def main() -> int:
    """Print the table, then every name that changed with the fact that fell due."""
    catalog = starter_catalog()
    later = [LaterDay(catalog=catalog, days=days) for days in DAYS]
    CONSOLE.print(_table(later))
    for day in later:
        if day.changes:
            CONSOLE.print(f"\nAfter {day.days} days", markup=False)
        for change in day.changes:
            CONSOLE.print(change.words, markup=False, highlight=False)
    return 1 if any(change.subject is None for day in later for change in day.changes) else 0


def _table(later: list[LaterDay]) -> Table:
    count = len(firms())
    jobs = sum(len(firm.answers.jobs) for firm in firms())
    table = Table(title=f"Nobody looks at a source: {count} firms, {jobs} jobs")
    headings = (
        *("days", "day", "offers on sale", "with a price", "facts that age", "of these old"),
        *("names changed", "without a fact", "plans: “our prices are old”", "price “last read”"),
        *("“ask before you pay”", "thin by age"),
    )
    for heading in headings:
        table.add_column(heading, justify="right")
    for day in later:
        table.add_row(*map(str, _row(day)))
    return table


def _row(day: LaterDay) -> Iterator[object]:
    yield from (day.days, day.clock.on, *day.offers, *day.old)
    yield len(day.changes)
    yield sum(change.subject is None for change in day.changes)
    yield from (day.said[mark] for mark in ("most", "read", "ask", "thin"))


if __name__ == "__main__":
    sys.exit(main())
