"""Rows of one kind side by side: what is the same, what differs, which is best at each.

Also what a month of a job costs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.charts.bars import NARROW, WIDE, Bar, BarKind, BarPart, bars
from catalog.charts.marks import Drawing, Size
from catalog.filters.currency import PricedForm
from catalog.filters.form import ChoiceField, JobForm, RowsField
from catalog.filters.offered import jobs
from catalog.releases import Reading
from catalog.schema import US_DOLLARS, ExchangeRate, UseCase
from catalog.values import Value
from catalog.views.conclusion import (
    UNTESTED,
    Conclusion,
    TestConclusion,
    cost_conclusion,
    later_conclusion,
)
from catalog.views.page import page
from catalog.views.sorting import currency_links

FEWEST, MOST = 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedKind:
    """What the pages of a kind that is compared say of it."""

    code: str  # "model", as its address is called
    one: str
    many: str
    list_name: str  # that of the address of its list
    carried: frozenset[str]  # what of the address its list understands
    note: str  # what the table says of its figures

    @property
    def list_address(self) -> str:
        """Return where the list is whose rows are compared."""
        return reverse(f"catalog:{self.list_name}")


class CompareForm(JobForm, PricedForm):
    """What a comparison is asked for, all of it in its address.

    A kind adds the field `m` with its rows.
    """

    kind: ComparedKind
    job = ChoiceField("For this job", jobs, empty="Choose one", wide=True)
    field_order = ("m", "currency", "job", "results", "people")
    submit_words = "Count the month"

    @property
    def names(self) -> list[str]:
        """Return what the sides are called."""
        rows = self.fields["m"]
        assert isinstance(rows, RowsField)  # noqa: S101  # for mypy
        return [rows.names[slug] for slug in self.chosen("m")]

    @property
    def is_complete(self) -> bool:
        """Tell whether there is something to compare."""
        return len(self.chosen("m")) >= FEWEST

    @property
    def carried(self) -> str:
        """Return what its list takes from the address too, with its mark; empty if nothing.

        The mark is the one that begins a query.
        """
        carried = [(name, text) for name, text in self.parameters if name in self.kind.carried]
        return f"?{urlencode(carried)}" if carried else ""

    @property
    def list_address(self) -> str:
        """Return the address of the list of the compared rows, for the same job and currency."""
        return f"{self.kind.list_address}{self.carried}"

    def without(self, slug: str) -> str:
        """Return the address with one side fewer."""
        return self.query_with(m=tuple(other for other in self.chosen("m") if other != slug))


class RowFold(Enum):
    """Where a line of the table stands: in sight, or under a summary."""

    IN_SIGHT = "in sight"
    DETAILS = "details"  # one test of many
    ALIKE = "alike"  # what is the same for all


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One line of the table."""

    label: str
    sub: str = ""
    cells: tuple[Value, ...]
    best: tuple[int, ...] = ()  # the places that lead, where some do
    never_folds: bool = False  # whether it stays in sight where all are alike: people ask for it
    is_detail: bool = False  # whether it stands under a summary of its own where sides differ

    @property
    def part(self) -> RowFold:
        """Return where it stands."""
        if self.are_alike and not self.never_folds:
            return RowFold.ALIKE
        return RowFold.DETAILS if self.is_detail else RowFold.IN_SIGHT

    @property
    def are_alike(self) -> bool:
        """Tell whether all sides have the same; an unknown is like another unknown alone."""
        return len({(cell.word, cell.words, cell.hint, cell.unknown) for cell in self.cells}) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSide:
    """One side of a comparison."""

    name: str
    address: str
    without: str  # the address of the comparison without it
    month: Decimal | None = None  # US dollars for a month of the job, where one is chosen
    listed: Decimal | None = None  # US dollars for what all are set beside where no job is chosen
    later: Decimal | None = None  # after the changes announced for the next 90 days
    changes: date | None = None  # the day of the last of these changes
    gone: bool = False  # no longer on sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that the table shows."""

    sides: tuple[ComparedSide, ...]
    groups: Mapping[str, Sequence[ComparedRow]]  # under their headings, all rows
    lead: str
    rate: ExchangeRate = US_DOLLARS  # at which amounts are shown

    @property
    def in_sight(self) -> dict[str, list[ComparedRow]]:
        """Return the rows that stand open, under their headings."""
        return self._rows(RowFold.IN_SIGHT)

    @property
    def details(self) -> dict[str, list[ComparedRow]]:
        """Return the rows of single tests, under their headings."""
        return self._rows(RowFold.DETAILS)

    @property
    def alike(self) -> dict[str, list[ComparedRow]]:
        """Return the rows that are the same for all, under their headings."""
        return self._rows(RowFold.ALIKE)

    def _rows(self, part: RowFold) -> dict[str, list[ComparedRow]]:
        rows = {
            name: [row for row in group if row.part is part] for name, group in self.groups.items()
        }
        return {name: group for name, group in rows.items() if group}

    @property
    def unknown(self) -> int:
        """Return of how many folded rows nothing is known of any side."""
        folded = (row for group in self.alike.values() for row in group)
        return sum(all(cell.unknown for cell in row.cells) for row in folded)

    @property
    def same(self) -> int:
        """Return how many rows fold away because they are the same for all."""
        return sum(map(len, self.alike.values()))

    @property
    def more(self) -> int:
        """Return how many rows are tests that fold away."""
        return sum(map(len, self.details.values()))

    @property
    def all(self) -> int:
        """Return how many rows there are."""
        return sum(map(len, self.groups.values()))


NOTHING_COMPARED = Comparison(sides=(), groups={}, lead="")  # fewer than two are chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPicture:
    """What a month of a job costs at each side, a bar each."""

    sizes: ClassVar[tuple[Size, Size]] = ((WIDE, 0), (NARROW, 0))
    broad: ClassVar[bool] = False

    costs: tuple[tuple[str, Decimal], ...]  # in US dollars, by the name of the side
    what: str
    rate: ExchangeRate = US_DOLLARS

    def draw(self, width: float, _height: float) -> Drawing:
        """Draw a bar a side, the cheapest in flame."""
        least = min(usd for _, usd in self.costs)
        rows = [
            Bar(
                name=name,
                parts=(BarPart(kind=BarKind.PAID, amount=float(usd)),),
                total=formatting.format_money(usd, self.rate),
                chosen=usd == least,
            )
            for name, usd in self.costs
        ]
        return bars(rows, width=width)

    @property
    def title(self) -> str:
        return f"What {self.what} cost"

    @property
    def desc(self) -> str:
        """Return the same in words."""
        costs = (f"{name} {formatting.format_money(usd, self.rate)}" for name, usd in self.costs)
        return f"{'; '.join(costs)}."


def month_picture(table: Comparison, form: CompareForm) -> MonthPicture | None:
    """Return the picture of a month; None without a job, or if fewer than two sides have a cost."""
    if form.case is None:
        return None
    costs = tuple((side.name, side.month) for side in table.sides if side.month is not None)
    if len(costs) < FEWEST or not any(usd for _, usd in costs):
        return None
    results = formatting.format_number(form.results_a_month)
    return MonthPicture(
        costs=costs, what=f"{results} {form.case.unit_plural} a month", rate=table.rate
    )


def comparison_page(
    request: HttpRequest,
    reading: Reading,
    form: CompareForm,
    table: Comparison,
    others: Iterable[Any],
) -> HttpResponse:
    """Show a comparison, or what is missing for one; `others` are the rows that may be added."""
    slugs = form.chosen("m")
    rows = [row for row in others if row.slug not in slugs]
    return page(
        request,
        "catalog/compare.html",
        reading,
        kind=form.kind,
        form=form,
        names=form.names,
        table=table,
        picture=month_picture(table, form),
        currencies=currency_links(form),
        space_left=MOST - len(slugs),
        others=rows if len(slugs) < MOST else [],
    )


# --------------------------------------------------------------------------------- what it comes to


def best_places(numbers: Iterable[Decimal | int | None], *, least: bool = False) -> tuple[int, ...]:
    """Return the places of the best number; none if fewer than two are known, or all are equal."""
    known = {place: number for place, number in enumerate(numbers) if number is not None}
    if len({*known.values()}) < FEWEST:
        return ()
    best = min(known.values()) if least else max(known.values())
    return tuple(place for place, number in known.items() if number == best)


def month_row(
    sides: Sequence[ComparedSide],
    case: UseCase,
    results: Decimal,
    rate: ExchangeRate = US_DOLLARS,
) -> ComparedRow:
    """Return what a month of a job costs at each side."""
    months = [side.month for side in sides]
    words = ["" if usd is None else formatting.format_money(usd, rate) for usd in months]
    cells = tuple(Value(words=amount) for amount in words)
    return ComparedRow(
        label="Your month",
        sub=f"{formatting.format_number(results)} {case.unit_plural}",
        cells=cells,
        best=best_places(months, least=True),
        never_folds=True,
    )


def conclude(
    sides: Sequence[ComparedSide],
    volume: str,
    *,
    case: UseCase | None,
    rate: ExchangeRate = US_DOLLARS,
    test: TestConclusion = UNTESTED,
) -> str:
    """Return which side costs least, now and later, who leads, and what is unknown.

    Later means after announced changes; who leads is said on the usual test.
    """
    amounts = {side.name: side.month if case else side.listed for side in sides}
    costs = {name: usd for name, usd in amounts.items() if usd is not None}
    changed = {}
    for side in sides:
        if side.later is None or side.later == side.month or side.name not in costs:
            continue
        if side.changes:
            changed[side.name] = (side.changes, side.later)
    unpriced = [name for name, usd in amounts.items() if usd is None]
    conclusion = Conclusion(
        cost=cost_conclusion(costs, volume, rate),
        later=later_conclusion(costs, changed if case else {}, rate),
        test=test,
        unpriced=tuple(unpriced) if volume else (),
        gone=tuple(side.name for side in sides if side.gone),
    )
    return conclusion.words


def month_words(results: Decimal) -> str:
    """Return for what a month is counted, inside a sentence."""
    return f"for {formatting.format_number(results)} results a month"
