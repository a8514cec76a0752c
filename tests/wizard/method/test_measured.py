"""What a test counted: who failed is out, and the untried move with the tried."""

import pytest

from tests.wizard.method.toys import costing, option, ranked, work
from wizard.method.costs import Counted, logit
from wizard.method.measured import failed, with_results
from wizard.method.options import Strength
from wizard.method.vocabulary import Stakes


@pytest.mark.parametrize(
    ("counted", "out"),
    [
        (Counted(cases=30, again=12), False),
        (Counted(cases=30, again=13), True),
        (Counted(cases=20, again=13), True),  # enough to end it early
        (Counted(cases=60, again=24), False),
        (Counted(cases=60, again=25), True),
        (Counted(cases=30, again=0, bad=1), False),
        (Counted(cases=30, again=0, bad=2), True),
        (Counted(cases=60, again=0, bad=2), False),
        (Counted(cases=60, again=0, bad=3), True),
    ],
)
def test_who_fails_the_test_is_out(counted: Counted, out: bool) -> None:  # noqa: FBT001  # a case
    assert failed({"app": counted}, costing(work())) == ({"app"} if out else set())


def test_one_bad_result_past_the_reader_ends_it_at_law() -> None:
    counted = {"app": Counted(cases=60, again=0, bad=1)}

    assert failed(counted, costing(work(stakes=Stakes.LAW))) == {"app"}


def test_the_untried_move_by_the_log_odds_of_the_tried() -> None:
    tried = option("tried")
    untried = option("untried", strength=Strength(log_odds=-1.0))
    before = ranked(work(), tried, untried).costing
    after = with_results([tried, untried], before, {"tried": Counted(cases=30, again=3)})

    assert after.wrong(tried) == pytest.approx(5 / 40)
    moved = logit(after.wrong(tried)) - logit(before.wrong(tried))
    assert logit(after.wrong(untried)) - logit(before.wrong(untried)) == pytest.approx(moved)


def test_the_cheapest_of_two_tried_moves_the_others() -> None:
    cheap, dear, untried = option("cheap"), option("dear", seats_usd=90.0), option("untried")
    before = ranked(work(), cheap, dear, untried).costing
    counted = {"dear": Counted(cases=30, again=12), "cheap": Counted(cases=30, again=0)}

    after = with_results([cheap, dear, untried], before, counted)

    assert after.yardstick == "cheap"
    assert after.wrong(untried) == pytest.approx(after.wrong(cheap))


def test_results_of_what_is_gone_move_nothing() -> None:
    before = ranked(work(), option("app")).costing

    assert with_results([option("app")], before, {"gone": Counted(cases=30, again=0)}) == before
