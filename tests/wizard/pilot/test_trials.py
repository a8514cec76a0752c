"""The pilot's verdict: what is settled when, in which words, and how seldom a go is wrong."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from tests.bench.verdicts import SHARE as SHARE_OF_80, goes, made
from tests.wizard.pilot.strategies import tries
from wizard.pilot.terms import Goal, Rule, TargetSlug, Terms, Trial, trials_needed
from wizard.pilot.trials import GoalState, Verdict, VerdictState, by_model, verdict

SHARE = Goal(slug=TargetSlug.ACCEPTED, threshold=Decimal(70), at_most=False, worth_having=Decimal(15), primary=True)
TIME = Goal(slug=TargetSlug.MINUTES, threshold=Decimal(10), at_most=True, worth_having=Decimal(1))
COST = Goal(slug=TargetSlug.USD, threshold=Decimal(5), at_most=True, worth_having=Decimal("0.5"))
PLANNED = 80


def terms(*goals: Goal, rule: Rule = Rule.ALL) -> Terms:
    return Terms(goals=goals, rule=rule, trials=PLANNED, usd_per_minute=Decimal("0.5"))


def pilot(
    count: int, *, wins: int, minutes: Sequence[str] = ("6", "8"), model: str = "ash", start: int = 1
) -> list[Trial]:
    """Return so many trials, the first of them accepted; the minutes repeat."""
    return [
        Trial(
            number=start + place,
            model=model,
            accepted=place < wins,
            minutes=Decimal(minutes[place % len(minutes)]),
            usd=Decimal("0.02"),
        )
        for place in range(count)
    ]


def states(found: Verdict) -> list[GoalState]:
    return [goal.state for goal in found.goals]


def test_nothing_measured_is_no_data() -> None:
    found = verdict(terms(SHARE, TIME), [])

    assert found.state is VerdictState.NO_DATA
    assert states(found) == [GoalState.NO_DATA] * 2
    assert found.sentence == "No data yet. The first look comes after 80 trials."
    assert found.agreement is None


@pytest.mark.parametrize("wins", [0, 20, 40])
def test_early_look_keeps_measuring_whatever_it_sees(wins: int) -> None:
    found = verdict(terms(SHARE, TIME, COST), pilot(40, wins=wins))

    assert found.state is VerdictState.KEEP_MEASURING
    assert found.to_go == 40
    assert found.sentence == "Test on, about 40 more."


def test_all_met_at_the_planned_look_is_go() -> None:
    found = verdict(terms(SHARE, TIME, COST), pilot(80, wins=72))

    assert found.state is VerdictState.GO
    assert found.sentence == "Use it. Every target is met."
    assert found.to_go is None
    assert [goal.sentence for goal in found.goals] == [
        "Met: 72 of 80 accepted.",
        "Met: 7 minutes on average, 80 of 80 within the target.",
        "Met: $3.91 for each accepted one, over 80 trials.",
    ]


def test_one_missed_is_no_go() -> None:
    found = verdict(terms(SHARE, TIME), pilot(80, wins=72, minutes=("11", "14")))

    assert states(found) == [GoalState.PASSED, GoalState.FAILED]
    assert found.sentence == "Drop it. Time is missed."


def test_too_close_to_call_is_looked_at_again_after_twice_the_trials() -> None:
    close = verdict(terms(SHARE), pilot(80, wins=58))
    later = verdict(terms(SHARE), pilot(160, wins=135))

    assert states(close) == [GoalState.NOT_SETTLED]
    assert close.to_go == 80
    assert close.goals[0].sentence == "Too close to call: 58 of 80 accepted so far; 80 more until we look again."
    assert later.state is VerdictState.GO


def test_settled_target_stays_settled() -> None:
    good, bad = pilot(80, wins=72), pilot(300, wins=0, start=81)

    assert verdict(terms(SHARE), good) == verdict(terms(SHARE), good[::-1])
    assert verdict(terms(SHARE), [*good, *bad]).goals == verdict(terms(SHARE), good).goals


def test_main_target_is_enough_where_no_other_is_missed() -> None:
    close = ("9", "11")

    assert verdict(terms(SHARE, TIME, rule=Rule.NONE), pilot(80, wins=72, minutes=close)).state is VerdictState.GO
    assert verdict(terms(SHARE, TIME, rule=Rule.ALL), pilot(80, wins=72, minutes=close)).to_go == 80


def test_target_without_data_keeps_measuring() -> None:
    unmeasured = [Trial(number=number, accepted=True) for number in range(80)]
    found = verdict(terms(SHARE, TIME, rule=Rule.NONE), unmeasured)

    assert states(found) == [GoalState.PASSED, GoalState.NO_DATA]
    assert found.state is VerdictState.KEEP_MEASURING


def test_marks_say_what_was_accepted_where_nobody_else_did() -> None:
    marked = [Trial(number=number, ratings=(2, 1) if number % 8 else (2, 0)) for number in range(80)]
    found = verdict(terms(SHARE), marked)

    assert found.goals[0].met == 70
    assert found.state is VerdictState.GO
    assert found.agreement is not None
    assert (found.agreement.same, found.agreement.of) == (0, 80)


def test_nothing_accepted_has_no_cost_and_misses_it() -> None:
    found = verdict(terms(COST), pilot(80, wins=0))

    assert states(found) == [GoalState.FAILED]
    assert found.goals[0].value is None


def test_minutes_unknown_leave_the_cost_unknown() -> None:
    found = verdict(terms(COST), [Trial(number=1, accepted=True, usd=Decimal(1))])

    assert states(found) == [GoalState.NO_DATA]


def test_each_model_is_judged_on_its_own_at_a_smaller_risk() -> None:
    both = [*pilot(80, wins=64, model="ash"), *pilot(80, wins=64, model="birch", start=81)]
    alone = verdict(terms(SHARE), both[:80])

    assert alone.state is VerdictState.GO
    assert [(model, found.state) for model, found in by_model(terms(SHARE), both)] == [
        ("ash", VerdictState.KEEP_MEASURING),
        ("birch", VerdictState.KEEP_MEASURING),
    ]


def test_trials_needed_follow_the_agreed_risks() -> None:
    standard, sure = terms(SHARE), Terms(goals=(SHARE,), wrong_yes=Decimal("0.01"), trials=80)

    assert trials_needed(SHARE, standard) == 50
    assert trials_needed(SHARE, sure) > trials_needed(SHARE, standard)
    assert trials_needed(TIME, standard) == 101


@tries
@given(st.integers(0, 400), st.integers(0, 400))
def test_verdict_is_go_only_from_a_look_on(count: int, wins: int) -> None:
    found = verdict(terms(SHARE), pilot(count, wins=min(wins, count)))

    assert count >= PLANNED or found.state in {VerdictState.KEEP_MEASURING, VerdictState.NO_DATA}
    assert (found.to_go is None) == (found.state in {VerdictState.GO, VerdictState.NO_GO})


def test_made_up_pilots_seldom_say_go_wrongly() -> None:
    """The bench counts 10,000 of each kind; 200 show that it counts: at most 5 of 100 and three standard errors."""
    missed = goes(Terms(goals=(SHARE_OF_80,), trials=32), made(0.8 - 1e-9, 10), pilots=200)
    good = goes(Terms(goals=(SHARE_OF_80,), trials=83), made(0.93, 10), pilots=50)

    assert missed <= 20
    assert good >= 45
