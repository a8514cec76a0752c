"""Models side by side: one address, the same and the different, unknowns as words.

An unknown is never the better one.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import Client

from catalog.charts.marks import Box
from catalog.models import Release
from catalog.schema import (
    US_DOLLARS,
    AiModel,
    Benchmark,
    Catalog,
    ExchangeRate,
    Offer,
    Price,
    Provider,
    Score,
    UseCase,
)
from catalog.schema.field import fields_of
from catalog.values import Value, value_of
from catalog.views.compare_models import CompareModelsForm, compare_models
from catalog.views.comparing import NOTHING_COMPARED, ComparedRow, Comparison, month_picture
from catalog.views.conclusion import cost_conclusion
from catalog.vocabulary import BenchmarkTask, Currency, Known, Medium, PriceUnit, Purpose, Voice
from tests.support import statement

ON = date(2026, 11, 24)
FACTS = {"source": "s", "as_of": ON}


def model(slug: str, **facts: object) -> AiModel:
    given = {"purposes": (Purpose.GENERAL,), **FACTS, **facts}
    return AiModel(slug=slug, name=slug.upper(), provider="p", **given)  # type: ignore[arg-type]  # as given


MAKES = {Purpose.GENERAL: Medium.TEXT, Purpose.IMAGE: Medium.IMAGE}


def price(
    slug: str, unit: PriceUnit, usd: str, *, since: date = ON, until: date | None = None
) -> Price:
    return Price(
        offer=f"{slug}@p",
        unit=unit,
        amount=Decimal(usd),
        valid_from=since,
        valid_to=until,
        **FACTS,  # type: ignore[arg-type]  # as given
    )


def score(slug: str, value: int, spread: int = 5, voice: Voice = Voice.MEASURED) -> Score:
    return Score(
        benchmark="b", model=slug, value=Decimal(value), low=Decimal(value - spread), high=Decimal(value + spread),
        voice=voice, measured_by="m", **FACTS,  # type: ignore[arg-type]  # as given
    )  # fmt: skip


def job(**facts: object) -> UseCase:
    given = {
        "outputs": (Medium.TEXT,), "inputs": (Medium.TEXT,), "tokens_in": 2000, "tokens_out": 500, **FACTS, **facts
    }  # fmt: skip
    return UseCase(
        slug="letters", name="Write letters", result="letters", industry="i", tasks=(), unit="letter",
        unit_plural="letters", **given,  # type: ignore[arg-type]  # as given
    )  # fmt: skip


LETTERS = job()


def made(
    *models: AiModel,
    prices: tuple[Price, ...] = (),
    scores: tuple[Score, ...] = (),
    case: UseCase = LETTERS,
) -> Catalog:
    return Catalog(
        use_cases=(case,),
        providers=(Provider(slug="p", name="P"),),
        models=models,
        model_statements=tuple(
            statement(row.slug, reads=(Medium.TEXT,), makes=(MAKES[row.purposes[0]],))
            for row in models
        ),
        offers=tuple(
            Offer(slug=f"{row.slug}@p", model=row.slug, seller="p", **FACTS)  # type: ignore[arg-type]  # as given
            for row in models
        ),
        prices=prices,
        benchmarks=(
            Benchmark(
                slug="b",
                name="B",
                measures="m",
                task=BenchmarkTask.CHAT,
                unit="elo",
                **FACTS,  # type: ignore[arg-type]  # as given
            ),
        ),
        scores=scores,
    )


def tokens(slug: str, inward: str, outward: str) -> tuple[Price, ...]:
    return (price(slug, PriceUnit.INPUT_MTOK, inward), price(slug, PriceUnit.OUTPUT_MTOK, outward))


PAIR = made(
    model("a", total_limit=1000, tools=Known.YES),
    model("b", total_limit=900, tools=Known.YES),
    prices=(*tokens("a", "1", "2"), *tokens("b", "2", "4")),
    scores=(score("a", 1500), score("b", 1400)),
)


def compared(catalog: Catalog, *slugs: str, **chosen: object) -> Comparison:
    return compare_models(CompareModelsForm.of(catalog, m=slugs or ("a", "b"), **chosen), ON)


def rows(catalog: Catalog, *slugs: str, **chosen: object) -> dict[str, ComparedRow]:
    groups = compared(catalog, *slugs, **chosen).groups.values()
    return {row.label: row for group in groups for row in group}


# The address


def test_the_address_is_the_comparison() -> None:
    query = "m=a&m=b&job=letters&results=300"
    form = CompareModelsForm(QueryDict(query), PAIR)

    assert form.query == query
    assert CompareModelsForm(QueryDict(form.without("a")), PAIR).chosen("m") == ("b",)


def test_what_is_no_model_or_one_too_many_is_said() -> None:
    catalog = made(*(model(slug) for slug in "abcdef"))
    address = "m=a&m=a&m=nobody&m=&m=b&m=c&m=d&m=e&results=many&job=x"
    form = CompareModelsForm(QueryDict(address), catalog)

    assert form.chosen("m") == ("a", "b", "c", "d")
    assert len(form.complaints) == 4
    assert "No model on file is called “nobody”. We left it out." in form.complaints
    assert "Four models fit side by side. We left out E." in form.complaints


# The rows


def test_a_month_costs_what_it_takes() -> None:
    table = compared(PAIR, job="letters", results=1000)

    assert [side.month for side in table.sides] == [Decimal(3), Decimal(6)]
    assert (
        table.lead == "A is the cheapest for 1,000 results a month: $3. B costs $6, twice as much. "
        "A leads on the usual test, B."
    )
    assert rows(PAIR, job="letters", results=1000)["Your month"].sub == "1,000 letters"


def test_bars_of_a_month_say_what_its_row_says() -> None:
    form = CompareModelsForm.of(PAIR, m=("a", "b"), job="letters")
    table = compare_models(form, ON)
    picture = month_picture(table, form)
    assert picture is not None

    boxes = [mark for mark in picture.draw(*picture.sizes[0]).marks if isinstance(mark, Box)]
    first, second = (side.month for side in table.sides)

    assert [usd for _, usd in picture.costs] == [first, second]
    assert first
    assert second
    assert boxes[1].width / boxes[0].width == pytest.approx(float(second / first))
    assert [box.style for box in boxes] == ["paid-f", "paid"]


def test_a_month_is_drawn_only_of_a_job_and_of_two_costs() -> None:
    without_job = CompareModelsForm.of(PAIR, m=("a", "b"))
    unpriced = made(model("a"), model("b"), prices=tokens("a", "1", "2"))
    free = made(model("a"), model("b"), prices=(*tokens("a", "0", "0"), *tokens("b", "0", "0")))

    assert month_picture(compare_models(without_job, ON), without_job) is None
    assert month_picture(NOTHING_COMPARED, without_job) is None
    with_job = CompareModelsForm.of(PAIR, m=("a",), job="letters")
    assert month_picture(NOTHING_COMPARED, with_job) is None
    for catalog in (unpriced, free):
        form = CompareModelsForm.of(catalog, m=("a", "b"), job="letters")
        assert month_picture(compare_models(form, ON), form) is None


def test_a_month_without_a_price_is_unknown() -> None:
    catalog = made(model("a"), model("b", purposes=(Purpose.IMAGE,)), prices=tokens("a", "1", "2"))

    cells = rows(catalog, job="letters")["Your month"].cells
    assert [cell.unknown for cell in cells] == [False, True]
    assert "What B would take is unknown." in compared(catalog, job="letters").lead


def test_each_model_is_paid_for_what_it_makes() -> None:
    catalog = made(
        model("a"),
        model("b", purposes=(Purpose.IMAGE,)),
        prices=(
            *tokens("a", "1", "2"),
            *tokens("b", "9", "9"),
            price("b", PriceUnit.IMAGE, "0.05"),
        ),
        case=job(outputs=(Medium.TEXT, Medium.IMAGE), tokens_out=0, media_amount=Decimal(2)),
    )
    table = compared(catalog, job="letters", results=10)

    assert [side.month for side in table.sides] == [Decimal("0.02"), Decimal(1)]


def test_what_is_the_same_folds_away_and_nothing_is_lost() -> None:
    table = compared(PAIR)
    differing, folded = table.in_sight, table.alike
    labels = {row.label for group in folded.values() for row in group}

    assert sum(map(len, differing.values())) == table.all - table.same - table.more
    assert sum(map(len, folded.values())) == table.same
    alike = [row for group in differing.values() for row in group if row.are_alike]
    assert all(row.never_folds for row in alike)
    assert {"Region in the EU", "On sale until"} <= {row.label for row in alike}
    assert "Uses tools" in labels
    assert not labels & {"Million tokens in", "B", "Reads and writes at once"}
    unknown = [
        row for group in folded.values() for row in group if all(cell.unknown for cell in row.cells)
    ]
    assert table.unknown == len(unknown)
    assert 0 < table.unknown < table.same


def test_the_month_that_was_asked_for_stays_in_sight_where_all_cost_the_same() -> None:
    alike = replace(PAIR, prices=(*tokens("a", "1", "2"), *tokens("b", "1", "2")))
    differing = compared(alike, job="letters").in_sight

    assert "Your month" in [row.label for group in differing.values() for row in group]
    assert "Million tokens in" not in [row.label for group in differing.values() for row in group]


# The conclusion

USUAL = "for a million tokens (three read for each written)"


def test_without_a_job_the_usual_amount_and_the_usual_test_are_concluded_from() -> None:
    assert compared(PAIR).lead == (
        f"A is the cheapest {USUAL}: $1.25. B costs $2.50, twice as much. "
        "A leads on the usual test, B."
    )


def test_level_and_unmeasured_sides_are_told_and_none_of_them_leads() -> None:
    near = replace(PAIR, scores=(score("a", 1400), score("b", 1408)))
    sold = replace(PAIR, scores=(score("a", 1500), score("b", 1600, voice=Voice.SELLER)))
    none = replace(PAIR, scores=())

    assert "A and B are level on the usual test, B." in compared(near).lead
    assert "leads" not in compared(near).lead
    assert "leads" not in compared(sold).lead
    assert (
        "No score of B on the usual test, B, by anybody but a seller is on file."
        in compared(sold).lead
    )
    assert "No score of A and B on the usual test" in compared(none).lead


@pytest.mark.parametrize(
    ("less", "more", "times"),
    [
        ("1.50", "8", "5.3 times"),
        ("1.496", "8.004", "5.3 times"),  # as written, $1.50 and $8
        ("1", "1.96", "twice"),
        ("1", "1.94", "1.9 times"),
        ("1", "1.26", "1.3 times"),
        ("1", "1.24", ""),
        ("2", "19.8", "9.9 times"),
        ("2", "22", "11 times"),
    ],
)
def test_multiple_is_that_of_the_sums_as_they_are_written(less: str, more: str, times: str) -> None:
    assert cost_conclusion({"A": Decimal(less), "B": Decimal(more)}, "").times == times


def test_a_little_more_is_no_multiple() -> None:
    near = replace(PAIR, prices=(*tokens("a", "1", "2"), *tokens("b", "1.2", "2.4")))

    assert "B costs $3.60. A leads" in compared(near, job="letters", results="1000").lead


def test_nothing_is_concluded_of_what_makes_nothing_alike() -> None:
    catalog = made(
        model("a"),
        model("b", purposes=(Purpose.IMAGE,)),
        prices=(*tokens("a", "1", "2"), price("b", PriceUnit.IMAGE, "1")),
        scores=(score("a", 1500),),
    )

    assert compared(catalog).lead == ""


def test_a_name_with_signs_is_escaped_once() -> None:
    catalog = replace(PAIR, models=(replace(PAIR.models[0], name="A<b>&"), PAIR.models[1]))

    assert compared(catalog).lead.startswith("A<b>& is the cheapest")
    assert type(compared(catalog).lead) is str


# The currency

EURO = replace(
    PAIR,
    exchange_rates=(
        ExchangeRate(currency=Currency.EUR, usd=Decimal("1.25"), valid_from=ON, **FACTS),  # type: ignore[arg-type]  # as given
    ),
)


def test_amounts_prices_and_the_conclusion_are_in_the_readers_currency() -> None:
    table = compared(EURO, job="letters", results="1000", currency="EUR")
    form = CompareModelsForm.of(EURO, m=("a", "b"), job="letters", results="1000", currency="EUR")
    picture = month_picture(table, form)
    by_label = rows(EURO, job="letters", results="1000", currency="EUR")

    assert [cell.words for cell in by_label["Your month"].cells] == ["€2.40", "€4.80"]
    assert [cell.words for cell in by_label["Million tokens in"].cells] == ["€0.80", "€1.60"]
    assert table.lead.startswith(
        "A is the cheapest for 1,000 results a month: €2.40. B costs €4.80"
    )
    assert "Money, euros" in table.groups
    assert picture is not None
    assert picture.desc == "A €2.40; B €4.80."
    assert "$" not in table.lead


def test_a_currency_without_a_rate_falls_back_with_a_sentence() -> None:
    form = CompareModelsForm.of(EURO, m=("a", "b"), currency="GBP")

    assert form.complaints == ("No exchange rate for “GBP” is on file. Prices stay in US dollars.",)
    assert compare_models(form, ON).rate is US_DOLLARS
    assert "Money, US dollars" in compare_models(form, ON).groups


def test_the_list_is_reached_in_the_same_currency() -> None:
    form = CompareModelsForm.of(EURO, m=("a", "b"), job="letters", currency="EUR", results=9)

    assert form.list_address == "/models/?currency=EUR&job=letters"
    assert CompareModelsForm.of(EURO, m=("a", "b")).list_address == "/models/"


def test_unknowns_are_the_same_only_where_nothing_is_known() -> None:
    unknown, stated = Value(word=Known.UNKNOWN), Value(word=Known.NO)

    assert ComparedRow(label="x", cells=(unknown, unknown)).are_alike
    assert not ComparedRow(label="x", cells=(unknown, stated)).are_alike
    assert Value().unknown


def test_announced_prices_stand_beside_those_in_force() -> None:
    catalog = made(
        model("a"),
        model("b"),
        prices=(
            price("a", PriceUnit.INPUT_MTOK, "1", until=date(2026, 12, 31)),
            price("a", PriceUnit.INPUT_MTOK, "2", since=date(2027, 1, 1)),
        ),
    )

    cell = rows(catalog)["Million tokens in"].cells[0]
    assert (cell.words, cell.hint) == ("$1", "$2 from 1 Jan 2027")


# The best


def best(catalog: Catalog, label: str) -> tuple[int, ...]:
    return rows(catalog)[label].best


def test_the_lowest_price_the_leader_and_the_highest_limit_are_best() -> None:
    assert rows(PAIR, job="letters")["Your month"].best == (0,)
    assert [
        best(PAIR, label) for label in ("Million tokens in", "B", "Reads and writes at once")
    ] == [
        (0,),
        (0,),
        (0,),
    ]
    cheap = replace(PAIR, prices=(*tokens("a", "1", "2"), *tokens("b", "0.5", "4")))
    assert [best(cheap, label) for label in ("Million tokens in", "Million tokens out")] == [
        (1,),
        (0,),
    ]


def test_scores_whose_ranges_touch_are_level() -> None:
    near = replace(PAIR, scores=(score("a", 1400), score("b", 1408)))
    three = made(
        model("a"),
        model("b"),
        model("c"),
        scores=(score("a", 1400), score("b", 1408), score("c", 1300)),
    )

    assert best(near, "B") == ()
    assert rows(three, "a", "b", "c")["B"].best == (0, 1)


def test_nothing_is_best_alone_or_by_its_sellers_word() -> None:
    alone = made(
        model("a", total_limit=9),
        model("b"),
        scores=(score("a", 1500),),
        prices=tokens("a", "1", "2"),
    )
    sold = replace(PAIR, scores=(score("a", 1500), score("b", 1400, voice=Voice.SELLER)))

    assert [
        best(alone, label) for label in ("Million tokens in", "B", "Reads and writes at once")
    ] == [
        (),
        (),
        (),
    ]
    assert best(sold, "B") == ()
    assert best(PAIR, "Uses tools") == ()


def test_a_job_without_an_estimate_has_no_month() -> None:
    catalog = replace(PAIR, use_cases=(job(tokens_out=None),))
    table = compared(catalog, job="letters")

    assert [side.month for side in table.sides] == [None, None]
    assert table.lead == "A leads on the usual test, B. What A and B would take is unknown."


# The page


def test_fewer_than_two_are_asked_for_more(client: Client, starter_release: Release) -> None:
    for query in ("", "?m=gemini-4-argon", "?m=nobody", "?m=%3Cscript%3E", "?m=" + "x" * 3000):
        response = client.get(f"/models/compare/{query}")
        assert response.status_code == 200
        assert "<table" not in response.text
        assert "<script>" not in response.text
        assert 'id="add"' in response.text


def test_boxes_of_the_list_lead_to_a_table_with_a_column_each(
    client: Client, starter_release: Release
) -> None:
    slugs = re.findall(
        r'form="pick" name="m" value="([^"]+)"', client.get("/models/?makes=image").text
    )
    for count in (2, 3, 4):
        html = client.get(
            f"/models/compare/?{'&'.join(f'm={slug}' for slug in slugs[:count])}"
        ).text
        assert html.partition("<thead>")[2].partition("</thead>")[0].count("<th ") == count + 1
        assert ("Add another" in html) is (count < 4)


def test_address_is_a_link() -> None:
    shown = value_of(fields_of(AiModel)["homepage"], "https://maker.example/sol")

    assert (shown.words, shown.address) == (
        "https://maker.example/sol",
        "https://maker.example/sol",
    )
