"""What a test counted: who failed is out, and the untried move with the tried."""

import pytest

from tests.wizard.decision.toys import option, ranked, result, work
from wizard.decision.costs import logit
from wizard.decision.learning import failed, results_that_count, with_results
from wizard.decision.measured import TrialResult
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
