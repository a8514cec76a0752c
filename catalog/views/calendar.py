"""The calendar of what rises and what ends; its files, its feed and its framed form say the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
from catalog.schema import Price
from catalog.upcoming import Upcoming, UpcomingKind, upcoming
from catalog.views.citing import (
    PageCitation,
    cite,
    dated_name,
    framed,
    json_response,
    on_words,
    shared,
    svg_response,
)
from catalog.views.page import Reading, page, reads_release
from config.context import base_url

TITLE = "AI price rises and ends of sale"
SOON = timedelta(days=14)
MOST_FRAMED = 12  # rows in a frame; the page has all
CSV_COLUMNS = (
    "day",
    "days_left",
    "kind",
    "model",
    "name",
    "maker",
    "sellers",
    "by_maker",
    "nobody_sells_it_then",
    "before",
    "after",
    "follows",
    "announced_on",
    "source",
    "read_on",
)


class CalendarForm(ListForm):
    """What the calendar is narrowed by; what hosts end while the maker goes on is left out unless it is asked for."""

    view = "catalog:calendar"
    kind = ChoiceField("What", UpcomingKind, empty="All")
    maker = ChoiceField("Maker", makers, empty="All makers")
    at = ChoiceField("Sold by", {"makers": "Makers", "all": "All sellers"}, empty="Makers")

    def passes(self, row: Upcoming) -> bool:
        """Return whether a row is wanted."""
        return (
            self.chosen("kind") in {"", row.kind}
            and self.chosen("maker") in {"", row.change.model.provider}
            and (self.chosen("at") == "all" or row.is_makers)
        )

    @property
    def subscription(self) -> str:
        """Return the same rows as an address of a calendar writes them, which has all without a filter."""
        return self.query or "at=makers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A choice that the calendar offers: what it says, how many rows it shows, and where it leads."""

    words: str
    count: int
    query: str
    is_chosen: bool


def tabs(
    form: CalendarForm, name: str, rows: Sequence[Upcoming], value_of: Callable[[Upcoming], Any]
) -> list[Tab]:
    """Return the choices of a field that any row has, each with its count among the rows of the other fields."""
    counts = Counter(value_of(row) for row in rows)
    field, chosen = form.fields[name], form.chosen(name)
    assert isinstance(field, ChoiceField)  # noqa: S101  # for mypy
    everything = Tab(
        words=field.empty,
        count=len(rows),
        query=form.query_with(**{name: ""}),
        is_chosen=not chosen,
    )
    choices = (
        Tab(
            words=label,
            count=counts[value],
            query=form.query_with(**{name: value}),
            is_chosen=value == chosen,
        )
        for value, label in field.choices.items()
        if counts[value] or value == chosen
    )
    return [everything, *choices]


def _without(reading: Reading, form: CalendarForm, name: str) -> list[Upcoming]:
    """Return the rows that pass all fields of a form but one."""
    others = {other: text for other, text in form.parameters if other != name}
    loose = CalendarForm.of(reading.catalog, **others)
    return [row for row in upcoming(reading.catalog, reading.on) if loose.passes(row)]


def wanted_rows(reading: Reading, form: CalendarForm) -> list[Upcoming]:
    """Return the rows that an address asks for, the nearest first."""
    return [row for row in upcoming(reading.catalog, reading.on) if form.passes(row)]


def ruler(reading: Reading, rows: Sequence[Upcoming]) -> Ruler | None:
    """Return the picture of some rows; None where there are none."""
    if not rows:
        return None
    of_maker = Counter(row.maker for row in rows)
    lines = tuple(
        RulerLine(name=maker, marks=_marks(row for row in rows if row.maker == maker))
        for maker in sorted(of_maker, key=lambda maker: (-of_maker[maker], maker.casefold()))
    )
    drawn = Ruler(title=TITLE, desc="", on=reading.on, lines=lines)
    near = [line for line in lines if any(mark.day <= drawn.last for mark in line.marks)]
    return Ruler(
        title=TITLE,
        desc=f"Makers on a ruler from {formatting.format_long_day(reading.on)} to "
        f"{formatting.format_long_day(drawn.last)}: triangles are prices that change, crosses are "
        "ends. The table has each.",
        on=reading.on,
        lines=tuple(near) or lines[:1],
        on_words=on_words(reading),
    )


def _marks(rows: Iterable[Upcoming]) -> tuple[RulerMark, ...]:
    counts = Counter((row.day, row.kind is UpcomingKind.END) for row in rows)
    return tuple(
        RulerMark(day=day, is_end=is_end, count=count)
        for (day, is_end), count in sorted(counts.items())
    )


def when_words(row: Upcoming) -> str:
    """Say what happens on which day."""
    return f"{formatting.lower_first(row.what)} on {formatting.format_long_day(row.day)}"


def by_month(rows: Iterable[Upcoming]) -> list[tuple[str, list[Upcoming]]]:
    """Return the rows of each month under its name."""
    return [
        (f"{formatting.MONTHS[month - 1]} {year}", list(group))
        for (year, month), group in groupby(rows, key=lambda row: (row.day.year, row.day.month))
    ]


def lead_words(reading: Reading, rows: Sequence[Upcoming]) -> str:
    """Say how many rows are near."""
    near = sum(row.day <= reading.on + SOON for row in rows)
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


# ------------------------------------------------------------------------------------------------- page, frame, files


@reads_release
def calendar(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show what is announced, the nearest first, narrowed by kind, maker and seller."""
    form = CalendarForm(request.GET, reading.catalog)
    rows = wanted_rows(reading, form)
    everywhere = CalendarForm.of(reading.catalog, **dict(form.parameters) | {"at": "all"})
    at_hosts = sum(not row.is_makers for row in wanted_rows(reading, everywhere))
    return page(
        request,
        "catalog/calendar.html",
        reading,
        title=TITLE,
        form=form,
        lead=lead_words(reading, rows),
        rows=rows,
        soon=reading.on + SOON,
        months=by_month(rows),
        kinds=tabs(form, "kind", _without(reading, form, "kind"), lambda row: row.kind.value),
        makers=tabs(
            form, "maker", _without(reading, form, "maker"), lambda row: row.change.model.provider
        ),
        at_hosts=at_hosts,
        makers_only=form.query_with(at=""),
        all_sellers=form.query_with(at="all"),
        figure=ruler(reading, rows),
        citation=citation(request, reading, form),
        files=[
            (f"{reverse(f'machines:calendar_{file}')}{'?' if form.query else ''}{form.query}", name)
            for file, name in (("csv", "CSV"), ("json", "JSON"), ("svg", "SVG"))
        ],
    )


@framed
def framed_calendar(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the nearest rows of the makers to readers of other sites."""
    form = CalendarForm.of(reading.catalog)
    rows = wanted_rows(reading, form)
    context = {
        "edition": reading,
        "title": TITLE,
        "rows": rows[:MOST_FRAMED],
        "more": len(rows[MOST_FRAMED:]),
        "citation": citation(request, reading, form),
        "page_address": f"{base_url(request)}{reverse('catalog:calendar')}",
    }
    return render(request, "embed/calendar.html", context)


@shared
def calendar_svg(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the ruler of the rows that an address asks for; an empty ruler where there are none."""
    rows = wanted_rows(reading, CalendarForm(request.GET, reading.catalog))
    nothing = Ruler(
        title=TITLE,
        desc="Nothing is announced.",
        on=reading.on,
        lines=(),
        on_words=on_words(reading),
    )
    figure = ruler(reading, rows) or nothing
    # A file has no table beside it.
    events = " ".join(f"{row.change.model.name}: {when_words(row)}." for row in rows)
    return svg_response(reading, replace(figure, desc=events or nothing.desc))


@shared
def calendar_csv(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the rows that an address asks for as a table."""
    rows = wanted_rows(reading, CalendarForm(request.GET, reading.catalog))
    return csv_response(dated_name(reading, "calendar"), CSV_COLUMNS, map(_csv_row, rows))


def _csv_row(row: Upcoming) -> tuple[object, ...]:
    change = row.change
    return (
        row.day,
        row.days_left,
        row.kind.value,
        change.model.slug,
        change.model.name,
        change.model.provider,
        "; ".join(offer.seller for offer in change.offers),
        row.is_makers,
        change.last,
        _written(change.before),
        _written(change.after),
        follower(row),
        row.announced_on,
        row.source,
        change.as_of,
    )


def _written(prices: Iterable[Price]) -> str:
    return "; ".join(f"{price.unit.value} {price.usd:f}" for price in prices)


def follower(row: Upcoming) -> str:
    """Return the slug or the words of what follows an end, empty where nobody names it."""
    end = row.change.end
    return "" if end is None else end.replacement or end.replacement_words


@shared
def calendar_json(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give the rows that an address asks for to programs."""
    form = CalendarForm(request.GET, reading.catalog)
    rows = wanted_rows(reading, form)
    cited = citation(request, reading, form)
    return json_response(
        {
            "title": TITLE,
            "address": cited.address,
            "cite": cited.line,
            "release": reading.number,
            "digest": reading.digest,
            "as_of": reading.on,
            "rows": [_row_json(row) for row in rows],
        }
    )


def _row_json(row: Upcoming) -> dict[str, object]:
    change = row.change
    return {
        "day": row.day,
        "days_left": row.days_left,
        "kind": row.kind.value,
        "model": change.model.slug,
        "name": change.model.name,
        "maker": change.model.provider,
        "sellers": [offer.seller for offer in change.offers],
        "by_maker": row.is_makers,
        "nobody_sells_it_then": change.last,
        "before": [{"unit": price.unit.value, "usd": price.usd} for price in change.before],
        "after": [{"unit": price.unit.value, "usd": price.usd} for price in change.after],
        "follows": follower(row) or None,
        "announced_on": row.announced_on,
        "source": row.source,
        "read_on": change.as_of,
    }
