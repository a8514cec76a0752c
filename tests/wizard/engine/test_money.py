"""The money of a plan: what replaces an assumption, what explains a range, and what the sums leave out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from catalog.parsing import Span
from tests.wizard.engine.strategies import ON, tries
from tests.wizard.engine.toys import LETTERS, PLAIN, catalog
from wizard.engine.answers import Answers, Output
from wizard.engine.assumptions import with_measured
from wizard.engine.bill import Bill, bill
from wizard.engine.decide import decide
from wizard.engine.decision import Assumed, Assumptions, Figure, Line, Reason, Scale
from wizard.engine.spread import spread, spread_words
from wizard.engine.terms import Trial
from wizard.engine.vocabulary import Basis, Input, Joining

NOTES = Output(key="notes", use_case="notes", per_month=LETTERS.per_month)
BOTH = replace(PLAIN, outputs=(LETTERS, NOTES))
WHY = Reason(text="For a test.", told=(), rule="your-figures", facts=())


def everyday(answers: Answers = PLAIN) -> Scale:
    found = decide(answers, catalog(), ON).scale
    assert found is not None
    return found


def assumed(answers: Answers = PLAIN) -> Assumptions:
    found = everyday(answers).assumed
    assert found is not None
    return found


def figures(least: str, most: str) -> st.SearchStrategy[Figure]:
    one = st.decimals(Decimal(least), Decimal(most), places=3)
    return st.lists(one, min_size=3, max_size=3).map(lambda ends: Figure.of(*sorted(ends)))


BOUNDS = {
    Input.PRICE: ("0.001", "5"),
    Input.UNITS: ("0.1", "3"),
    Input.TRIES: ("1", "5"),
    Input.ACCEPTED: ("0.05", "1"),
    Input.CHECKING: ("0", "60"),
    Input.HANDLING: ("0", "60"),
}
WHOLE = {
    Input.WAGE: ("1", "200"),
    Input.SETUP: ("0", "9000"),
}
OF_OUTPUT = {Input.VOLUME: ("1", "5000"), Input.BY_HAND: ("1", "90")}


@st.composite
def plans(draw: st.DrawFn) -> Assumptions:
    """Draw the money of one to three lines of work, apart or in one chain."""
    parts = ["a", "b", "c"][: draw(st.integers(1, 3))]
    together = draw(st.booleans())
    lines = tuple(
        Line(
            part=part,
            output=part,
            name="the letters",
            unit="letter",
            unit_plural="letters",
            model="Ash",
            after=tuple(parts[place + 1 :]) if together else (),
        )
        for place, part in enumerate(parts)
    )
    rows = [_row(kind, "", draw(figures(*bounds))) for kind, bounds in WHOLE.items()]
    for part in parts:
        rows += [_row(kind, part, draw(figures(*bounds))) for kind, bounds in {**BOUNDS, **OF_OUTPUT}.items()]
    return Assumptions(lines=lines, rows=tuple(rows))


def _row(kind: Input, about: str, figure: Figure) -> Assumed:
    return Assumed(kind=kind, about=about, title=kind.label, unit="", figure=figure, basis=Basis.ESTIMATE, reason=WHY)


def ranges(found: Bill) -> list[Figure]:
    of_one = [figure for each in found.usable for figure in (each.minutes, each.fees, each.usd)]
    return [figure for figure in (*of_one, found.minutes, found.fees, found.total, found.saved, found.year) if figure]


def inside(outer: Figure, where: list[Decimal]) -> Figure:
    return Figure.of(*sorted(outer.low + outer.width * at for at in where))


SHARES = st.lists(st.decimals(0, 1, places=3), min_size=3, max_size=3)


@tries
@given(plans(), st.data())
def test_measurement_inside_an_assumption_never_widens_a_range(plan: Assumptions, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(plan.rows))
    assert row.figure is not None
    narrowed = plan.replaced(row.key, inside(row.figure, data.draw(SHARES)), Basis.MEASURED)

    before, after = ranges(bill(plan)), ranges(bill(narrowed))

    assert len(before) == len(after)
    for wide, narrow in zip(before, after, strict=True):
        assert wide.low <= narrow.low + Decimal("1e-20") * abs(narrow.low)
        assert narrow.high <= wide.high + Decimal("1e-20") * abs(wide.high)


@tries
@given(plans())
def test_shares_of_the_spread_add_up_to_the_whole(plan: Assumptions) -> None:
    shares = spread(plan)

    assert sum(share.percent for share in shares) in {0, 100}
    assert all(share.percent >= 0 for share in shares)
    assert (sum(share.percent for share in shares) == 0) == (not shares)
    assert Input.SETUP not in {share.kind for share in shares}


@tries
@given(plans())
def test_only_figure_with_a_range_explains_all_of_it(plan: Assumptions) -> None:
    fixed = plan
    for row in plan.rows:
        if row.kind is not Input.CHECKING and row.figure is not None:
            fixed = fixed.replaced(row.key, Figure.of(row.figure.likely), Basis.OWN)
    shares = spread(fixed)

    assert [(share.kind, share.percent) for share in shares] in ([], [(Input.CHECKING, 100)])
    assert spread_words(shares) in {"", "Checking time explains 100 % of the range: time ten of them first."}


def test_shapley_by_hand() -> None:
    """Two figures, 1 · 1 · 3 minutes and 0.5 · 1 · 1 accepted at $60: widths 2 and 1 alone, 5 together; 3 and 2 on average."""
    rows = (
        _row(Input.WAGE, "", Figure.of(Decimal(60))),
        _row(Input.CHECKING, "a", Figure.of(Decimal(1), Decimal(1), Decimal(3))),
        _row(Input.HANDLING, "a", Figure.of(Decimal(0))),
        _row(Input.ACCEPTED, "a", Figure.of(Decimal("0.5"), Decimal(1), Decimal(1))),
    )
    line = Line(part="a", output="a", name="the letters", unit="letter", unit_plural="letters", model="Ash")

    assert [(share.kind, share.percent) for share in spread(Assumptions(lines=(line,), rows=rows))] == [
        (Input.CHECKING, 60),
        (Input.ACCEPTED, 40),
    ]


def test_pilot_takes_the_place_of_what_was_assumed_and_is_marked() -> None:
    plan = assumed()
    part = plan.lines[0].part
    results = [
        Trial(number=number, accepted=number % 10 > 0, minutes=Decimal(4 + number % 3), usd=Decimal("0.02"))
        for number in range(40)
    ]
    found = with_measured(plan, part, results)

    measured = {row.kind: row for row in found.rows if row.basis is Basis.MEASURED}
    assert set(measured) == {Input.ACCEPTED, Input.MINUTES, Input.FEE}
    assert not {Input.PRICE, Input.UNITS, Input.TRIES, Input.CHECKING, Input.HANDLING} & {
        row.kind for row in found.rows
    }
    assert measured[Input.ACCEPTED].reason.text == "Measured on 40 letters of your pilot."
    assert measured[Input.FEE].figure == Figure.of(Decimal("0.02"))
    total, before = bill(found).total, bill(plan).total
    assert total is not None
    assert before is not None
    assert total.width < before.width


def test_one_result_measures_nothing() -> None:
    plan = assumed()

    assert with_measured(plan, plan.lines[0].part, [Trial(number=1, accepted=True, minutes=Decimal(3))]) == plan
    assert with_measured(plan, "a-part-that-left", [Trial(number=n, accepted=True) for n in range(9)]) == plan


def test_figure_that_is_not_there_cannot_be_replaced() -> None:
    with pytest.raises(KeyError):
        assumed().replaced("wage:letters", Figure.of(Decimal(1)), Basis.OWN)


def test_figures_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="in this order"):
        Figure.of(Decimal(2), Decimal(1))


def test_low_and_high_of_the_volume_are_used() -> None:
    some = replace(PLAIN, outputs=(replace(LETTERS, per_month=Span(low=Decimal(50), high=Decimal(150))),))
    total = bill(assumed(some)).total
    fixed = bill(assumed()).total

    assert total is not None
    assert fixed is not None
    shown = [round(value, 9) for value in (total.low, total.likely, total.high)]
    assert shown == [round(value, 9) for value in (fixed.low / 2, fixed.likely, fixed.high * 3 / 2)]


def test_output_without_minutes_leaves_the_others_in_the_month() -> None:
    poems = Output(key="own-text", name="Poems", medium=None, per_month=LETTERS.per_month)
    found = everyday(replace(PLAIN, outputs=(LETTERS, poems)))

    rows = {row.slug: row for row in found.costs}
    assert rows["minutes"].likely == 1125
    assert rows["total"].likely is not None
    assert rows["total"].today is None
    assert found.missing == ("“Poems”: a person’s minutes are not known and not in these sums. Time ten.",)


def test_output_without_a_volume_leaves_the_others_in_the_month() -> None:
    found = everyday(replace(BOTH, outputs=(LETTERS, replace(NOTES, per_month=None))))

    assert {row.slug: row for row in found.costs}["minutes"].likely == 1125
    assert found.missing == ("The notes: how many a month is not known, so the month leaves them out.",)


def test_hour_without_a_price_is_named() -> None:
    found = everyday(replace(PLAIN, usd_per_hour=None))

    assert {row.slug: row for row in found.costs}["total"].likely is None
    assert found.usable == ()
    assert found.missing == ("What an hour of a person costs is not known, so minutes are not turned into money.",)


def test_losses_further_down_a_chain_cost_the_steps_before() -> None:
    apart, chained = assumed(replace(BOTH, joining=Joining.APART)), assumed(replace(BOTH, joining=Joining.TOGETHER))

    alone, before = bill(apart).usable[0].minutes, bill(chained).usable[0].minutes
    assert alone is not None
    assert before is not None
    # Of three tries at 80 of 100 one in 125 pieces gets lost.
    assert before.likely == alone.likely / (1 - Decimal("0.2") ** 3)
    assert bill(apart).usable[1] == bill(chained).usable[1]
