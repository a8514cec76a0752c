"""Jobs as a set: at most three tools, each paid and learned once."""

from itertools import product
from math import inf

import pytest
from hypothesis import given, strategies as st

from tests.wizard.decision.toys import by_use, option, ranked, work
from wizard.decision.options import Option, Strength
from wizard.decision.ranking import Ranking
from wizard.decision.together import (
    NOTHING,
    Assignment,
    Shared,
    assign,
    candidate,
    together,
)


def job(key: str, *options: Option, results: float = 100) -> Ranking:
    return ranked(work(key=key, results=results), *options)


def names(assignment: Assignment | None) -> dict[str, str]:
    assert assignment is not None
    return {key: priced.option.key for key, priced in assignment.options.items()}


def test_one_seat_for_two_jobs_is_paid_and_learned_once() -> None:
    shared = option("office", seats_usd=30.0)

    assignment = assign(
        [
            job("a", option("a-only", seats_usd=25.0), shared),
            job("b", option("b-only", seats_usd=25.0), shared),
        ]
    )

    assert names(assignment) == {"a": "office", "b": "office"}
    assert assignment is not None
    assert assignment.tools == 1
    alone = job("a", shared).candidates[0].total_usd
    assert assignment.usd == pytest.approx(2 * alone - 30 - 10)  # a seat, and 4 h of learning


@pytest.mark.parametrize(
    ("bought", "shared"),
    [
        (option("app", seats_usd=30.0), Shared(seats_usd=30.0, work_usd=10.0)),
        # of what is paid for nothing is paid or learned once more
        (option("app", seats_usd=30.0, paid=True), Shared()),
        # a twelfth of connecting, 2 h of care and 4 h of learning a year
        (
            option("app", connecting_usd=120.0, care_hours=2.0),
            Shared(seats_usd=20.0, connecting_usd=10.0, work_usd=70.0),
        ),
    ],
)
def test_what_one_tool_costs_whatever_number_of_jobs_it_serves(
    bought: Option, shared: Shared
) -> None:
    ranking = job("a", bought)

    assert candidate(ranking.pick, ranking.costing).shared == shared


@pytest.mark.parametrize(("says_inside", "name"), [(False, "fit"), (True, "cheap")])
def test_in_a_set_the_row_decides_too_where_nobody_says_what_is_inside(
    says_inside: bool,  # noqa: FBT001  # a case
    name: str,
) -> None:
    cheap = option("cheap", place_in_row=1, says_inside=says_inside)
    fit = option("fit", seats_usd=25.0, says_inside=says_inside)

    assert names(assign([job("a", cheap, fit), job("b", option("other"))]))["a"] == name


def test_two_tools_stay_where_one_for_both_costs_more() -> None:
    shared = option("office", seats_usd=80.0)

    assignment = assign(
        [
            job("a", option("a-only", seats_usd=5.0), shared),
            job("b", option("b-only", seats_usd=5.0), shared),
        ]
    )

    assert names(assignment) == {"a": "a-only", "b": "b-only"}


def test_four_jobs_go_to_three_tools_where_three_can_do_them() -> None:
    office = by_use("office", 1.0, seats_usd=500.0)  # and $100 for each job
    jobs = [job(key, option(f"{key}-only", seats_usd=1.0), office) for key in "abcd"]

    assignment = assign(jobs)

    assert assignment is not None
    assert assignment.tools == 3
    assert sorted(names(assignment).values()).count("office") == 2


def test_where_three_do_not_suffice_as_few_as_do() -> None:
    jobs = [job(key, option(f"{key}-only")) for key in "abcd"]

    assignment = assign(jobs)

    assert assignment is not None
    assert assignment.tools == 4


def test_the_limit_holds_for_the_sum() -> None:
    jobs = [job("a", by_use("model-a", 0.1)), job("b", by_use("model-b", 0.1))]

    assert assign(jobs, 20.0) is not None
    assert assign(jobs, 19.99) is None


def test_a_limit_on_a_month_is_not_held_against_what_is_paid_once() -> None:
    once = ranked(work(key="once", once=True), option("app", seats_usd=20.0))
    monthly = job("a", option("office", seats_usd=20.0))
    assignment = assign([monthly, once], 20.0)

    assert names(assignment) == {"a": "office", "once": "app"}
    assert assignment is not None
    assert assignment.paid_usd == 20.0
    assert assign([monthly, once], 19.99) is None


@pytest.mark.parametrize(
    ("limit", "name"),
    [
        (inf, "best"),
        (50.0, "best"),
        (49.99, "plain"),  # less is paid, and more done again
        (25.0, "plain"),
        (24.99, None),  # what costs as much and is worse is never looked at
    ],
)
def test_a_job_gets_what_less_is_paid_for_before_the_limit_fails(
    limit: float, name: str | None
) -> None:
    best = option("best", seats_usd=30.0)
    plain, worse = (
        option(key, seats_usd=5.0, strength=Strength(log_odds=-odds), maker=key)
        for key, odds in (("plain", 1.0), ("worse", 2.0))
    )
    assignment = assign([job("a", best, plain, worse), job("b", option("other"))], limit)

    assert (None if assignment is None else names(assignment)["a"]) == name


def test_a_job_without_an_option_has_no_assignment() -> None:
    assert assign([job("a", option("app")), job("b")]) is None


def test_no_job_is_assigned_for_nothing() -> None:
    assignment = assign([])

    assert assignment is None or assignment.options == {}


@pytest.mark.parametrize(
    ("seats_usd", "limit", "expected"),
    [
        # one seat for both, and 4 h of learning at $30 over twelve months, are shared
        (30.0, inf, {"a": ("office", "a-only", 40.0), "b": ("office", "b-only", 40.0)}),
        (30.0, 30.0, {"a": ("office", "a-only", 40.0), "b": ("office", "b-only", 40.0)}),
        # it costs more than both of their own: each keeps its own, and shares nothing
        (80.0, inf, {"a": ("a-only", "office", 0.0), "b": ("b-only", "office", 0.0)}),
        # no set is within the limit
        (30.0, 24.99, {}),
    ],
)
def test_each_job_is_led_by_what_the_set_gives_it(
    seats_usd: float, limit: float, expected: dict[str, tuple[str, str, float]]
) -> None:
    office = option("office", seats_usd=seats_usd)
    rankings = [job(key, option(f"{key}-only", seats_usd=25.0), office) for key in "ab"]

    led = {
        key: (
            ranking.pick.option.key,
            ranking.challenger.option.key if ranking.challenger is not None else "",
            ranking.shared_usd,
        )
        for key, ranking in together(rankings, limit).items()
    }
    assert led == expected


@pytest.mark.parametrize(
    ("unsure", "limit", "expected"),
    [
        ("", inf, {"a": ("office", 40.0), "b": ("office", 40.0)}),
        # a step without AI may do for b: a takes what is cheaper by itself, and b its own
        ("b", inf, {"a": ("a-only", 0.0), "b": ("office", 0.0)}),
        # b uses what a surely needs, and pays nothing for it; a pays all
        ("a", inf, {"a": ("office", 40.0), "b": ("office", 0.0)}),
        # nobody surely needs it: both count as before
        ("ab", inf, {"a": ("office", 40.0), "b": ("office", 40.0)}),
        # both beside each other are over the limit: one for all is not
        ("b", 30.0, {"a": ("office", 0.0), "b": ("office", 40.0)}),
        ("b", 29.99, {}),
    ],
)
def test_what_may_need_no_tool_pays_for_none_of_another_job(
    unsure: str, limit: float, expected: dict[str, tuple[str, float]]
) -> None:
    office = option("office", seats_usd=30.0)
    rankings = [job("a", option("a-only", seats_usd=10.0), office), job("b", office)]

    led = {
        key: (ranking.pick.option.key, ranking.shared_usd)
        for key, ranking in together(rankings, limit, unsure).items()
    }
    assert led == expected


prices = st.floats(min_value=0, max_value=200).map(lambda usd: round(usd, 2))


@given(
    st.lists(st.lists(prices, min_size=4, max_size=4), min_size=2, max_size=4),
    st.lists(prices, min_size=4, max_size=4),
)
def test_no_other_assignment_costs_less(by_job: list[list[float]], seats: list[float]) -> None:
    """Beside the search stands every combination there is, added up by hand."""
    tools = ["w", "x", "y", "z"]
    rankings = [
        job(
            f"job-{number}",
            *(
                by_use(tool, usd / 100, seats_usd=seat, learners=1.0, maker=tool)
                for tool, usd, seat in zip(tools, row, seats, strict=True)
            ),
        )
        for number, row in enumerate(by_job)
    ]

    def usd_of(combination: tuple[str, ...]) -> float:
        own = 0.0
        opened: dict[str, Shared] = {}
        for ranking, tool in zip(rankings, combination, strict=True):
            priced = next(row for row in ranking.candidates if row.option.key == tool)
            row = candidate(priced, ranking.costing)
            own += row.own_usd
            opened[tool] = opened.get(tool, NOTHING).with_(row.shared)
        return own + sum(shared.usd for shared in opened.values())

    everything = product(tools, repeat=len(rankings))
    least = min(usd_of(row) for row in everything if len(set(row)) <= 3)

    assignment = assign(rankings)
    assert assignment is not None
    assert assignment.usd == pytest.approx(least)
