"""The verdict on one model: by counts, with two readers; and what was measured of it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import comb

import pytest
from hypothesis import given, strategies as st

from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Stakes
from wizard.pilot.metrics import Value
from wizard.pilot.protocol import Contender, Protocol, Result, is_as_strict
from wizard.pilot.verdict import ResultState, by_model, verdict, wrong_of_100

ASH, ELM = (
    Contender(model="ash", name="Ash 1", fee=Decimal("0.02")),
    Contender(model="elm", name="Elm 2"),
)
SHORT = Protocol(
    contenders=(ASH, ELM),
    rule=StopRule(cases=20, most_redone=3, most_slipped=None),
    stakes=Stakes.NUISANCE,
)
MONEY = replace(
    SHORT,
    rule=StopRule(cases=20, most_redone=3, most_slipped=1, second_reads=10),
    stakes=Stakes.MONEY,
)
HARM = replace(
    SHORT,
    rule=StopRule(cases=20, most_redone=3, most_slipped=0, second_reads=20),
    stakes=Stakes.HURT,
)


def results(  # noqa: PLR0913  # a result has as many sides
    yes: int,
    no: int = 0,
    *,
    slipped: int = 0,
    second: int = 0,
    model: str = "ash",
    minutes: Sequence[str] = (),
    first: int = 1,
) -> list[Result]:
    """Return results, those that passed first; of those so many slipped, and a second person read so many of all."""
    rows = []
    for place in range(yes + no):
        values: dict[str, Value] = {"accepted": place < yes}
        if minutes:
            values["minutes"] = Decimal(minutes[place % len(minutes)])
        row = Result(
            number=first + place,
            model=model,
            values=values,
            slipped=place < slipped,
            second_read=place < second,
        )
        rows.append(row)
    return rows


# ------------------------------------------------------------------------------------------------------------ twenty


@pytest.mark.parametrize(
    ("protocol", "rows", "state", "sentence"),
    [
        (SHORT, [], ResultState.NO_DATA, "No data yet. 20 cases to judge."),
        (SHORT, results(5), ResultState.TEST_ON, "Test on, about 15 more."),
        (SHORT, results(17, 3), ResultState.USE, "Passed. 17 of 20 could go out as they are."),
        (SHORT, results(3, 4), ResultState.DROP, "Drop it. 4 of 7 could not go out as they are; at most 3 were agreed."),
        # At nuisance what slipped is shown, and ends nothing.
        (SHORT, results(17, 3, slipped=9), ResultState.USE, "Passed. 17 of 20 could go out as they are."),
        # At money a second person reads ten of those that passed, and one that slipped is allowed.
        (MONEY, results(20, second=9), ResultState.TEST_ON, "Test on: 1 case still to be read by a second person."),
        (MONEY, results(20, second=10, slipped=1), ResultState.USE, "Passed. 20 of 20 could go out as they are."),
        (MONEY, results(6, second=2, slipped=2), ResultState.DROP, "Drop it. 2 passed the first reader and would have done damage; at most 1 were agreed."),
        # At law and hurt everything is read twice, and the first that slipped ends it.
        (HARM, results(19, second=19), ResultState.TEST_ON, "Test on, about 1 more."),
        (HARM, results(20, second=19), ResultState.TEST_ON, "Test on: 1 case still to be read by a second person."),
        (HARM, results(20, second=20), ResultState.USE, "Passed. 20 of 20 could go out as they are."),
        (HARM, results(12, second=1, slipped=1), ResultState.DROP, "Drop it. 1 passed the first reader and would have done damage; at most 0 were agreed."),
        # A test that goes on has the same shares.
        (SHORT, results(34, 6), ResultState.USE, "Passed. 34 of 40 could go out as they are."),
        (SHORT, results(33, 7), ResultState.DROP, "Drop it. 7 of 40 could not go out as they are; at most 6 were agreed."),
    ],
)  # fmt: skip
def test_verdict_by_counts(
    protocol: Protocol, rows: list[Result], state: ResultState, sentence: str
) -> None:
    by_counts = verdict(protocol, rows)

    assert (by_counts.state, by_counts.sentence) == (state, sentence)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 3), st.integers(0, 40))
def test_what_may_do_harm_passes_only_when_two_read_everything(
    yes: int, no: int, slipped: int, second: int
) -> None:
    rows = results(yes, no, slipped=slipped, second=second)

    by_counts = verdict(HARM, rows)

    if by_counts.state.passed:
        assert min(slipped, yes) == 0
        assert second >= yes + no >= 20


@pytest.mark.parametrize(
    ("stakes", "rule", "is_strict"),
    [
        (Stakes.MONEY, MONEY.rule, True),
        # The same terms, and weaker ones.
        (Stakes.NUISANCE, SHORT.rule, True),
        (Stakes.NUISANCE, replace(SHORT.rule, most_redone=4), True),
        # A graver harm was not asked about; more was let pass; fewer were read twice.
        (Stakes.LAW, MONEY.rule, False),
        (Stakes.MONEY, replace(MONEY.rule, most_redone=2), False),
        (Stakes.MONEY, replace(MONEY.rule, most_slipped=0), False),
        (Stakes.MONEY, replace(MONEY.rule, second_reads=11), False),
        # Shares count: 6 of 40 is as strict as 3 of 20.
        (Stakes.MONEY, replace(MONEY.rule, cases=40, most_redone=6, most_slipped=2, second_reads=20), True),
        (Stakes.MONEY, replace(MONEY.rule, cases=40, most_redone=5, most_slipped=2, second_reads=20), False),
    ],
)  # fmt: skip
def test_test_counts_only_if_it_was_as_strict(
    stakes: Stakes,
    rule: StopRule,
    is_strict: bool,  # noqa: FBT001
) -> None:
    assert is_as_strict(MONEY, stakes, rule) is is_strict


@pytest.mark.parametrize(
    ("misses", "count", "worst"), [(0, 20, 14), (0, 150, 2), (3, 20, 35), (20, 20, 100)]
)
def test_what_may_still_be_wrong_is_the_exact_limit(misses: int, count: int, worst: int) -> None:
    def at_most(share: float) -> float:
        return sum(
            comb(count, wrong) * share**wrong * (1 - share) ** (count - wrong)
            for wrong in range(misses + 1)
        )

    assert wrong_of_100(misses, count) == worst
    assert misses == count or at_most(worst / 100) <= 0.05 < at_most((worst - 1) / 100)


def test_cost_is_fee_and_time_of_all_for_each_one_that_is_used() -> None:
    protocol = replace(SHORT, usd_per_hour=Decimal(30))
    timed = verdict(protocol, results(8, 2, minutes=("2",)))
    untimed = verdict(protocol, results(8, 2))

    cost = {each.slug: each.value for each in timed.measured}["usd"]
    assert cost == (10 * (Decimal("0.02") + 2 * Decimal("0.5")) / 8).quantize(Decimal("0.0001"))
    assert {each.slug: each.value for each in untimed.measured}["usd"] == Decimal(
        "0.0250"
    )  # fees alone


def test_results_of_two_models_are_never_pooled() -> None:
    found = by_model(SHORT, [*results(18, 2), *results(12, 8, model="elm")])

    assert found["elm"] == verdict(SHORT, results(12, 8, model="elm"))
    assert found["ash"].state is ResultState.USE
    assert [each.of for each in found["ash"].measured] == [20, 20]


@given(st.permutations(range(30)))
def test_the_order_of_results_decides_nothing(order: list[int]) -> None:
    rows = results(24, 6, slipped=1, minutes=("6", "8"))

    assert verdict(HARM, [rows[place] for place in order]) == verdict(HARM, rows)
