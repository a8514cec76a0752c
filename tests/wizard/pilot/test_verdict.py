"""The verdict on one model: by counts, at harm; and what was measured of it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import comb

import pytest
from hypothesis import given, strategies as st

from wizard.pilot.metrics import Value
from wizard.pilot.protocol import Contender, Protocol, Result
from wizard.pilot.verdict import ResultState, by_model, verdict, wrong_of_100

ASH, ELM = (
    Contender(model="ash", name="Ash 1", fee=Decimal("0.02")),
    Contender(model="elm", name="Elm 2"),
)
SHORT = Protocol(contenders=(ASH, ELM), cases=20, most_misses=3, harm="It could hurt somebody")
HARM = replace(SHORT, ends_after_harmful=1, second_look=150)


def results(  # noqa: PLR0913  # a result has as many sides
    yes: int,
    no: int = 0,
    *,
    harmful: int = 0,
    model: str = "ash",
    minutes: Sequence[str] = (),
    first: int = 1,
) -> list[Result]:
    """Return results, good ones and others evenly mixed, the last of them harmful."""
    found, count = [], yes + no
    for place in range(count):
        good = (place + 1) * yes // count > place * yes // count
        values: dict[str, Value] = {"accepted": good, "harmful": place >= count - harmful}
        if minutes:
            values["minutes"] = Decimal(minutes[place % len(minutes)])
        found.append(Result(number=first + place, model=model, values=values))
    return found


# ------------------------------------------------------------------------------------------------------------ twenty


@pytest.mark.parametrize(
    ("protocol", "found", "state", "sentence"),
    [
        (SHORT, [], ResultState.NO_DATA, "No data yet. 20 cases to judge."),
        (SHORT, results(5), ResultState.TEST_ON, "Test on, about 15 more."),
        (SHORT, results(17, 3), ResultState.USE, "Use it. 17 of 20 could go out as they are."),
        (SHORT, results(3, 4), ResultState.DROP, "Drop it. 4 of 7 could not go out as they are; at most 3 were agreed."),
        (SHORT, results(17, 3, harmful=1), ResultState.USE, "Use it. 17 of 20 could go out as they are."),
        (HARM, results(19), ResultState.TEST_ON, "Test on, about 1 more."),
        (HARM, results(20), ResultState.START, "Start, with every result released. 20 of 20 could go out as they are. Second look at 150."),
        (HARM, results(12, 1, harmful=1), ResultState.DROP, "Drop it. Case 13: it could hurt somebody. One such error ends it, as agreed."),
        (HARM, results(149), ResultState.START, "Start, with every result released. 149 of 149 could go out as they are. Second look at 150."),
        (HARM, results(150), ResultState.USE, "Use it. 150 of 150 could go out as they are."),
        (HARM, results(300, 1, harmful=1), ResultState.DROP, "Drop it. Case 301: it could hurt somebody. One such error ends it, as agreed."),
        (SHORT, results(140, 10), ResultState.USE, "Use it. 140 of 150 could go out as they are."),
    ],
)  # fmt: skip
def test_verdict_by_counts(
    protocol: Protocol, found: list[Result], state: ResultState, sentence: str
) -> None:
    found_verdict = verdict(protocol, found)

    assert (found_verdict.state, found_verdict.sentence) == (state, sentence)


@given(st.integers(1, 40), st.integers(0, 40), st.booleans())
def test_harm_is_never_used_without_a_release_before_the_second_look(
    yes: int,
    no: int,
    harmful: bool,  # noqa: FBT001
) -> None:
    found_verdict = verdict(HARM, results(yes, no, harmful=int(harmful and no > 0)))

    assert found_verdict.state is not ResultState.USE
    assert found_verdict.state is ResultState.DROP or not (harmful and no)


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
    rows = results(24, 6, harmful=1, minutes=("6", "8"))

    assert verdict(HARM, [rows[place] for place in order]) == verdict(HARM, rows)
