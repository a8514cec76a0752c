"""What a test counted: who failed is out, and the untried move with the tried."""

from datetime import date

import pytest

from tests.replacing import replace
from tests.wizard.decision.toys import option, ranked, result, work
from wizard.decision.costs import logit
from wizard.decision.learning import failed, failed_in_use, results_that_count, with_results
from wizard.decision.measured import MonthOfUse, TrialResult
from wizard.decision.options import Strength
from wizard.decision.vocabulary import Stakes


@pytest.mark.parametrize(
    ("counted", "out"),
    [
        (result("app", cases=30, redone=9), False),
        (result("app", cases=30, redone=10), True),
        (result("app", cases=20, redone=10), True),  # enough to end it early
        (result("app", cases=60, redone=18), False),
        (result("app", cases=60, redone=19), True),
        (result("app", cases=30, redone=0, slipped=1), True),
        (result("app", cases=60, redone=0, slipped=1), True),
    ],
)
def test_who_fails_the_test_is_out(counted: TrialResult, out: bool) -> None:  # noqa: FBT001  # a case
    assert failed({"app": counted}, work()) == ({"app"} if out else set())


def test_one_bad_result_past_the_reader_ends_it_at_law() -> None:
    counted = {"app": result("app", cases=60, redone=0, slipped=1)}

    assert failed(counted, work(stakes=Stakes.LAW)) == {"app"}


@pytest.mark.parametrize(
    ("stakes", "second_read", "counts"),
    [
        (Stakes.LAW, 20, True),
        (Stakes.HURT, 19, False),  # one of those that passed was read by one person alone
        (Stakes.LAW, 0, False),
        (Stakes.MONEY, 0, True),
    ],
)
def test_at_law_and_hurt_a_test_counts_only_if_a_second_person_read_it(
    stakes: Stakes,
    second_read: int,
    counts: bool,  # noqa: FBT001  # a case
) -> None:
    row = result("app", cases=30, redone=3, second_read=second_read)

    assert results_that_count([row], work(stakes=stakes)) == ({"app": row} if counts else {})


def test_a_test_of_another_job_does_not_count() -> None:
    assert results_that_count([result("app", job="invoices", cases=30, redone=3)], work()) == {}


def test_the_untried_move_by_the_log_odds_of_the_tried() -> None:
    tried = option("tried")
    untried = option("untried", strength=Strength(log_odds=-1.0))
    before = ranked(work(), tried, untried).costing
    after = with_results([tried, untried], before, {"tried": result("app", cases=30, redone=3)})

    assert after.wrong(tried) == pytest.approx(5 / 40)
    moved = logit(after.wrong(tried)) - logit(before.wrong(tried))
    assert logit(after.wrong(untried)) - logit(before.wrong(untried)) == pytest.approx(moved)


def test_the_cheapest_of_two_tried_moves_the_others() -> None:
    cheap, dear, untried = option("cheap"), option("dear", seats_usd=90.0), option("untried")
    before = ranked(work(), cheap, dear, untried).costing
    counted = {
        "dear": result("app", cases=30, redone=12),
        "cheap": result("app", cases=30, redone=0),
    }

    after = with_results([cheap, dear, untried], before, counted)

    assert after.yardstick == "cheap"
    assert after.wrong(untried) == pytest.approx(after.wrong(cheap))


def test_results_of_what_is_gone_move_nothing() -> None:
    before = ranked(work(), option("app")).costing

    assert (
        with_results([option("app")], before, {"gone": result("app", cases=30, redone=0)}) == before
    )


# --------------------------------------------------------------------------------- daily use


def month(tool: str, results: int, redone: int, paid_usd: float = 0.0) -> MonthOfUse:
    return MonthOfUse(
        tool=tool, on=date(2027, 1, 4), results=results, redone=redone, paid_usd=paid_usd
    )


@pytest.mark.parametrize(
    ("months", "out"),
    [
        ((), False),
        ((month("app", 0, 0),), False),  # nobody used it
        ((month("app", 90, 33),), False),  # with the test 36 of 120: three in ten
        ((month("app", 90, 34),), True),
        ((month("app", 90, 34), month("app", 300, 0)), True),  # whoever failed a look stays out
        ((month("app", 300, 0), month("app", 90, 90)), False),
    ],
)
def test_daily_use_puts_out_what_fails_as_strictly_as_the_test(
    months: tuple[MonthOfUse, ...],
    out: bool,  # noqa: FBT001  # a case
) -> None:
    row = replace(result("app", cases=30, redone=3), months=months)

    assert failed({"app": row}, work()) == ({"app"} if out else set())
    assert failed_in_use(row, work()) is out


def test_what_failed_its_test_did_not_fail_in_use() -> None:
    row = replace(result("app", cases=30, redone=10), months=(month("app", 90, 90),))

    assert failed({"app": row}, work()) == {"app"}
    assert not failed_in_use(row, work())


def test_daily_use_of_one_moves_tried_and_untried_alike() -> None:
    used, tried, untried = option("used"), option("tried", seats_usd=90.0), option("untried")
    before = ranked(work(), used, tried, untried).costing
    tested = {
        "used": result("used", cases=30, redone=3),
        "tried": result("tried", cases=30, redone=2),
    }
    counted = tested | {"used": replace(tested["used"], months=(month("used", 110, 17),))}

    options = [used, tried, untried]
    after_test = with_results(options, before, tested)
    after_use = with_results(options, before, counted)

    assert after_use.wrong(used) == pytest.approx(22 / 150)
    moves = {row.key: logit(after_use.wrong(row)) - logit(after_test.wrong(row)) for row in options}
    assert moves["used"] > 0
    assert moves["tried"] == pytest.approx(moves["used"])
    assert moves["untried"] == pytest.approx(moves["used"])


@pytest.mark.parametrize(
    ("changes", "months", "paid"),
    [
        ({"included": 0.0, "result_usd": 1.0}, (month("app", 50, 0, 100.0),), 2.0),
        ({"included": 0.0, "result_usd": 1.0}, (month("app", 9, 0, 100.0),), 1.0),  # too few
        ({"included": 0.0, "result_usd": 1.0}, (), 1.0),
        (
            {"included": 0.0, "result_usd": 1.0},
            (month("app", 50, 0, 100.0), month("app", 50, 0, 150.0)),
            3.0,  # the last bill
        ),
        # The bill of a plan with seats does not tell what one beyond it costs.
        (
            {"included": 0.0, "result_usd": 1.0, "seats_usd": 30.0},
            (month("app", 50, 0, 100.0),),
            1.0,
        ),
        # Nor does that of a plan of which fifty are free: the bill of those says nothing.
        ({"included": 50.0, "result_usd": 1.0}, (month("app", 40, 0, 0.0),), 0.5),
    ],
)
def test_bill_of_a_month_replaces_the_price_of_one(
    changes: dict[str, float], months: tuple[MonthOfUse, ...], paid: float
) -> None:
    bought = option("app", **{"seats_usd": 0.0, **changes})
    before = ranked(work(), bought).costing
    row = replace(result("app", cases=30, redone=3), months=months)

    after = with_results([bought], before, {"app": row})

    of_one = (after.paid_usd(bought) - bought.seats_usd) / after.work.results
    assert of_one == pytest.approx(paid)
