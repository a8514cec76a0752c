"""Replies laid over a catalog: what they change, what they leave alone, when they count, and who is named for them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, strategies as st

from catalog import query
from catalog.schema import Catalog, Price
from catalog.vocabulary import Known, Training
from tests.support import starter_catalog
from wizard.engine.adapter import adapted
from wizard.engine.decide import decide
from wizard.engine.decision import dump as dump_decision
from wizard.engine.drift import facts_of
from wizard.engine.replies import (
    NEVER,
    Overlaid,
    Point,
    Said,
    counting,
    dump,
    fits,
    laid_over,
    load,
    point_of,
    replies_of,
    takes,
)
from wizard.engine.vendors import VendorQuestion, pack
from wizard.engine.vocabulary import FactKind
from wizard.plans.examples import all_examples
from wizard.steps.journey import read

CATALOG = starter_catalog()
ON = date(2026, 11, 25)
EXAMPLES = {example.slug: adapted(read(example.stored, CATALOG, ON)) for example in all_examples()}


def said(point: str, value: str, *, number: int = 1, on: date = ON, until: date = ON) -> Said:
    return Said(number=number, point=point, value=value, name="Jo Doe", on=on, until=until)


@cache
def questions(slug: str) -> list[VendorQuestion]:
    answers = EXAMPLES[slug]
    vendors = pack(decide(answers, CATALOG, ON), answers, CATALOG, ON)
    return [row for vendor in vendors for row in vendor.questions]


@given(
    st.lists(
        st.builds(
            said,
            point=st.sampled_from(["model|a|x", "model|b|x"]),
            value=st.sampled_from(["yes", "no"]),
            number=st.integers(1, 9),
            on=st.integers(-9, 9).map(lambda days: ON + timedelta(days=days)),
            until=st.integers(-9, 9).map(lambda days: ON + timedelta(days=days)),
        ),
        max_size=6,
        unique_by=lambda row: row.number,
    )
)
def test_last_reply_to_a_point_counts_and_none_outside_its_days(rows: list[Said]) -> None:
    counted = counting(rows, ON)

    assert len({row.point for row in counted}) == len(counted)
    for row in counted:
        assert row.on <= ON <= row.until
        rivals = [other for other in rows if other.point == row.point and other.on <= ON <= other.until]
        assert row == max(rivals, key=lambda other: (other.on, other.number))
    assert {row.point for row in counted} == {row.point for row in rows if row.on <= ON <= row.until}
    assert counting(counted, ON) == counted


@given(st.lists(st.builds(said, point=st.text(), value=st.text(), number=st.integers()), max_size=3))
def test_replies_are_read_back_as_they_were_written(rows: list[Said]) -> None:
    assert load(dump(rows)) == tuple(rows)


def test_no_reply_leaves_the_catalog_itself() -> None:
    run_out = said("model|gemini-4-argon|commercial_use", "no", until=ON - timedelta(days=1), on=ON - timedelta(days=2))

    assert laid_over(CATALOG, (), ON) is CATALOG
    assert laid_over(CATALOG, (run_out,), ON) is CATALOG


def test_reply_on_a_row_that_is_gone_says_nothing() -> None:
    rows = [
        said("model|gone|commercial_use", "no"),
        said("terms|gone|trains_on_inputs", "no", number=2),
        said("offer|gone@nobody|eu_region", "no", number=3),
        said("price|gone@nobody/image|usd", "1", number=4),
        said("score|gone/gone|value", "1", number=5),
    ]

    assert laid_over(CATALOG, rows, ON) is CATALOG


@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_point_that_is_asked_takes_what_it_says_and_touches_one_row(slug: str) -> None:
    for row in questions(slug):
        takes_what_it_says_and_touches_one_row(row.point.key, row.point)


def takes_what_it_says_and_touches_one_row(key: str, point: Point) -> None:
    values = (
        list(takes(point).words)
        or {"usd": ["7.5"], "tokens": ["123"], "day": [NEVER], "score": ["1.5"]}[takes(point).written]
    )

    for value in values:
        overlaid = laid_over(CATALOG, (said(key, value),), ON)
        assert fits(point, value)
        assert point_of(key) == point
        assert isinstance(overlaid, Overlaid)
        assert [row.point for row in replies_of(overlaid)] == [key]
        assert overlaid.source["reply-1"].title == "Reply by Jo Doe"
        for kind in ("models", "data_terms", "offers", "scores"):
            before, after = getattr(CATALOG, kind), getattr(overlaid, kind)
            assert sum(row not in before for row in after) <= 1
        # What the indexes say is what the rows say.
        fresh = Catalog(
            **{name: getattr(overlaid, name) for name in ("models", "data_terms", "offers", "prices", "scores")}
        )
        assert overlaid.model == fresh.model
        assert overlaid.terms_of == fresh.terms_of
        assert overlaid.offers_of == fresh.offers_of
        assert overlaid.prices_of == fresh.prices_of
        assert overlaid.scores_of == fresh.scores_of


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("model|m|commercial_use", "perhaps"),
        ("terms|t|trains_on_inputs", "unknown"),
        ("model|m|context_tokens", "1.5"),
        ("model|m|context_tokens", "0"),
        ("model|m|retires", "soon"),
        ("price|m@s/image|usd", "-1"),
        ("price|m@s/image|usd", "NaN"),
        ("score|b/m|value", "high"),
    ],
)
def test_value_that_the_rules_cannot_read_does_not_fit(key: str, value: str) -> None:
    assert not fits(point_of(key), value)


def test_price_said_counts_from_its_day_until_it_runs_out() -> None:
    key = next(row.point.key for row in questions("restaurant") if row.point.kind is FactKind.PRICE)
    offer, unit = point_of(key).subject.rsplit("/", 1)
    until = ON + timedelta(days=30)

    prices = laid_over(CATALOG, (said(key, "7.5", until=until),), ON).prices_of[offer]

    in_force = [row for row in prices if row.unit == unit and query.holds(row, ON)]
    assert [(row.usd, row.source) for row in in_force] == [(Decimal("7.5"), "reply-1")]
    assert [row for row in prices if row.unit == unit and query.holds(row, ON - timedelta(days=1))] == [
        replace_to(row)
        for row in CATALOG.prices_of[offer]
        if row.unit == unit and query.holds(row, ON - timedelta(days=1))
    ]


def replace_to(row: Price) -> Price:
    return replace(row, valid_to=ON - timedelta(days=1))


def test_decision_names_the_reply_for_what_it_rests_on() -> None:
    answers = EXAMPLES["medical-practice"]
    asked = next(row for row in questions("medical-practice") if row.point.field == "trains_on_inputs")
    overlaid = laid_over(CATALOG, (said(asked.point.key, Training.NO.value),), ON)

    decision = decide(answers, overlaid, ON)

    reason = next(row for row in decision.reasons if row.rule == "reply-counts")
    assert reason.text.endswith("Jo Doe (name as typed) said so on 25 Nov 2026; it counts until 25 Nov 2026.")
    assert [fact.source for fact in reason.facts] == ["reply-1"]
    open_points = {point for part in decision.parts for row in part.candidates for point in row.open_points}
    before = {
        point for part in decide(answers, CATALOG, ON).parts for row in part.candidates for point in row.open_points
    }
    assert open_points <= before


def test_reply_is_not_named_for_what_it_does_not_say() -> None:
    model = decide(EXAMPLES["garden-shop"], CATALOG, ON).parts[0].chosen
    overlaid = laid_over(CATALOG, (said(f"model|{model}|commercial_use", Known.YES.value),), ON)

    cited = {fact.text for fact in facts_of(decide(EXAMPLES["garden-shop"], overlaid, ON)) if fact.source == "reply-1"}

    assert cited == {f"{CATALOG.model[str(model)].name}: use in a business: yes."}


@pytest.mark.parametrize("slug", sorted(EXAMPLES))
def test_decision_without_replies_is_the_same_to_the_byte(slug: str) -> None:
    other = said("model|gone|commercial_use", "no")

    assert dump_decision(decide(EXAMPLES[slug], laid_over(CATALOG, (other,), ON), ON)) == dump_decision(
        decide(EXAMPLES[slug], CATALOG, ON)
    )


def test_point_is_read_from_its_key_alone() -> None:
    for wrong in ("", "model|m", "nothing|m|x", "model|m|x|y"):
        with pytest.raises(ValueError):  # noqa: PT011  # any sentence will do
            point_of(wrong)
    assert Point(kind=FactKind.MODEL, subject="m", field="retires").key == "model|m|retires"
