"""Costs: each term of C by a case that one works out in the head.

Near misses stand on both sides of a limit.
"""

from math import log

import pytest

from tests.replacing import replace
from tests.wizard.decision.toys import by_use, costing, option, result, work
from wizard.decision.costs import best_of, expit, logit, paid_usd
from wizard.decision.guesses import GUESSES
from wizard.decision.options import Option, Strength
from wizard.decision.situation import Work
from wizard.decision.vocabulary import BuiltInto, Review, Stakes


@pytest.mark.parametrize(
    ("bought", "results", "usd"),
    [
        (option("flat"), 100, 20),
        (option("flat", paid=True), 100, 0),
        (option("holds", included=100, result_usd=2.0), 100, 20),
        (option("one-beyond", included=100, result_usd=2.0), 101, 22),
        (option("paid-and-beyond", included=100, result_usd=2.0, paid=True), 101, 2),
        (by_use("by-use", 0.5), 100, 50),
    ],
)
def test_what_is_paid(bought: Option, results: float, usd: float) -> None:
    assert paid_usd(bought, results) == usd


@pytest.mark.parametrize(
    ("job", "bought", "hours"),
    [
        # 100 · 10 min · 0.3 / 60 = 5 h of reading, and 4 h of learning over 12 months
        (work(), option("app"), 5 + 4 / 12),
        (work(review=Review.SAMPLE), option("app"), 0.5 + 4 / 12),
        (work(review=Review.NOBODY), option("app"), 4 / 12),
        (work(review=Review.NOBODY, stakes=Stakes.LAW), option("app"), 5 + 4 / 12),
        (work(), option("chat", pasting=True), 5 + 100 / 60 + 4 / 12),
        (work(), option("paid", paid=True), 5),
        (work(), option("inside", inside=True), 5),
        (work(), option("three", learners=3), 5 + 12 / 12),
        (work(once=True), option("app"), 5 + 4),
        (work(), option("machine", care_hours=10), 15 + 4 / 12),
        # the row says how much of the ten minutes checking takes
        (work(reading_part=0.6), option("app"), 10 + 4 / 12),
        (work(reading_part=1.0), option("app"), 100 / 6 + 4 / 12),
        (work(reading_part=1.0, review=Review.SAMPLE), option("app"), 10 / 6 + 4 / 12),
        (work(reading_part=0.0), option("app"), 4 / 12),
    ],
)
def test_hours(job: Work, bought: Option, hours: float) -> None:
    assert costing(job).hours(bought) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("job", "usd"),
    [
        (work(), 5.0),  # ten minutes at $30
        # who has gone through more than three tenths of it has done a part of that
        (work(reading_part=0.2), 5.0),
        (work(reading_part=0.3), 5.0),
        (work(reading_part=0.65), 2.5),
        (work(reading_part=1.0), 0.0),
        (work(worth_usd=4.0), 4.0),
        (work(worth_usd=6.0), 5.0),
        # one person has 160 h at $30 = $4,800 for 1,000 results
        (work(results=1_000, people=1), 4.8),
        (work(results=1_000, people=1, once=True), 5.0),
        (work(results=960, people=1), 5.0),
        (work(results=961, people=1), 4_800 / 961),
    ],
)
def test_doing_one_again_costs_the_work_and_no_more_than_people_can(job: Work, usd: float) -> None:
    assert costing(job).redo_usd == pytest.approx(usd)


@pytest.mark.parametrize(
    ("job", "usd"),
    [
        (work(stakes=Stakes.NUISANCE), 10),
        (work(stakes=Stakes.MONEY), 250),
        (work(stakes=Stakes.MONEY, minutes_by_hand=200), 5_000),
        (work(stakes=Stakes.MONEY, minutes_by_hand=199), 50 * 199 / 2),
        (work(stakes=Stakes.MONEY, damage_usd=700.0), 700),
        (work(stakes=Stakes.NUISANCE, damage_usd=700.0), 10),
        (work(stakes=Stakes.LAW), 5_000),
        (work(stakes=Stakes.LAW, damage_usd=700.0), 700),
        (work(stakes=Stakes.HURT, damage_usd=700.0), 5_000),
    ],
)
def test_what_one_bad_slip_costs(job: Work, usd: float) -> None:
    assert costing(job).damage_usd == pytest.approx(usd)


@pytest.mark.parametrize("stakes", [Stakes.LAW, Stakes.HURT])
@pytest.mark.parametrize(
    "change", [{"wage_usd": 5.0}, {"people": 1, "results": 90_000}, {"minutes_by_hand": 1}]
)
def test_law_and_health_cost_the_same_in_every_firm(
    stakes: Stakes, change: dict[str, float]
) -> None:
    assert costing(work(stakes=stakes, **change)).damage_usd == 5_000


@pytest.mark.parametrize(
    ("review", "loss"),
    [
        (Review.EVERY, 0.7 * 5 + 0.3 * 25),
        (Review.SAMPLE, 0.07 * 5 + 0.93 * 25),
        (Review.NOBODY, 25),
    ],
)
def test_one_wrong_result_is_done_again_or_slips_past(review: Review, loss: float) -> None:
    assert costing(work(review=review)).loss_usd(option("app")) == pytest.approx(loss)


@pytest.mark.parametrize(
    ("behind", "wrong"),
    [(0.0, 0.2), (log(10) / 4, expit(logit(0.2) + 0.25 * log(10) / 4))],
)
def test_who_is_behind_on_the_board_is_wrong_more_often(behind: float, wrong: float) -> None:
    behind_the_best = option("app", strength=Strength(log_odds=1 - behind))

    assert costing(work(), best=1.0).wrong(behind_the_best) == pytest.approx(wrong)


@pytest.mark.parametrize(
    ("best", "middle", "wrong"),
    [
        # nobody measured it or any other: none is behind
        (None, None, 0.2),
        (0.0, None, 0.2),
        # it counts as the middle: behind by so much that a quarter of it doubles the odds of 1 to 4
        (0.0, -4 * log(2), 1 / 3),
    ],
)
def test_what_nobody_measured_is_as_good_as_the_middle(
    best: float | None, middle: float | None, wrong: float
) -> None:
    silent = costing(work(), best=best, middle=middle)

    assert silent.wrong(option("app", strength=None)) == pytest.approx(wrong)


def test_who_is_before_the_best_that_may_be_used_is_no_better() -> None:
    assert costing(work(), best=1.0).wrong(option("a", strength=Strength(log_odds=2.0))) == (
        pytest.approx(0.2)
    )


@pytest.mark.parametrize(
    ("log_odds", "share"), [(-log(4), 0.2), (-log(2), 1 / 3), (0.0, 0.5), (log(4), 0.8)]
)
def test_log_odds_and_shares_are_turned_into_each_other(log_odds: float, share: float) -> None:
    assert expit(log_odds) == pytest.approx(share)
    assert logit(share) == pytest.approx(log_odds)


def test_agents_start_from_four_in_ten() -> None:
    assert costing(work(agent=True), best=0.0).wrong(option("agent")) == pytest.approx(0.4)


def test_a_wrong_word_costs_five_seconds_beside_the_text() -> None:
    job = work(spoken_words=150)
    heard = option("ears", strength=Strength(log_odds=logit(0.94), votes=False, wrong_words=0.06))
    priced = costing(job, best=logit(0.94)).price(heard)

    assert priced.corrections_usd == pytest.approx(100 * 150 * 0.06 * 5 / 3600 * 30)
    assert priced.wrong_usd == pytest.approx(100 * 0.2 * 11)


def test_connecting_is_counted_over_a_year_or_in_full_where_it_is_done_once() -> None:
    connected = by_use("model", 1.0, connecting_usd=1_200.0)

    assert costing(work()).price(connected).connecting_usd == 100
    assert costing(work(once=True)).price(connected).connecting_usd == 1_200


def test_the_best_is_among_those_that_may_be_named() -> None:
    best = option("preview", strength=Strength(log_odds=3.0), challenger_only=True)
    unmeasured = option("silent", strength=None)

    assert best_of([best, unmeasured, option("app")]) == 0.0
    assert best_of([best, unmeasured]) is None


@pytest.mark.parametrize(
    ("redone", "slipped", "wrong", "damaging"),
    [
        (6, 0, 8 / 40, 1 / (6 * 0.3 + 10)),
        (0, 0, 2 / 40, 1 / 10),
        (12, 1, 14 / 40, 2 / (12 * 0.3 + 10)),
    ],
)
def test_a_test_counts_beside_our_guess_of_ten_cases(
    redone: int, slipped: int, wrong: float, damaging: float
) -> None:
    results = {"app": result("app", cases=30, redone=redone, slipped=slipped)}
    tested = costing(work(), best=0.0, results=results)

    assert tested.wrong(option("app")) == pytest.approx(wrong)
    assert tested.damaging(option("app")) == pytest.approx(damaging)


@pytest.mark.parametrize(
    ("stakes", "damaging"), [(Stakes.MONEY, 1 / 310), (Stakes.LAW, 0.02), (Stakes.HURT, 0.02)]
)
def test_at_law_and_health_a_slip_never_counts_for_less_than_one_in_fifty(
    stakes: Stakes, damaging: float
) -> None:
    results = {"app": result("app", cases=5_000, redone=1_000)}

    tested = costing(work(stakes=stakes), results=results)
    assert tested.damaging(option("app")) == pytest.approx(damaging)


@pytest.mark.parametrize(
    ("pieces", "parts", "cases_in_one"),
    [
        (1.0, 1, 1.0),
        (10.0, 1, 10.0),  # each of a batch is a case
        (1.0, 4, 4.0),  # a long text is cut
        (0.25, 1, 0.25),  # a call, of which each minute is a result
    ],
)
def test_what_a_case_took_and_cost_is_counted_for_whole_results(
    pieces: float, parts: int, cases_in_one: float
) -> None:
    many = {"timed": 1_000_000, "reading_minutes": 6.0, "fee_usd": 0.02}
    results = {"model": result("model", cases=30, redone=6, **many)}
    of = work(pieces=pieces, parts=parts, review=Review.EVERY)
    money = costing(of, results=results)
    model = by_use("model", 0.5)

    assert money.reading_minutes(model) == pytest.approx(6 * cases_in_one, rel=1e-4)
    assert money.paid_usd(model) == pytest.approx(of.results * 0.02 * cases_in_one)


@pytest.mark.parametrize(
    ("timed", "minutes"), [(0, 3.0), (1, (6 + 30) / 11), (30, (180 + 30) / 40)]
)
def test_minutes_that_were_measured_count_beside_our_guess(timed: int, minutes: float) -> None:
    """Our guess is three minutes, and weighs as much as ten results."""
    results = {"app": result("app", cases=30, redone=6, timed=timed, reading_minutes=6.0)}
    tested = costing(work(), results=results)

    assert tested.reading_minutes(option("app")) == pytest.approx(minutes)
    assert tested.reading_minutes(option("other")) == pytest.approx(3.0)


def test_the_fee_that_was_counted_takes_the_place_of_the_listed_one() -> None:
    model = by_use("model", 0.5)
    results = {"model": result("model", cases=30, redone=6, fee_usd=0.02)}
    tested = costing(work(results=200), results=results)

    assert tested.price(model).paid_usd == pytest.approx(200 * 0.02)
    assert tested.price(by_use("other", 0.5)).paid_usd == pytest.approx(100)
    seats = option("model", seats_usd=30.0)  # holds as many as one likes
    assert tested.price(seats).paid_usd == pytest.approx(30)


def test_a_bolder_guess_of_damage_leaves_what_the_owner_typed() -> None:
    bolder = replace(GUESSES, damage_factor=5.0)

    assert costing(work(), bolder).damage_usd == 1_250
    assert costing(work(damage_usd=250.0), bolder).damage_usd == 250


@pytest.mark.parametrize(
    ("wage_usd", "usd"),
    [(50.0, 10_000), (25.0, 10_000), (24.0, 9_600), (6.25, 2_500), (6.0, 2_500)],
)
def test_connecting_costs_less_where_an_hour_does(wage_usd: float, usd: float) -> None:
    """Up to a quarter of what it costs at the usual wage."""
    assert GUESSES.connecting(BuiltInto.SYSTEM, wage_usd) == pytest.approx(usd)
