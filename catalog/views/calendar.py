"""The calendar of what rises and what ends.

Its files, its feed and its framed form say the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalog import formatting
from catalog.charts.ruler import Ruler, RulerLine, RulerMark
from catalog.downloads import csv_response
from catalog.filters.form import ChoiceField, ListForm
from catalog.filters.offered import makers
from catalog.releases import Reading
from catalog.schema import Price, group_pairs
from catalog.upcoming import Upcoming, UpcomingKind, upcoming
from catalog.views.citing import (
    PageCitation,
    cite,
    dated_name,
    framed,
    json_head,
    json_response,
    on_words,
    shared,
    svg_response,
)
from catalog.views.page import page, reads_release
from config.context import base_url

TITLE = "AI price rises and ends of sale"
NEAR = timedelta(days=14)
OPEN_MONTHS = 4  # with something announced; later ones are folded away
MOST_FRAMED = 12  # rows in a frame; the page has all


class CalendarForm(ListForm):
    """What the calendar is narrowed by.

    What hosts end while the maker goes on is left out unless it is asked for.
    """

    view = "catalog:calendar"
    kind = ChoiceField("What", UpcomingKind, empty="All")
    maker = ChoiceField("Maker", makers, empty="All makers")
    at = ChoiceField("Sold by", {"makers": "Makers", "all": "All sellers"}, empty="Makers")

    def passes(self, row: Upcoming, *, but: str = "") -> bool:
        """Return whether a row passes all fields, or all `but` one."""
        kind, maker, at = (self.chosen(name) for name in ("kind", "maker", "at"))
        fits = {
            "kind": kind in {"", row.kind},
            "maker": maker in {"", row.change.model.provider},
            "at": at == "all" or row.is_makers,
        }
        return all(is_so for name, is_so in fits.items() if name != but)

    @property
    def subscription(self) -> str:
        """Return the same rows as a calendar's address writes them, all without a filter."""
        return self.query or "at=makers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A choice that the calendar offers: what it says, how many rows it shows, its address."""

    words: str
    count: int
    query: str
    is_chosen: bool


def tabs(
    form: CalendarForm, name: str, rows: Sequence[Upcoming], value_of: Callable[[Upcoming], Any]
) -> list[Tab]:
    """Return the choices of a field in any row, each counted among the other fields' rows."""
    others = [row for row in rows if form.passes(row, but=name)]
    counts = Counter(value_of(row) for row in others)
    counts[""] = len(others)
    field, chosen = form.fields[name], form.chosen(name)
    assert isinstance(field, ChoiceField)  # noqa: S101  # for mypy
    labels = {"": field.empty} | dict(field.choices)
    choices: list[Tab] = []
    for value, label in labels.items():
        is_chosen, count = value == chosen, counts[value]
        if value and not is_chosen and not count:
            continue
        address = form.query_with(**{name: value})
        choices.append(Tab(words=label, count=count, query=address, is_chosen=is_chosen))
    return choices


def passing_rows(reading: Reading, form: CalendarForm) -> list[Upcoming]:
    """Return the rows that an address asks for, the nearest first."""
    return [row for row in upcoming(reading.catalog, reading.on) if form.passes(row)]


def ruler(reading: Reading, rows: Sequence[Upcoming]) -> Ruler | None:
    """Return the picture of some rows; None where there are none."""
    if not rows:
        return None
    rows_of = group_pairs((row.maker, row) for row in rows)
    makers = sorted(rows_of, key=lambda maker: (-len(rows_of[maker]), maker.casefold()))
    lines = tuple(RulerLine(name=maker, marks=_marks(rows_of[maker])) for maker in makers)
    drawn = Ruler(title=TITLE, desc="", on=reading.on, lines=lines, on_words=on_words(reading))
    near = [line for line in lines if any(mark.day <= drawn.last for mark in line.marks)]
    first, last = map(formatting.format_long_day, (reading.on, drawn.last))
    desc = (
        f"Makers on a ruler from {first} to {last}: triangles are prices that change, crosses are "
        "ends. A number counts what shares a mark. The table has each."
    )
    return replace(drawn, desc=desc, lines=tuple(near) or lines[:1])


def _marks(rows: Iterable[Upcoming]) -> tuple[RulerMark, ...]:
    counts = Counter((row.day, row.kind is UpcomingKind.END) for row in rows)
    marks = sorted(counts.items())
    return tuple(RulerMark(day=day, is_end=is_end, count=count) for (day, is_end), count in marks)


def when_words(row: Upcoming) -> str:
    """Say what happens on which day."""
    return f"{formatting.lower_first(row.what)} on {formatting.format_long_day(row.day)}"


def by_month(rows: Iterable[Upcoming]) -> list[tuple[str, list[Upcoming]]]:
    """Return the rows of each month under its name."""
    return [(name, list(group)) for name, group in groupby(rows, key=_month)]


def _month(row: Upcoming) -> str:
    return formatting.format_month(row.day)


def lead_words(reading: Reading, rows: Sequence[Upcoming]) -> str:
    """Say how many rows are near."""
    near = sum(row.day <= reading.on + NEAR for row in rows)
    count = formatting.capitalise(formatting.spell_count(near))
    return f"{count} in the next two weeks. All makers that announce them, with days left."


def citation(request: HttpRequest, reading: Reading, form: CalendarForm) -> PageCitation:
    """Return how the calendar is cited, with the rows that it was narrowed to."""
    return cite(
        request,
        reading,
        TITLE,
        view="catalog:calendar",
        frame="machines:framed_calendar",
        narrowed=form.query,
    )


# ------------------------------------------------------------------------------- page, frame, files


@reads_release
def calendar(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show what is announced, the nearest first, narrowed by kind, maker and seller."""
    form = CalendarForm(request.GET, reading.catalog)
    announced = upcoming(reading.catalog, reading.on)
    rows = [row for row in announced if form.passes(row)]
    everywhere = [row for row in announced if form.passes(row, but="at")]
    months = by_month(rows)
    narrowed = f"?{form.query}" if form.query else ""
    files = [(f"{reverse(address)}{narrowed}", name) for address, name in FILES.items()]
    return page(
        request,
        "catalog/calendar.html",
        reading,
        title=TITLE,
        form=form,
        lead=lead_words(reading, rows),
        rows=rows,
        soon=reading.on + NEAR,
        months=months[:OPEN_MONTHS],
        later=months[OPEN_MONTHS:],
        later_count=sum(len(lines) for _, lines in months[OPEN_MONTHS:]),
        kinds=tabs(form, "kind", announced, _kind),
        makers=tabs(form, "maker", announced, _maker),
        at_hosts=sum(not row.is_makers for row in everywhere),
        makers_only=form.query_with(at=""),
        all_sellers=form.query_with(at="all"),
        figure=ruler(reading, rows),
        citation=citation(request, reading, form),
        files=files,
    )


# The files of the same rows.
FILES = {
    "machines:calendar_csv": "CSV",
    "machines:calendar_json": "JSON",
    "machines:calendar_svg": "SVG",
}


def _kind(row: Upcoming) -> str:
    return row.kind.value


def _maker(row: Upcoming) -> str:
    return row.change.model.provider


@framed
def framed_calendar(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the nearest rows of the makers to readers of other sites."""
    form = CalendarForm.of(reading.catalog)
    rows = passing_rows(reading, form)
    context = {
        "edition": reading,
        "title": TITLE,
        "rows": rows[:MOST_FRAMED],
        "more": len(rows[MOST_FRAMED:]),
        "citation": citation(request, reading, form),
        "page_address": f"{base_url(request)}{form.address}",
    }
    return render(request, "embed/calendar.html", context)


@shared
def calendar_svg(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the ruler of the rows that an address asks for; an empty ruler where there are none."""
    rows = passing_rows(reading, CalendarForm(request.GET, reading.catalog))
    # A file has no table beside it.
    events = [f"{row.change.model.name}: {when_words(row)}." for row in rows]
    nothing = Ruler(title=TITLE, desc="", on=reading.on, lines=(), on_words=on_words(reading))
    figure = ruler(reading, rows) or nothing
    desc = " ".join(events) or "Nothing is announced."
    return svg_response(reading, replace(figure, desc=desc))


@shared
def calendar_csv(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the rows that an address asks for as a table."""
    rows = passing_rows(reading, CalendarForm(request.GET, reading.catalog))
    lines = ([_written(value_of(row)) for value_of in COLUMNS.values()] for row in rows)
    return csv_response(dated_name(reading, "calendar"), tuple(COLUMNS), lines)


def _written(value: object) -> object:
    """Return a value as a cell of the table has it: sellers and prices in one text."""
    if not isinstance(value, list):
        return value
    return "; ".join(one if isinstance(one, str) else _written_price(one) for one in value)


def _written_price(price: Mapping[str, Any]) -> str:
    return f"{price['unit']} {price['usd']:f}"


def follower(row: Upcoming) -> str:
    """Return the slug or the words of what follows an end, empty where nobody names it."""
    end = row.change.end
    return "" if end is None else end.replacement or end.replacement_words


@shared
def calendar_json(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the rows that an address asks for to programs."""
    form = CalendarForm(request.GET, reading.catalog)
    rows = passing_rows(reading, form)
    cited = citation(request, reading, form)
    lines = [{name: value_of(row) for name, value_of in COLUMNS.items()} for row in rows]
    return json_response({**json_head(reading, cited), "rows": lines})


def _prices(prices: Iterable[Price]) -> list[dict[str, object]]:
    return [{"unit": price.unit.value, "usd": price.usd} for price in prices]


# What the files say of a row, as the table names it and programs do.
COLUMNS: Mapping[str, Callable[[Upcoming], object]] = {
    "day": lambda row: row.day,
    "days_left": lambda row: row.days_left,
    "kind": lambda row: row.kind.value,
    "model": lambda row: row.change.model.slug,
    "name": lambda row: row.change.model.name,
    "maker": lambda row: row.change.model.provider,
    "sellers": lambda row: [offer.seller for offer in row.change.offers],
    "by_maker": lambda row: row.is_makers,
    "nobody_sells_it_then": lambda row: row.change.last,
    "before": lambda row: _prices(row.change.before),
    "after": lambda row: _prices(row.change.after),
    "follows": lambda row: follower(row) or None,
    "announced_on": lambda row: row.announced_on,
    "source": lambda row: row.source,
    "read_on": lambda row: row.change.as_of,
}
