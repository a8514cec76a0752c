"""The calendar: which changes stand in it, and its ruler.

The changes come from hand-made rows with near misses, the ruler from bad input too.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from catalog.charts.marks import Path, TextMark
from catalog.charts.ruler import Ruler, RulerLine, RulerMark
from catalog.models import Release
from catalog.schema import AiModel, Catalog, End, Offer, Price, Provider
from catalog.upcoming import Upcoming, UpcomingKind, upcoming
from catalog.views.calendar import OPEN_MONTHS, CalendarForm
from catalog.vocabulary import Confidence, EndKind, Known, PriceBasis, PriceUnit
from tests.support import page_of

ON = date(2026, 11, 30)
READ = date(2026, 11, 1)
PROOF: dict[str, Any] = {"source": "s", "as_of": READ}
SOON = ON + timedelta(days=9)


def end(of: str, day: date | None, status: EndKind = EndKind.ANNOUNCED, **more: Any) -> End:
    return End(offer=of, status=status, day=day, confidence=Confidence.HIGH, **PROOF, **more)


def price(usd: str, day: date, of: str = "one@maker", **more: Any) -> Price:
    facts = PROOF | {"unit": PriceUnit.OUTPUT_MTOK, "basis": PriceBasis.ANNOUNCED} | more
    return Price(offer=of, amount=Decimal(usd), valid_from=day, **facts)


def catalog_of(ends: tuple[End, ...] = (), prices: tuple[Price, ...] = ()) -> Catalog:
    """Return a model with closed weights at its maker and at a host, and another one."""
    models = tuple(
        AiModel(slug=slug, name=slug.title(), provider="maker", open_weights=Known.NO, **PROOF)
        for slug in ("one", "other")
    )
    offers = tuple(
        Offer(slug=slug, model=slug.partition("@")[0], seller=slug.partition("@")[2], **PROOF)
        for slug in ("one@maker", "one@host", "other@maker")
    )
    firms = tuple(Provider(slug=slug, name=slug.title()) for slug in ("maker", "host"))
    return Catalog(models=models, offers=offers, providers=firms, ends=ends, prices=prices)


def told(rows: tuple[Upcoming, ...]) -> list[tuple[str, int, str, bool]]:
    return [(row.kind.value, row.days_left, row.then, row.is_makers) for row in rows]


def test_ends_count_from_the_day_itself_and_only_where_one_is_told() -> None:
    catalog = catalog_of(
        ends=(
            end("one@maker", ON, replacement="other"),
            end("other@maker", ON - timedelta(days=1)),
            end("one@host", SOON, EndKind.NOT_BEFORE),
        )
    )

    assert told(upcoming(catalog, ON)) == [("end", 0, "Other follows it", True)]
    assert upcoming(catalog, ON + timedelta(days=1)) == ()


def test_what_another_seller_names_as_following_is_said_to_follow_there() -> None:
    host, maker = end("one@host", SOON, replacement="other"), end("one@maker", ON)
    rows = upcoming(catalog_of(ends=(host, replace(maker, replacement="other"))), ON)

    assert [row.then for row in rows] == ["Other follows it", "Other follows it at Host"]


def test_what_a_host_ends_is_the_makers_only_where_nobody_sells_it_afterwards() -> None:
    host = end("one@host", SOON)
    both = upcoming(catalog_of(ends=(host, end("one@maker", ON))), ON)
    alone = upcoming(catalog_of(ends=(host,)), ON)

    assert [(row.what, row.sellers, row.is_makers) for row in both] == [
        ("Ends", ("Maker",), True),
        ("Ends everywhere", ("Host",), True),
    ]
    assert [(row.what, row.sellers, row.is_makers) for row in alone] == [("Ends", ("Host",), False)]


def test_prices_rise_fall_or_do_both_and_what_was_only_seen_is_no_announcement() -> None:
    before = date(2026, 9, 1)
    dated = {"basis": PriceBasis.DATED}
    old = (price("2", before, **dated), price("1", before, unit=PriceUnit.INPUT_MTOK, **dated))
    kinds = {}
    for name, new in {
        "rise": (price("4", SOON),),
        "fall": (price("1", SOON),),
        "other": (price("4", SOON), price("0", SOON, unit=PriceUnit.INPUT_MTOK)),
        "same": (price("2", SOON),),
        "seen": (price("4", ON, basis=PriceBasis.RECORDED),),
        "not read yet": (price("4", SOON, as_of=ON + timedelta(days=1)),),
        "past": (price("4", ON - timedelta(days=1)),),
    }.items():
        kinds[name] = [row.kind.value for row in upcoming(catalog_of(prices=(*old, *new)), ON)]

    assert kinds == {
        "rise": ["rise"],
        "fall": ["fall"],
        "other": ["other"],
        "same": [],
        "seen": [],
        "not read yet": [],
        "past": [],
    }


def test_a_rise_says_both_prices_and_who_asks_them() -> None:
    prices = tuple(
        price(usd, day, f"one@{seller}", basis=basis)
        for seller in ("maker", "host")
        for usd, day, basis in (
            ("2", date(2026, 9, 1), PriceBasis.DATED),
            ("4.5", SOON, PriceBasis.ANNOUNCED),
        )
    )
    (row,) = upcoming(catalog_of(prices=prices), ON)

    assert row.then == "$2 becomes $4.50, for a million tokens out"
    assert (row.kind, row.sellers) == (UpcomingKind.RISE, ("Maker", "Host"))
    assert row.source == "s"


def test_the_form_keeps_hosts_out_unless_they_are_asked_for() -> None:
    catalog = catalog_of(ends=(end("one@host", SOON), end("other@maker", SOON)))
    rows = upcoming(catalog, ON)
    shown = {
        query: [
            row.change.model.slug
            for row in rows
            if CalendarForm(QueryDict(query), catalog).passes(row)
        ]
        for query in ("", "at=makers", "at=all", "at=all&kind=rise", "maker=host", "maker=maker")
    }

    assert shown == {
        "": ["other"],
        "at=makers": ["other"],
        "at=all": ["one", "other"],
        "at=all&kind=rise": [],
        "maker=host": ["other"],  # makes nothing, so it is left out with a complaint
        "maker=maker": ["other"],
    }


# ---------------------------------------------------------------------------------------- the ruler


def ruler(*lines: RulerLine) -> Ruler:
    return Ruler(title="t", desc="d", on=ON, lines=lines)


def line(name: str, *days: int, count: int = 1) -> RulerLine:
    marks = tuple(
        RulerMark(day=ON + timedelta(days=day), is_end=bool(day % 2), count=count) for day in days
    )
    return RulerLine(name=name, marks=marks)


BAD = {
    "nothing": (),
    "today": (line("Maker", 0),),
    "years ahead": (line("Maker", 5, 900), line("Late", 700)),
    "equal days": (line("Maker", 4, 4, 5, 5, count=12),),
    "long names": (line("A maker with a name of more than forty letters", 1),),
    "many": tuple(line(f"Maker {number}", number) for number in range(40)),
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("lines", BAD.values(), ids=BAD)
def test_bad_input_still_gives_a_ruler_that_reads(
    lines: tuple[RulerLine, ...], *, narrow: bool
) -> None:
    figure = ruler(*lines)
    width, height = figure.sizes[narrow]
    texts = [mark for mark in figure.draw(width, height).marks if isinstance(mark, TextMark)]

    assert (figure.last - ON).days <= 200
    assert all(0 <= text.x <= width and 0 < text.y <= height for text in texts)
    assert "today" in {text.words for text in texts}
    assert all(len(text.words) <= 14 for text in texts)


def heights(mark: Path) -> list[float]:
    """Return between which heights a sign stands, by its first point and how far it runs down."""
    top = float(mark.d.partition(" ")[2].partition("l")[0])
    size = float(mark.d.partition("l")[2].split()[1 if mark.style == "k-up" else 0].split("h")[0])
    return [top, top + size]


def test_an_end_and_a_price_of_one_day_do_not_touch() -> None:
    both = (
        RulerMark(day=ON, is_end=True, count=2),
        RulerMark(day=ON, is_end=False, count=2),
    )
    figure = ruler(RulerLine(name="One", marks=both), RulerLine(name="Two", marks=both))
    marks = figure.draw(*figure.sizes[0]).marks
    signs = [mark for mark in marks if isinstance(mark, Path) and mark.style.startswith("k-")]
    counts = sorted(mark.y for mark in marks if isinstance(mark, TextMark) and mark.words == "2")
    stretches = sorted(map(heights, signs))

    assert len(stretches) == len(counts) == 4
    assert all(upper[1] < lower[0] for upper, lower in pairwise(stretches))
    assert all(lower - upper >= 14 for upper, lower in pairwise(counts))


def crosses(*days: int, count: int = 1) -> list[tuple[float, str]]:
    """Return where the crosses of a phone's ruler stand, with the number right of each."""
    one = [RulerMark(day=ON + timedelta(days=day), is_end=True, count=count) for day in days]
    figure = ruler(RulerLine(name="One", marks=tuple(one)))
    marks = figure.draw(*figure.sizes[1]).marks
    signs = [mark for mark in marks if isinstance(mark, Path) and mark.style == "k-end"]
    numbers = {mark.x: mark.words for mark in marks if isinstance(mark, TextMark)}
    middles = [float(mark.d[1:].split()[0]) for mark in signs]
    wide = [15.0 if "l15 " in mark.d else 11.0 for mark in signs]
    places = [left + width / 2 for left, width in zip(middles, wide, strict=True)]
    near = {
        place: [words for x, words in numbers.items() if abs(x - place - 10) < 0.1]
        for place in places
    }
    return [(place, "".join(words)) for place, words in near.items()]


@pytest.mark.parametrize(
    ("days", "count", "numbers"),
    [
        ((5, 130), 1, ["", ""]),
        ((5, 14, 130), 1, ["", "", ""]),  # 17 px: two little crosses stand apart
        ((5, 10, 130), 1, ["2", ""]),  # 9 px: one cross for both
        ((10, 5, 130), 1, ["2", ""]),  # in any order
        ((5, 14, 130), 5, ["10", "5"]),  # 17 px: the number of the first has no room
        ((5, 25, 130), 5, ["5", "5", "5"]),
        ((5, 25, 130), 12, ["12", "12", "12"]),
        ((5, 10, 15, 20, 130), 1, ["3", "", ""]),  # 28 px from the first: room for its number
    ],
)
def test_marks_too_near_to_stand_apart_are_one_with_their_number(
    days: tuple[int, ...], count: int, numbers: list[str]
) -> None:
    signs = crosses(*days, count=count)
    places = [place for place, _ in signs]

    assert [number for _, number in signs] == numbers
    assert all(right - left > 15 for left, right in pairwise(places))


# ----------------------------------------------------------------------------------------- its page


@pytest.mark.django_db
def test_a_page_with_nothing_says_so(client: Client, starter_release: Release) -> None:
    page = page_of(client.get("/calendar/?kind=fall"))
    wrong = page_of(client.get("/calendar/?maker=nobody&kind=sideways"))
    svg = client.get("/calendar/calendar.svg?kind=fall")

    assert "Nothing on file fits." in page
    assert "<figure" not in page
    assert "“nobody” is none of the choices for “Maker”. We left it out." in wrong
    assert "“sideways” is none of the choices for “What”. We left it out." in wrong
    assert (svg.status_code, b"Nothing is announced." in svg.content) == (200, True)


@pytest.mark.django_db
def test_a_currency_without_a_rate_is_left_out_with_a_sentence(
    client: Client, starter_release: Release
) -> None:
    page = page_of(client.get("/prices/?currency=NOK"))
    euros = page_of(client.get("/prices/?currency=EUR&as_of=2026-11-30"))

    assert "“NOK” is none of the choices for “Currency”. We left it out." in page
    assert "What cost $15 in November 2023" in page
    assert "What cost €13.04 in November 2023 costs 5 cents" in euros
    assert "EUR 1 is $1.15 since" in euros


@pytest.mark.django_db
def test_a_board_without_a_picture_has_no_file_of_one(
    client: Client, starter_release: Release
) -> None:
    found = {
        code: client.get(f"/prices/{code}.svg?as_of=2026-11-30").status_code
        for code in ("text", "pictures", "transcription", "film")
    }

    assert found == {"text": 200, "pictures": 200, "transcription": 404, "film": 404}


def test_an_end_says_who_goes_on_until_when() -> None:
    later = SOON + timedelta(days=60)
    both = catalog_of(ends=(end("one@maker", SOON), end("one@host", later)))
    alone = catalog_of(ends=(end("one@maker", SOON),))
    apart = catalog_of(ends=(end("one@maker", SOON), end("other@maker", later)))

    assert [row.goes_on for row in upcoming(both, ON)] == ["at Host until 7 Feb 2027", ""]
    assert [row.goes_on for row in upcoming(alone, ON)] == [""]
    assert [row.goes_on for row in upcoming(apart, ON)] == ["", ""]


@pytest.mark.django_db
def test_far_months_are_folded_away_and_sources_take_a_line(
    client: Client, starter_release: Release
) -> None:
    page = page_of(client.get(f"/calendar/?as_of={ON}"))
    near, _, far = page.partition('<details class="fold3">')

    assert near.count('scope="rowgroup"') == OPEN_MONTHS
    assert far.partition("</details>")[0].count('scope="rowgroup"') > 0
    row = near.partition(">GPT-5</a>")[2].partition("</tr>")[0]
    assert "at Microsoft Foundry until 9 Feb 2027" in row
    assert '>OpenAI<span class="vh">: ' in row


def test_rows_of_one_day_keep_one_order() -> None:
    catalog = catalog_of(ends=(end("one@maker", SOON), end("other@maker", SOON)))
    turned = replace(catalog, models=catalog.models[::-1], offers=catalog.offers[::-1])

    assert [row.change.key for row in upcoming(catalog, ON)] == [
        row.change.key for row in upcoming(turned, ON)
    ]


@pytest.mark.parametrize("narrowed", ["", "kind=end", "maker=google&at=all", "kind=nonsense"])
def test_address_that_is_cited_has_the_rows_that_were_read(
    client: Client, starter_release: Release, narrowed: str
) -> None:
    read = client.get(f"/calendar/calendar.json?{narrowed}&as_of={ON}").json()
    _, path, query = read["address"].partition("/calendar/")
    page = client.get(f"/calendar/{query}")
    again = client.get(f"/calendar/calendar.json{query}").json()

    assert (path, page.status_code) == ("/calendar/", 200)
    assert "release=1&" in query
    assert "nonsense" not in query
    assert again["rows"] == read["rows"]
    assert read["rows"]
