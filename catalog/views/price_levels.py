"""The page of what a given quality costs, month by month.

Its files and its framed form say the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from catalog import formatting, query
from catalog.charts.price_levels import LevelLine, LevelStretch, PriceLines
from catalog.charts.svg import drawn_twice
from catalog.downloads import csv_response
from catalog.filters.form import ChoiceField, ListForm
from catalog.filters.offered import Options
from catalog.naming import name_or_slug
from catalog.price_levels import (
    BOARDS,
    BoardLevels,
    LevelBoard,
    LevelMonth,
    LevelPrice,
    PriceLevel,
    board_levels,
)
from catalog.releases import Reading
from catalog.schema import US_DOLLARS, Benchmark, Catalog, ExchangeRate
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

TITLE = "What a given quality costs, month by month"
FRAME_SIZE = (700.0, 400.0)
DECEMBER = 12
WHOLE_TIMES = 10  # from here on, a tenth is noise
SMALL_SIGNS = {"GBP": "p"}  # of a hundredth, on an axis


def currencies(catalog: Catalog) -> Options:
    """Return the currencies that have a rate on file and a sign of their own."""
    known = {row.currency.value for row in catalog.exchange_rates}
    return ((code, code) for code in formatting.SIGNS if code == "USD" or code in known)


class PricesForm(ListForm):
    """In which currency the page of prices is read."""

    view = "catalog:prices"
    currency = ChoiceField("Currency", currencies, empty="USD", narrows=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCell:
    """What a level cost in a month, in words."""

    words: str
    price: LevelPrice | None

    @property
    def is_carried_back(self) -> bool:
        return self.price is not None and self.price.is_carried_back


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """A level in the table, in words."""

    name: str
    points: str
    reached: str
    then: str
    years: list[MonthCell]  # the ends of years that are over
    now: MonthCell
    fell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A month in which a level began to cost something else, in words."""

    level: str
    month: str
    cell: MonthCell
    seller: str


@dataclass(frozen=True, kw_only=True)
class BoardPage:
    """The levels of a board as a page shows them, in one currency."""

    history: BoardLevels
    catalog: Catalog
    on: date
    rate: ExchangeRate = US_DOLLARS
    on_words: str = "today"

    @property
    def board(self) -> LevelBoard:
        return self.history.board

    @property
    def currency(self) -> str:
        return self.rate.currency.value

    def money(self, usd: Decimal) -> str:
        return formatting.format_in_cents(usd, self.rate, self.board.finest)

    def cell(self, month: LevelMonth | None) -> MonthCell:
        """Return what stands in a table for a month: a dash before the level was reached."""
        if month is None:
            return MonthCell(words="–", price=None)
        if month.price is None:
            return MonthCell(words="nobody sold it", price=None)
        return MonthCell(words=self.money(month.price.usd), price=month.price)

    @cached_property
    def figure(self) -> PriceLines | None:
        """Return the picture; None where there is no second month to compare."""
        if not self.history.can_be_drawn:
            return None
        levels = self.history.levels
        unit, currency = self.board.work.name, formatting.currency_name(self.currency)
        words = " ".join(_level_words(self, level) for level in levels)
        return PriceLines(
            title=f"{TITLE}: {formatting.lower_first(self.board.title)}",
            desc=f"Lowest list price of {unit}, in {currency}. {words}",
            lines=tuple(_line(self, level) for level in levels),
            sign=formatting.SIGNS[self.currency],
            small=SMALL_SIGNS.get(self.currency, "c"),
        )

    @property
    def caption(self) -> str:
        """Say what the picture shows: US dollars for a million tokens."""
        currency = formatting.capitalise(formatting.currency_name(self.currency))
        return f"{currency} for {self.board.work.name}"

    @property
    def lead(self) -> str:
        """Say what became of the first price of the level that fell most; empty where none fell."""
        fallen = [level for level in self.history.levels if (level.times_less or 0) > 1]
        if not fallen or not self.history.can_be_drawn:
            return ""
        level = max(fallen, key=lambda level: level.times_less or Decimal(0))
        assert level.now is not None  # noqa: S101  # for mypy: it has a price that fell
        then, now = self.money(level.start.usd), self.money(level.now.usd)
        month = formatting.format_month(level.reached)
        return f"What cost {then} in {month} costs {now} {self.on_words}."

    @property
    def why_not_drawn(self) -> str:
        """Say in place of the picture why there is none; empty where there is one."""
        if self.history.benchmark is None:
            return "The catalog has no board for this."
        if not self.history.levels:
            return f"No model on the board {self.history.benchmark.name} had a price on this day."
        if self.figure is None:
            begin = min(level.reached for level in self.history.levels)
            return (
                f"The prices on file begin on {formatting.format_long_day(begin)}: "
                "too late for a line. The table has what they are."
            )
        return ""

    @property
    def ends_of_years(self) -> tuple[date, ...]:
        """Return the Decembers, by their first day, that are over."""
        today = self.on.replace(day=1)
        over = [first for first in self.history.months if first < today]
        return tuple(first for first in over if first.month == DECEMBER)

    @property
    def rows(self) -> list[LevelRow]:
        """Return the table: a row a level."""
        return [self._row(level) for level in self.history.levels]

    def _row(self, level: PriceLevel) -> LevelRow:
        return LevelRow(
            name=level.named_after.name,
            points=points(self.history.benchmark, level.step),
            reached=formatting.format_month(level.reached),
            then=self.money(level.start.usd),
            years=[self.cell(level.in_month(first)) for first in self.ends_of_years],
            now=self.cell(level.months[-1]),
            fell=fell_words(level.times_less),
        )

    @property
    def every_month(self) -> list[tuple[str, list[MonthCell]]]:
        """Return all months, the newest first, each with what every level cost."""
        return [_month(self, first) for first in reversed(self.history.months)]

    @property
    def steps(self) -> list[StepRow]:
        """Return every step of every line with whose price it is and what says so."""
        return [
            self._step(level, month) for level in self.history.levels for month in level.changes
        ]

    def _step(self, level: PriceLevel, month: LevelMonth) -> StepRow:
        seller = month.price.offer.seller if month.price else ""
        name = name_or_slug(self.catalog.provider, seller) if seller else ""
        return StepRow(
            level=level.named_after.name,
            month=formatting.format_month(month.day),
            cell=self.cell(month),
            seller=name,
        )

    @property
    def near_a_level(self) -> str:
        """Say how far a figure may be off; empty where the board gives no ranges."""
        half = self.history.half_range
        return "" if half is None else formatting.format_rounded(half)


def _month(shown: BoardPage, first: date) -> tuple[str, list[MonthCell]]:
    """Return the name of a month and what every level cost in it."""
    cells = [shown.cell(level.in_month(first)) for level in shown.history.levels]
    return formatting.format_month(first), cells


def _line(shown: BoardPage, level: PriceLevel) -> LevelLine:
    """Return how long a level cost the same: months at their price, equal neighbours together."""
    groups = [list(group) for _, group in groupby(level.months, key=_drawn_alike)]
    stretches = tuple(_stretch(shown, level, months) for months in groups)
    return LevelLine(name=level.named_after.name, stretches=stretches)


def _stretch(shown: BoardPage, level: PriceLevel, months: Sequence[LevelMonth]) -> LevelStretch:
    first, last = months[0], months[-1]
    usd, is_guess = _drawn_alike(first)
    amount = None if usd is None else formatting.in_currency(usd, shown.rate)[1]
    return LevelStretch(
        start=max(first.first, level.reached),
        end=last.day + timedelta(days=1),
        amount=None if amount is None else float(amount),
        words=shown.cell(first).words,
        seller=first.price.model.name if first.price else "",
        is_guess=is_guess,
    )


def _level_words(shown: BoardPage, level: PriceLevel) -> str:
    month, start = formatting.format_month(level.reached), shown.money(level.start.usd)
    now = "nobody sells it now" if level.now is None else f"{shown.money(level.now.usd)} now"
    return f"Level of {level.named_after.name}: {start} in {month}, {now}."


def points(test: Benchmark | None, step: Decimal) -> str:
    """Say where a level begins: 1,300 points and more; 8 % and less."""
    way = "and more" if test is None or test.higher_is_better else "and less"
    is_points = test is None or test.unit == "elo"
    unit = "points" if is_points else "wrong words in a hundred"
    return f"{formatting.format_number(step)} {unit} {way}"


def _drawn_alike(month: LevelMonth) -> tuple[Decimal | None, bool]:
    return month.usd, month.price is not None and month.price.is_carried_back


def fell_words(times: Decimal | None) -> str:
    """Say how many times less something costs: 273 times less; a dash where it cannot be said."""
    if times is None:
        return "–"
    if times < 1:
        return "costs more"
    if times == 1:
        return "the same"
    step = Decimal(1) if times >= WHOLE_TIMES else Decimal("0.1")
    return f"{formatting.format_number(times.quantize(step, ROUND_HALF_UP))} times less"


def board_page(reading: Reading, board: LevelBoard, rate: ExchangeRate = US_DOLLARS) -> BoardPage:
    """Return a board as its page shows it."""
    catalog = reading.catalog
    levels = catalog.on_day(
        ("price levels", board.code), lambda day: board_levels(catalog, board, day), reading.on
    )
    return BoardPage(
        history=levels,
        catalog=catalog,
        on=reading.on,
        rate=rate,
        on_words=on_words(reading),
    )


def board_pages(reading: Reading, rate: ExchangeRate = US_DOLLARS) -> tuple[BoardPage, ...]:
    """Return every board as its page shows it."""
    return tuple(board_page(reading, board, rate) for board in BOARDS)


def citation(request: HttpRequest, reading: Reading) -> PageCitation:
    """Return how the page of prices is cited."""
    return cite(request, reading, TITLE, view="catalog:prices", frame="machines:framed_prices")


# ------------------------------------------------------------------------------- page, frame, files


@reads_release
def prices(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show what each level costs, and has cost, in the reader's currency."""
    form = PricesForm(request.GET, reading.catalog)
    code = form.chosen("currency") or "USD"
    rate = query.shown_rate(reading.catalog, code, reading.on)
    boards = board_pages(reading, rate)
    return page(
        request,
        "catalog/prices.html",
        reading,
        title=TITLE,
        form=form,
        currency=code,
        rate=rate,
        lead=boards[0].lead,
        all_fell=all((level.times_less or 0) > 1 for level in boards[0].history.levels),
        boards=boards,
        citation=citation(request, reading),
        files=_files(boards),
    )


def _files(boards: Iterable[BoardPage]) -> list[tuple[str, str]]:
    """Return the addresses and the names of the files: one picture a board that can be drawn."""
    tables = [
        (reverse("machines:prices_csv"), "CSV"),
        (reverse("machines:prices_json"), "JSON"),
    ]
    drawn = [shown.board.code for shown in boards if shown.figure]
    pictures = [(reverse("machines:prices_svg", args=[code]), f"SVG, {code}") for code in drawn]
    return tables + pictures


def _framed(figure: PriceLines) -> SafeString:
    """Write a figure for a frame, which is wide or a phone's."""
    wide, narrow = figure.draw(*FRAME_SIZE), figure.draw(*figure.sizes[1])
    return drawn_twice(wide, narrow, figure.title, figure.desc)


@framed
def framed_prices(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Show the levels of texts to readers of other sites."""
    shown = board_page(reading, BOARDS[0])
    figure = shown.figure
    context = {
        "edition": reading,
        "title": TITLE,
        "shown": shown,
        "drawing": "" if figure is None else _framed(figure),
        "citation": citation(request, reading),
        "page_address": f"{base_url(request)}{reverse('catalog:prices')}",
    }
    return render(request, "embed/prices.html", context)


@shared
def prices_svg(_request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Give the picture of a board. Raises `Http404` where it has none."""
    board = next((board for board in BOARDS if board.code == slug), None)
    if board is None:
        raise Http404
    shown = board_page(reading, board)
    if shown.figure is None:
        raise Http404
    return svg_response(reading, shown.figure, shown.caption)


@shared
def prices_csv(_request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give every level in every month as a table, in US dollars."""
    rows = [
        _csv_row(shown, level, month)
        for shown in board_pages(reading)
        for level in shown.history.levels
        for month in level.months
    ]
    cells = ([row.get(name) for name in CSV_COLUMNS] for row in rows)
    return csv_response(dated_name(reading, "prices"), CSV_COLUMNS, cells)


CSV_COLUMNS = (
    *("board", "level", "named_after", "month", "day"),
    # Of the price; empty where nobody sold it.
    *("usd", "for", "model", "seller", "version_measured", "score", "score_low", "score_high"),
    *("carried_back", "first_recorded", "prices", "note", "sources"),
)


def _csv_row(shown: BoardPage, level: PriceLevel, month: LevelMonth) -> dict[str, object]:
    row = {
        **_month_facts(month),
        "board": shown.board.code,
        "level": level.step,
        "named_after": level.named_after.slug,
    }
    price = month.price
    if price is None:
        return row
    return row | {
        "for": shown.board.work.name,
        "prices": "; ".join(f"{sold.unit.value} {sold.usd:f}" for sold in price.prices),
        "note": " ".join(price.notes),
        "sources": "; ".join(_sources(price)),
    }


def _month_facts(month: LevelMonth) -> dict[str, object]:
    """Return what both files say of a month; less where nobody sold the level."""
    facts: dict[str, object] = {"month": f"{month.day:%Y-%m}", "day": month.day, "usd": month.usd}
    price = month.price
    if price is None:
        return facts
    score = price.score
    return facts | {
        "model": price.model.slug,
        "seller": price.offer.seller,
        "version_measured": score.variant or price.model.name,
        "score": score.value,
        "score_low": score.low,
        "score_high": score.high,
        "carried_back": price.is_carried_back,
        "first_recorded": price.is_first_recorded,
    }


def _sources(price: LevelPrice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.source for row in price.prices))


@shared
def prices_json(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Give every level in every month for programs, in US dollars."""
    cited = citation(request, reading)
    boards = [_board_json(shown) for shown in board_pages(reading)]
    return json_response({**json_head(reading, cited), "currency": "USD", "boards": boards})


def _board_json(shown: BoardPage) -> dict[str, object]:
    history = shown.history
    return {
        "board": shown.board.code,
        "benchmark": shown.board.benchmark,
        "read_on": history.read_on,
        "price_of": shown.board.work.name,
        "why_not_drawn": shown.why_not_drawn or None,
        "unreached": history.unreached,
        "levels": [_level_json(level) for level in history.levels],
    }


def _level_json(level: PriceLevel) -> dict[str, object]:
    return {
        "level": level.step,
        "named_after": level.named_after.slug,
        "name": level.named_after.name,
        "reached": level.reached,
        "start_usd": level.start.usd,
        "months": [_month_json(month) for month in level.months],
    }


def _month_json(month: LevelMonth) -> dict[str, object]:
    price = month.price
    if price is None:
        return _month_facts(month)
    prices = [{"unit": row.unit.value, "usd": row.usd} for row in price.prices]
    more = {"prices": prices, "notes": price.notes, "sources": _sources(price)}
    return _month_facts(month) | more
