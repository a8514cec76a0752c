"""Rows of one kind side by side: what is the same, what differs, which is best at each, and what a month of a job costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.charts.bars import NARROW, WIDE, Bar, BarKind, BarPart, bars
from catalog.charts.marks import Drawing, Size
from catalog.filters.form import ChoiceField, ListForm, NumberField, RowsField
from catalog.filters.offered import jobs
from catalog.schema import UseCase
from catalog.values import Value
from catalog.views.page import Reading, page

FEWEST, MOST = 2, 4
USUAL_RESULTS = Decimal(1000)
MANY_TIMES = 10  # from here on, halves would be noise


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedKind:
    """What the pages of a kind that is compared say of it."""

    code: str  # "model", as its address is called
    one: str
    many: str
    list_name: str  # that of the address of its list
    note: str  # what the table says of its figures

    @property
    def list_address(self) -> str:
        """Return where the list is whose rows are compared."""
        return reverse(f"catalog:{self.list_name}")


class CompareForm(ListForm):
    """What a comparison is asked for; its address is all of it. A kind adds the field `m` with its rows."""

    kind: ComparedKind
    only = ChoiceField("Rows", {"differences": "Only differences"}, widget=forms.HiddenInput)
    job = ChoiceField("For this job", jobs, empty="Choose one", wide=True)
    results = NumberField("Results a month", whole=True, usual=USUAL_RESULTS)
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
    def case(self) -> UseCase | None:
        """Return the job that a month is counted for."""
        return self.catalog.use_case.get(self.chosen("job"))

    @property
    def results_a_month(self) -> Decimal:
        """Return how many results are counted: as many as are asked for, else a usual number."""
        return self.number("results")

    @property
    def only_differences(self) -> bool:
        """Tell whether rows that are the same for all are hidden."""
        return bool(self.chosen("only"))

    @property
    def switched(self) -> str:
        """Return the address with all rows where there are only differences, and the other way round."""
        return self.query_with(only="" if self.only_differences else "differences")

    def without(self, slug: str) -> str:
        """Return the address with one side fewer."""
        return self.query_with(m=tuple(other for other in self.chosen("m") if other != slug))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One line of the table."""

    label: str
    sub: str = ""
    cells: tuple[Value, ...]
    best: tuple[int, ...] = ()  # the places that lead, where some do

    @property
    def same(self) -> bool:
        """Tell whether all sides have the same; unknowns are the same only where nothing is known of any."""
        return len({(cell.word, cell.words, cell.hint, cell.unknown) for cell in self.cells}) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedSide:
    """One side of a comparison."""

    name: str
    address: str
    without: str  # the address of the comparison without it
    month: Decimal | None  # US dollars for a month of the job, where one is chosen
    later: Decimal | None = None  # after the changes announced for the next 90 days
    changes: date | None = None  # the day of the last of these changes
    gone: bool = False  # no longer on sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that the table shows."""

    sides: tuple[ComparedSide, ...]
    groups: Mapping[str, Sequence[ComparedRow]]  # under their headings, all rows
    lead: str
    only_differences: bool = False

    @property
    def shown(self) -> dict[str, list[ComparedRow]]:
        """Return the rows that are asked for, under their headings."""
        shown = {
            name: [row for row in rows if not (self.only_differences and row.same)]
            for name, rows in self.groups.items()
        }
        return {name: rows for name, rows in shown.items() if rows}

    @property
    def same(self) -> int:
        """Return how many rows are the same for all."""
        return sum(row.same for rows in self.groups.values() for row in rows)

    @property
    def all(self) -> int:
        """Return how many rows there are."""
        return sum(map(len, self.groups.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPicture:
    """What a month of a job costs at each side, a bar each."""

    sizes: ClassVar[tuple[Size, Size]] = ((WIDE, 0), (NARROW, 0))
    broad: ClassVar[bool] = False

    costs: tuple[tuple[str, Decimal], ...]  # in US dollars, by the name of the side
    what: str

    def draw(self, width: float, _height: float) -> Drawing:
        """Draw a bar a side, the cheapest in flame."""
        least = min(usd for _, usd in self.costs)
        rows = [
            Bar(
                name=name,
                parts=(BarPart(kind=BarKind.PAID, amount=float(usd)),),
                total=formatting.format_money(usd),
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
        costs = (f"{name} {formatting.format_money(usd)}" for name, usd in self.costs)
        return f"{'; '.join(costs)}."


def month_picture(table: Comparison | None, form: CompareForm) -> MonthPicture | None:
    """Return the picture of a month; None without a job, or where fewer than two sides cost something that is on file."""
    if table is None or form.case is None:
        return None
    costs = tuple((side.name, side.month) for side in table.sides if side.month is not None)
    if len(costs) < FEWEST or not any(usd for _, usd in costs):
        return None
    results = formatting.format_number(form.results_a_month)
    return MonthPicture(costs=costs, what=f"{results} {form.case.unit_plural} a month")


def comparison_page(
    request: HttpRequest,
    edition: Reading,
    form: CompareForm,
    table: Comparison | None,
    others: Iterable[Any],
) -> HttpResponse:
    """Show a comparison, or what is missing for one; `others` are the rows that may be added."""
    slugs = form.chosen("m")
    return page(
        request,
        "catalog/compare.html",
        edition,
        on=edition.on,
        kind=form.kind,
        form=form,
        names=form.names,
        table=table,
        picture=month_picture(table, form),
        space_left=MOST - len(slugs),
        others=[row for row in others if row.slug not in slugs] if len(slugs) < MOST else [],
    )


# ------------------------------------------------------------------------------------------------------- what it comes to


def best_places(numbers: Iterable[Decimal | int | None], *, least: bool = False) -> tuple[int, ...]:
    """Return the places of the best number; none where fewer than two are known, or all that are known are the same."""
    known = {place: number for place, number in enumerate(numbers) if number is not None}
    if len({*known.values()}) < FEWEST:
        return ()
    best = min(known.values()) if least else max(known.values())
    return tuple(place for place, number in known.items() if number == best)


def month_row(sides: Sequence[ComparedSide], case: UseCase, results: Decimal) -> ComparedRow:
    """Return what a month of a job costs at each side."""
    return ComparedRow(
        label="Your month",
        sub=f"{formatting.format_number(results)} {case.unit_plural}",
        cells=tuple(
            Value(words="" if side.month is None else formatting.format_money(side.month))
            for side in sides
        ),
        best=best_places((side.month for side in sides), least=True),
    )


type Months = Sequence[tuple[Decimal, ComparedSide]]


def lead_sentences(sides: Sequence[ComparedSide], results: Decimal, case: UseCase | None) -> str:
    """Return which side costs least for a month of a job, today and after announced changes, and what is not known."""
    sentences: list[str] = []
    priced = [(side.month, side) for side in sides if side.month is not None]
    if len(priced) > 1:
        sentences.append(_cheapest(priced, results))
        sentences.append(_after_changes(priced))
    unpriced = [side.name for side in sides if case and side.month is None]
    if unpriced:
        sentences.append(f"What {formatting.format_list(unpriced)} would take is unknown.")
    gone = [side.name for side in sides if side.gone]
    if gone:
        verb = "is" if len(gone) == 1 else "are"
        sentences.append(f"{formatting.format_list(gone)} {verb} no longer on sale.")
    return " ".join(filter(None, sentences))


def _cheapest(priced: Months, results: Decimal) -> str:
    """Return which side costs least today, and what the most expensive ones cost."""
    least, most = min(usd for usd, _ in priced), max(usd for usd, _ in priced)
    volume = f"for {formatting.format_number(results)} results a month"
    if least == most:
        names = formatting.format_list(_names(priced, least))
        return f"{names} cost the same {volume}: {formatting.format_money(least)}."
    cheap, expensive = _names(priced, least), _names(priced, most)
    times = f", {_times(most / least)} as much" if least else ""
    are = "is" if len(cheap) == 1 else "are"
    cost = "costs" if len(expensive) == 1 else "cost"
    return (
        f"{formatting.format_list(cheap)} {are} the cheapest {volume}: {formatting.format_money(least)}. "
        f"{formatting.format_list(expensive)} {cost} {formatting.format_money(most)}{times}."
    )


def _after_changes(priced: Months) -> str:
    """Return what announced changes of prices make of it, and when; nothing where none is announced."""
    changed = [side for usd, side in priced if side.later is not None and side.later != usd]
    if not changed:
        return ""
    after = [(usd if side.later is None else side.later, side) for usd, side in priced]
    moves = [
        f"from {formatting.format_long_day(side.changes)} {side.name} costs {formatting.format_money(side.later)}"
        for side in changed
        if side.changes
    ]
    least = _names(after, min(usd for usd, _ in after))
    if len(least) == len(after):
        then = "then all cost the same"
    else:
        verb = "is" if len(least) == 1 else "are"
        then = f"then {formatting.format_list(least)} {verb} the cheapest"
    return formatting.capitalise(f"{', '.join(moves)}; {then}.")


def _names(priced: Months, usd: Decimal) -> list[str]:
    return [side.name for cost, side in priced if cost == usd]


def _times(ratio: Decimal) -> str:
    if ratio >= MANY_TIMES:
        return f"{formatting.format_rough(round(ratio))} times"
    halves = round(ratio * 2) / Decimal(2)
    words = {Decimal(1): "about", Decimal("1.5"): "one and a half times", Decimal(2): "twice"}
    return words.get(halves, f"{formatting.format_number(halves)} times")
