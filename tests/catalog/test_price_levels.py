"""What a level of quality cost: from hand-made rows with near misses, and in words.

It is drawn from bad input too.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from catalog import query
from catalog.charts.marks import Drawing, TextMark
from catalog.charts.price_levels import LevelLine, LevelStretch, PriceLines
from catalog.price_levels import (
    BOARDS,
    BoardLevels,
    LevelBoard,
    PriceLevel,
    _Market,
    _rated_offers,
    board_levels,
    month_ends,
    version_day,
)
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    End,
    ExchangeRate,
    Offer,
    Price,
    Score,
)
from catalog.views.price_levels import BoardPage, fell_words
from catalog.vocabulary import (
    BenchmarkTask,
    Confidence,
    Currency,
    EndKind,
    Known,
    Medium,
    PriceBasis,
    PriceRegion,
    PriceUnit,
    Voice,
)
from tests.support import starter_catalog

ON = date(2026, 11, 30)
READ = date(2026, 11, 1)
PROOF: dict[str, Any] = {"source": "s", "as_of": READ}
BOARD = LevelBoard(
    code="toy",
    title="Toy",
    benchmark="toy-board",
    steps=(Decimal(1300), Decimal(1400)),
    medium=Medium.TEXT,
    finest=Decimal("0.01"),
)
TEST = Benchmark(
    slug="toy-board",
    name="Toy board",
    measures="Toys.",
    task=BenchmarkTask.CHAT,
    unit="elo",
    **PROOF,
)


def model(slug: str, released: date | None = date(2026, 1, 10), **more: Any) -> AiModel:
    return AiModel(
        slug=slug, name=slug.title(), provider="maker", released=released, **PROOF, **more
    )


def score(of: str, value: int, variant: str = "", **more: Any) -> Score:
    return Score(
        benchmark="toy-board",
        model=of,
        value=Decimal(value),
        voice=Voice.MEASURED,
        measured_by="Somebody",
        variant=variant,
        **PROOF,
        **more,
    )


def offer(slug: str) -> Offer:
    of, _, seller = slug.partition("@")
    return Offer(slug=slug, model=of, seller=seller, **PROOF)


def priced(of: str, usd: str, start: date, end: date | None = None, **more: Any) -> list[Price]:
    """Return the prices of an offer: three parts read and one written come to an amount."""
    proof = PROOF | {"basis": PriceBasis.DATED} | more
    return [
        Price(offer=of, unit=unit, amount=Decimal(usd), valid_from=start, valid_to=end, **proof)
        for unit in (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK)
    ]


def catalog_of(
    models: list[AiModel], scores: list[Score], prices: list[Price], **more: Any
) -> Catalog:
    offers = dict.fromkeys(price.offer for price in prices if price.offer)
    return Catalog(
        benchmarks=(TEST,),
        models=tuple(models),
        scores=tuple(scores),
        offers=tuple(offer(slug) for slug in offers),
        prices=tuple(prices),
        **more,
    )


def levels(catalog: Catalog, on: date = ON, board: LevelBoard = BOARD) -> dict[int, PriceLevel]:
    return {int(level.step): level for level in board_levels(catalog, board, on).levels}


def by_month(level: PriceLevel) -> dict[str, Decimal | None]:
    return {f"{month.day:%Y-%m}": month.usd for month in level.months}


FIRST = catalog_of(
    [model("old"), model("new"), model("near")],
    [score("old", 1300), score("new", 1401), score("near", 1299)],
    [
        *priced("old@maker", "10", date(2026, 2, 3)),
        *priced("new@maker", "4", date(2026, 4, 30)),
        *priced("near@maker", "1", date(2026, 2, 1)),
    ],
)


def test_a_level_is_named_after_who_reached_it_first_and_costs_what_the_cheapest_asks() -> None:
    found = levels(FIRST, date(2026, 6, 15))

    assert {step: level.named_after.slug for step, level in found.items()} == {
        1300: "old",
        1400: "new",
    }
    assert found[1300].reached == date(2026, 2, 3)
    assert by_month(found[1300]) == {
        "2026-02": Decimal(10),
        "2026-03": Decimal(10),
        "2026-04": Decimal(4),
        "2026-05": Decimal(4),
        "2026-06": Decimal(4),
    }
    assert found[1300].months[-1].day == date(2026, 6, 15)
    assert [month.usd for month in found[1300].changes] == [Decimal(10), Decimal(4)]
    assert found[1300].times_less == Decimal("2.5")
    assert found[1400].times_less == 1


def test_of_models_of_one_day_the_nearest_gives_a_level_its_name() -> None:
    day = date(2026, 2, 3)
    catalog = catalog_of(
        [model("far"), model("near")],
        [score("far", 1390), score("near", 1301)],
        [*priced("far@maker", "1", day), *priced("near@maker", "2", day)],
    )

    level = levels(catalog)[1300]

    assert (level.named_after.slug, level.start.usd) == ("near", Decimal(2))
    assert level.months[-1].usd == Decimal(1)


def test_what_is_read_and_what_is_written_are_mixed_three_to_one() -> None:
    two = [
        replace(price, amount=Decimal(amount))
        for price, amount in zip(priced("old@maker", "0", ON), ("10", "30"), strict=True)
    ]
    both = catalog_of([model("old")], [score("old", 1300)], two)
    one = catalog_of([model("old")], [score("old", 1300)], two[:1])

    assert levels(both)[1300].start.usd == Decimal(15)
    assert levels(one) == {}


def test_a_level_is_not_reached_before_its_first_price() -> None:
    found = board_levels(FIRST, BOARD, date(2026, 4, 29))

    assert [level.step for level in found.levels] == [Decimal(1300)]
    assert found.unreached == (Decimal(1400),)
    assert board_levels(FIRST, BOARD, date(2026, 2, 2)).levels == ()


def test_where_less_is_better_a_level_is_reached_from_above() -> None:
    errors = replace(TEST, higher_is_better=False)
    catalog = replace(FIRST, benchmarks=(errors,))

    assert {step: level.named_after.slug for step, level in levels(catalog).items()} == {
        1300: "near",
        1400: "near",
    }


def test_prices_of_a_region_or_after_the_end_of_sale_do_not_count() -> None:
    european = priced("old@maker", "1", date(2026, 3, 1), region=PriceRegion.EU)
    end = End(
        offer="new@maker",
        status=EndKind.ENDED,
        day=date(2026, 9, 15),
        confidence=Confidence.HIGH,
        **PROOF,
    )
    catalog = replace(FIRST, prices=(*FIRST.prices, *european), ends=(end,))

    found = by_month(levels(catalog)[1300])

    assert [found[month] for month in ("2026-03", "2026-08", "2026-09")] == [10, 4, 10]


def test_a_level_that_nobody_sells_any_more_has_months_without_a_price() -> None:
    gone = replace(FIRST.models[1], open_weights=Known.NO)
    end = End(
        offer="new@maker",
        status=EndKind.ENDED,
        day=date(2026, 9, 15),
        confidence=Confidence.HIGH,
        **PROOF,
    )
    catalog = replace(FIRST, models=(FIRST.models[0], gone, FIRST.models[2]), ends=(end,))
    level = levels(catalog)[1400]
    page = BoardPage(history=board_levels(catalog, BOARD, ON), catalog=catalog, on=ON)

    assert by_month(level)["2026-08"] == 4
    assert by_month(level)["2026-09"] is None
    assert (level.now, level.times_less) == (None, None)
    assert page.rows[1].now.words == "nobody sold it"
    assert page.figure is not None
    assert "nobody sells it now" in page.figure.desc
    assert words_of(page.figure.draw(1150, 470)) >= {"New", "$4"}


def test_a_hosts_price_counts_from_the_day_it_was_read_and_the_makers_from_the_release() -> None:
    back: dict[str, Any] = {"basis": PriceBasis.CARRIED_BACK, "as_of": date(2026, 8, 20)}
    catalog = catalog_of(
        [model("old")],
        [score("old", 1300)],
        [
            *priced("old@maker", "10", date(2026, 1, 10), **back),
            *priced("old@host", "2", date(2026, 1, 10), **back),
        ],
    )
    level = levels(catalog)[1300]

    assert level.start.is_carried_back
    assert [by_month(level)[month] for month in ("2026-07", "2026-08")] == [10, 2]


def test_a_price_that_was_over_before_the_measured_version_came_does_not_count() -> None:
    first, second = date(2026, 1, 10), date(2026, 5, 1)
    prices = [
        *priced("old@maker", "10", first, date(2026, 4, 30)),
        *priced("old@maker", "3", second),
    ]
    starts = {
        variant: levels(catalog_of([model("old")], [score("old", 1300, variant)], prices))[
            1300
        ].reached
        for variant in ("Old", "Old (20260430)", "Old (20260501)", "Old (002)", "Old (001)")
    }

    assert starts == {
        "Old": first,
        "Old (20260430)": first,
        "Old (20260501)": second,
        "Old (002)": second,
        "Old (001)": first,
    }


@pytest.mark.parametrize(
    ("variant", "released", "day"),
    [
        ("GPT-4 Turbo (2024-04-09)", date(2023, 11, 6), date(2024, 4, 9)),
        ("Claude 3.5 Sonnet (20241022)", date(2024, 6, 20), date(2024, 10, 22)),
        ("Claude 3.7 Sonnet (Thinking 32K, 20250219)", date(2025, 2, 19), date(2025, 2, 19)),
        ("DeepSeek-R1 (0528)", date(2025, 1, 20), date(2025, 5, 28)),
        ("GPT-3.5 Turbo (0125)", date(2023, 3, 1), date(2024, 1, 25)),
        ("Grok 3 Preview (02-24)", date(2025, 2, 17), date(2025, 2, 24)),
        ("Mistral Large (2411)", None, date(2024, 11, 1)),
        ("Command R (08-2024)", None, date(2024, 8, 1)),
        ("Gemini 1.5 Flash (002)", date(2024, 5, 14), date.max),
        ("Gemini 2.0 Flash (001)", date(2024, 12, 11), date(2024, 12, 11)),
        ("Llama 4 Maverick 17B 128E Instruct", date(2025, 4, 5), date(2025, 4, 5)),
        ("Odd (9999), (20269999), 13-2026", date(2025, 4, 5), date(2025, 4, 5)),
        ("", None, date.min),
    ],
)
def test_printed_names_say_when_a_version_came(
    variant: str, released: date | None, day: date
) -> None:
    assert version_day(score("old", 1300, variant), released) == day


def test_months_end_on_their_last_day_and_the_running_one_today() -> None:
    assert list(month_ends(date(2025, 11, 6), date(2026, 2, 5))) == [
        date(2025, 11, 30),
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 5),
    ]
    assert list(month_ends(ON, ON)) == [ON]


def test_of_a_day_far_ahead_the_last_ten_years_are_shown() -> None:
    level = levels(FIRST, date(2200, 1, 1))[1300]

    assert (level.reached, level.start.usd) == (date(2026, 2, 3), Decimal(10))
    assert (level.months[0].day, level.months[-1].day) == (date(2190, 1, 31), date(2200, 1, 1))
    assert len(level.months) == 121


def test_a_price_is_worked_out_once_between_two_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    days: Counter[str] = Counter()
    prices = query.prices

    def counted(catalog: Catalog, offer: str, on: date, *, tier: str = "") -> tuple[Price, ...]:
        days[offer] += 1
        return prices(catalog, offer, on, tier=tier)

    monkeypatch.setattr(query, "prices", counted)
    for on in (date(2031, 1, 1), date(2200, 1, 1)):
        days.clear()
        levels(FIRST, on)
        rows = Counter(price.offer for price in FIRST.prices)
        # A price changes on its first day, when it is read, and after its last; before and after
        # nothing does.
        assert all(days[offer] <= 3 * rows[offer] + 1 for offer in days), days


def test_what_is_kept_between_changes_is_what_each_day_says() -> None:
    catalog, board = starter_catalog(), BOARDS[0]
    test = catalog.benchmark[board.benchmark]
    offers = tuple(_rated_offers(catalog, test))
    stored, days = [], [date(2023, 1, 20) + timedelta(days=17 * step) for step in range(100)]
    market = _Market(catalog=catalog, board=board, test=test, offers=offers)
    for day in days:
        stored.append(market.prices(day))
        afresh = _Market(catalog=catalog, board=board, test=test, offers=offers)
        assert stored[-1] == afresh.prices(day), day

    assert len(set(stored)) > 10


# ------------------------------------------------------------------------------ in words, bad input


def page_of(catalog: Catalog, on: date = ON, **more: Any) -> BoardPage:
    return BoardPage(history=board_levels(catalog, BOARD, on), catalog=catalog, on=on, **more)


def words_of(drawing: Drawing) -> set[str]:
    return {mark.words for mark in drawing.marks if isinstance(mark, TextMark)}


def test_without_data_a_sentence_stands_in_place_of_the_picture() -> None:
    nothing = page_of(Catalog())
    no_price = page_of(catalog_of([model("old")], [score("old", 1300)], []))
    one_month = page_of(FIRST, date(2026, 2, 20))
    five, six = (page_of(FIRST, date(2026, month, 20)) for month in (6, 7))

    assert [page.figure for page in (nothing, no_price, one_month)] == [None] * 3
    assert nothing.why_not_drawn == "The catalog has no board for this."
    assert no_price.why_not_drawn == "No model on the board Toy board had a price on this day."
    assert one_month.why_not_drawn.startswith("The prices on file begin on 3 February 2026")
    assert one_month.rows[0].fell == "–"
    assert nothing.lead == no_price.lead == five.lead == ""
    assert (five.figure, five.why_not_drawn) == (None, one_month.why_not_drawn)
    assert six.figure is not None
    assert six.lead == "What cost $10 in February 2026 costs $4 today."


def test_the_lead_names_the_level_that_fell_most() -> None:
    assert page_of(FIRST).lead == "What cost $10 in February 2026 costs $4 today."
    assert fell_words(Decimal(1)) == "the same"
    assert fell_words(Decimal("0.5")) == "costs more"
    assert fell_words(Decimal("272.7")) == "273 times less"


def test_another_currency_is_converted_at_the_rate_of_the_day() -> None:
    rate = ExchangeRate(
        currency=Currency.EUR, usd=Decimal("1.25"), valid_from=date(2026, 1, 1), **PROOF
    )
    page = page_of(FIRST, rate=rate)

    assert page.rows[0].then == "€8"
    assert page.figure is not None
    assert {"€8", "€3.20"} <= words_of(page.figure.draw(1150, 470))


def drawn(*lines: list[float | None], name: str = "Level", width: float = 1150) -> Drawing:
    """Draw levels that cost an amount in each month of 2026."""
    return PriceLines(
        title="t",
        desc="d",
        sign="$",
        small="c",
        lines=tuple(
            LevelLine(
                name=name,
                stretches=tuple(
                    LevelStretch(
                        start=date(2026, month, 1),
                        end=date(2026, month + 1, 1),
                        amount=amount,
                        words="free" if amount == 0 else f"${amount}",
                        seller=name,
                        is_guess=month == 2,
                    )
                    for month, amount in enumerate(line, start=1)
                ),
            )
            for line in lines
        ),
    ).draw(width, 470 if width > 500 else 400)


def test_the_end_of_a_line_says_that_its_name_is_a_level() -> None:
    """Else a reader takes the price for that of the model whose name stands below."""
    texts = [mark for mark in drawn([5, 3]).marks if isinstance(mark, TextMark)]
    price, words = (next(mark for mark in texts if mark.words == of) for of in ("$3", "level of"))

    assert price.y == words.y
    assert price.right < words.left
    assert "level of" not in words_of(drawn([5, 3], width=354))


FORTY = "A model with a name of more than forty letters"
BAD: dict[str, tuple[list[float | None], ...]] = {
    "one point": ([5],),
    "equal points": ([5, 5, 5], [5, 5, 5]),
    "free": ([0, 0, 0],),
    "free in the end": ([3, 1, 0],),
    "a month without": ([3, None, 2],),
    "nobody in the end": ([3, 2, None], [3, 1, 1]),
    "nobody at first": ([None, 3, 2],),
    "nobody ever": ([None, None],),
    "far apart": ([100_000, 0.0001],),
    "many": tuple([float(number), number / 2] for number in range(1, 13)),
}


@pytest.mark.parametrize("width", [1150, 700, 354])
@pytest.mark.parametrize("rows", BAD.values(), ids=BAD)
def test_bad_input_still_gives_a_picture_that_reads(
    rows: tuple[list[float | None], ...], width: float
) -> None:
    drawing = drawn(*rows, name=FORTY, width=width)

    numbers = [
        float(number)
        for mark in drawing.marks
        if not isinstance(mark, TextMark)
        for number in re.findall(r"-?[\d.]+", mark.d)
    ]
    texts = [mark for mark in drawing.marks if isinstance(mark, TextMark)]
    assert all(number == number and abs(number) < 2000 for number in numbers)  # noqa: PLR0124  # not NaN
    assert all(text.left >= 0 and text.y > 0 for text in texts)
    assert all(len(text.words) <= 24 for text in texts)
    for one, other in pairwise(sorted(texts, key=lambda text: (text.y, text.left))):
        is_beside = one.right <= other.left or other.right <= one.left
        assert is_beside or abs(one.y - other.y) >= 12, (one, other)


def test_a_break_in_a_line_is_not_bridged_and_a_guess_is_dotted() -> None:
    broken = [mark for mark in drawn([3, None, 2]).marks if getattr(mark, "style", "") == "st l1"]
    guessed = [mark for mark in drawn([3, 2, 2]).marks if "dotted" in getattr(mark, "style", "")]

    assert len(broken) == 2
    assert len(guessed) == 1


def test_levels_without_a_board_reach_nothing() -> None:
    found = board_levels(Catalog(), BOARD, ON)

    assert found == BoardLevels(board=BOARD, benchmark=None, levels=(), unreached=BOARD.steps)
    assert not found.can_be_drawn
