"""The verdict on one model: by counts, by targets, at harm; what is settled when, and how seldom a yes is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import comb

import pytest
from hypothesis import given, strategies as st

from tests.bench.verdicts import SHARE as SHARE_OF_80
from tests.wizard.pilot.strategies import tries
from wizard.pilot.metrics import Value
from wizard.pilot.protocol import (
    Contender,
    Mode,
    Protocol,
    Result,
    Target,
    results_needed,
    with_targets,
)
from wizard.pilot.verdict import ResultState, TargetState, Verdict, by_model, verdict, wrong_of_100

ASH, ELM = (
    Contender(model="ash", name="Ash 1", fee=Decimal("0.02")),
    Contender(model="elm", name="Elm 2"),
)
SHORT = Protocol(
    mode=Mode.SHORT, contenders=(ASH, ELM), cases=20, most_misses=3, harm="It could hurt somebody"
)
HARM = replace(SHORT, ends_after_harmful=1, second_look=150)
SHARE = Target(slug="accepted", threshold=Decimal(70), gain=Decimal(15))
TIME = Target(slug="minutes", threshold=Decimal(10), gain=Decimal(1))
COST = Target(slug="usd", threshold=Decimal(5), gain=Decimal("0.5"))


def longer(*targets: Target, cases: int = 80) -> Protocol:
    return replace(SHORT, mode=Mode.LONG, targets=targets, cases=cases, usd_per_hour=Decimal(30))


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


def states(found: Verdict) -> list[TargetState | None]:
    return [each.state for each in found.measured if each.state is not None]


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
    found = by_model(longer(SHARE), [*results(78, 2), *results(52, 28, model="elm")])

    alone = verdict(longer(SHARE), results(52, 28, model="elm"), side_by_side=2)
    assert found["elm"] == alone
    assert found["ash"].state is ResultState.USE
    assert [each.of for each in found["ash"].measured] == [80, 80]


# ------------------------------------------------------------------------------------------------------------- longer


def test_targets_are_looked_at_when_planned() -> None:
    for wins in (0, 20, 40):
        early = verdict(longer(SHARE, TIME), results(wins, 40 - wins, minutes=("6", "8")))
        assert (early.state, early.to_go, early.sentence) == (
            ResultState.TEST_ON,
            40,
            "Test on, about 40 more.",
        )
    met = verdict(longer(SHARE, TIME, COST), results(72, 8, minutes=("6", "8")))
    assert met.sentence == "Use it. Every target is met."
    assert [each.value for each in met.measured] == [Decimal(90), Decimal(7), Decimal("3.9111")]
    missed = verdict(longer(SHARE, TIME), results(72, 8, minutes=("11", "14")))
    assert states(missed) == [TargetState.MET, TargetState.MISSED]
    assert missed.sentence == "Drop it. Time is missed."
    useless = verdict(longer(COST), results(0, 80, minutes=("6",)))
    assert (useless.state, useless.measured[0].value) == (ResultState.DROP, None)


def test_too_close_to_call_is_looked_at_after_twice_the_results() -> None:
    close, later = verdict(longer(SHARE), results(58, 22)), verdict(longer(SHARE), results(135, 25))

    assert (states(close), close.to_go) == ([TargetState.OPEN], 80)
    assert later.state is ResultState.USE


def test_settled_target_stays_settled_and_order_does_not_matter() -> None:
    good, bad = results(72, 8), results(0, 300, first=81)

    assert verdict(longer(SHARE), good) == verdict(longer(SHARE), good[::-1])
    assert states(verdict(longer(SHARE), [*good, *bad])) == [TargetState.MET]


@given(st.permutations(range(110)))
def test_the_order_within_a_file_decides_nothing(order: list[int]) -> None:
    file = [replace(each, received={"accepted": 7}) for each in results(88, 22)]
    shuffled = [replace(file[place], number=at + 1) for at, place in enumerate(order)]

    found = verdict(longer(SHARE), shuffled)

    assert found.state is ResultState.USE
    assert found.measured == verdict(longer(SHARE), file).measured
    assert found.measured[0].of == 110  # the whole file is looked at, not its first eighty lines


@pytest.mark.parametrize("first", [1, 2])
def test_a_look_takes_what_came_in_by_then_and_nothing_later_changes_it(first: int) -> None:
    good = [replace(each, received={"accepted": first}) for each in results(72, 8)]
    bad = [replace(each, received={"accepted": 3 - first}) for each in results(0, 80, first=81)]

    found = verdict(longer(SHARE), [*bad, *good] if first == 1 else [*good, *bad])

    assert states(found) == [TargetState.MET if first == 1 else TargetState.MISSED]


def test_harm_ends_a_longer_pilot_and_caps_what_it_allows() -> None:
    severe = replace(longer(SHARE), ends_after_harmful=1, second_look=150)

    assert verdict(severe, results(79, 1)).state is ResultState.START
    assert verdict(severe, results(150)).state is ResultState.USE
    assert verdict(severe, results(79, 1, harmful=1)).state is ResultState.DROP


@tries
@given(st.integers(1, 200), st.integers(0, 200))
def test_a_yes_is_never_nearer_than_its_own_target(yes: int, no: int) -> None:
    found = verdict(longer(SHARE), results(yes, no))

    assert found.state is not ResultState.USE or yes / (yes + no) > 0.7 or yes + no > 80


def test_wrong_yes_stays_below_the_stated_risk() -> None:
    """Exact, of a share that just misses its target: every count at the first look, and at a second where that was open."""
    protocol = with_targets(SHORT, [SHARE_OF_80])
    size = protocol.cases
    chances = [comb(size, wins) * 0.8**wins * 0.2 ** (size - wins) for wins in range(size + 1)]
    states = [verdict(protocol, results(wins, size - wins)).state for wins in range(size + 1)]
    wrong = sum(
        chance for chance, state in zip(chances, states, strict=True) if state is ResultState.USE
    )
    for total in range(2 * size + 1):
        ways = [
            wins
            for wins, state in enumerate(states)
            if state is ResultState.TEST_ON and 0 <= total - wins <= size
        ]
        if ways:
            second = results(total - ways[0], size - total + ways[0], first=size + 1)
            found = verdict(protocol, [*results(ways[0], size - ways[0]), *second]).state
            wrong += sum(chances[wins] * chances[total - wins] for wins in ways) * (
                found is ResultState.USE
            )

    assert 0.01 < wrong <= 0.05


def test_results_needed_are_those_of_the_formula() -> None:
    assert [results_needed(target, SHORT) for target in (SHARE_OF_80, TIME)] == [83, 101]
